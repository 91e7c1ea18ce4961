import { describe, expect, it } from 'vitest'

import type { Client, ClientOptions } from '@/model/client'

import { expectErrorPage, type Answer, type Browser } from '../test-browser'
import { callback } from '../test-provider'
import {
  callbackOf,
  expectErrorCallback,
  isConsentPage,
  isSignInPage,
  oauthProvider,
  relyingParty,
  signIn,
  type Fields,
} from './relying-party'
import { jwksOf, keyNamed, seconds, signed, signingParty, type Members } from './signing-party'

async function world(options: Partial<ClientOptions> = {}, values: Partial<Client> = {}) {
  const op = await oauthProvider()
  const alice = await op.user()
  const app = await signingParty(op, options, { isFirstParty: true, ...values })
  const browser = await op.signedIn(alice)
  /** The request object alone, with what has to stand beside it. */
  const ask = async (
    claims: Members = {},
    header: Members = {},
    fields: Fields = {},
    key = app.key,
  ) => open(await app.requestObject(fields, claims, header, key))
  const open = (request: string, more: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams({ client_id: app.id, request, ...more })
    return browser.open(`/oauth/authorize?${query.toString()}`)
  }
  return { op, alice, app, browser, ask, open }
}

const beside = { redirect_uri: callback, state: 'the state' }
const unusable = (answer: Answer) => {
  expectErrorPage(answer, 400, 'request-object-unusable')
  expect(answer.text).toContain('invalid_request_object')
}
const isGood = ({ location }: Answer) => location.startsWith(`${callback}?code=`)

describe('a request object by value (RFC 9101)', () => {
  it('says what the app asks for', async () => {
    const { app, ask } = await world()
    const { parameters } = callbackOf(
      await ask({}, {}, { state: 'a b&"c', nonce: 'n-1', scope: 'openid email' }),
    )
    expect(parameters['state']).toBe('a b&"c')
    const { body } = await app.redeem(parameters['code']!)
    expect(body.scope).toBe('openid email')
    expect(JSON.parse(Buffer.from(body.id_token.split('.')[1], 'base64url').toString()).nonce).toBe(
      'n-1',
    )
  })

  it('counts alone: what stands beside it is not looked at (§6.3)', async () => {
    const { app, open } = await world()
    const answer = await open(await app.requestObject({ state: null, scope: 'openid' }), {
      ...{ state: 'outside', scope: 'openid email', nonce: 'outside', response_type: 'token' },
      ...{
        redirect_uri: 'https://evil.example',
        prompt: 'none',
        max_age: '0',
        code_challenge: 'x',
      },
    })
    const { parameters } = callbackOf(answer)
    expect(Object.keys(parameters)).toEqual(['code', 'iss'])
    const { body } = await app.redeem(parameters['code']!)
    expect(body.scope).toBe('openid')
    expect(
      JSON.parse(Buffer.from(body.id_token.split('.')[1], 'base64url').toString()),
    ).not.toHaveProperty('nonce')
  })

  it.each(['ES256', 'PS256', 'EdDSA', 'Ed25519', 'RS256'])('may be signed with %s', async (alg) => {
    const key = await keyNamed('app', alg)
    const { ask } = await world({ jwks: jwksOf(key) })
    expect(isGood(await ask({}, {}, {}, key))).toBe(true)
  })

  it('is of its type, of type JWT, or of none; never of another', async () => {
    const { ask } = await world()
    for (const typ of [
      'oauth-authz-req+jwt',
      'JWT',
      undefined,
      'application/oauth-authz-req+jwt',
    ]) {
      expect(isGood(await ask({}, { typ }))).toBe(true)
    }
    for (const typ of ['at+jwt', 'dpop+jwt', 'logout+jwt', '', 1]) unusable(await ask({}, { typ }))
  })

  it('is signed by a key of the client: not by another, with a shared secret, or not at all', async () => {
    const { app, op, ask, open } = await world()
    const thief = await keyNamed('thief')
    unusable(await ask({}, {}, {}, thief))
    unusable(await ask({}, { kid: app.key.publicJwk.kid }, {}, thief))
    const other = await keyNamed('other')
    await signingParty(op, { jwks: jwksOf(other) }) // a client, but another one
    unusable(await ask({}, {}, {}, other))
    const jwt = await app.requestObject()
    const [, payload] = jwt.split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const secret = { alg: 'HS256', privateKey: new Uint8Array(32).fill(1) as never, publicJwk: {} }
    for (const request of [
      ...[`${none}.${payload}.`, `${none}.${payload}`, `${jwt}x`, 'x', 'a.b.c', '{}'],
      await app.requestObject({}, {}, {}, secret),
    ]) {
      unusable(await open(request))
    }
  })

  it('names the client, the same as beside it, and is for this issuer', async () => {
    const { op, app, ask } = await world()
    const other = await signingParty(op)
    for (const claims of [
      { client_id: other.id },
      { client_id: undefined },
      { iss: other.id },
      { iss: 1 },
    ]) {
      unusable(await ask(claims))
    }
    expect(isGood(await ask({ iss: undefined }))).toBe(true)
    for (const aud of [[app.issuer], ['https://other.example', app.issuer]]) {
      expect(isGood(await ask({ aud }))).toBe(true)
    }
    for (const aud of [undefined, `${app.issuer}/`, 'https://other.example', [], [[app.issuer]]]) {
      unusable(await ask({ aud }))
    }
  })

  it('is no assertion: what proves the client is no request (§10.8)', async () => {
    const { app, open, ask } = await world()
    unusable(await open(await app.assertion({ client_id: app.id, ...app.request() })))
    unusable(await ask({ sub: app.id }, { typ: undefined }))
  })

  it('is good when its time is: within the hour, clocks a minute apart', async () => {
    const { op, ask } = await world()
    const at = (offset: number) => seconds(op.now()) + offset
    for (const claims of [
      ...[{ exp: undefined }, { nbf: undefined }, { exp: undefined, nbf: undefined }],
      ...[
        { nbf: at(8), exp: at(300) },
        { nbf: at(60), exp: at(300) },
        { nbf: at(-3600), exp: at(0) },
      ],
      ...[{ nbf: at(0), exp: at(3600) }, { exp: at(-59), nbf: at(-100) }, { iat: at(60) }],
    ]) {
      expect([claims, isGood(await ask(claims))]).toEqual([claims, true])
    }
    for (const claims of [
      ...[
        { nbf: at(61), exp: at(300) },
        { exp: at(-60), nbf: at(-100) },
        { exp: at(-300), nbf: at(-400) },
      ],
      ...[
        { nbf: at(0), exp: at(3601) },
        { nbf: at(-3661), exp: undefined },
        { nbf: at(-7200), exp: at(60) },
      ],
      ...[{ exp: 'soon' }, { nbf: 'now' }, { iat: at(61) }],
    ]) {
      unusable(await ask(claims))
    }
  })

  it('has a beginning and an end for a client that is held to FAPI 2, and no RS256', async () => {
    const rsa = await keyNamed('app', 'RS256')
    const { app, op } = await world({
      requiresPushedRequests: true,
      jwks: jwksOf(rsa, await keyNamed('app')),
    })
    const push = async (claims: Members, key = app.key) =>
      app.post('/oauth/par', {
        client_id: app.id,
        request: await app.requestObject({}, claims, {}, key),
      })
    expect((await push({})).status).toBe(201)
    for (const answer of [
      await push({ exp: undefined }),
      await push({ nbf: undefined }),
      await push({}, rsa),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request_object'])
    }
    expect(op.logged()).not.toContain('"level":50')
  })

  it('does not end while the person is signing in', async () => {
    const { op, app, alice } = await world()
    const browser = op.browser()
    const path = `/oauth/authorize?${new URLSearchParams({ client_id: app.id, request: await app.requestObject() }).toString()}`
    expect(isSignInPage(await browser.open(path))).toBe(true)
    op.passes({ minutes: 20 })
    expect(isGood(await signIn(browser, alice))).toBe(true)
    unusable(await browser.open(path)) // anew, it has ended
  })

  it('holds no other: neither request nor request_uri (§4)', async () => {
    const { ask } = await world()
    unusable(await ask({ request: 'x' }))
    unusable(await ask({ request_uri: 'https://notes.example/request.jwt' }))
    unusable(await ask({ request: null }))
  })

  it('does not come with request_uri (§5)', async () => {
    const { app, browser } = await world()
    const request = await app.requestObject()
    for (const request_uri of [
      'https://notes.example/r',
      (await app.push()).body.request_uri as string,
    ]) {
      expectErrorCallback(
        await browser.open(app.path({ request, request_uri })),
        'invalid_request',
        app.issuer,
      )
    }
  })

  it('may hold numbers, and claims as an object (Core §6.1)', async () => {
    const { app, ask } = await world()
    const claims = { id_token: { email: { essential: true } } }
    const { parameters } = callbackOf(
      await ask({ max_age: 3600, claims, made_up: { a: 1 }, ui_locales: null }),
    )
    const { body } = await app.redeem(parameters['code']!)
    expect(JSON.parse(Buffer.from(body.id_token.split('.')[1], 'base64url').toString()).email).toBe(
      'alice@example.com',
    )
    const resources = ['https://a.example', 'https://b.example']
    const wide = await world({ resources })
    expect(isGood(await wide.ask({ resource: resources }))).toBe(true)
    for (const members of [
      { scope: ['openid'] },
      { redirect_uri: {} },
      { state: { a: 1 } },
      { resource: [[]] },
    ]) {
      unusable(await ask(members))
    }
  })

  it('is answered by redirect where the URL beside it names a registered place', async () => {
    const { app, open } = await world()
    expectErrorCallback(await open('x', beside), 'invalid_request_object', app.issuer)
    expect(callbackOf(await open('x', { ...beside, response_mode: 'fragment' })).mode).toBe(
      'fragment',
    )
    expectErrorPage(
      await open('x', { redirect_uri: 'https://evil.example' }),
      400,
      'redirect-uri-unregistered',
    )
  })

  it('leads nowhere that is not registered, whoever signed it', async () => {
    const { ask, open, app } = await world()
    expectErrorPage(
      await ask({}, {}, { redirect_uri: 'https://evil.example' }),
      400,
      'redirect-uri-unregistered',
    )
    const request = await app.requestObject({ redirect_uri: 'https://evil.example' })
    expectErrorPage(await open(request, beside), 400, 'redirect-uri-unregistered')
    expectErrorPage(await ask({}, {}, { redirect_uri: null }), 400, 'redirect-uri-missing')
  })

  it('is answered by redirect for what is wrong with the request in it', async () => {
    const { app, ask } = await world()
    expectErrorCallback(
      await ask({}, {}, { response_type: 'token' }),
      'unsupported_response_type',
      app.issuer,
    )
    expectErrorCallback(await ask({}, {}, { prompt: 'now' }), 'invalid_request', app.issuer)
    expectErrorCallback(
      await ask({}, {}, { code_challenge: null, code_challenge_method: null }),
      'invalid_request',
      app.issuer,
    )
  })

  it('does not bring parameters of ours', async () => {
    const { app, open, browser } = await world()
    expect(
      isGood(await open(await app.requestObject({}, { decision: 'deny', asked_at: 'x' }))),
    ).toBe(true)
    const before = await browser.open(app.path({ prompt: 'login' }))
    const [, asked_at = ''] = /asked_at=([^"&]+)/.exec(before.text) ?? []
    expect(
      isSignInPage(await open(await app.requestObject({ prompt: 'login' }, { asked_at }))),
    ).toBe(true)
  })

  it('is not supported for a client without keys', async () => {
    const { op, browser } = await world()
    const app = await relyingParty(op)
    const answer = await browser.open(app.path({ request: 'x' }))
    expectErrorCallback(answer, 'request_not_supported', op.settings.issuer)
  })

  it('does for a client that has no other use for keys', async () => {
    const { op } = await world()
    const key = await keyNamed('app')
    const app = await signingParty(op, {}, { authenticationMethod: 'client_secret_basic' })
    const request = await signed(
      key,
      { ...app.request(), aud: app.issuer },
      { kid: key.publicJwk.kid },
    )
    const browser: Browser = await op.signedIn(await op.user({ username: 'bob' }))
    const answer = await browser.open(
      `/oauth/authorize?${new URLSearchParams({ client_id: app.id, request }).toString()}`,
    )
    expect(isConsentPage(answer)).toBe(true)
  })
})

describe('a client that has to send request objects (RFC 9101 §10.5)', () => {
  it('is refused without one', async () => {
    const { app, browser, ask } = await world({ requiresRequestObjects: true })
    expectErrorCallback(await browser.open(app.path()), 'invalid_request', app.issuer)
    expect(isGood(await ask())).toBe(true)
  })
})
