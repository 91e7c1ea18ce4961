import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions } from '@/model/client'
import type { Stores } from '@/stores/stores'

import { expectErrorPage, plain } from '../../test-browser'
import { callback, issuer, received } from '../../test-provider'
import {
  callbackOf,
  challenge,
  expectErrorCallback,
  isConsentPage,
  isSignInPage,
  publicValues,
  relyingParty,
  signedInWorld,
  signIn,
  world,
  type Fields,
} from '../relying-party'

const other = 'https://notes.example/other'

describe('who asks, and where may the answer go?', () => {
  it('shows a page, and goes nowhere, until both are known to be good (RFC 6749 §4.1.2.1)', async () => {
    const { op, app } = await world({ redirectUris: [callback, other] })
    const off = await relyingParty(op)
    await op.stores.clients.setDisabled(off.id, op.now())
    const evil = 'https://evil.example/?code=1'
    const twice = (name: string, value: string) =>
      `${app.path()}&${new URLSearchParams({ [name]: value }).toString()}`
    for (const [path, status, code] of [
      [app.path({ client_id: null }), 400, 'client-missing'],
      [app.path({ client_id: '' }), 400, 'client-missing'],
      [app.path({ client_id: 'nobody' }), 400, 'client-unknown'],
      [app.path({ client_id: 'n'.repeat(5000) }), 400, 'client-unknown'],
      [app.path({ client_id: '\0' }), 400, 'client-unknown'],
      [off.path(), 403, 'client-disabled'],
      [twice('client_id', app.id), 400, 'parameter-repeated'],
      [twice('redirect_uri', callback), 400, 'parameter-repeated'],
      [app.path({ redirect_uri: evil }), 400, 'redirect-uri-unregistered'],
      [app.path({ redirect_uri: 'javascript:alert(1)' }), 400, 'redirect-uri-unregistered'],
      [app.path({ redirect_uri: `${callback}/` }), 400, 'redirect-uri-unregistered'],
      [app.path({ redirect_uri: `${callback}#` }), 400, 'redirect-uri-unregistered'],
      [app.path({ redirect_uri: null }), 400, 'redirect-uri-missing'],
      [app.path({ redirect_uri: null, scope: 'email' }), 400, 'redirect-uri-missing'],
    ] as const) {
      const answer = await op.get(path)
      expectErrorPage(answer, status, code)
      expect(answer.text).not.toMatch(/(href|action|src)="(https:\/\/evil|javascript:)/)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('says which switch is off, on a page', async () => {
    const { op, app } = await world({ grantTypes: ['client_credentials'] })
    const wrongDialect = await relyingParty(op, { dialects: ['login-redirect'] })
    for (const one of [app, wrongDialect]) {
      expectErrorPage(await op.get(one.path()), 403, 'dialect-off')
    }
  })

  it('is not led by a wrong redirect URI, whatever else is wrong with the request', async () => {
    const { op, app } = await world()
    const bad = {
      redirect_uri: 'https://evil.example',
      response_type: null,
      prompt: 'none',
      request: 'x',
    }
    expectErrorPage(await op.get(app.path(bad)), 400, 'redirect-uri-unregistered')
  })

  it('takes the only redirect URI where none is sent, but not for OpenID Connect (Core §3.1.2.1)', async () => {
    const { op, app, browser } = await signedInWorld()
    const { uri, parameters } = await app.authorize(browser, {
      redirect_uri: null,
      scope: 'profile',
    })
    expect([uri, parameters['code']]).toEqual([callback, expect.any(String)])
    expectErrorPage(await op.get(app.path({ redirect_uri: null })), 400, 'redirect-uri-missing')
  })

  it('allows any port of a loopback address, and answers to the one that was used (RFC 8252 §7.3)', async () => {
    const { app, browser } = await signedInWorld({
      ...publicValues,
      redirectUris: ['http://127.0.0.1/cb?a=b', 'http://[::1]:8080/cb'],
    })
    for (const uri of ['http://127.0.0.1:51004/cb?a=b', 'http://[::1]:51004/cb']) {
      const answer = await app.visit(browser, { redirect_uri: uri })
      expect(answer.location.startsWith(`${uri}${uri.includes('?') ? '&' : '?'}code=`)).toBe(true)
      const { code = '' } = callbackOf(answer).parameters
      expect((await app.redeem(code, { redirect_uri: uri })).status).toBe(200)
    }
    for (const uri of [
      'http://localhost:51004/cb?a=b',
      'http://127.0.0.1:51004/cb',
      'http://127.1/cb?a=b',
    ]) {
      const answer = await app.op.get(app.path({ redirect_uri: uri }))
      expectErrorPage(answer, 400, 'redirect-uri-unregistered')
    }
  })

  it('keeps the redirect URI byte for byte, its own query too', async () => {
    const uri = 'https://Notes.example:443/a%2fb/?x=%20&y=a+b'
    const { app, browser } = await signedInWorld({ redirectUris: [uri] })
    expect((await app.visit(browser)).location).toMatch(`${uri}&code=pac_`)
  })
})

describe('is the request good?', () => {
  const refusals: readonly (readonly [string, Fields])[] = [
    ['invalid_request', { response_type: null }],
    ['invalid_request', { response_type: '' }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['unsupported_response_type', { response_type: 'code id_token' }],
    ['unsupported_response_type', { response_type: 'CODE' }],
    ['invalid_request', { response_mode: 'jwt' }],
    ['invalid_request', { max_age: '-1' }],
    ['invalid_request', { max_age: '1.5' }],
    ['invalid_request', { max_age: 'soon' }],
    ['invalid_request', { prompt: 'none login' }],
    ['invalid_request', { prompt: 'sometimes' }],
    ['invalid_request', { prompt: 'login sometimes' }],
    ['invalid_request', { code_challenge: null }],
    ['invalid_request', { code_challenge: null, code_challenge_method: null }],
    ['invalid_request', { code_challenge_method: null }], // means plain: RFC 7636 §4.3
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: 's256' }],
    ['invalid_request', { code_challenge: `${challenge}=` }],
    ['invalid_request', { code_challenge: challenge.slice(1) }],
    ['invalid_request', { claims: '{' }],
    ['invalid_request', { claims: '[]' }],
    ['invalid_request', { claims: '"email"' }],
    ['invalid_request', { claims: '{"userinfo":[]}' }],
    ['invalid_request', { claims: '{"id_token":1}' }],
    ['invalid_request', { id_token_hint: 'nonsense' }],
    ['request_not_supported', { request: 'e30.e30.' }],
    ['request_uri_not_supported', { request_uri: 'https://notes.example/request.jwt' }],
    ['request_uri_not_supported', { request_uri: 'urn:example:request' }],
    ['invalid_request', { request: 'x', request_uri: 'https://notes.example/request.jwt' }],
    ['registration_not_supported', { registration: '{}' }],
    [
      'unmet_authentication_requirements',
      { claims: '{"id_token":{"acr":{"essential":true,"values":["phr"]}}}' },
    ],
  ]

  it('refuses by redirect, with state and iss and without a code, before anybody signs in', async () => {
    const { op, app } = await world()
    for (const [code, fields] of refusals) {
      const answer = await op.get(app.path(fields))
      const { mode, uri } = expectErrorCallback(answer, code, issuer)
      expect([mode, uri]).toEqual(['query', callback])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('refuses a parameter of the specification that is repeated, read or not (RFC 6749 §3.1)', async () => {
    const { op, app } = await world()
    const names = [
      ...['response_type', 'response_mode', 'scope', 'code_challenge', 'code_challenge_method'],
      ...['prompt', 'max_age', 'nonce', 'id_token_hint', 'claims', 'request', 'request_uri'],
      ...['registration', 'display', 'ui_locales', 'claims_locales', 'login_hint', 'acr_values'],
    ]
    for (const name of names) {
      const answer = await op.get(`${app.path({ [name]: 'query' })}&${name}=other`)
      expectErrorCallback(answer, 'invalid_request', issuer)
    }
    const twice = received(await op.get(`${app.path()}&state=other`))
    expect([twice['error'], twice['state']]).toEqual(['invalid_request', undefined])
  })

  it('answers an error in the mode that was asked for, where it is one', async () => {
    const { op, app } = await world()
    for (const mode of ['query', 'fragment', 'form_post'] as const) {
      const answer = await op.get(app.path({ response_mode: mode, response_type: 'token' }))
      const received = expectErrorCallback(answer, 'unsupported_response_type', issuer)
      expect([received.mode, received.uri]).toEqual([mode, callback])
    }
  })

  it('ignores a parameter that is unknown, even twice, and one that is empty (§3.1)', async () => {
    const { app, browser } = await signedInWorld()
    const empty = { prompt: '', max_age: '', claims: '', request: '', nonce: '', response_mode: '' }
    const path = `${app.path({ extra: 'foobar', ...empty })}&extra=again&prompt=`
    await browser.open(path)
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(received(answer)['code']).toMatch(/^pac_/)
  })

  it('needs PKCE of every client whose registration does not say otherwise, and of a public one always', async () => {
    const { app, op, browser } = await signedInWorld({ pkce: 'optional' })
    const without = { code_challenge: null, code_challenge_method: null }
    expect((await app.authorize(browser, without)).parameters['code']).toBeDefined()
    const open = await relyingParty(op, { ...publicValues, pkce: 'optional' })
    expectErrorCallback(await op.get(open.path(without)), 'invalid_request', issuer)
    const plain = { code_challenge_method: 'plain' }
    expectErrorCallback(await op.get(app.path(plain)), 'invalid_request', issuer)
  })

  it('reports what failed as server_error, and describes nothing of it', async () => {
    const broken = (stores: Stores): Stores => ({
      ...stores,
      authorizationCodes: {
        ...stores.authorizationCodes,
        create: () => Promise.reject(new Error('disk full at /var/lib')),
      },
    })
    const { op, app, browser } = await signedInWorld({ isFirstParty: true }, { stores: broken })
    const answer = await app.visit(browser)
    expectErrorCallback(answer, 'server_error', issuer)
    expect(answer.location).not.toContain('disk')
    expect(op.logged()).toContain('an authorization failed')
  })

  it('shows a page for what failed while nobody knew where to go', async () => {
    const broken = (stores: Stores): Stores => ({
      ...stores,
      clients: { ...stores.clients, find: () => Promise.reject(new Error('disk full')) },
    })
    const { op, app } = await world({}, { stores: broken })
    expectErrorPage(await op.get(app.path()), 500, 'server-error')
  })
})

describe('the answer', () => {
  it('brings state back as it was sent, and none where none was (§4.1.2)', async () => {
    const { app, browser } = await signedInWorld({ isFirstParty: true })
    const states = [
      'a+b %2B%20 &=#?;',
      '"<>\'`{}|\\^',
      'é 日本 👩‍👩‍👧',
      'x'.repeat(4096),
      ' leading and trailing ',
      '\u0000\u0001\r\n\t',
    ]
    for (const mode of ['query', 'fragment', 'form_post']) {
      for (const state of states) {
        const { parameters } = await app.authorize(browser, { state, response_mode: mode })
        expect(parameters['state']).toBe(state)
      }
      const { parameters } = await app.authorize(browser, { state: null, response_mode: mode })
      expect(Object.keys(parameters)).toEqual(['code', 'iss'])
    }
  })

  it('carries iss, and a code that nobody guesses, in each mode (RFC 9207 §2, RFC 6749 §10.10)', async () => {
    const { app, browser } = await signedInWorld()
    const codes = new Set<string>()
    for (const response_mode of ['query', 'fragment', 'form_post']) {
      const { mode, uri, parameters } = await app.authorize(browser, { response_mode })
      expect([mode, uri]).toEqual([response_mode, callback])
      expect(parameters).toEqual({
        code: expect.stringMatching(/^pac_[\w-]{43}$/),
        state: 'the state',
        iss: issuer,
      })
      codes.add(parameters['code']!)
      expect((await app.redeem(parameters['code']!)).status).toBe(200)
    }
    expect(codes.size).toBe(3)
  })

  it('by form_post is a page that posts itself and lets nothing else run', async () => {
    const { app, browser } = await signedInWorld()
    const state = '"><script>alert(1)</script>'
    const answer = await app.visit(browser, { response_mode: 'form_post', state })
    expect(answer.text).not.toContain('alert(1)</script>')
    expect(answer.text).toContain('<noscript><button>')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/=]+'; /)
    expect(policy).not.toContain('form-action')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
  })

  it('lets no other site read it: no CORS here, ever (OAuth 2.1 §3.1)', async () => {
    const { op, app, browser } = await signedInWorld()
    const headers = { Origin: 'https://notes.example' }
    const { cookies } = browser
    const answers = [
      await op.get(app.path(), { headers }),
      await op.get(app.path(), { headers, cookies }),
      await op.get(app.path({ response_type: 'token' }), { headers }),
      await op.get(app.path({ client_id: 'nobody' }), { headers }),
      await op.post('/oauth/authorize', app.request(), { headers }),
    ]
    for (const answer of answers) {
      expect([...answer.headers.keys()].filter((name) => /^access-control/.test(name))).toEqual([])
    }
  })

  it('shows nothing of the challenge to anybody, nor of the session', async () => {
    const { app, browser } = await signedInWorld({ isFirstParty: true })
    const { location } = await app.visit(browser)
    expect(location).not.toContain(challenge)
    expect(location).not.toContain(browser.cookies['portico-session'])
  })
})

describe('the scope', () => {
  it('is a set: order and repeats say nothing, and what is unknown is ignored (Core §3.1.2.1)', async () => {
    const { app, browser } = await signedInWorld()
    for (const scope of ['email openid', 'openid  email openid', 'openid email made:up']) {
      expect((await app.tokens(browser, { scope })).scope).toBe('openid email')
    }
  })

  it('is narrowed to what the client may ask, and the token response says so (RFC 6749 §3.3)', async () => {
    const { app, browser } = await signedInWorld({ scopes: ['openid'] })
    expect((await app.tokens(browser, { scope: 'openid email phone' })).scope).toBe('openid')
  })

  it('without openid is plain OAuth: no ID token, and UserInfo is refused', async () => {
    const { app, browser } = await signedInWorld()
    const tokens = await app.tokens(browser, { scope: 'profile' })
    expect(tokens).not.toHaveProperty('id_token')
    expect((await app.userinfo(tokens.access_token)).status).toBe(403)
  })

  it('may be left out: a token for nothing, and no empty scope on the wire (§3.3)', async () => {
    const { app, browser } = await signedInWorld()
    const tokens = await app.tokens(browser, { scope: null })
    expect(Object.keys(tokens)).toEqual(['access_token', 'token_type', 'expires_in'])
  })

  it('keeps offline_access only with prompt=consent, and for a client that may refresh (Core §11)', async () => {
    const { op, app, browser } = await signedInWorld()
    const scope = 'openid offline_access'
    expect((await app.tokens(browser, { scope })).scope).toBe('openid')
    expect(await app.tokens(browser, { scope, prompt: 'consent' })).toMatchObject({
      scope,
      refresh_token: expect.stringMatching(/^prt_/),
    })
    const cannot = await relyingParty(op, { grantTypes: ['authorization_code'] })
    const tokens = await cannot.tokens(browser, { scope, prompt: 'consent' })
    expect(tokens.scope).toBe('openid')
    expect(tokens).not.toHaveProperty('refresh_token')
  })
})

describe('prompt=none (Core §3.1.2.1)', () => {
  const silent = { prompt: 'none' }

  it('never shows a page: login_required, consent_required, then a code', async () => {
    const { op, app, browser } = await signedInWorld()
    expectErrorCallback(await op.get(app.path(silent)), 'login_required', issuer)
    expectErrorCallback(await browser.open(app.path(silent)), 'consent_required', issuer)
    await app.authorize(browser)
    const { code } = (await app.authorize(browser, silent)).parameters
    expect(code).toMatch(/^pac_/)
    const wider = app.path({ ...silent, scope: 'openid email' })
    expectErrorCallback(await browser.open(wider), 'consent_required', issuer)
  })

  it('asks nobody to consent to an app of the operator', async () => {
    const { app, browser } = await signedInWorld({ isFirstParty: true })
    expect((await app.authorize(browser, silent)).parameters['code']).toBeDefined()
  })

  it('fails when the session is too old, or of somebody else, or has ended', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    const { id_token: hint } = await app.tokens(browser)
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    await app.authorize(bob)
    const path = app.path({ ...silent, id_token_hint: hint })
    expectErrorCallback(await bob.open(path), 'login_required', issuer)
    op.passes({ seconds: 61 })
    const aged = app.path({ ...silent, max_age: '60' })
    expectErrorCallback(await browser.open(aged), 'login_required', issuer)
    expectErrorCallback(
      await browser.open(app.path({ ...silent, max_age: '0' })),
      'login_required',
      issuer,
    )
    await op.stores.sessions.endAll(alice.id, null, op.now())
    expectErrorCallback(await browser.open(app.path(silent)), 'login_required', issuer)
  })

  it('leaves the sign-in as it was: same sub, same auth_time', async () => {
    const { op, app, browser } = await signedInWorld()
    const first = decodeJwt((await app.tokens(browser)).id_token)
    op.passes({ minutes: 10 })
    const second = decodeJwt((await app.tokens(browser, silent)).id_token)
    expect([second.sub, second['auth_time']]).toEqual([first.sub, first['auth_time']])
  })
})

describe('prompt=login', () => {
  const again = { prompt: 'login' }

  it('asks for the password in spite of a session, and is then met once', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    const before = decodeJwt((await app.tokens(browser)).id_token)
    const cookie = browser.cookies['portico-session']
    expect(isSignInPage(await browser.open(app.path(again)))).toBe(true) // even in the same millisecond
    op.passes({ seconds: 5 })
    expect(isSignInPage(await browser.open(app.path(again)))).toBe(true)
    const { code = '' } = callbackOf(await signIn(browser, alice)).parameters
    const after = decodeJwt((await app.redeem(code)).body.id_token)
    expect(after.sub).toBe(before.sub)
    expect(Number(after['auth_time'])).toBe(Number(before['auth_time']) + 5)
    expect(browser.cookies['portico-session']).not.toBe(cookie)
    expect(isSignInPage(await browser.open(app.path(again)))).toBe(true)
  })

  /** The request as the sign-in page will repeat it: with our own mark of when it came. */
  async function marked() {
    const made = await signedInWorld({ isFirstParty: true })
    await made.browser.open(made.app.path(again))
    const path = made.browser.hidden('/sign-in/password')['continue']!
    made.op.passes({ seconds: 1 })
    await signIn(made.browser, made.alice)
    return { ...made, path, mark: new URL(path, issuer).searchParams.get('asked_at')! }
  }

  it('is not met by the mark of another request, a later one, or none of ours', async () => {
    const { app, browser, mark } = await marked()
    const [time = '', mac = ''] = mark.split('.')
    const earlier = (Number.parseInt(time, 36) - 60_000).toString(36)
    for (const asked_at of [mark, `${earlier}.${mac}`, `${time}.`, '.', 'x'.repeat(43)]) {
      const path = app.path({ ...again, nonce: 'another', asked_at })
      expect(isSignInPage(await browser.open(path))).toBe(true)
    }
  })

  it('begins anew an hour after the request came', async () => {
    const { op, browser, path } = await marked()
    op.passes({ minutes: 60, seconds: -1 })
    expect((await browser.open(path)).status).toBe(303)
    op.passes({ seconds: 1 })
    expect(isSignInPage(await browser.open(path))).toBe(true)
  })

  it('goes with consent, in this order', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    await app.authorize(browser)
    op.passes({ seconds: 1 })
    expect(isSignInPage(await browser.open(app.path({ prompt: 'login consent' })))).toBe(true)
    expect(isConsentPage(await signIn(browser, alice))).toBe(true)
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(received(answer)['code']).toBeDefined()
  })

  it('select_account asks who it is, too', async () => {
    const { app, browser, alice } = await signedInWorld({ isFirstParty: true })
    expect(isSignInPage(await browser.open(app.path({ prompt: 'select_account' })))).toBe(true)
    expect(received(await signIn(browser, alice))['code']).toBeDefined()
  })

  it('lets another person sign in: the code is theirs', async () => {
    const { op, app, browser } = await signedInWorld({ isFirstParty: true })
    const bob = await op.user({ username: 'bob' })
    const { code = '' } = (await app.authorize(browser, again, bob)).parameters
    expect(decodeJwt((await app.redeem(code)).body.id_token).sub).toBe(bob.id)
  })
})

describe('max_age', () => {
  it('asks again when the sign-in is older, to the second', async () => {
    const { op, app, browser } = await signedInWorld({ isFirstParty: true })
    op.passes({ seconds: 60 })
    expect((await browser.open(app.path({ max_age: '60' }))).status).toBe(303)
    op.passes({ seconds: 1 })
    expect(isSignInPage(await browser.open(app.path({ max_age: '60' })))).toBe(true)
    expect((await browser.open(app.path({ max_age: '10000' }))).status).toBe(303)
  })

  it('0 is prompt=login, and auth_time says when', async () => {
    const { op, app, alice, browser } = await signedInWorld({ isFirstParty: true })
    op.passes({ seconds: 2 })
    expect(isSignInPage(await browser.open(app.path({ max_age: '0' })))).toBe(true)
    const { code = '' } = callbackOf(await signIn(browser, alice)).parameters
    const claims = decodeJwt((await app.redeem(code)).body.id_token)
    expect(claims['auth_time']).toBe(Math.floor(op.now().getTime() / 1000))
  })

  it('is met by the sign-in for this request, however long the consent takes', async () => {
    const { op, app, alice } = await world()
    const browser = op.browser()
    await browser.open(app.path({ max_age: '1' }))
    expect(isConsentPage(await signIn(browser, alice))).toBe(true)
    op.passes({ minutes: 5 })
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(received(answer)['code']).toBeDefined()
  })
})

describe('prompt=consent, and consent', () => {
  it('is asked once per scope, again for more, and not for less', async () => {
    const { app, browser } = await signedInWorld()
    await app.authorize(browser, { scope: 'openid email' })
    expect((await browser.open(app.path())).status).toBe(303)
    expect(isConsentPage(await browser.open(app.path({ scope: 'openid profile' })))).toBe(true)
  })

  it('is asked again by prompt=consent, of an app of the operator too', async () => {
    const { app, browser } = await signedInWorld({ isFirstParty: true })
    const path = app.path({ prompt: 'consent' })
    for (const round of [1, 2]) {
      expect(isConsentPage(await browser.open(path)), `round ${round}`).toBe(true)
      expect(
        received(await browser.submit('/consent', { decision: 'allow' }))['code'],
      ).toBeDefined()
    }
  })

  it('that is denied is access_denied, and leaves nothing behind', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    await browser.open(app.path())
    const answer = await browser.submit('/consent', { decision: 'deny' })
    expectErrorCallback(answer, 'access_denied', issuer)
    expect(await op.stores.consents.find(alice.id, app.id)).toBeNull()
    expect(isConsentPage(await browser.open(app.path()))).toBe(true)
  })

  it('names every scope whose claims are asked for one by one', async () => {
    const { app, browser } = await signedInWorld()
    await app.authorize(browser)
    const claims = '{"userinfo":{"email":{"essential":true}},"id_token":{"name":null}}'
    const asked = await browser.open(app.path({ claims }))
    expect(isConsentPage(asked)).toBe(true)
    expect(asked.text).toContain('alice@example.com')
    expectErrorCallback(
      await browser.open(app.path({ claims, prompt: 'none' })),
      'consent_required',
      issuer,
    )
    const { access_token: token, id_token: idToken, scope } = await app.tokens(browser, { claims })
    expect(scope).toBe('openid')
    expect((await app.userinfo(token)).body).toMatchObject({ email: 'alice@example.com' })
    expect(decodeJwt(idToken)['name']).toBe('alice')
    expect((await browser.open(app.path({ claims, prompt: 'none' }))).status).toBe(303)
  })

  it('gives no claim whose scope the client may not ask, however it asks', async () => {
    const { app, browser } = await signedInWorld({ scopes: ['openid'] })
    const claims = '{"userinfo":{"email":null,"name":null},"id_token":{"email":{"essential":true}}}'
    const tokens = await app.tokens(browser, { scope: 'openid email', claims })
    expect(Object.keys((await app.userinfo(tokens.access_token)).body)).toEqual(['sub'])
    expect(decodeJwt(tokens.id_token)).not.toHaveProperty('email')
  })
})

describe('id_token_hint selects, and never authenticates (Core §3.1.2.1)', () => {
  it('is met by its own person, even when it has expired', async () => {
    const { op, app, browser } = await signedInWorld()
    const { id_token: hint } = await app.tokens(browser)
    op.passes({ days: 2 })
    expect((await browser.open(app.path({ id_token_hint: hint, prompt: 'none' }))).status).toBe(303)
  })

  it('signs nobody in', async () => {
    const { op, app, browser } = await signedInWorld()
    const { id_token: hint } = await app.tokens(browser)
    expect(isSignInPage(await op.get(app.path({ id_token_hint: hint })))).toBe(true)
  })

  it('asks for its person when somebody else is signed in, and does not go in circles', async () => {
    const { op, app, alice, browser } = await signedInWorld({ isFirstParty: true })
    const { id_token: hint } = await app.tokens(browser)
    const bob = await op.user({ username: 'bob' })
    const theirs = await op.signedIn(bob)
    op.passes({ seconds: 1 })
    expect(isSignInPage(await theirs.open(app.path({ id_token_hint: hint })))).toBe(true)
    expectErrorCallback(await signIn(theirs, bob), 'login_required', issuer)
    await theirs.open(app.path({ id_token_hint: hint }))
    expect(received(await signIn(theirs, alice))['code']).toBeDefined()
  })

  it('is refused when it is not ours, not of this client, or no ID token, before anybody signs in', async () => {
    const { op, app, browser } = await signedInWorld()
    const second = await relyingParty(op)
    const tokens = await app.tokens(browser)
    const [header, payload, signature] = tokens.id_token.split('.')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const hint of [
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${unsigned}.${payload}.`,
      tokens.access_token,
    ]) {
      const answer = await op.get(app.path({ id_token_hint: hint }))
      expectErrorCallback(answer, 'invalid_request', issuer)
    }
    const foreign = await op.get(second.path({ id_token_hint: tokens.id_token }))
    expectErrorCallback(foreign, 'invalid_request', issuer)
  })

  it('and so does sub in claims: only that person, or login_required (§5.5.1)', async () => {
    const { op, app, alice, browser } = await signedInWorld({ isFirstParty: true })
    const bob = await op.user({ username: 'bob' })
    const asking = (sub: object) => ({ claims: JSON.stringify({ id_token: { sub } }) })
    for (const [sub, isAlice] of [
      [{ value: alice.id }, true],
      [{ values: [bob.id, alice.id] }, true],
      [{ essential: true }, true],
      [{ value: bob.id }, false],
      [{ values: [bob.id] }, false],
      [{ value: 5 }, false],
    ] as const) {
      const answer = await browser.open(app.path({ ...asking(sub), prompt: 'none' }))
      if (isAlice) expect(received(answer)['code']).toBeDefined()
      else expectErrorCallback(answer, 'login_required', issuer)
    }
    op.passes({ seconds: 1 })
    expect(isSignInPage(await browser.open(app.path(asking({ value: bob.id }))))).toBe(true)
    expect(received(await signIn(browser, bob))['code']).toBeDefined()
  })
})

describe('the sign-in page of a request', () => {
  it('is filled in by login_hint, escaped, and tells nobody who exists', async () => {
    const { op, app } = await world()
    const page = async (login_hint: string) => (await op.get(app.path({ login_hint }))).text
    expect(await page('alice')).toMatch(/name="identifier"[^>]*value="alice"/)
    expect(await page('"><script>x')).not.toContain('<script')
    const neutral = (text: string) => text.replaceAll(/value="[^"]*"/g, '')
    const links = (text: string) => neutral(text).replaceAll(/href="[^"]*"/g, '')
    expect(links(await page('alice'))).toBe(links(await page('nobody')))
  })

  it('speaks the language of ui_locales, and takes every optional parameter without complaint', async () => {
    const { op, app } = await world()
    expect((await op.get(app.path({ ui_locales: 'fr-CA en' }))).text).toContain('<html lang="fr">')
    for (const fields of [
      { ui_locales: 'se xx-yy' },
      { claims_locales: 'se' },
      { display: 'popup' },
      { display: 'hologram' },
      { acr_values: '1 2' },
      { nonce: 'n'.repeat(512) },
      { claims: '{"id_token":{"acr":{"values":["1"]},"made_up":null},"verified":{}}' },
    ]) {
      expect(isSignInPage(await op.get(app.path(fields)))).toBe(true)
    }
  })

  it('leads somebody new through registration and back to the same request', async () => {
    const { op, app } = await world()
    const browser = op.browser()
    const { text } = await browser.open(app.path({ nonce: 'n&1' }))
    const link = /href="(\/register\?continue=[^"]*)"/.exec(text)?.[1] ?? ''
    await browser.open(link.replaceAll('&amp;', '&'))
    const typed = {
      username: 'carol',
      email: 'carol@example.com',
      password: 'the password of carol',
    }
    expect(isSignInPage(await browser.submit('/register', typed))).toBe(true)
    await browser.submit('/sign-in/password', { identifier: 'carol', password: typed.password })
    const answer = await browser.submit('/consent', { decision: 'allow' })
    const { code, state } = received(answer)
    expect(state).toBe('the state')
    expect(decodeJwt((await app.redeem(code!)).body.id_token)['nonce']).toBe('n&1')
  })
})

describe('what the registration says for every request', () => {
  const options = { ...defaultClientOptions, defaultMaxAge: 60 }

  it('is asked for where the request says no max_age (OpenID Connect Registration 1.0 §2)', async () => {
    const { op, app, browser } = await signedInWorld({ isFirstParty: true, options })
    expect((await browser.open(app.path())).location).toContain('code=')
    op.passes({ seconds: 61 })
    expect(isSignInPage(await browser.open(app.path()))).toBe(true)
    expect((await browser.open(app.path({ max_age: '120' }))).location).toContain('code=')
    const silent = await browser.open(app.path({ prompt: 'none' }))
    expectErrorCallback(silent, 'login_required', issuer)
  })
})

describe('acr_values (OpenID Connect Core §3.1.2.1)', () => {
  it('are wishes: the ID token says how sure the sign-in is', async () => {
    const { app, browser } = await signedInWorld()
    for (const acr_values of ['pwd', 'phr pwd', '1 2']) {
      const { id_token: token } = await app.tokens(browser, { acr_values })
      expect(decodeJwt(token)['acr']).toBe('pwd')
    }
    const claims = '{"id_token":{"acr":{"essential":true,"values":["phr","pwd"]}}}'
    const { id_token: token } = await app.tokens(browser, { claims })
    expect(decodeJwt(token)['acr']).toBe('pwd')
  })
})

describe('resource (RFC 8707 §2.1)', () => {
  const resources = ['https://api.example/notes', 'https://api.example/mail']
  const options = { ...defaultClientOptions, resources }

  it('makes tokens for it alone', async () => {
    const { app, browser } = await signedInWorld({ options })
    const [notes, mail] = resources
    const { access_token: token } = await app.tokens(browser, { resource: notes })
    expect(decodeJwt(token).aud).toBe(notes)
    expect((await app.userinfo(token)).status).toBe(401) // not for us
    const both = `${app.path({ resource: notes })}&${new URLSearchParams({ resource: mail! }).toString()}`
    const code = callbackOf(await browser.open(both)).parameters['code']!
    const answer = await app.redeem(code, { resource: mail })
    expect(decodeJwt(answer.body.access_token).aud).toBe(mail)
  })

  it('is refused where the registration does not name it', async () => {
    const { op, app } = await world({ options })
    for (const resource of ['https://api.example/', 'notes', 'https://api.example/notes#x']) {
      expectErrorCallback(await op.get(app.path({ resource })), 'invalid_target', issuer)
    }
  })
})

describe('an app that registered itself, before anybody has signed in (RFC 9700 §4.11.2)', () => {
  const options = { ...defaultClientOptions, isSelfRegistered: true }
  const code = 'app-request-refused'

  it('gets its errors by the hand of the person, who sees where that leads', async () => {
    const { op, app } = await world({ options })
    const answer = await op.get(app.path({ response_type: 'token', state: 'a"b' }))
    expectErrorPage(answer, 400, code)
    expect(answer.text).toContain('Notes')
    expect(answer.text).toContain('Go on to notes.example')
    expect(answer.text).toContain('unsupported_response_type')
    const [, link = ''] = /href="(https:[^"]+)"/.exec(answer.text) ?? []
    const { searchParams, origin, pathname } = new URL(plain(link))
    expect(origin + pathname).toBe(callback)
    expect(Object.fromEntries(searchParams)).toEqual({
      error: 'unsupported_response_type',
      error_description: 'response_type must be code',
      error_uri: `${issuer}/docs/errors/unsupported_response_type`,
      state: 'a"b',
      iss: issuer,
    })
  })

  it('gets them in the response mode that it asked for', async () => {
    const { op, app } = await world({ options })
    const wrong = { response_type: 'token' }
    const inFragment = await op.get(app.path({ ...wrong, response_mode: 'fragment' }))
    expect(inFragment.text).toContain(`href="${callback}#error=unsupported_response_type&amp;`)
    const byForm = await op.get(app.path({ ...wrong, response_mode: 'form_post' }))
    expectErrorPage(byForm, 400, code)
    const [form = ''] = /<form[^>]*>/.exec(byForm.text) ?? []
    expect(form).toContain(`action="${callback}"`)
    expect(form).toContain('method="post"')
    expect(byForm.text).toContain('name="error" value="unsupported_response_type"')
    expect(byForm.text).toContain('name="state" value="the state"')
  })

  it('gets them at once where no page may be shown, or somebody is signed in', async () => {
    const { op, app, browser } = await signedInWorld({ options })
    const wrong = { response_type: 'token' }
    const silent = await op.get(app.path({ ...wrong, prompt: 'none' }))
    expectErrorCallback(silent, 'unsupported_response_type', issuer)
    expectErrorCallback(await browser.open(app.path(wrong)), 'unsupported_response_type', issuer)
  })

  it('is asked about like any other when nothing is wrong', async () => {
    const { op, app } = await world({ options })
    expect(isSignInPage(await op.browser().open(app.path()))).toBe(true)
  })
})

describe('in a frame', () => {
  it('prompt=none can be answered: nothing forbids to show what it leads to', async () => {
    const { op, app, browser } = await signedInWorld({ isFirstParty: true })
    const answers = [
      await browser.open(app.path({ prompt: 'none' })),
      await op.get(app.path({ prompt: 'none' })),
    ]
    for (const { status, headers, text } of answers) {
      expect([status, text]).toEqual([303, ''])
      expect(headers.has('x-frame-options')).toBe(false)
      expect(headers.has('content-security-policy')).toBe(false)
    }
  })
})

describe('POST /oauth/authorize (§3.1)', () => {
  it('goes on as a GET of ours with the same parameters, so that the cookie comes along', async () => {
    const { op, app, browser } = await signedInWorld({ isFirstParty: true })
    const sent = app.request({ state: 'a+b&c=é', nonce: '%41' })
    const crossSite = {
      headers: { Origin: 'https://notes.example', 'Sec-Fetch-Site': 'cross-site' },
    }
    const answer = await op.post('/oauth/authorize', sent, crossSite)
    expect([answer.status, answer.setCookies]).toEqual([303, []])
    const { pathname, searchParams } = new URL(answer.location, issuer)
    expect([pathname, Object.fromEntries(searchParams)]).toEqual(['/oauth/authorize', sent])
    expect(received(await browser.open(answer.location))['code']).toBeDefined()
  })

  it('looks at the form only: what is in the query does not mix in', async () => {
    const { op, app } = await world()
    const answer = await op.post('/oauth/authorize?client_id=other&prompt=none', app.request())
    expect(Object.fromEntries(new URL(answer.location, issuer).searchParams)).toEqual(app.request())
  })

  it('refuses what is no form, on a page', async () => {
    const { op } = await world()
    expectErrorPage(await op.json('/oauth/authorize', {}), 400, 'request-malformed')
  })

  it('keeps what is repeated, so that it is refused', async () => {
    const { op, app } = await world()
    const body = `${app.path().split('?')[1]}&client_id=${app.id}`
    const init = { method: 'POST', body: new URLSearchParams(body) }
    const { location } = await op.dispatch(new Request(`${issuer}/oauth/authorize`, init))
    expectErrorPage(await op.get(location), 400, 'parameter-repeated')
  })
})

describe('/auth, where a Node OpenID provider has it', () => {
  it('is the same endpoint, and every page comes back to it', async () => {
    const { op, app, alice } = await world()
    const browser = op.browser()
    await browser.open(app.path({ prompt: 'consent' }, '/auth'))
    expect(browser.hidden('/sign-in/password')['continue']).toMatch(/^\/auth\?/)
    await signIn(browser, alice)
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(received(answer)).toMatchObject({ code: expect.any(String), iss: issuer })
    const posted = await op.post('/auth', app.request())
    expect(posted.location).toMatch(/^\/auth\?/)
  })
})
