// Where an app hears of sign-outs: OpenID Connect Back-Channel Logout 1.0 §2.5, judged by jose alone.
import { once } from 'node:events'
import { createServer } from 'node:http'

import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'
import { expect } from 'playwright/test'

import { freePort } from './portico'

export type Backchannel = {
  readonly uri: string
  /** From now on it listens. */
  readonly open: () => Promise<void>
  /** The next logout token that comes. */
  readonly nextToken: () => Promise<string>
  readonly close: () => Promise<void>
}

/** An address that nothing listens on until it is opened. */
export async function backchannel(): Promise<Backchannel> {
  const port = await freePort()
  const arrived: string[] = []
  const waiting: ((token: string) => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const token = new URLSearchParams(body).get('logout_token') ?? ''
      response.writeHead(request.method === 'POST' && token !== '' ? 204 : 400).end()
      const next = waiting.shift()
      if (next) next(token)
      else arrived.push(token)
    })
  })
  return {
    uri: `http://localhost:${port}/signed-out`,
    open: async () => {
      server.listen(port, 'localhost')
      await once(server, 'listening')
    },
    nextToken: async () =>
      arrived.shift() ?? new Promise<string>((resolve) => waiting.push(resolve)),
    close: async () => {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Judges a logout token — §2.6. */
export async function verifyLogoutToken(
  token: string,
  issuer: string,
  clientId: string,
): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth/jwks`))
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'events', 'sub', 'sid'],
  })
  expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} })
  expect(payload['nonce']).toBeUndefined()
  return payload
}
