import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose'
import { expect, it } from 'vitest'

import { jwksHeaders } from '@/oauth/endpoints/jwks'
import { signingAlgorithms } from '@/model/signing-key'

import { day, issuer, keysOf, testProvider } from '../test-provider'

const tokens = 1000

/** The worst client that does as it is told: it asks again when its copy has ended, and never before, unknown `kid` or not. */
class CachingClient {
  #set: ReturnType<typeof createLocalJWKSet> | undefined
  #endsAt = 0

  constructor(
    private readonly fetchSet: () => Promise<JSONWebKeySet>,
    private readonly now: () => Date,
  ) {}

  async accepts(token: string): Promise<boolean> {
    if (!this.#set || this.now().getTime() >= this.#endsAt) {
      this.#set = createLocalJWKSet(await this.fetchSet())
      this.#endsAt = this.now().getTime() + maxAge * 1000
    }
    return jwtVerify(token, this.#set, { issuer, currentDate: this.now() }).then(
      () => true,
      () => false,
    )
  }
}

const maxAge = Number(/max-age=(\d+)/.exec(jwksHeaders['Cache-Control'])?.[1])

it('1,000 tokens that two nodes sign across a rotation verify throughout, by clients that cache the JWK Set as long as it says', async () => {
  const op = await testProvider()
  const { now } = op
  const nodes = [op.provider.keys, keysOf(op.stores, op.settings, now)] as const
  const nodeOf = (count: number) => nodes[count % 2 === 0 ? 0 : 1]
  const setOf = (count: number) => async () =>
    JSON.parse(new TextDecoder().decode(await nodeOf(count).jwks())) as JSONWebKeySet
  await Promise.all(nodes.map((node) => node.jwks()))
  op.passes({ days: 88, seconds: 43_200 })

  const clients: CachingClient[] = []
  const issued: { readonly token: string; readonly expiresAt: number }[] = []
  const kids = new Map(signingAlgorithms.map((alg) => [alg, new Set<unknown>()]))
  for (let step = 0; step < tokens / signingAlgorithms.length; step += 1) {
    if (step < 4) clients.push(new CachingClient(setOf(step), now)) // each began at another moment
    for (const alg of signingAlgorithms) {
      const iat = Math.floor(now().getTime() / 1000)
      const exp = iat + (step % 10 === 0 ? 30 * day : 3600)
      const token = await nodeOf(step >> 1).sign('at+jwt', { iss: issuer, iat, exp }, alg)
      issued.push({ token, expiresAt: exp * 1000 })
      kids.get(alg)!.add(decodeProtectedHeader(token).kid)
      for (const client of clients) expect(await client.accepts(token)).toBe(true)
    }
    op.passes({ seconds: (3 * day * signingAlgorithms.length) / tokens })
  }
  expect(issued).toHaveLength(tokens)
  for (const alg of signingAlgorithms) expect(kids.get(alg)!.size).toBe(2) // the rotation was in the midst of it

  const fresh = new CachingClient(setOf(0), now)
  const live = issued.filter(({ expiresAt }) => expiresAt > now().getTime())
  expect(live.length).toBeGreaterThan(tokens / 10)
  for (const { token } of live) {
    for (const client of [...clients, fresh]) expect(await client.accepts(token)).toBe(true)
  }
}, 60_000)
