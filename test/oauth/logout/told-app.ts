import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { createLocalJWKSet, decodeJwt, jwtVerify, type JWTPayload } from 'jose'
import { afterEach } from 'vitest'

import type { Client } from '@/model/client'

import { issuer as usual, type TestProvider } from '../../test-provider'
import { relyingParty } from '../relying-party'

const closings: (() => void)[] = []
afterEach(() => {
  for (const close of closings.splice(0)) close()
})

type Post = {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly fields: Readonly<Record<string, string>>
}

/** What the app answers: a status, or nothing until its test is over. */
type Says = number | 'nothing' | ((response: ServerResponse) => void)

/** A back-channel logout endpoint on this machine, which keeps what it is told. */
export async function backchannel() {
  const posts: Post[] = []
  const told = { says: 200 as Says }
  let arrived = () => {}
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url: path, headers } = request
      const fields = Object.fromEntries(new URLSearchParams(body))
      posts.push({ method, path, headers, fields })
      arrived()
      if (typeof told.says === 'function') told.says(response)
      else if (told.says !== 'nothing') response.writeHead(told.says).end('a secret of the app')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closings.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo

  return {
    uri: `http://127.0.0.1:${port}/backchannel?of=portico`,
    posts,
    told,
    /** Resolves when it has been told this often in all. */
    times: async (count: number): Promise<void> => {
      while (posts.length < count) await new Promise<void>((resolve) => (arrived = resolve))
    },
    /** The session ids that it was told of, in turn. */
    sids: () => posts.map(({ fields }) => decodeJwt(fields['logout_token']!)['sid']),
  }
}

/** An app that has one. */
export async function toldApp(op: TestProvider, values: Partial<Client> = {}) {
  const endpoint = await backchannel()
  const app = await relyingParty(op, { backchannelLogoutUri: endpoint.uri, ...values })
  const deliveries = () => op.stores.logoutDeliveries.listOfClient(app.id, 100)
  return { ...endpoint, app, deliveries }
}

/** A logout token as an app judges it: by the published keys. */
export async function verifyLogoutToken(
  op: Pick<TestProvider, 'get' | 'now'>,
  token: string,
  { clientId, issuer = usual }: { clientId: string; issuer?: string },
): Promise<{ readonly payload: JWTPayload; readonly header: { alg: string; kid?: string } }> {
  const { body } = await op.get('/oauth/jwks')
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(body), {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    currentDate: op.now(),
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
  })
  return { payload, header: protectedHeader }
}
