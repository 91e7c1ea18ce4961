import { describe, expect, it } from 'vitest'

import { basic, callbackOf, expectOAuthError, isConsentPage } from '../../oauth/relying-party'
import { plainRequest, railsWorld } from './rails-client'

describe('an app that came from a Rails authorization server', () => {
  it('asks for a code without PKCE, and gets what such a server answers', async () => {
    const { op, app, browser } = await railsWorld()
    const page = await browser.open(app.path({ ...plainRequest, scope: 'public write' }))
    expect(isConsentPage(page)).toBe(true)
    expect(page.text).toContain('Keep this access while you are away')
    const { parameters } = callbackOf(await browser.submit('/consent', { decision: 'allow' }))
    expect(parameters['state']).toBe('the state')

    const { body } = await app.redeem(parameters['code']!, { code_verifier: null })
    expect(body).toEqual({
      access_token: expect.stringMatching(/^ey/),
      token_type: 'bearer',
      expires_in: 7200,
      refresh_token: expect.stringMatching(/^prt_/),
      scope: 'offline_access',
      created_at: Math.floor(op.now().getTime() / 1000),
    })
  })

  it.each(['basic', 'body'] as const)(
    'sends its credentials in the %s, to the token endpoint, introspection and revocation',
    async (style) => {
      const { op, app, browser } = await railsWorld()
      const post = (path: string, fields: Record<string, string>) =>
        style === 'basic'
          ? op.post(path, fields, { headers: { Authorization: basic(app.id, app.secret!) } })
          : op.post(path, { ...fields, client_id: app.id, client_secret: app.secret! })

      const code = await app.code(browser, plainRequest)
      const redirectUri = app.client.redirectUris[0]!
      const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
      const { body: first } = await post('/oauth/token', exchange)
      const { body: second } = await post('/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: first.refresh_token,
      })
      expect(second).toMatchObject({ token_type: 'bearer', expires_in: 7200 })
      expect(second.refresh_token).toBe(first.refresh_token) // a confidential client's stays

      const active = { active: true, client_id: app.id }
      const introspected = await post('/oauth/introspect', { token: second.access_token })
      expect(introspected.body).toMatchObject(active)

      const hint = { token_type_hint: 'access_token' }
      const revoked = await post('/oauth/revoke', { token: second.access_token, ...hint })
      expect([revoked.status, revoked.text]).toEqual([200, ''])
      const after = await post('/oauth/introspect', { token: second.access_token })
      expect(after.body).toEqual({ active: false })
      const again = await post('/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: first.refresh_token,
      })
      expectOAuthError(again, 400, 'invalid_grant')
    },
  )

  it('gets a token of its own, for as long as such a server gives it', async () => {
    const { app, op } = await railsWorld()
    const { body } = await app.token({ grant_type: 'client_credentials' })
    expect(body).toEqual({
      access_token: expect.stringMatching(/^ey/),
      token_type: 'bearer',
      expires_in: 7200,
      created_at: Math.floor(op.now().getTime() / 1000),
    })
  })

  it('gets no refresh token where the grant is off, or the scope is not allowed', async () => {
    const without = [
      { grantTypes: ['authorization_code'] },
      { scopes: ['openid', 'profile'] },
    ] as const
    for (const values of without) {
      const { app, browser } = await railsWorld(values)
      const code = await app.code(browser, plainRequest)
      const { body } = await app.redeem(code, { code_verifier: null })
      expect(body).not.toHaveProperty('refresh_token')
    }
  })

  it('keeps to its own lifetime where it has one', async () => {
    const { app, browser } = await railsWorld({ accessTokenLifetime: 300 })
    const code = await app.code(browser, plainRequest)
    expect((await app.redeem(code, { code_verifier: null })).body.expires_in).toBe(300)
  })

  it('needs PKCE unless its registration says otherwise, and always without a secret', async () => {
    for (const values of [
      { pkce: 'required' },
      { isPublic: true, authenticationMethod: 'none' },
    ] as const) {
      const { app, browser } = await railsWorld(values)
      const { parameters } = callbackOf(await browser.open(app.path(plainRequest)))
      expect(parameters['error']).toBe('invalid_request')
    }
  })
})
