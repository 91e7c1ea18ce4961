// oauth4webapi shares no code with us: it is the judge. Its requests go over HTTP to the front server.
import * as oauth from 'oauth4webapi'
import { describe, expect, it } from 'vitest'

import { callback } from '../../test-provider'
import { listening } from '../listening'
import { publicValues, relyingParty } from '../relying-party'

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: this is http on loopback
const insecure = { [oauth.allowInsecureRequests]: true } as const

async function world(values: Parameters<typeof relyingParty>[1] = {}) {
  const { op, issuer, skew } = await listening()
  const alice = await op.user()
  const app = await relyingParty(op, values)
  const self: oauth.Client = { client_id: app.id, [oauth.clockSkew]: skew() }
  const authentication = app.secret === null ? oauth.None() : oauth.ClientSecretBasic(app.secret)
  const server = (algorithm: 'oidc' | 'oauth2' = 'oidc') =>
    oauth
      .discoveryRequest(new URL(issuer), { ...insecure, algorithm })
      .then((response) => oauth.processDiscoveryResponse(new URL(issuer), response))
  const as = await server()
  const browser = await op.signedIn(alice)

  /** Authorizes, and asks for the tokens; the answer is not looked at yet. */
  const redeemed = async (nonce: string) => {
    const verifier = oauth.generateRandomCodeVerifier()
    const state = oauth.generateRandomState()
    const answer = await app.visit(browser, {
      scope: 'openid email offline_access',
      prompt: 'consent',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      state,
      nonce,
    })
    const received = oauth.validateAuthResponse(as, self, new URL(answer.location), state)
    return oauth.authorizationCodeGrantRequest(
      ...([as, self, authentication, received, callback, verifier] as const),
      insecure,
    )
  }
  return { op, issuer, alice, app, self, authentication, server, as, browser, redeemed }
}

const bearerRequest = (issuer: string, token: string) =>
  new Request(`${issuer}/resource`, { headers: { Authorization: `Bearer ${token}` } })

describe('oauth4webapi', () => {
  it('reads both discovery documents: that of OpenID Connect and that of RFC 8414', async () => {
    const { server, issuer } = await world()
    expect((await server('oauth2')).issuer).toBe(issuer)
    expect((await server('oidc')).issuer).toBe(issuer)
  })

  for (const [kind, values] of Object.entries({ confidential: {}, public: publicValues })) {
    it(`completes code, UserInfo, refresh and revocation as a ${kind} client`, async () => {
      const { as, self, authentication, alice, app, redeemed } = await world(values)
      const nonce = oauth.generateRandomNonce()
      const response = await redeemed(nonce)
      const tokens = await oauth.processAuthorizationCodeResponse(as, self, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      })
      await oauth.validateApplicationLevelSignature(as, response, insecure)
      expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ sub: alice.id, aud: app.id })

      const told = await oauth.userInfoRequest(as, self, tokens.access_token, insecure)
      const person = await oauth.processUserInfoResponse(as, self, alice.id, told)
      expect(person.email).toBe(alice.email)

      const refresh = (token: string) =>
        oauth.refreshTokenGrantRequest(as, self, authentication, token, insecure)
      const fresh = await oauth.processRefreshTokenResponse(
        as,
        self,
        await refresh(tokens.refresh_token!),
      )
      expect(fresh.refresh_token === tokens.refresh_token).toBe(kind === 'confidential')

      const token = fresh.refresh_token!
      const revoked = await oauth.revocationRequest(as, self, authentication, token, insecure)
      await oauth.processRevocationResponse(revoked)
      const dead = oauth.processRefreshTokenResponse(as, self, await refresh(token))
      await expect(dead).rejects.toMatchObject({ error: 'invalid_grant', status: 400 })
    })
  }

  it('validates an access token as a resource server does (RFC 9068 §4), and inspects it (RFC 7662)', async () => {
    const { as, self, authentication, app, issuer } = await world()
    const response = await oauth.clientCredentialsGrantRequest(
      ...([as, self, authentication, { scope: 'openid' }] as const),
      insecure,
    )
    const { access_token: token } = await oauth.processClientCredentialsResponse(as, self, response)
    const options = { ...insecure, [oauth.clockSkew]: self[oauth.clockSkew]! }
    const validate = (one: string) =>
      oauth.validateJwtAccessToken(as, bearerRequest(issuer, one), app.id, options)
    expect(await validate(token)).toMatchObject({ iss: issuer, client_id: app.id, scope: 'openid' })
    const asked = await oauth.introspectionRequest(as, self, authentication, token, insecure)
    expect(await oauth.processIntrospectionResponse(as, self, asked)).toMatchObject({
      active: true,
    })
  })

  it('reads the challenge of UserInfo', async () => {
    const { as, self, alice } = await world()
    const response = await oauth.userInfoRequest(as, self, 'nothing', insecure)
    const refused = oauth.processUserInfoResponse(as, self, alice.id, response)
    const parameters = expect.objectContaining({ error: 'invalid_token' })
    await expect(refused).rejects.toMatchObject({ cause: [{ scheme: 'bearer', parameters }] })
  })
})

describe('oauth4webapi refuses', () => {
  const changed = (token: string, change: object): string => {
    const [header, payload = '', signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const part = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
    return [header, part, signature].join('.')
  }

  it('an ID token that somebody has changed on the way', async () => {
    const { as, self, redeemed } = await world()
    const nonce = oauth.generateRandomNonce()
    const body = (await (await redeemed(nonce)).json()) as { id_token: string }
    const tampered = Response.json({
      ...body,
      id_token: changed(body.id_token, { sub: 'mallory' }),
    })
    await oauth.processAuthorizationCodeResponse(as, self, tampered, { expectedNonce: nonce })
    const checked = oauth.validateApplicationLevelSignature(as, tampered, insecure)
    await expect(checked).rejects.toThrow(/signature/)
  })

  it('an ID token of another issuer, and one for another request', async () => {
    const { as, self, redeemed } = await world()
    const body = (await (await redeemed('n')).json()) as { id_token: string }
    const process = (id_token: string, expectedNonce = 'n') => {
      const response = Response.json({ ...body, id_token })
      return oauth.processAuthorizationCodeResponse(as, self, response, { expectedNonce })
    }
    await expect(process(body.id_token)).resolves.toBeDefined()
    const refusal = { code: oauth.JWT_CLAIM_COMPARISON }
    const foreign = process(changed(body.id_token, { iss: 'https://evil.example' }))
    await expect(foreign).rejects.toMatchObject(refusal)
    await expect(process(body.id_token, 'another')).rejects.toMatchObject(refusal)
  })

  it('an authorization response of another issuer (RFC 9207 §2.4)', async () => {
    const { as, self, app, browser } = await world({ isFirstParty: true })
    const url = new URL((await app.visit(browser)).location)
    expect(oauth.validateAuthResponse(as, self, url, 'the state').get('code')).toMatch(/^pac_/)
    url.searchParams.set('iss', 'https://evil.example')
    expect(() => oauth.validateAuthResponse(as, self, url, 'the state')).toThrow(/iss/)
    url.searchParams.delete('iss')
    expect(() => oauth.validateAuthResponse(as, self, url, 'the state')).toThrow(/iss/)
  })

  it('an ID token in place of an access token', async () => {
    const { as, self, app, browser, issuer } = await world()
    const tokens = await app.tokens(browser)
    const options = { ...insecure, [oauth.clockSkew]: self[oauth.clockSkew]! }
    const validate = (token: string) =>
      oauth.validateJwtAccessToken(as, bearerRequest(issuer, token), app.id, options)
    await expect(validate(tokens.access_token)).resolves.toBeDefined()
    await expect(validate(tokens.id_token)).rejects.toThrow()
  })
})
