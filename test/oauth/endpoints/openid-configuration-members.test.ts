import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'

import { after } from '../../stores/fixtures'
import { callback, issuer, testProvider } from '../../test-provider'
import { bye, callbackOf, isConsentPage, oauthProvider, RelyingParty } from '../relying-party'
import { jwksOf, keyNamed, SigningParty } from '../signing-party'

/** A provider, its document, and apps that register themselves by it. */
async function walk() {
  const op = await oauthProvider({ settings: { dynamicRegistration: 'open' } })
  const { body: document } = await op.get('/.well-known/openid-configuration')
  await op.stores.initialAccessTokens.create({
    id: 'walk',
    hash: sha256('pia_walk'),
    name: 'walk',
    createdAt: op.now(),
    expiresAt: after(3600),
    usesLeft: 1000,
  })
  const browser = await op.signedIn(await op.user())
  const registered = async (metadata: object) => {
    const path = String(document.registration_endpoint).slice(issuer.length)
    const sent = { redirect_uris: [callback], post_logout_redirect_uris: [bye], ...metadata }
    const headers = { Authorization: 'Bearer pia_walk' }
    const { status, body } = await op.json(path, sent, { headers })
    if (status !== 201) throw new Error(JSON.stringify(body))
    const client = (await op.stores.clients.find(body.client_id))!
    return { client, secret: (body.client_secret as string | undefined) ?? null }
  }
  const app = async (metadata: object = {}) => {
    const { client, secret } = await registered(metadata)
    return new RelyingParty(op, client, secret)
  }
  const signingApp = async (alg: string, metadata: object = {}) => {
    const key = await keyNamed('walk', alg)
    const jwks = JSON.parse(jwksOf(key)) as object
    const { client } = await registered({ jwks, ...metadata })
    return new SigningParty(op, client, key)
  }
  return { op, document, browser, app, signingApp }
}

type Walk = Awaited<ReturnType<typeof walk>>
type Check = (walked: Walk, value: unknown) => unknown

const is =
  (wanted: unknown): Check =>
  (_, value) =>
    expect(value).toEqual(wanted)

/** The endpoint is there, and answers so when nothing is sent. */
const answers =
  (method: 'get' | 'post', status: number): Check =>
  async ({ op }, url) => {
    const path = String(url).slice(issuer.length)
    const answer = method === 'get' ? await op.get(path) : await op.post(path, {})
    expect([url, answer.status]).toEqual([url, status])
  }

/** One check for each value of a list. */
const each =
  (check: (walked: Walk, value: string) => Promise<unknown>): Check =>
  async (walked, values) => {
    for (const value of values as string[]) await check(walked, value)
  }

const nothing = { grant_type: 'authorization_code', code: 'x', token: 'x' }

const authenticates = (path: string): Check =>
  each(async ({ app, signingApp, op }, token_endpoint_auth_method) => {
    const metadata = { token_endpoint_auth_method }
    const isSigning = token_endpoint_auth_method === 'private_key_jwt'
    const party = isSigning ? await signingApp('ES256', metadata) : await app(metadata)
    const { id, secret } = party
    const { body } =
      token_endpoint_auth_method === 'client_secret_post'
        ? await op.post(path, { ...nothing, client_id: id, client_secret: secret! })
        : await party.post(path, nothing)
    expect(body?.error).not.toBe('invalid_client')
  })

const signsAssertions = (path: string): Check =>
  each(async ({ signingApp }, alg) => {
    const metadata = { token_endpoint_auth_method: 'private_key_jwt' }
    const party = await signingApp(alg, { ...metadata, token_endpoint_auth_signing_alg: alg })
    expect((await party.post(path, nothing)).body?.error).not.toBe('invalid_client')
  })

/** How each member of the document is known to be true. */
const checks: Readonly<Record<string, Check>> = {
  issuer: is(issuer),
  authorization_endpoint: answers('get', 400),
  token_endpoint: answers('post', 401),
  userinfo_endpoint: answers('get', 401),
  jwks_uri: answers('get', 200),
  registration_endpoint: async ({ op }, url) => {
    expect((await op.json(String(url).slice(issuer.length), {})).status).toBe(400)
  },
  end_session_endpoint: answers('get', 303),
  introspection_endpoint: answers('post', 401),
  revocation_endpoint: answers('post', 401),
  device_authorization_endpoint: answers('post', 401),
  pushed_authorization_request_endpoint: answers('post', 401),
  require_pushed_authorization_requests: async ({ app, browser }, value) => {
    const party = await app()
    expect([value, 'code' in (await party.authorize(browser)).parameters]).toEqual([false, true])
  },
  backchannel_logout_supported: is(true),
  backchannel_logout_session_supported: async ({ app, browser }, value) => {
    const tokens = await (await app()).tokens(browser)
    expect([value, 'sid' in decodeJwt(tokens.id_token)]).toEqual([true, true])
  },
  response_types_supported: each(async ({ app, browser }, response_type) => {
    const { parameters } = await (await app()).authorize(browser, { response_type })
    expect(parameters).toHaveProperty('code')
  }),
  response_modes_supported: each(async ({ app, browser }, response_mode) => {
    const { mode, parameters } = await (await app()).authorize(browser, { response_mode })
    expect([mode, 'code' in parameters]).toEqual([response_mode, true])
  }),
  grant_types_supported: each(async ({ app }, grant_type) => {
    const grant_types = [...new Set(['authorization_code', grant_type])]
    const { body } = await (await app({ grant_types })).token({ grant_type })
    expect(['unsupported_grant_type', 'unauthorized_client']).not.toContain(body.error)
  }),
  subject_types_supported: each(async ({ app, browser }, subject_type) => {
    const tokens = await (await app({ subject_type })).tokens(browser)
    expect(decodeJwt(tokens.id_token).sub).toMatch(/^[\w-]+$/)
  }),
  id_token_signing_alg_values_supported: each(async ({ op, app, browser }, alg) => {
    const party = await app({ id_token_signed_response_alg: alg })
    const { id_token: idToken } = await party.tokens(browser)
    const { body: jwks } = await op.get('/oauth/jwks')
    const wanted = { issuer, audience: party.id, algorithms: [alg], currentDate: op.now() }
    await jwtVerify(idToken, createLocalJWKSet(jwks), wanted)
  }),
  userinfo_signing_alg_values_supported: each(async ({ app, browser }, alg) => {
    const party = await app({ userinfo_signed_response_alg: alg })
    const { access_token: token } = await party.tokens(browser)
    expect(decodeProtectedHeader((await party.userinfo(token)).text).alg).toBe(alg)
  }),
  introspection_signing_alg_values_supported: each(async ({ app }, alg) => {
    const party = await app({ id_token_signed_response_alg: alg })
    const headers = { Accept: 'application/token-introspection+jwt' }
    const { text } = await party.post('/oauth/introspect', { token: 'x' }, { headers })
    expect(decodeProtectedHeader(text).alg).toBe(alg)
  }),
  token_endpoint_auth_methods_supported: authenticates('/oauth/token'),
  introspection_endpoint_auth_methods_supported: authenticates('/oauth/introspect'),
  revocation_endpoint_auth_methods_supported: authenticates('/oauth/revoke'),
  token_endpoint_auth_signing_alg_values_supported: signsAssertions('/oauth/token'),
  introspection_endpoint_auth_signing_alg_values_supported: signsAssertions('/oauth/introspect'),
  revocation_endpoint_auth_signing_alg_values_supported: signsAssertions('/oauth/revoke'),
  dpop_signing_alg_values_supported: each(async ({ op, app, browser }, alg) => {
    const { client } = await app({ token_endpoint_auth_method: 'none' })
    const key = await keyNamed('walk', alg)
    const tokens = await new SigningParty(op, client, key, key).tokens(browser)
    expect(tokens.token_type).toBe('DPoP')
  }),
  request_parameter_supported: is(true),
  request_object_signing_alg_values_supported: each(async ({ signingApp, browser }, alg) => {
    const metadata = { request_object_signing_alg: alg, token_endpoint_auth_method: 'none' }
    const party = await signingApp(alg, metadata)
    const query = new URLSearchParams({ client_id: party.id, request: await party.requestObject() })
    let answer = await browser.open(`/oauth/authorize?${query.toString()}`)
    if (isConsentPage(answer)) answer = await browser.submit('/consent', { decision: 'allow' })
    expect(callbackOf(answer).parameters).toHaveProperty('code')
  }),
  request_uri_parameter_supported: async ({ app, browser }, value) => {
    const answer = await browser.open((await app()).path({ request_uri: 'https://a.example/' }))
    expect([value, answer.location.includes('code=')]).toEqual([false, false])
  },
  code_challenge_methods_supported: each(async ({ app, browser }, code_challenge_method) => {
    expect(await (await app()).tokens(browser, { code_challenge_method })).toHaveProperty(
      'id_token',
    )
  }),
  authorization_response_iss_parameter_supported: async ({ app, browser }, value) => {
    const { parameters } = await (await app()).authorize(browser)
    expect([value, parameters['iss']]).toEqual([true, issuer])
  },
  scopes_supported: async ({ app, browser }, values) => {
    const scope = (values as string[]).join(' ')
    const party = await app({ scope, grant_types: ['authorization_code', 'refresh_token'] })
    expect((await party.tokens(browser, { scope, prompt: 'consent' })).scope).toBe(scope)
  },
  claims_supported: async ({ app, browser }, values) => {
    const members = Object.fromEntries((values as string[]).map((name) => [name, null]))
    const claims = JSON.stringify({ userinfo: members, id_token: members })
    const party = await app({ scope: 'openid profile email phone address' })
    const { id_token: idToken } = await party.tokens(browser, { claims })
    expect(decodeJwt(idToken)).toMatchObject({ email: 'alice@example.com', acr: 'pwd' })
  },
  claim_types_supported: is(['normal']),
  claims_parameter_supported: is(true),
  acr_values_supported: each(async ({ app, browser }, acr_values) => {
    const { id_token: idToken } = await (await app()).tokens(browser, { acr_values })
    expect(decodeJwt(idToken)['acr']).toBe(acr_values)
  }),
  prompt_values_supported: each(async ({ app, browser }, prompt) => {
    const party = await app()
    await party.tokens(browser)
    const answer = await browser.open(party.path({ prompt }))
    expect([prompt, answer.location]).toEqual([prompt, expect.not.stringContaining('error=')])
  }),
  ui_locales_supported: each(async ({ op, app }, ui_locales) => {
    const { text } = await op.get((await app()).path({ ui_locales }))
    expect(text).toContain(`<html lang="${ui_locales}"`)
  }),
}

describe('every member of the document is true', () => {
  it('each has a check', async () => {
    const op = await testProvider()
    const { body } = await op.get('/.well-known/openid-configuration')
    expect(Object.keys(body).sort()).toEqual(Object.keys(checks).sort())
  })

  it.each(Object.keys(checks))('%s', async (name) => {
    const walked = await walk()
    await checks[name]!(walked, walked.document[name])
  })
})
