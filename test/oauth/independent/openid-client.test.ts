// openid-client shares no code with us: it is the judge. Its requests go over HTTP to the front server.
import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'

import { callback } from '../../test-provider'
import { bye, callbackOf, publicValues } from '../relying-party'
import { changedIdToken, type Tamper } from './in-between'
import { discovered } from './openid-client-world'

const ways = {
  client_secret_basic: client.ClientSecretBasic,
  client_secret_post: client.ClientSecretPost,
} as const

describe('openid-client', () => {
  for (const [method, authentication] of Object.entries(ways)) {
    it(`completes code with PKCE, UserInfo, refresh, introspection and revocation: ${method}`, async () => {
      const { alice, config, flow, issuer, app } = await discovered({ authentication })
      const tokens = await flow()
      expect(tokens.claims()).toMatchObject({ iss: issuer, aud: app.id, sub: alice.id })
      const person = await client.fetchUserInfo(config, tokens.access_token, alice.id)
      expect(person.email).toBe(alice.email)

      const fresh = await client.refreshTokenGrant(config, tokens.refresh_token!)
      expect(fresh.claims()?.sub).toBe(alice.id)
      const inspected = await client.tokenIntrospection(config, fresh.access_token)
      expect(inspected).toMatchObject({ active: true, sub: alice.id, client_id: app.id })

      await client.tokenRevocation(config, fresh.access_token)
      expect(await client.tokenIntrospection(config, fresh.access_token)).toEqual({ active: false })
      await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({
        error: 'invalid_grant',
      })
    })
  }

  it('completes it as a public client, with ES256 and rotation', async () => {
    const values = { ...publicValues, idTokenAlgorithm: 'ES256' } as const
    const { alice, config, flow } = await discovered({ values })
    const first = await flow()
    expect(first.claims()?.sub).toBe(alice.id)
    const second = await client.refreshTokenGrant(config, first.refresh_token!)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    await client.tokenRevocation(config, second.refresh_token!)
  })

  it('gets a token of its own by client credentials', async () => {
    const { config, app } = await discovered()
    const tokens = await client.clientCredentialsGrant(config, { scope: 'openid' })
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'openid' })
    const inspected = await client.tokenIntrospection(config, tokens.access_token)
    expect(inspected).toMatchObject({ active: true, sub: app.id })
  })

  it('ends the session', async () => {
    const { config, browser, flow } = await discovered()
    const { id_token: hint } = await flow()
    const to = client.buildEndSessionUrl(config, {
      id_token_hint: hint!,
      post_logout_redirect_uri: bye,
      state: 'x',
    })
    expect((await browser.open(to.pathname + to.search)).location).toBe(`${bye}?state=x`)
    expect((await browser.open('/login')).location).not.toBe('/')
  })

  it('is told of a refusal in its own words', async () => {
    const { config, browser } = await discovered()
    const to = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid',
      state: 'x',
      prompt: 'none',
      code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    })
    const answer = await browser.open(to.pathname + to.search)
    expect(callbackOf(answer).parameters['error']).toBe('consent_required')
    const refused = client.authorizationCodeGrant(config, new URL(answer.location), {
      expectedState: 'x',
    })
    await expect(refused).rejects.toMatchObject({ error: 'consent_required' })
  })
})

describe('openid-client refuses', () => {
  it('an ID token that somebody has changed on the way', async () => {
    const { flow } = await discovered({ tamper: changedIdToken({ sub: 'somebody else' }) })
    const cause = expect.objectContaining({ message: expect.stringMatching(/signature/) })
    await expect(flow()).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE', cause })
  })

  it('an ID token of another issuer, or for another client', async () => {
    for (const change of [{ iss: 'https://evil.example' }, { aud: 'another' }]) {
      const { flow } = await discovered({ tamper: changedIdToken(change) })
      await expect(flow()).rejects.toMatchObject({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })
    }
  })

  it('an answer of another issuer, or to another request (RFC 9207)', async () => {
    const { flow } = await discovered()
    for (const [name, value] of [
      ['iss', 'https://evil.example'],
      ['state', 'another'],
    ] as const) {
      const change = (url: URL) => url.searchParams.set(name, value)
      await expect(flow({}, { change })).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
    }
  })

  it('a discovery document of another issuer', async () => {
    const tamper: Tamper = (_path, body) => ({ ...body, issuer: 'https://evil.example' })
    await expect(discovered({ tamper })).rejects.toThrow()
  })
})
