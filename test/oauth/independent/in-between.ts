import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { afterEach } from 'vitest'

export type Tamper = (path: string, body: Record<string, unknown>) => Record<string, unknown>

const closings: (() => void)[] = []
afterEach(() => {
  for (const close of closings.splice(0)) close()
})

/** Somebody between a client and the portal, who hands everything on and changes what is answered as JSON. */
export async function inBetween(issuer: string, tamper: Tamper): Promise<string> {
  const server = createServer((request, response) => {
    const handOn = async () => {
      const { method = 'GET', url = '/', headers } = request
      const { host: _, connection: __, 'content-length': ___, ...sent } = headers
      const answer = await fetch(issuer + url, {
        method,
        headers: sent as Record<string, string>,
        redirect: 'manual',
        ...(method !== 'GET' && { body: new Uint8Array(await buffer(request)) }),
      })
      const text = await answer.text()
      const contentType = answer.headers.get('content-type') ?? 'text/plain'
      const path = new URL(url, issuer).pathname
      const isJson = contentType.includes('json')
      response.writeHead(answer.status, { 'Content-Type': contentType })
      response.end(isJson ? JSON.stringify(tamper(path, JSON.parse(text))) : text)
    }
    handOn().catch((cause: unknown) => response.writeHead(502).end(String(cause)))
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  closings.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** A JWT with other claims under the same signature. */
export function changedToken(token: unknown, change: object): string {
  const [header, payload = '', signature] = String(token).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  const part = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
  return [header, part, signature].join('.')
}

/** Changes the claims of the ID token, wherever one is answered. */
export const changedIdToken =
  (change: object): Tamper =>
  (_path, body) =>
    'id_token' in body ? { ...body, id_token: changedToken(body['id_token'], change) } : body
