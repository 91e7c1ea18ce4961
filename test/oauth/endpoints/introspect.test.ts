import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { day, issuer } from '../../test-provider'
import {
  expectOAuthError,
  publicValues,
  relyingParty,
  signedInWorld,
  world,
} from '../relying-party'

describe('the introspection endpoint (RFC 7662)', () => {
  it('tells the owner of an access token what it is (§2.2)', async () => {
    const { app, alice, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser, { scope: 'openid email' })
    const { sub, jti, iat, exp } = decodeJwt(token)
    const answer = await app.introspect(token)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toEqual({
      active: true,
      token_type: 'Bearer',
      scope: 'openid email',
      client_id: app.id,
      username: 'alice',
      sub,
      aud: app.id,
      iss: issuer,
      ...{ iat, exp, jti },
    })
    expect(sub).toBe(alice.id)
  })

  it('tells the owner of a refresh token, as long as it is the newest', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    const { refresh_token: token } = await app.offlineTokens(browser)
    const iat = Math.floor(op.now().getTime() / 1000)
    expect((await app.introspect(token)).body).toEqual({
      active: true,
      token_type: 'refresh_token',
      scope: 'openid offline_access',
      client_id: app.id,
      username: 'alice',
      sub: alice.id,
      iss: issuer,
      iat,
      exp: iat + 180 * day,
    })
    op.passes({ days: 180 })
    expect((await app.introspect(token)).body).toEqual({ active: false })
  })

  it('says {"active":false} and nothing more of everything else, with 200', async () => {
    const { op, app, browser } = await signedInWorld()
    const other = await relyingParty(op)
    const tokens = await app.offlineTokens(browser)
    const code = await app.code(browser)
    for (const answer of [
      await app.introspect('garbage'),
      await app.introspect('a.b.c'),
      await app.introspect('\0'),
      await app.introspect(tokens.id_token),
      await app.introspect(code),
      await app.introspect(`${tokens.access_token}x`),
      await app.introspect(`prt_${'x'.repeat(43)}`),
      await other.introspect(tokens.access_token),
      await other.introspect(tokens.refresh_token),
    ]) {
      expect([answer.status, answer.text]).toEqual([200, '{"active":false}'])
    }
    op.passes({ hours: 1 })
    expect((await app.introspect(tokens.access_token)).body).toEqual({ active: false })
  })

  it('ignores the hint, right or wrong (§2.1)', async () => {
    const { app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    for (const token_type_hint of ['access_token', 'refresh_token', 'made_up']) {
      const { body } = await app.post('/oauth/introspect', { token, token_type_hint })
      expect(body.active).toBe(true)
    }
  })

  it('needs the token, once, and a client that proves itself by a secret (§2.1)', async () => {
    const { op, app } = await world()
    expectOAuthError(await app.post('/oauth/introspect', {}), 400, 'invalid_request')
    expectOAuthError(await op.post('/oauth/introspect', { token: 'x' }), 401, 'invalid_client')
    const open = await relyingParty(op, publicValues)
    expectOAuthError(await open.introspect('x'), 401, 'invalid_client')
    const bearer = { headers: { Authorization: 'Bearer x' } }
    expectOAuthError(
      await op.post('/oauth/introspect', { token: 'x' }, bearer),
      401,
      'invalid_client',
    )
  })

  it('is for servers: no CORS', async () => {
    const { app } = await world()
    const origin = { headers: { Origin: 'https://notes.example' } }
    const answer = await app.post('/token/introspection', { token: 'x' }, origin)
    expect(answer.status).toBe(200)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })
})
