import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, idTokenAlgorithms } from '@/model/client'

import { issuer, received } from '../../test-provider'
import { bearer, expectOAuthError, signedInWorld, world } from '../relying-party'

const path = '/oauth/userinfo'

describe('the UserInfo endpoint (OpenID Connect Core §5.3)', () => {
  it('answers GET and POST, the token in the header or in a form, all alike', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser, { scope: 'openid email profile' })
    const answers = [
      await op.get(path, bearer(token)),
      await op.get('/me', bearer(token)),
      await op.post(path, {}, bearer(token)),
      await op.post(path, { access_token: token }),
      await op.dispatch(new Request(issuer + path, { method: 'POST', ...bearer(token) })),
      await op.get(path, { headers: { Authorization: `bEARER ${token}` } }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/json')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.body).toEqual({
        sub: alice.id,
        name: 'alice',
        preferred_username: 'alice',
        updated_at: expect.any(Number),
        email: 'alice@example.com',
        email_verified: false,
      })
    }
  })

  it('tells by scope, and a claim without a value not at all (§5.3.2, §5.4)', async () => {
    const { op, app, browser, alice } = await signedInWorld()
    const keys = async (scope: string) => {
      const { access_token: token } = await app.tokens(browser, { scope })
      return Object.keys((await app.userinfo(token)).body)
    }
    expect(await keys('openid')).toEqual(['sub'])
    expect(await keys('openid email')).toEqual(['sub', 'email', 'email_verified'])
    expect(alice.email).not.toBeNull()
    const bob = await op.json('/api/users', { username: 'bob', password: 'the password of bob' })
    expect(bob.status).toBe(201)
    const theirs = await op.signedIn({ ...alice, username: 'bob', password: 'the password of bob' })
    const { access_token: token } = await app.tokens(theirs, { scope: 'openid email' })
    expect(Object.keys((await app.userinfo(token)).body)).toEqual(['sub'])
  })

  it('gives what `claims` asks for here, and keeps the rest for the ID token (§5.5)', async () => {
    const { app, browser } = await signedInWorld()
    const claims =
      '{"userinfo":{"name":{"essential":true},"made_up":null},"id_token":{"email":null}}'
    const { access_token: token } = await app.tokens(browser, { claims })
    expect(Object.keys((await app.userinfo(token)).body)).toEqual(['sub', 'name'])
  })

  it('without any token is 401 with challenges and no error (RFC 6750 §3.1, RFC 9449 §7.1)', async () => {
    const { op, app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    for (const answer of [
      await op.get(path),
      await op.post(path, {}),
      await op.get(`${path}?access_token=${token}`), // OAuth 2.1 §5.1: no token in a URL
      await op.post(`${path}?access_token=${token}`, {}),
      await op.get(path, { cookies: browser.cookies }),
      await op.get(path, { headers: { Authorization: 'Basic YTpi' } }),
      await op.json(path, { access_token: token }),
    ]) {
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe(
        'Bearer, DPoP algs="ES256 PS256 EdDSA Ed25519"',
      )
      expect(answer.text).not.toContain('error')
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('with a token that is not good is 401 invalid_token, whatever is wrong with it', async () => {
    const { op, app, browser } = await signedInWorld()
    const tokens = await app.offlineTokens(browser)
    const [header, payload, signature] = tokens.access_token.split('.')
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    for (const token of [
      'nothing',
      tokens.id_token, // RFC 9068 §4: `typ` tells them apart
      tokens.refresh_token,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${header}.${payload}.${signature}=`,
      `${header}.${payload}.`,
      `${unsigned}.${payload}.`,
      `${unsigned}.${payload}.${signature}`,
      'x'.repeat(20_000),
    ]) {
      const answer = await app.userinfo(token)
      expectOAuthError(answer, 401, 'invalid_token')
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token", /)
    }
    op.passes({ hours: 1, seconds: -1 })
    expect((await app.userinfo(tokens.access_token)).status).toBe(200)
    op.passes({ seconds: 1 })
    expectOAuthError(await app.userinfo(tokens.access_token), 401, 'invalid_token')
  })

  it('with a token that lacks openid is 403, and says what it wants', async () => {
    const { app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser, { scope: 'email' })
    const answer = await app.userinfo(token)
    expectOAuthError(answer, 403, 'insufficient_scope')
    expect(answer.headers.get('www-authenticate')).toContain('scope="openid"')
  })

  it('refuses two ways at once, a token twice, and a header that holds none: 400 (RFC 6750 §2, §3.1)', async () => {
    const { op, app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    expectOAuthError(
      await op.post(path, { access_token: token }, bearer(token)),
      400,
      'invalid_request',
    )
    const body = new URLSearchParams([
      ['access_token', token],
      ['access_token', token],
    ])
    const twice = await op.dispatch(new Request(issuer + path, { method: 'POST', body }))
    expectOAuthError(twice, 400, 'invalid_request')
    for (const header of [
      'Bearer',
      `Bearer ${token} x`,
      `Bearer "${token}"`,
      `Bearer ${token}, Bearer ${token}`,
    ]) {
      const answer = await op.get(path, { headers: { Authorization: header } })
      expectOAuthError(answer, 400, 'invalid_request')
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_request"/)
    }
  })

  it('knows the token of another issuer for what it is', async () => {
    const { op, app } = await world()
    const claims = {
      sub: 'x',
      client_id: app.id,
      aud: app.id,
      iat: 0,
      exp: 9_999_999_999,
      scope: 'openid',
    }
    const token = await op.provider.keys.sign('at+jwt', { ...claims, iss: `${issuer}/` })
    expectOAuthError(await app.userinfo(token), 401, 'invalid_token')
  })
})

describe('UserInfo as a JWT (§5.3.2)', () => {
  it.each(idTokenAlgorithms)('is signed as the client says, by %s', async (alg) => {
    const options = { ...defaultClientOptions, userinfoAlgorithm: alg }
    const { op, app, alice, browser } = await signedInWorld({ options })
    const tokens = await app.tokens(browser, { scope: 'openid email' })
    const answer = await app.userinfo(tokens.access_token)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/jwt')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const keys = createLocalJWKSet((await op.get('/oauth/jwks')).body)
    const rules = { issuer, audience: app.id, algorithms: [alg], currentDate: op.now() }
    const { payload } = await jwtVerify(answer.text, keys, rules)
    expect(payload).toMatchObject({ sub: alice.id, email: 'alice@example.com' })
    expect((await app.userinfo('x')).headers.get('content-type')).toBe('application/json')
  })

  it('is no ID token, and is not taken for one', async () => {
    const options = { ...defaultClientOptions, userinfoAlgorithm: 'RS256' as const }
    const { op, app, browser } = await signedInWorld({ options })
    const { access_token: token } = await app.tokens(browser)
    const { text } = await app.userinfo(token)
    const hinted = await browser.open(app.path({ id_token_hint: text }))
    expect(received(hinted)['error']).toBe('invalid_request')
    expect(await op.provider.keys.verify('JWT', text)).toBeNull()
  })

  it('names the person as the client knows them: pairwise', async () => {
    const options = {
      ...defaultClientOptions,
      subjectType: 'pairwise' as const,
      userinfoAlgorithm: 'ES256' as const,
    }
    const { app, alice, browser } = await signedInWorld({ options })
    const tokens = await app.tokens(browser)
    const { sub } = decodeJwt((await app.userinfo(tokens.access_token)).text)
    expect(sub).toBe(decodeJwt(tokens.id_token).sub)
    expect(sub).not.toBe(alice.id)
  })
})
