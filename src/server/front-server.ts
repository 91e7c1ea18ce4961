// The front server: one node:http server. What the route table names goes straight to its handler; the rest is Next's.
import { randomBytes } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'

import { getRequestListener } from '@hono/node-server'

import { wrongMethod } from '@/dialects/token-api/api'
import { setContext } from '@/oauth/context'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import type { Handler, Provider } from '@/oauth/provider'

import { clientAddress } from './client-address'
import { endOfTurn } from './end-of-turn'
import { loopbackDetour } from './loopback-detour'
import { NumberedResponse } from './numbered-response'
import { answerPrepared, isPrepared } from './prepared-answers'
import { findRoute } from './route-table'
import { routes, type Route } from './routes'
import { whenSmallBodyIsThere } from './small-body'

/** Each handler with a page for what escapes it: that is a bug, and no bad request. */
const guarded: ReadonlyMap<Handler, Handler> = new Map(
  Object.values(routes).flatMap((route) =>
    Object.values(route).map((handler) => [handler, page(handler)] as const),
  ),
)

/** Milliseconds in which a request has to be there whole: a body that stalls is ended with 408. */
const requestTimeout = 10_000

/** Makes the server; it does not listen yet. */
export function frontServer(provider: Provider, next: RequestListener): Server {
  const addressOf = clientAddress(provider.settings.trustedProxies)
  const detour = loopbackDetour(provider.settings.issuer)
  const isHttps = provider.settings.issuer.startsWith('https:')
  const nextRequestId = requestIds()

  const handle = getRequestListener(
    async (request, { incoming }) => {
      const message = incoming as IncomingMessage
      const { requestId, route } = asked(message)
      const handler = route?.[message.method as keyof Route] ?? notAllowed(message.url)
      setContext(request, {
        address: addressOf(message.socket.remoteAddress, message.headers['x-forwarded-for']),
        requestId,
      })
      const answer = await (guarded.get(handler) ?? handler)(request, provider)
      if (message.method !== 'GET' && message.method !== 'HEAD' && !message.complete) {
        answer.headers.set('Connection', 'close') // the rest of the body is not read: no request can follow it
      }
      await endOfTurn()
      return answer
    },
    { overrideGlobalObjects: false, errorHandler: (cause) => unanswered(cause, provider) },
  )

  return createServer(
    {
      maxHeaderSize: 32_768,
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
      ServerResponse: NumberedResponse,
    },
    (message, response) => {
      const started = performance.now()
      const requestId = nextRequestId()
      response.common = {
        'x-request-id': requestId,
        ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
      }
      response.once('close', () => {
        report(provider, message, response, requestId, performance.now() - started)
      })

      const path = pathOf(message.url)
      const route = findRoute(path)
      ;(message as Known)[known] = { requestId, route }
      const elsewhere = detour(message)
      if (!route && !isPath(path)) {
        response.writeHead(400).end() // Next would fail at it, or redirect to another host
      } else if (elsewhere !== null) {
        response.writeHead(307, { Location: elsewhere, 'Cache-Control': 'no-store' }).end()
      } else if (!route) {
        next(message, response)
      } else if (isPrepared(path, message)) {
        void answerPrepared(response, provider, () => handle(message, response))
      } else {
        if (!((message.method ?? '') in route)) {
          response.setHeader('Allow', Object.keys(route).join(', ')) // RFC 9110 §15.5.6
        }
        whenSmallBodyIsThere(message, () => void handle(message, response))
      }
    },
  )
}

/** A path of ours, asked with another method. */
const notAllowed = (url = '/'): Handler =>
  url.startsWith(tokenApi) ? wrongMethod : wrongMethodPage

const wrongMethodPage: Handler = page(() => Promise.reject(new PageError('method-not-allowed')))

const tokenApi = '/api/auth/0.1/'

/** What is known of a request before its handler runs. */
const known = Symbol('known')
type Known = IncomingMessage & {
  [known]?: { readonly requestId: string; readonly route: Route | undefined }
}

const asked = (message: IncomingMessage) =>
  (message as Known)[known] ?? { requestId: '-', route: undefined }

const pathOf = (url = '/'): string => {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

/** Whether it is a target in origin form (RFC 9112 §3.2.1) whose percent signs mean something. */
function isPath(target: string): boolean {
  try {
    return target.startsWith('/') && decodeURIComponent(target) !== ''
  } catch {
    return false
  }
}

/** Short, unique in the log of all nodes: random per process, then counted. */
function requestIds(): () => string {
  const boot = randomBytes(5).toString('hex')
  let count = 0
  return () => `${boot}-${(count += 1).toString(36)}`
}

/** Method, path, status and time; never a query, a header or a body. */
function report(
  { log }: Provider,
  message: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  milliseconds: number,
): void {
  const fields = () => ({
    requestId,
    method: message.method,
    path: withoutToken(pathOf(message.url)),
    status: response.statusCode,
    milliseconds: Math.round(milliseconds * 10) / 10,
  })
  if (response.statusCode >= 500) log.error(fields(), 'request failed')
  else if (log.level === 'debug') log.debug(fields(), 'request')
}

/** The one path that holds a secret. */
const withoutToken = (path: string): string =>
  path.startsWith(`${tokenApi}token/`) ? `${tokenApi}token/[token]` : path

/** A request that the listener itself could not read, such as one with a Host that is none. */
function unanswered(cause: unknown, { log }: Provider): Response {
  log.debug({ err: cause }, 'a request could not be read')
  return new Response('Bad request', { status: 400, headers: { 'Content-Type': 'text/plain' } })
}
