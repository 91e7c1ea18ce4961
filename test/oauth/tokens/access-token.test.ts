import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, idTokenAlgorithms } from '@/model/client'

import { day, issuer, testProvider } from '../../test-provider'
import { signedInWorld } from '../relying-party'

/** An access token as an app receives it, and the keys as anybody gets them. */
async function received(
  client: Parameters<Awaited<ReturnType<typeof testProvider>>['client']>[0] = {},
) {
  const op = await testProvider()
  const alice = await op.user()
  const app = await op.client(client)
  const answer = await op.authorized(await op.signedIn(alice), app, { scope: 'email profile' })
  const keys = async () => createLocalJWKSet((await op.get('/oauth/jwks')).body)
  return { op, alice, app, answer, token: answer['access_token']!, keys }
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

describe('an access token (RFC 9068)', () => {
  it('verifies with an independent library, by nothing but the issuer’s JWK Set', async () => {
    const { op, alice, app, token, keys } = await received()
    const { payload, protectedHeader } = await jwtVerify(token, await keys(), {
      issuer,
      audience: app.id,
      typ: 'at+jwt',
      algorithms: ['ES256'],
      currentDate: op.now(),
    })
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) }) // §2.1
    expect(payload).toEqual({
      iss: issuer,
      sub: alice.id,
      aud: app.id,
      client_id: app.id,
      iat: seconds(op.now()),
      exp: seconds(op.now()) + 30 * day,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      scope: 'openid profile email',
      grant_id: expect.stringMatching(/^[\w-]{22}$/),
    }) // §2.2
  })

  it('ends after 30 days, which is what `expiration` said', async () => {
    const { op, answer, token, keys } = await received()
    expect(decodeJwt(token).exp).toBe(Number(answer['expiration']))
    const verify = async () => jwtVerify(token, await keys(), { currentDate: op.now() })
    op.passes({ days: 30, seconds: -1 })
    await expect(verify()).resolves.toBeDefined()
    op.passes({ seconds: 1 })
    await expect(verify()).rejects.toThrow('"exp" claim timestamp check failed')
  })

  it('has whole seconds for numbers', async () => {
    const { token } = await received()
    const { iat, exp } = decodeJwt(token)
    expect([Number.isInteger(iat), Number.isInteger(exp)]).toEqual([true, true])
  })

  it('never has the same jti twice', async () => {
    const { op, app, answer } = await received()
    const tokens = [answer['access_token']!]
    for (let count = 0; count < 5; count += 1) {
      tokens.push((await op.refresh(app, answer['refresh_token']!)).body.access_token)
    }
    expect(new Set(tokens.map((token) => decodeJwt(token).jti)).size).toBe(6)
  })

  it('names the grant that it came of, through every refresh', async () => {
    const { op, app, answer, token } = await received()
    const refreshed = (await op.refresh(app, answer['refresh_token']!)).body.access_token
    expect(decodeJwt(refreshed)['grant_id']).toBe(decodeJwt(token)['grant_id'])
  })

  it('lives as long as the client says', async () => {
    const { op, app, answer, token } = await received({ accessTokenLifetime: 300 })
    expect(decodeJwt(token).exp! - decodeJwt(token).iat!).toBe(300)
    op.passes({ minutes: 10 })
    const { body } = await op.refresh(app, answer['refresh_token']!)
    expect(body.expiration).toBe(seconds(op.now()) + 300)
    expect(decodeJwt(body.access_token).exp).toBe(body.expiration)
  })

  it('verifies across a rotation of keys, and the next one is signed by the next key', async () => {
    const { op, app, answer, token, keys } = await received({ accessTokenLifetime: 365 * day })
    op.passes({ days: 89, seconds: 1 })
    await op.get('/oauth/jwks')
    op.passes({ days: 1, minutes: 1 })
    const next = (await op.refresh(app, answer['refresh_token']!)).body.access_token
    expect(decodeProtectedHeader(next).kid).not.toBe(decodeProtectedHeader(token).kid)
    for (const one of [token, next]) {
      await expect(jwtVerify(one, await keys(), { currentDate: op.now() })).resolves.toBeDefined()
    }
  })

  it('is signed with the algorithm that the client wants, at the standard endpoint and at the dialect’s', async () => {
    for (const accessTokenAlgorithm of idTokenAlgorithms) {
      const options = { ...defaultClientOptions, accessTokenAlgorithm }
      const { op, app, alice, browser } = await signedInWorld({ options })
      const own = await app.token({ grant_type: 'client_credentials' })
      const tokens = await app.offlineTokens(browser)
      const refreshed = await app.refresh(tokens.refresh_token)
      const keys = createLocalJWKSet((await op.get('/oauth/jwks')).body)
      for (const { access_token: token } of [own.body, tokens, refreshed.body]) {
        const rules = { typ: 'at+jwt', algorithms: [accessTokenAlgorithm], currentDate: op.now() }
        await expect(jwtVerify(token, keys, rules)).resolves.toBeDefined()
        expect((await app.introspect(token)).body.active).toBe(true)
      }
      expect((await app.userinfo(tokens.access_token)).body.sub).toBe(alice.id)

      const dialect = await op.client({ options })
      const answer = await op.authorized(browser, dialect)
      const renewed = await op.refresh(dialect, answer['refresh_token']!)
      for (const token of [answer['access_token']!, renewed.body.access_token]) {
        expect(decodeProtectedHeader(token).alg).toBe(accessTokenAlgorithm)
      }
    }
  })

  it('holds nothing of the person but the id', async () => {
    const { alice, token } = await received()
    const text = Buffer.from(token.split('.')[1]!, 'base64url').toString()
    expect(text).not.toContain(alice.username)
    expect(text).not.toContain('@')
  })
})
