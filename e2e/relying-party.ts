// An app: a small server of its own that people come back to, on a library that has nothing to do with Portico. It is
// the judge of what Portico answers.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'

export type RelyingParty = {
  readonly origin: string
  readonly redirectUri: string
  /** The parameters with which the next person comes back; those who came are not lost. */
  readonly nextArrival: () => Promise<URLSearchParams>
  /** Every path that was asked for, in order. */
  readonly requests: readonly string[]
  readonly close: () => Promise<void>
}

export async function startRelyingParty(): Promise<RelyingParty> {
  const requests: string[] = []
  const arrived: URLSearchParams[] = []
  const waiting: ((parameters: URLSearchParams) => void)[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://app')
    if (url.pathname !== '/favicon.ico') requests.push(url.pathname)
    if (url.pathname === '/back') {
      const next = waiting.shift()
      if (next) next(url.searchParams)
      else arrived.push(url.searchParams)
    }
    response.setHeader('Content-Type', 'text/html').end('<h1>Welcome back</h1>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  return {
    origin,
    redirectUri: `${origin}/back`,
    requests,
    nextArrival: async () =>
      arrived.shift() ?? new Promise<URLSearchParams>((resolve) => waiting.push(resolve)),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Judges an access token by the published keys alone — RFC 9068 §4. @throws what is wrong with it */
export async function verifyAccessToken(
  token: string,
  issuer: string,
  clientId: string,
): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth/jwks`))
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['sub', 'iat', 'exp', 'jti', 'client_id', 'scope'],
  })
  return payload
}

export type TokenAnswer = {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** `POST /api/token`, as the app's server does it. */
export async function askForTokens(
  issuer: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<TokenAnswer> {
  const response = await fetch(`${issuer}/api/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  })
  return { status: response.status, body: (await response.json()) as TokenAnswer['body'] }
}

/** A new access token for a refresh token. */
export const refresh = (issuer: string, clientId: string, refreshToken: string) =>
  askForTokens(issuer, {
    response_type: 'refresh',
    client_id: clientId,
    refresh_token: refreshToken,
  })
