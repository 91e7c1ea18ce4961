import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { issuer } from '../../test-provider'
import { signedInWorld, type Fields } from '../relying-party'

describe('an ID token (OpenID Connect Core §2)', () => {
  for (const alg of ['RS256', 'ES256', 'EdDSA', 'PS256'] as const) {
    it(`verifies with an independent library, signed as the client says: ${alg}`, async () => {
      const { op, app, alice, browser } = await signedInWorld({ idTokenAlgorithm: alg })
      const signedInAt = Math.floor(op.now().getTime() / 1000)
      op.passes({ minutes: 5 })
      const { id_token: token } = await app.tokens(browser, { nonce: 'n-0S6_WzA2Mj' })
      const keys = createLocalJWKSet((await op.get('/oauth/jwks')).body)
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience: app.id,
        algorithms: [alg],
        currentDate: op.now(),
      })
      expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: expect.any(String) })
      expect(payload).toEqual({
        iss: issuer,
        sub: alice.id,
        aud: app.id,
        iat: signedInAt + 300,
        exp: signedInAt + 300 + 3600,
        auth_time: signedInAt,
        acr: 'pwd',
        amr: ['pwd'],
        nonce: 'n-0S6_WzA2Mj',
        sid: expect.any(String),
      })
      expect(Object.values(browser.cookies)).not.toContain(payload['sid'])
    })
  }

  it('has a nonce if and only if one was sent, as it was sent (§3.1.3.7)', async () => {
    const { app, browser } = await signedInWorld({ isFirstParty: true })
    const nonceOf = async (fields: Fields) =>
      decodeJwt((await app.tokens(browser, fields)).id_token)
    expect(await nonceOf({})).not.toHaveProperty('nonce')
    for (const nonce of ['%41+ é"\\', 'n'.repeat(43), 'n'.repeat(512), '\u0000']) {
      expect((await nonceOf({ nonce }))['nonce']).toBe(nonce)
    }
  })

  it('leaves the claims of scopes to UserInfo, and holds those that `claims` asks for here (§5.4, §5.5)', async () => {
    const { app, browser } = await signedInWorld()
    const scope = 'openid profile email'
    const plain = decodeJwt((await app.tokens(browser, { scope })).id_token)
    expect(plain).not.toHaveProperty('name')
    expect(plain).not.toHaveProperty('email')
    const claims =
      '{"id_token":{"email":{"essential":true},"email_verified":null,"updated_at":null}}'
    const asked = decodeJwt((await app.tokens(browser, { scope, claims })).id_token)
    expect(asked).toMatchObject({
      email: 'alice@example.com',
      email_verified: false,
      updated_at: expect.any(Number),
    })
    expect(asked).not.toHaveProperty('name')
  })

  it('lets no claim that is asked for take the place of one of the protocol', async () => {
    const { app, alice, browser } = await signedInWorld()
    const names = [
      'iss',
      'sub',
      'aud',
      'exp',
      'iat',
      'nonce',
      'sid',
      'auth_time',
      '__proto__',
      'constructor',
    ]
    const id_token = Object.fromEntries(names.map((name) => [name, null]))
    const claims = JSON.stringify({ id_token })
    const { payload } = { payload: decodeJwt((await app.tokens(browser, { claims })).id_token) }
    expect(payload).toMatchObject({ iss: issuer, sub: alice.id, aud: app.id })
    expect(payload).not.toHaveProperty('nonce')
  })

  it('is never signed with the key of access tokens of another algorithm', async () => {
    const { app, browser } = await signedInWorld()
    const { id_token: idToken, access_token: accessToken } = await app.tokens(browser)
    expect(decodeProtectedHeader(idToken).kid).not.toBe(decodeProtectedHeader(accessToken).kid)
  })
})
