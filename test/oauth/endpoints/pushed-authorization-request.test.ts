import { describe, expect, it } from 'vitest'

import type { Client, ClientOptions } from '@/model/client'

import type { Answer, Browser } from '../../test-browser'
import { expectErrorPage } from '../../test-browser'
import { callback } from '../../test-provider'
import {
  basic,
  callbackOf,
  expectErrorCallback,
  expectOAuthError,
  isConsentPage,
  isSignInPage,
  oauthProvider,
  publicValues,
  relyingParty,
  signIn,
  type Fields,
} from '../relying-party'
import { jwksOf, keyNamed, signingParty, thumbprintOf } from '../signing-party'

const path = '/oauth/par'
const pushedShape = /^urn:ietf:params:oauth:request_uri:[\w-]{43}$/

async function world(options: Partial<ClientOptions> = {}, values: Partial<Client> = {}) {
  const op = await oauthProvider()
  const alice = await op.user()
  const app = await signingParty(op, options, values)
  return { op, alice, app, browser: await op.signedIn(alice) }
}

const unusable = (answer: Answer) => {
  expectErrorPage(answer, 400, 'request-uri-unusable')
  expect(answer.text).toContain('invalid_request_uri')
}

const invalid = (answer: Answer, code = 'invalid_request') => expectOAuthError(answer, 400, code)

/** Allows where it is asked. */
const finish = async (browser: Browser, url: string): Promise<Answer> => {
  const answer = await browser.open(url)
  return isConsentPage(answer) ? browser.submit('/consent', { decision: 'allow' }) : answer
}

describe('POST /oauth/par (RFC 9126 §2)', () => {
  it('takes a request and answers 201 with its name, for ninety seconds', async () => {
    const { app, op } = await world()
    for (const endpoint of [path, '/request']) {
      const answer = await app.post(endpoint, app.request())
      expect(answer.status).toBe(201)
      expect(answer.body).toEqual({
        request_uri: expect.stringMatching(pushedShape),
        expires_in: 90,
      })
      expect(answer.headers.get('content-type')).toBe('application/json')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(op.logged()).not.toContain(answer.body.request_uri)
    }
  })

  it('is for every client, each by its own means (§2)', async () => {
    const { op } = await world()
    const [secret, open] = [await relyingParty(op), await relyingParty(op, publicValues)]
    for (const one of [secret, open]) {
      expect((await one.post(path, one.request())).status).toBe(201)
    }
    const { client_id: _, ...unnamed } = secret.request()
    expect((await secret.post(path, unnamed)).status).toBe(201) // Basic names it
    expectOAuthError(await op.post(path, secret.request()), 401, 'invalid_client')
    const headers = { Authorization: basic(secret.id, 'wrong') }
    expectOAuthError(await op.post(path, secret.request(), { headers }), 401, 'invalid_client')
    expectOAuthError(await secret.post(path, open.request()), 401, 'invalid_client')
    await op.stores.clients.setDisabled(open.id, op.now())
    expectOAuthError(await open.post(path, open.request()), 401, 'invalid_client')
  })

  it('refuses a request_uri, for that is what it answers (§2.1)', async () => {
    const { app } = await world()
    const { body } = await app.push()
    invalid(await app.push({ request_uri: body.request_uri }))
    invalid(await app.push({ request_uri: 'https://notes.example/request.jwt' }))
  })

  it.each<[string, Fields, string]>([
    ['an unregistered redirect URI', { redirect_uri: 'https://evil.example' }, 'invalid_request'],
    ['a redirect URI with a slash more', { redirect_uri: `${callback}/` }, 'invalid_request'],
    ['no redirect URI', { redirect_uri: null }, 'invalid_request'],
    ['no response type', { response_type: null }, 'invalid_request'],
    ['an implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['a hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['no PKCE', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE of no method, which is plain', { code_challenge_method: null }, 'invalid_request'],
    ['an unknown response mode', { response_mode: 'jwt' }, 'invalid_request'],
    ['an unknown prompt', { prompt: 'now' }, 'invalid_request'],
    ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
    ['claims that are no JSON', { claims: '{' }, 'invalid_request'],
    ['a hint that is no ID token', { id_token_hint: 'x' }, 'invalid_request'],
    ['another resource', { resource: 'https://other.example' }, 'invalid_target'],
    ['a key that is none', { dpop_jkt: 'x' }, 'invalid_request'],
    ['registration', { registration: '{}' }, 'registration_not_supported'],
    [
      'an essential acr that there is not',
      { claims: '{"id_token":{"acr":{"essential":true,"values":["x"]}}}' },
      'unmet_authentication_requirements',
    ],
  ])('refuses what the authorization endpoint would: %s', async (_, fields, code) => {
    const { app } = await world()
    invalid(await app.push(fields), code)
  })

  it('refuses a parameter that is repeated, and a client for which this way is off', async () => {
    const { op, app } = await world()
    for (const name of ['redirect_uri', 'state', 'scope', 'client_id', 'request']) {
      const body = new URLSearchParams({ ...app.request(), ...(await app.credentials()) })
      body.append(name, 'x')
      body.append(name, 'y')
      invalid(await op.dispatch(new Request(`${app.issuer}${path}`, { method: 'POST', body })))
    }
    const off = await signingParty(op, {}, { grantTypes: ['client_credentials'] })
    invalid(await off.push(), 'unauthorized_client')
  })

  it('reads a form of 64 KiB at most', async () => {
    const { app, op } = await world()
    const long = await app.push({ state: 'x'.repeat(70_000) })
    expect([long.status, long.body.error]).toEqual([413, 'invalid_request'])
    invalid(await op.json(path, app.request()))
  })

  it('keeps nothing that would prove who the client is', async () => {
    const { op } = await world()
    const app = await relyingParty(op)
    const kept: string[] = []
    const spied = {
      ...op.provider,
      stores: {
        ...op.stores,
        pushedRequests: {
          ...op.stores.pushedRequests,
          create: (request: { parameters: string }) =>
            Promise.resolve(void kept.push(request.parameters)),
        },
      },
    }
    const body = new URLSearchParams({ ...app.request(), client_secret: app.secret! })
    const { push } = await import('@/oauth/endpoints/pushed-authorization-request')
    const answer = await push(
      new Request(`${op.settings.issuer}${path}`, { method: 'POST', body }),
      spied,
    )
    expect(answer.status).toBe(201)
    expect(kept[0]).toContain(`client_id=${app.id}`)
    expect(kept[0]).not.toContain('secret')
  })
})

describe('the authorization endpoint, with a request that was pushed (RFC 9126 §4)', () => {
  it('answers as if the parameters stood in the URL', async () => {
    const { app, browser } = await world()
    const { location } = await finish(browser, await app.pushed({ state: 'a b&c', nonce: 'n' }))
    const { uri, parameters } = callbackOf({
      ...(await app.op.get('/oauth/jwks')),
      status: 303,
      location,
    })
    expect(uri).toBe(callback)
    expect(parameters).toMatchObject({ state: 'a b&c', iss: app.issuer })
    const tokens = await app.redeem(parameters['code']!)
    expect(tokens.status).toBe(200)
    expect(tokens.body.scope).toBe('openid')
  })

  it('looks at client_id and request_uri alone', async () => {
    const { app, browser } = await world()
    const url = await app.pushed({ state: 'inside', scope: 'openid email' })
    const outside = new URLSearchParams({
      ...{ state: 'outside', scope: 'openid profile', response_type: 'token', prompt: 'none' },
      ...{ redirect_uri: 'https://evil.example', code_challenge: 'x', response_mode: 'fragment' },
    })
    const { parameters, mode } = callbackOf(
      await finish(browser, `${url}&${outside.toString()}&redirect_uri=x`),
    )
    expect([mode, parameters['state']]).toEqual(['query', 'inside'])
    const { body } = await app.redeem(parameters['code']!)
    expect(body.scope).toBe('openid email')
  })

  it('shows a page for a request_uri that is unknown, ended, used or another client’s', async () => {
    const { op, app, browser } = await world()
    unusable(await browser.open(app.pushedPath('urn:ietf:params:oauth:request_uri:unknown')))
    unusable(await browser.open(app.pushedPath('urn:ietf:params:oauth:request_uri:')))
    unusable(
      await browser.open(app.pushedPath(`urn:ietf:params:oauth:request_uri:${'\0'.repeat(43)}`)),
    )
    const other = await signingParty(op)
    const theirs = (await other.push()).body.request_uri
    unusable(await browser.open(app.pushedPath(theirs)))

    const used = await app.pushed()
    expect((await finish(browser, used)).location).toContain('code=')
    unusable(await browser.open(used))

    const ended = await app.pushed()
    op.passes({ seconds: 90 })
    unusable(await browser.open(ended))
  })

  it('has to be brought for the first time before it ends, and may be finished within the hour', async () => {
    const { op, app, alice } = await world()
    const browser = op.browser()
    const url = await app.pushed()
    op.passes({ seconds: 89 })
    expect(isSignInPage(await browser.open(url))).toBe(true)
    op.passes({ minutes: 59 })
    expect(isConsentPage(await signIn(browser, alice))).toBe(true)
    expect((await browser.submit('/consent', { decision: 'allow' })).location).toContain('code=')
    unusable(await browser.open(url))

    const late = await app.pushed({ prompt: 'login' })
    await browser.open(late)
    op.passes({ minutes: 61 })
    unusable(await signIn(browser, alice))
  })

  it('may be visited again until it is finished: a page is loaded twice', async () => {
    const { op, app, alice } = await world()
    const browser = op.browser()
    const url = await app.pushed()
    for (let count = 0; count < 3; count += 1) {
      expect(isSignInPage(await browser.open(url))).toBe(true)
    }
    expect(isConsentPage(await signIn(browser, alice))).toBe(true)
    expect(isConsentPage(await browser.open(url))).toBe(true)
    expect((await browser.submit('/consent', { decision: 'allow' })).location).toContain('code=')
  })

  it('stays open when the person says no, or is not signed in', async () => {
    const { op, app, browser } = await world()
    const url = await app.pushed()
    await browser.open(url)
    const denied = await browser.submit('/consent', { decision: 'deny' })
    expectErrorCallback(denied, 'access_denied', app.issuer)
    const silent = await app.pushed({ prompt: 'none' })
    expectErrorCallback(await op.browser().open(silent), 'login_required', app.issuer)
    expect((await finish(browser, url)).location).toContain('code=')
  })

  it('gives one code to twenty that finish at once', async () => {
    const { op, app, browser } = await world({}, { isFirstParty: true })
    const url = await app.pushed()
    const { cookies } = browser
    const answers = await Promise.all(Array.from({ length: 20 }, () => op.get(url, { cookies })))
    expect(answers.filter(({ status }) => status === 303).length).toBe(1)
    answers.filter(({ status }) => status !== 303).forEach(unusable)
  })

  it('does not trust asked_at, decision or login_hint from inside', async () => {
    const { op, app, browser } = await world({}, { isFirstParty: true })
    const before = await browser.open(app.path({ prompt: 'login' }))
    const [, askedAt = ''] = /asked_at=([^"&]+)/.exec(before.text) ?? []
    expect(askedAt).not.toBe('')
    const inside = { decision: 'deny', asked_at: askedAt, prompt: 'login' }
    const answer = await browser.open(await app.pushed(inside))
    expect(isSignInPage(answer)).toBe(true) // not denied, and not taken for signed in since
    const plain = await browser.open(await app.pushed({ decision: 'deny' }))
    expect(plain.location).toContain('code=')
    const ended = await app.pushed({ asked_at: askedAt })
    op.passes({ seconds: 90 })
    unusable(await browser.open(ended))
  })

  it('does not take the asked_at of another request for a visit in time', async () => {
    const { op, app, browser } = await world()
    const [one, other] = [await app.pushed({ prompt: 'login' }), await app.pushed()]
    const { text } = await browser.open(one)
    const [, askedAt = ''] = /asked_at=([^"&]+)/.exec(text) ?? []
    expect(askedAt).not.toBe('')
    op.passes({ seconds: 90 })
    expect(isConsentPage(await browser.open(`${one}&asked_at=${askedAt}`))).toBe(true)
    unusable(await browser.open(`${other}&asked_at=${askedAt}`))
  })

  it('fills in the login_hint and speaks the language that the app has pushed', async () => {
    const { op, app } = await world()
    const url = await app.pushed({ login_hint: 'alice@example.com', ui_locales: 'fr' })
    const { text } = await op.browser().open(url)
    expect(text).toContain('value="alice@example.com"')
    expect(text).toContain('<html lang="fr">')
  })

  it('checks the redirect URI again: it may be registered no more', async () => {
    const { op, app, browser } = await world()
    const url = await app.pushed()
    await op.stores.clients.update(app.id, {
      ...app.client,
      redirectUris: ['https://notes.example/new'],
    })
    expectErrorPage(await browser.open(url), 400, 'redirect-uri-unregistered')
  })

  it('keeps the same rules for the code: PKCE, one use, its client', async () => {
    const { op, app, browser } = await world()
    const { parameters } = callbackOf(await finish(browser, await app.pushed()))
    const code = parameters['code']!
    invalid(await app.redeem(code, { code_verifier: null }), 'invalid_grant')
    invalid(await (await signingParty(op)).redeem(code), 'invalid_grant')
    expect((await app.redeem(code)).status).toBe(200)
    invalid(await app.redeem(code), 'invalid_grant')
  })
})

describe('a client that has to push (RFC 9126 §6)', () => {
  it('is refused when it does not', async () => {
    const { app, browser } = await world({ requiresPushedRequests: true })
    expectErrorCallback(await browser.open(app.path()), 'invalid_request', app.issuer)
    const request = await app.requestObject()
    expectErrorCallback(await browser.open(app.path({ request })), 'invalid_request', app.issuer)
    expect((await finish(browser, await app.pushed())).location).toContain('code=')
  })
})

describe('a request that is pushed with a key (RFC 9449 §10)', () => {
  const redeemed = async (
    app: Awaited<ReturnType<typeof signingParty>>,
    browser: Browser,
    url: string,
  ) => {
    const { parameters } = callbackOf(await finish(browser, url))
    return app.redeem(parameters['code']!)
  }

  it('binds the code to the key that was proved', async () => {
    const { app, browser } = await world()
    const [key, other] = [await keyNamed('proof'), await keyNamed('other')]
    app.proofKey = key
    expect((await redeemed(app, browser, await app.pushed())).body.token_type).toBe('DPoP')
    const url = await app.pushed()
    app.proofKey = other
    invalid(await redeemed(app, browser, url), 'invalid_grant')
  })

  it('takes dpop_jkt beside a proof of the same key, or alone', async () => {
    const { app, browser } = await world()
    const [key, other] = [await keyNamed('proof'), await keyNamed('other')]
    const dpop_jkt = thumbprintOf(key)
    const alone = await app.pushed({ dpop_jkt })
    app.proofKey = key
    expect((await redeemed(app, browser, alone)).status).toBe(200)
    expect((await redeemed(app, browser, await app.pushed({ dpop_jkt }))).status).toBe(200)
    app.proofKey = other
    invalid(await app.push({ dpop_jkt }), 'invalid_dpop_proof')
  })

  it('needs a nonce where the registration says so, before anything is used up', async () => {
    const { app } = await world({ dpop: 'required-with-nonce' })
    app.proofKey = await keyNamed('proof')
    const credentials = await app.credentials()
    const first = await app.push(credentials)
    invalid(first, 'use_dpop_nonce')
    expect(first.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
    expect((await app.push(credentials)).status).toBe(201)
    app.proofKey = null
    expect((await app.push()).status).toBe(201) // the token endpoint asks for the proof
  })

  it('refuses a proof that is not for this endpoint', async () => {
    const { app } = await world()
    app.proofKey = await keyNamed('proof')
    const headers = { DPoP: await app.proof('POST', '/oauth/token') }
    invalid(await app.push({}, { headers }), 'invalid_dpop_proof')
  })
})

describe('a request object that is pushed (RFC 9126 §3)', () => {
  const objects = { requiresRequestObjects: true } as const
  const send = (
    app: Awaited<ReturnType<typeof signingParty>>,
    request: string,
    more: Fields = {},
  ) => app.post(path, { client_id: app.id, request, ...more })

  it('counts alone: what stands beside it is not looked at', async () => {
    const { app, browser } = await world(objects)
    const beside = {
      state: 'outside',
      nonce: 'outside',
      redirect_uri: 'https://evil.example',
      scope: 'email',
    }
    const { status, body } = await send(app, await app.requestObject({ state: 'inside' }), beside)
    expect(status).toBe(201)
    const { parameters } = callbackOf(await finish(browser, app.pushedPath(body.request_uri)))
    expect(parameters['state']).toBe('inside')
    const { state: _, ...stateless } = app.request()
    const without = await send(app, await app.requestObject({ ...stateless, state: null }), {
      state: 'outside',
    })
    const answer = await finish(browser, app.pushedPath(without.body.request_uri))
    expect(callbackOf(answer).parameters).not.toHaveProperty('state')
  })

  it('is demanded of the clients whose registration says so', async () => {
    const { app } = await world(objects)
    invalid(await app.push())
  })

  it('is refused when it is not good, or what it asks for is not', async () => {
    const { app } = await world(objects)
    invalid(await send(app, 'x'), 'invalid_request_object')
    invalid(
      await send(app, await app.requestObject({}, {}, {}, await keyNamed('thief'))),
      'invalid_request_object',
    )
    invalid(await send(app, await app.requestObject({ redirect_uri: 'https://evil.example' })))
    invalid(
      await send(
        app,
        await app.requestObject({ code_challenge: null, code_challenge_method: null }),
      ),
    )
    const request = await app.requestObject({}, { request_uri: 'urn:x' })
    invalid(await send(app, request), 'invalid_request_object')
  })

  it('does not end before the person is done', async () => {
    const { op, app, alice } = await world({ ...objects, jwks: jwksOf(await keyNamed('app')) })
    const browser = op.browser()
    const { body } = await send(app, await app.requestObject())
    await browser.open(app.pushedPath(body.request_uri))
    op.passes({ minutes: 20 })
    expect(isConsentPage(await signIn(browser, alice))).toBe(true)
  })
})
