import { describe, expect, it } from 'vitest'

import { routes } from '@/server/routes'

import type { Answer } from '../test-browser'
import { issuer, type TestProvider } from '../test-provider'
import { bearer, oauthProvider, relyingParty, signedInWorld } from './relying-party'

const options = (op: TestProvider, path: string, headers: Record<string, string>) =>
  op.dispatch(new Request(issuer + path, { method: 'OPTIONS', headers }))

const isReadable = ({ headers }: Answer) => {
  expect(headers.has('access-control-allow-credentials')).toBe(false)
  return headers.get('access-control-allow-origin') === '*'
}

describe('an endpoint that script of any site may call (Fetch §3.3)', () => {
  const callable = {
    '/oauth/token': 'POST',
    '/token': 'POST',
    '/oauth/par': 'POST',
    '/request': 'POST',
    '/oauth/device_authorization': 'POST',
    '/device/auth': 'POST',
    '/oauth/register': 'GET, POST, PUT, DELETE',
    '/reg': 'GET, POST, PUT, DELETE',
    '/oauth/token/info': 'GET',
    '/oauth/revoke': 'POST',
    '/token/revocation': 'POST',
    '/oauth/userinfo': 'GET, POST',
    '/me': 'GET, POST',
    '/oauth/jwks': 'GET',
    '/jwks': 'GET',
    '/.well-known/openid-configuration': 'GET',
    '/.well-known/oauth-authorization-server': 'GET',
  }

  it('answers the preflight, whoever asks, without a cookie', async () => {
    const op = await oauthProvider()
    for (const [path, methods] of Object.entries(callable)) {
      const answer = await options(op, path, {
        Origin: 'https://notes.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type',
      })
      expect([answer.status, answer.text, answer.setCookies]).toEqual([204, '', []])
      expect(isReadable(answer)).toBe(true)
      expect(answer.headers.get('access-control-allow-methods')).toBe(methods)
      expect(answer.headers.get('access-control-allow-headers')).toBe(
        'Authorization, Content-Type, DPoP',
      )
    }
  })

  it('can be read whatever it answers: errors too', async () => {
    const { op, app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    const machine = { grant_type: 'client_credentials' }
    for (const [answer, status] of [
      [await app.token(machine), 200],
      [await app.token({}), 400],
      [await op.post('/oauth/token', machine), 401],
      [await op.json('/oauth/token', {}), 400],
      [await app.token({ ...machine, x: 'x'.repeat(70_000) }), 413],
      [await app.userinfo(token), 200],
      [await op.get('/oauth/userinfo'), 401],
      [await app.userinfo('x'), 401],
      [await op.post('/oauth/userinfo', { access_token: token }, bearer(token)), 400],
      [await app.revoke('x'), 200],
      [await app.post('/oauth/par', app.request()), 201],
      [await app.post('/oauth/par', {}), 400],
      [await op.post('/oauth/par', {}), 401],
      [await op.post('/oauth/revoke', {}), 401],
      [await op.get('/oauth/jwks'), 200],
      [await op.get('/.well-known/openid-configuration'), 200],
    ] as const) {
      expect([answer.status, isReadable(answer)]).toEqual([status, true])
    }
    const refused = await app.userinfo('x')
    expect(refused.headers.get('access-control-expose-headers')).toBe(
      'WWW-Authenticate, DPoP-Nonce, Retry-After',
    )
  })

  it('is every one that answers a preflight, and no page is', () => {
    const answering = Object.entries(routes).filter(([, route]) => route.OPTIONS)
    expect(answering.map(([path]) => path).sort()).toEqual(
      [...Object.keys(callable), '/api/token', '/api/auth/token', '/api/auth/tokens'].sort(),
    )
  })
})

describe('what goes over the wire and into the log', () => {
  it('holds no secret where it does not belong, through every flow', async () => {
    const { op, app, alice } = await signedInWorld()
    const open = await relyingParty(op, { isPublic: true, authenticationMethod: 'none' })
    const secrets: string[] = [app.secret!]
    for (const one of [app, open]) {
      const browser = await op.signedIn(alice)
      secrets.push(browser.cookies['portico-session']!)
      const code = await one.code(browser, { scope: 'openid offline_access', prompt: 'consent' })
      const { body } = await one.redeem(code)
      await one.redeem('wrong')
      const next = (await one.refresh(body.refresh_token)).body
      await one.userinfo(body.access_token)
      await one.introspect(body.access_token)
      op.passes({ minutes: 1 })
      await one.refresh(body.refresh_token)
      await one.redeem(code)
      await browser.open(one.path({ id_token_hint: body.id_token, prompt: 'none' }))
      await browser.open(`/oauth/end_session?id_token_hint=${body.id_token}`)
      await one.revoke(next.refresh_token)
      secrets.push(code, body.access_token, body.refresh_token, body.id_token, next.refresh_token)
    }
    for (const secret of secrets) expect(op.logged()).not.toContain(secret)
  })

  it('keeps no code and no refresh token as it is', async () => {
    const { app, browser, op } = await signedInWorld()
    const code = await app.code(browser, { scope: 'openid offline_access', prompt: 'consent' })
    const { refresh_token: refreshToken } = (await app.redeem(code)).body
    const { stores } = op
    expect(await stores.authorizationCodes.find(code)).toBeNull()
    expect(await stores.grants.findByRefreshToken(refreshToken)).toBeNull()
  })
})
