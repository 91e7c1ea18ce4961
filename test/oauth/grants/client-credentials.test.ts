import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { issuer } from '../../test-provider'
import {
  bearer,
  expectOAuthError,
  publicValues,
  relyingParty,
  world,
  type Fields,
} from '../relying-party'

const grant = (more: Fields = {}): Fields => ({ grant_type: 'client_credentials', ...more })

describe('the client credentials grant (RFC 6749 §4.4)', () => {
  it('gives the client a token of its own: ten minutes, no refresh token, no ID token', async () => {
    const { app } = await world()
    const { status, body, headers } = await app.token(grant({ scope: 'openid' }))
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'openid', // echoed, for clients that send it
    })
  })

  it('is a JWT of RFC 9068 whose sub is the client', async () => {
    const { op, app } = await world()
    const { access_token: token } = (await app.token(grant())).body
    const keys = createLocalJWKSet((await op.get('/oauth/jwks')).body)
    const options = { issuer, audience: app.id, typ: 'at+jwt', currentDate: op.now() }
    const { payload } = await jwtVerify(token, keys, options)
    expect(payload).toMatchObject({ sub: app.id, client_id: app.id, jti: expect.any(String) })
    expect(payload.exp! - payload.iat!).toBe(600)
    expect(payload).not.toHaveProperty('grant_id')
  })

  it('narrows the scope to the registration; what is for people only is left out', async () => {
    const { app } = await world({ scopes: ['openid', 'email', 'offline_access'] })
    const ask = async (scope: string) => (await app.token(grant({ scope }))).body.scope
    expect(await ask('email profile openid made:up')).toBe('openid email')
    expect(await ask('offline_access')).toBeUndefined()
  })

  it('is never for a public client, nor for one whose registration leaves it out (§5.2)', async () => {
    const { op } = await world()
    const open = await relyingParty(op, publicValues)
    const without = await relyingParty(op, { grantTypes: ['authorization_code'] })
    const elsewhere = await relyingParty(op, { dialects: ['login-redirect'] })
    for (const app of [open, without, elsewhere]) {
      expectOAuthError(await app.token(grant()), 400, 'unauthorized_client')
    }
  })

  it('tells UserInfo of nobody, and ends with the client', async () => {
    const { op, app } = await world()
    const { access_token: token } = (await app.token(grant({ scope: 'openid' }))).body
    const answer = await op.get('/oauth/userinfo', bearer(token))
    expectOAuthError(answer, 403, 'insufficient_scope')
    const second = await relyingParty(op)
    expect((await second.introspect(token)).body).toEqual({ active: false })
    expect((await app.introspect(token)).body).toMatchObject({ active: true, sub: app.id })
    await op.stores.clients.setDisabled(app.id, op.now())
    expect((await op.get('/oauth/userinfo', bearer(token))).status).toBe(401)
  })

  it('ends after its ten minutes, to the second, or when the client says', async () => {
    const { op, app } = await world()
    const short = await relyingParty(op, { accessTokenLifetime: 60 })
    const { access_token: token } = (await app.token(grant())).body
    expect((await short.token(grant())).body.expires_in).toBe(60)
    const isActive = async () => (await app.introspect(token)).body.active
    op.passes({ minutes: 10, seconds: -1 })
    expect(await isActive()).toBe(true)
    op.passes({ seconds: 1 })
    expect(await isActive()).toBe(false)
  })
})
