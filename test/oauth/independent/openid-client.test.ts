// openid-client shares no code with us: it is the judge. Its requests go over HTTP to the front server.
import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'

import type { Client } from '@/model/client'

import { callback } from '../../test-provider'
import { listening } from '../listening'
import { bye, callbackOf, publicValues, relyingParty } from '../relying-party'

type Tamper = (path: string, body: Record<string, unknown>) => Record<string, unknown>

async function discovered({
  values = {},
  authentication,
  tamper,
}: {
  readonly values?: Partial<Client>
  readonly authentication?: (secret: string) => client.ClientAuth
  /** What somebody between us changes in the answers. */
  readonly tamper?: Tamper
} = {}) {
  const { op, issuer, skew } = await listening()
  const alice = await op.user()
  const app = await relyingParty(op, values)
  const customFetch: client.CustomFetch = async (url, options) => {
    const response = await fetch(url, options as RequestInit)
    if (!tamper || !response.headers.get('content-type')?.includes('json')) return response
    const body = tamper(new URL(url).pathname, (await response.json()) as Record<string, unknown>)
    return Response.json(body, { status: response.status })
  }
  const config = await client.discovery(
    new URL(issuer),
    app.id,
    { [client.clockSkew]: skew() },
    app.secret === null ? client.None() : (authentication ?? client.ClientSecretBasic)(app.secret),
    {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: this is http on loopback
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
      [client.customFetch]: customFetch,
    },
  )
  const browser = await op.signedIn(alice)

  /** The whole flow as its documentation has it; the URL that the person came back with can be changed. */
  const flow = async (
    fields: Record<string, string> = {},
    changed: (url: URL) => URL = (url) => url,
  ) => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()]
    const to = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid email offline_access',
      prompt: 'consent',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      ...fields,
    })
    await browser.open(to.pathname + to.search)
    const answer = await browser.submit('/consent', { decision: 'allow' })
    return client.authorizationCodeGrant(config, changed(new URL(answer.location)), {
      pkceCodeVerifier,
      expectedState,
      expectedNonce: fields['nonce'] ?? expectedNonce,
      idTokenExpected: true,
      maxAge: 300,
    })
  }
  return { op, issuer, app, alice, config, browser, flow }
}

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
  const inPayload = (token: unknown, change: object): string => {
    const [header, payload = '', signature] = String(token).split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const changed = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
    return [header, changed, signature].join('.')
  }
  const tamperedBy =
    (change: object): Tamper =>
    (path, body) =>
      path === '/oauth/token' ? { ...body, id_token: inPayload(body['id_token'], change) } : body

  it('an ID token that somebody has changed on the way', async () => {
    const { flow } = await discovered({ tamper: tamperedBy({ sub: 'somebody else' }) })
    const cause = expect.objectContaining({ message: expect.stringMatching(/signature/) })
    await expect(flow()).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE', cause })
  })

  it('an ID token of another issuer, or for another client', async () => {
    for (const change of [{ iss: 'https://evil.example' }, { aud: 'another' }]) {
      const { flow } = await discovered({ tamper: tamperedBy(change) })
      await expect(flow()).rejects.toMatchObject({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })
    }
  })

  it('an answer of another issuer, or to another request (RFC 9207)', async () => {
    const { flow } = await discovered()
    for (const [name, value] of [
      ['iss', 'https://evil.example'],
      ['state', 'another'],
    ] as const) {
      const changed = (url: URL) => {
        url.searchParams.set(name, value)
        return url
      }
      await expect(flow({}, changed)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
    }
  })

  it('a discovery document of another issuer', async () => {
    const tamper: Tamper = (_path, body) => ({ ...body, issuer: 'https://evil.example' })
    await expect(discovered({ tamper })).rejects.toThrow()
  })
})
