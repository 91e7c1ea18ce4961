import type { IncomingMessage, ServerResponse } from 'node:http'

import { jwks, jwksHeaders } from '@/oauth/endpoints/jwks'
import type { Provider } from '@/oauth/provider'

import { endOfTurn } from './end-of-turn'
import { routes } from './routes'

const paths = new Set(Object.keys(routes).filter((path) => routes[path]?.GET === jwks))

/** Whether it is asked for the JWK Set: the same for everybody, and asked for most. */
export const isPrepared = (path: string, { method }: IncomingMessage): boolean =>
  method === 'GET' && paths.has(path)

/**
 * Answers the JWK Set past `Request` and `Response`: what the route's handler answers, in half its time
 * (docs/performance.md). Where there are no keys, the handler says so.
 */
export async function answerPrepared(
  response: ServerResponse,
  { keys }: Provider,
  handle: () => Promise<void>,
): Promise<void> {
  const body = await keys.jwks().catch(() => null)
  if (body === null) return handle()
  await endOfTurn()
  response.writeHead(200, { ...jwksHeaders, 'Content-Length': body.byteLength }).end(body)
}
