import { createHash, randomUUID } from 'node:crypto'

import { decodeJwt, exportJWK } from 'jose'
import { describe, expect, it } from 'vitest'

import type { Client, ClientOptions } from '@/model/client'

import type { Answer, Browser } from '../test-browser'
import { bearer, expectOAuthError, oauthProvider, publicValues, type Fields } from './relying-party'
import type { SigningParty } from './signing-party'
import { keyNamed, seconds, signingParty, thumbprintOf, type Members } from './signing-party'

const grant_type = 'client_credentials'
const algs = 'algs="ES256 PS256 EdDSA Ed25519"'

async function world(options: Partial<ClientOptions> = {}, values: Partial<Client> = {}) {
  const op = await oauthProvider()
  const app = await signingParty(op, options, values)
  app.proofKey = await keyNamed('proof')
  const ask = async (claims: Members = {}, header: Members = {}, key = app.proofKey!) =>
    app.token(
      { grant_type },
      { headers: { DPoP: await app.proof('POST', '/oauth/token', claims, header, key) } },
    )
  return { op, app, ask }
}

async function signedIn(options: Partial<ClientOptions> = {}, values: Partial<Client> = {}) {
  const made = await world(options, values)
  const browser = await made.op.signedIn(await made.op.user())
  return { ...made, browser }
}

const offline: Fields = { scope: 'openid offline_access', prompt: 'consent' }

const invalid = (answer: Answer) => expectOAuthError(answer, 400, 'invalid_dpop_proof')

function expectBound(answer: Answer, thumbprint: string): void {
  expect([answer.status, answer.body.token_type]).toEqual([200, 'DPoP'])
  expect(decodeJwt(answer.body.access_token)['cnf']).toEqual({ jkt: thumbprint })
}

describe('a proof at the token endpoint (RFC 9449 §4.3, §5)', () => {
  it('binds the token, whoever sends it', async () => {
    const { app, ask } = await world()
    expectBound(await ask(), thumbprintOf(app.proofKey!))
  })

  it('is not asked of a client that need not send one: its tokens are as they were', async () => {
    const { app } = await world()
    app.proofKey = null
    const answer = await app.token({ grant_type })
    expect([answer.status, answer.body.token_type]).toEqual([200, 'Bearer'])
    expect(decodeJwt(answer.body.access_token)).not.toHaveProperty('cnf')
    expect(answer.headers.has('dpop-nonce')).toBe(false)
  })

  it.each(['ES256', 'PS256', 'EdDSA', 'Ed25519'])('may be signed with %s', async (alg) => {
    const { ask } = await world()
    const key = await keyNamed('proof', alg)
    expectBound(await ask({}, {}, key), thumbprintOf(key))
  })

  it('may not be signed with RS256, ES384 or a shared secret, or not at all', async () => {
    const { app, ask } = await world()
    for (const alg of ['RS256', 'ES384', 'PS384'])
      invalid(await ask({}, {}, await keyNamed('proof', alg)))
    const proof = await app.proof('POST', '/oauth/token')
    const [header = '', payload = '', signature = ''] = proof.split('.')
    const none = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(header, 'base64url').toString()), alg: 'none' }),
    ).toString('base64url')
    const shared = { alg: 'HS256', privateKey: new Uint8Array(32).fill(1) as never, publicJwk: {} }
    const jwk = { kty: 'oct', k: Buffer.alloc(32, 1).toString('base64url') }
    const symmetric = await app.proof('POST', '/oauth/token', {}, { jwk }, shared)
    for (const DPoP of [
      ...[`${none}.${payload}.`, `${none}.${payload}.${signature}`, symmetric],
      ...[
        'x',
        'a.b.c',
        'not a JWT',
        `${header}.${payload}`,
        `${proof}x`,
        `${proof}, ${proof}`,
        'x'.repeat(40_000),
      ],
    ]) {
      invalid(await app.token({ grant_type }, { headers: { DPoP } }))
    }
  })

  it('comes once: two headers are none', async () => {
    const { app, op } = await world()
    const headers = new Headers()
    headers.append('DPoP', await app.proof('POST', '/oauth/token'))
    headers.append('DPoP', await app.proof('POST', '/oauth/token'))
    const body = new URLSearchParams({ grant_type, ...(await app.credentials()) })
    invalid(
      await op.dispatch(
        new Request(`${app.issuer}/oauth/token`, { method: 'POST', headers, body }),
      ),
    )
  })

  it('is of the type dpop+jwt, with a key that is public and can sign', async () => {
    const { app, ask } = await world()
    const { publicJwk, privateKey } = app.proofKey!
    const other = (await keyNamed('other')).publicJwk
    for (const header of [
      ...[{ typ: undefined }, { typ: 'JWT' }, { typ: 'at+jwt' }],
      ...[{ jwk: undefined }, { jwk: 'x' }, { jwk: null }, { jwk: {} }, { jwk: other }],
      ...[{ jwk: await exportJWK(privateKey) }, { jwk: { ...publicJwk, k: 'AAAA' } }],
      { jwk: { ...publicJwk, use: 'enc' } },
    ]) {
      invalid(await ask({}, header))
    }
  })

  it('is for this method and this URL, in any spelling, without query and fragment (RFC 3986 §6.2)', async () => {
    const { ask, op } = await world()
    for (const htu of [
      ...['http://localhost:3000/oauth/token', 'HTTP://LOCALHOST:3000/oauth/token'],
      ...['http://localhost:3000/oauth/token?a=b', 'http://localhost:3000/oauth/token#x'],
      ...['http://localhost:3000/oauth/%74oken', 'http://localhost:3000/oauth/./x/../token'],
    ]) {
      expect([htu, (await ask({ htu })).status]).toEqual([htu, 200])
    }
    for (const htu of [
      ...[
        'http://localhost:3000/oauth/token/',
        'http://localhost:3000/Oauth/token',
        'http://localhost/oauth/token',
      ],
      ...[
        'https://localhost:3000/oauth/token',
        'http://127.0.0.1:3000/oauth/token',
        'http://localhost:3000/token',
      ],
      ...[
        'http://localhost:3000/oauth/userinfo',
        'http://a@localhost:3000/oauth/token',
        '/oauth/token',
        '',
        null,
        1,
      ],
      ...['http://localhost:3000/oauth%2Ftoken', undefined, ['http://localhost:3000/oauth/token']],
    ]) {
      invalid(await ask({ htu }))
    }
    for (const htm of ['GET', 'post', '', null, undefined]) invalid(await ask({ htm }))
    expect(op.settings.issuer).toBe('http://localhost:3000')
  })

  it('may name the alias under which it was asked, which is another URL', async () => {
    const { app, op } = await world()
    const send = async (path: string, named: string) => {
      const headers = { DPoP: await app.proof('POST', named) }
      return op.post(path, { grant_type, ...(await app.credentials()) }, { headers })
    }
    expect((await send('/token', '/token')).status).toBe(200)
    invalid(await send('/token', '/oauth/token'))
  })

  it('is compared with the public URL, whatever Host says, default port or none', async () => {
    const op = await oauthProvider({ settings: { issuer: 'https://op.example' } })
    const app = await signingParty(op)
    const ask = async (htu: string, Host: string) => {
      const headers = { Host, DPoP: await app.proof('POST', '', { htu }) }
      return app.token({ grant_type }, { headers })
    }
    for (const htu of ['https://op.example/oauth/token', 'https://OP.example:443/oauth/token']) {
      expect((await ask(htu, 'evil.example')).status).toBe(200)
    }
    invalid(await ask('https://evil.example/oauth/token', 'evil.example'))
  })

  it('was made within a minute, by the clock of whoever made it', async () => {
    const { ask, op } = await world()
    const made = (iat: unknown) => ask({ iat, nonce: undefined })
    const at = (offset: number) => seconds(op.now()) + offset
    for (const offset of [-60, -10, 0, 10, 60]) expect((await made(at(offset))).status).toBe(200)
    for (const offset of [-3600, -61, 61, 3600]) invalid(await made(at(offset)))
    for (const iat of [undefined, null, 'now', true]) invalid(await made(iat))
  })

  it('may have exp and nbf, which mean what they say', async () => {
    const { ask, op } = await world()
    const now = seconds(op.now())
    expect((await ask({ nbf: now, exp: now + 300, extra: 'x' }, { extra: 'x' })).status).toBe(200)
    invalid(await ask({ exp: now - 60 }))
    invalid(await ask({ nbf: now + 61 }))
    invalid(await ask({ exp: 'x' }))
  })

  it('is good once (§11.1), for each key, as long as its time could be right', async () => {
    const { ask, op } = await world()
    const proof = { jti: 'one', iat: seconds(op.now()) + 60 }
    expect((await ask(proof)).status).toBe(200)
    invalid(await ask(proof))
    op.passes({ seconds: 120 })
    invalid(await ask(proof))
    expect((await ask({ jti: 'one' }, {}, await keyNamed('other'))).status).toBe(200)
    for (const jti of [undefined, '', null, 1, 'x'.repeat(513)]) invalid(await ask({ jti }))
  })

  it('is good for one of twenty at once', async () => {
    const { app } = await world()
    const headers = { DPoP: await app.proof('POST', '/oauth/token') }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.token({ grant_type }, { headers })),
    )
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
    answers.filter(({ status }) => status !== 200).forEach(invalid)
  })

  it('uses nothing up when it is not good: neither its jti nor the code', async () => {
    const { app, browser } = await signedIn()
    const code = await app.code(browser)
    const jti = randomUUID()
    const redeem = async (claims: Members) =>
      app.redeem(
        code,
        {},
        { headers: { DPoP: await app.proof('POST', '/oauth/token', { jti, ...claims }) } },
      )
    invalid(await redeem({ htm: 'GET' }))
    invalid(await redeem({ iat: 1 }))
    expect((await redeem({})).status).toBe(200)
  })

  it('is not used up by whoever cannot prove to be the client', async () => {
    const { app, op } = await world()
    const headers = { DPoP: await app.proof('POST', '/oauth/token') }
    const wrong = await op.post('/oauth/token', { grant_type, client_id: app.id }, { headers })
    expectOAuthError(wrong, 401, 'invalid_client')
    expect((await app.token({ grant_type }, { headers })).status).toBe(200)
  })

  it('puts no proof into the log', async () => {
    const { app, op } = await world()
    const DPoP = await app.proof('POST', '/oauth/token')
    await app.token({ grant_type }, { headers: { DPoP } })
    await app.token({ grant_type }, { headers: { DPoP } })
    expect(op.logged()).not.toContain(DPoP.split('.')[1])
  })
})

describe('a nonce of ours (RFC 9449 §8)', () => {
  const needed = (answer: Answer) => {
    expectOAuthError(answer, 400, 'use_dpop_nonce')
    expect(answer.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
  }

  it('comes with every answer to a request with a proof, errors too', async () => {
    const { app, ask, op } = await world()
    const answers = [
      await ask(),
      await ask({ htm: 'GET' }),
      await ask({ nonce: 'made up' }),
      await app.token({ grant_type: 'unknown' }),
      await op.post('/oauth/token', {}, { headers: { DPoP: 'x' } }),
      await op.get('/oauth/userinfo', { headers: { DPoP: 'x' } }),
    ]
    for (const answer of answers) expect(answer.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
  })

  it('is demanded of the clients whose registration says so, before anything is used up', async () => {
    const { app, browser } = await signedIn({ dpop: 'required-with-nonce' })
    const code = await app.code(browser)
    const credentials = await app.credentials()
    const jti = randomUUID()
    const redeem = async (claims: Members) => {
      const headers = { DPoP: await app.proof('POST', '/oauth/token', { jti, ...claims }) }
      return app.redeem(code, credentials, { headers })
    }
    const first = await redeem({ nonce: undefined })
    needed(first)
    const nonce = first.headers.get('dpop-nonce')
    needed(await redeem({ nonce: 'made up' }))
    const answer = await redeem({ nonce }) // the same code, assertion and jti
    expectBound(answer, thumbprintOf(app.proofKey!))

    const wanted = await app.proven(answer.body.access_token, { nonce: undefined })
    expect(wanted.status).toBe(401)
    expect(wanted.headers.get('www-authenticate')).toMatch(/^DPoP error="use_dpop_nonce", /)
    expect(wanted.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
    expect((await app.proven(answer.body.access_token)).status).toBe(200)
  })

  it('is good for more than a minute and less than five', async () => {
    const { app, ask, op } = await world()
    await ask()
    const nonce = app.nonce!
    for (let age = 0; age <= 300; age += 20) {
      const answer = await ask({ nonce })
      if (age <= 120) expect(answer.status).toBe(200)
      if (age >= 240) needed(answer)
      op.passes({ seconds: 20 })
    }
  })

  it('is refused wherever it is not ours, demanded or not', async () => {
    const { ask } = await world()
    for (const nonce of ['made up', '', 1, null, 'x'.repeat(43)]) needed(await ask({ nonce }))
    const other = await oauthProvider({ settings: { secret: 'another secret, of another portal' } })
    const { headers } = await (
      await signingParty(other)
    ).token({ grant_type }, { headers: { DPoP: 'x' } })
    needed(await ask({ nonce: headers.get('dpop-nonce') }))
  })

  it('lets a clock be off by five minutes: it tells how old the proof can be', async () => {
    const { app, ask, op } = await world()
    await ask()
    const at = (offset: number) => ({ iat: seconds(op.now()) + offset, nonce: app.nonce })
    for (const offset of [-300, 300]) expect((await ask(at(offset))).status).toBe(200)
    for (const offset of [-301, 301, 3600]) invalid(await ask(at(offset)))
  })

  it('is the same on every node, and another every two minutes', async () => {
    const { app, ask, op } = await world()
    const nodes = [await world(), await world()]
    const nonces = []
    for (const node of nodes) {
      await node.ask()
      nonces.push(node.app.nonce)
    }
    expect(new Set(nonces).size).toBe(1)
    await ask()
    const first = app.nonce
    op.passes({ minutes: 2 })
    await ask({ nonce: undefined })
    expect(app.nonce).not.toBe(first)
  })
})

describe('a client that has to prove its key (RFC 9449 §5.2)', () => {
  it.each(['required', 'required-with-nonce'] as const)(
    'gets nothing without a proof: %s',
    async (dpop) => {
      const { app, browser } = await signedIn({ dpop })
      const code = await app.code(browser)
      const key = app.proofKey
      app.proofKey = null
      invalid(await app.token({ grant_type }))
      invalid(await app.redeem(code))
      app.proofKey = key
      if (dpop === 'required-with-nonce') await app.token({ grant_type })
      const bound = await app.redeem(code)
      expectBound(bound, thumbprintOf(key!))
    },
  )
})

describe('refresh tokens (RFC 9449 §5)', () => {
  const anew = async (app: SigningParty, browser: Browser) => {
    const answer = await app.redeem(await app.code(browser, offline))
    expect(answer.status).toBe(200)
    return answer.body.refresh_token as string
  }

  it('of a public client are bound to its key', async () => {
    const { app, browser } = await signedIn({}, publicValues)
    const key = app.proofKey!
    const refreshToken = await anew(app, browser)
    app.proofKey = await keyNamed('other')
    expectOAuthError(await app.refresh(refreshToken), 400, 'invalid_grant')
    app.proofKey = null
    invalid(await app.refresh(refreshToken))
    app.proofKey = key
    const next = await app.refresh(refreshToken)
    expectBound(next, thumbprintOf(key))
    app.proofKey = await keyNamed('other')
    expectOAuthError(await app.refresh(next.body.refresh_token), 400, 'invalid_grant')
    app.proofKey = key
    expectBound(await app.refresh(next.body.refresh_token), thumbprintOf(key))
  })

  it('of a confidential client are bound by its authentication: the key may be another', async () => {
    const { app, browser } = await signedIn()
    const refreshToken = await anew(app, browser)
    app.proofKey = await keyNamed('other')
    expectBound(await app.refresh(refreshToken), thumbprintOf(app.proofKey))
    app.proofKey = null
    const unbound = await app.refresh(refreshToken)
    expect([unbound.status, unbound.body.token_type]).toEqual([200, 'Bearer'])
  })

  it('of a confidential client that has to prove its key come with a proof', async () => {
    const { app, browser } = await signedIn({ dpop: 'required' })
    const refreshToken = await anew(app, browser)
    app.proofKey = null
    invalid(await app.refresh(refreshToken))
  })
})

describe('a code that is bound to a key by dpop_jkt (RFC 9449 §10)', () => {
  it('is redeemed with a proof of it, and no other', async () => {
    const { app, browser } = await signedIn()
    const key = app.proofKey!
    const code = await app.code(browser, { dpop_jkt: thumbprintOf(key) })
    app.proofKey = await keyNamed('other')
    expectOAuthError(await app.redeem(code), 400, 'invalid_grant')
    app.proofKey = null
    invalid(await app.redeem(code))
    app.proofKey = key
    expectBound(await app.redeem(code), thumbprintOf(key))
  })

  it('is refused where dpop_jkt is no thumbprint, or comes twice', async () => {
    const { app, browser } = await signedIn()
    const jkt = thumbprintOf(app.proofKey!)
    for (const dpop_jkt of ['x', `${jkt}=`, 'é'.repeat(43), jkt.slice(1)]) {
      const { parameters } = await app.authorize(browser, { dpop_jkt })
      expect(parameters['error']).toBe('invalid_request')
    }
    const twice = `${app.path({ dpop_jkt: jkt })}&dpop_jkt=${jkt}`
    expect((await browser.open(twice)).location).toContain('error=invalid_request')
  })
})

describe('UserInfo with a token that is bound to a key (RFC 9449 §7)', () => {
  async function bound(options: Partial<ClientOptions> = {}) {
    const made = await signedIn(options)
    const { access_token: token } = await made.app.tokens(made.browser)
    return { ...made, token: token as string }
  }

  const refused = (answer: Answer, error: string) => {
    expect([answer.status, answer.body.error]).toEqual([401, error])
    const challenge = answer.headers.get('www-authenticate')
    expect(challenge).toMatch(
      new RegExp(`^DPoP error="${error}", error_description="[^"]+", algs="`),
    )
    expect(challenge).toContain(algs)
  }

  it('answers whoever proves the key, in any spelling of the scheme', async () => {
    const { app, token } = await bound()
    for (const scheme of ['DPoP', 'dpop', 'DPOP']) {
      const ath = createHash('sha256').update(token).digest('base64url')
      const answer = await app.shown(
        token,
        await app.proof('GET', '/oauth/userinfo', { ath }),
        scheme,
      )
      expect(answer.status).toBe(200)
    }
  })

  it('tells by which means it can be asked', async () => {
    const { op } = await bound()
    const answer = await op.get('/oauth/userinfo')
    expect(answer.headers.get('www-authenticate')).toBe(`Bearer, DPoP ${algs}`)
  })

  it('refuses it as a bearer token, in the header or in a form', async () => {
    const { op, app, token } = await bound()
    refused(await op.get('/oauth/userinfo', bearer(token)), 'invalid_token')
    const ath = createHash('sha256').update(token).digest('base64url')
    const DPoP = await app.proof('GET', '/oauth/userinfo', { ath })
    refused(await app.shown(token, DPoP, 'Bearer'), 'invalid_token')
    refused(await op.post('/oauth/userinfo', { access_token: token }), 'invalid_token')
  })

  it('refuses it without a proof, with two, or with that of another key', async () => {
    const { op, app, token } = await bound()
    const headers = { Authorization: `DPoP ${token}` }
    refused(await op.get('/oauth/userinfo', { headers }), 'invalid_dpop_proof')
    refused(await app.proven(token, {}, {}, await keyNamed('other')), 'invalid_dpop_proof')
    const ath = createHash('sha256').update(token).digest('base64url')
    const [one, two] = [
      await app.proof('GET', '/oauth/userinfo', { ath }),
      await app.proof('GET', '/oauth/userinfo', { ath }),
    ]
    refused(await app.shown(token, `${one}, ${two}`), 'invalid_dpop_proof')
  })

  it('refuses a proof for another token, method or URL, an old one, and one that was used', async () => {
    const { app, token } = await bound()
    for (const claims of [
      ...[
        { ath: undefined },
        { ath: '' },
        { ath: createHash('sha256').update('x').digest('base64url') },
      ],
      ...[
        { htm: 'POST' },
        { htu: `${app.issuer}/oauth/token` },
        { htu: `${app.issuer}/me` },
        { iat: 1 },
        { jti: undefined },
      ],
    ]) {
      refused(await app.proven(token, claims), 'invalid_dpop_proof')
    }
    const jti = randomUUID()
    expect((await app.proven(token, { jti })).status).toBe(200)
    refused(await app.proven(token, { jti }), 'invalid_dpop_proof')
  })

  it('refuses a stale nonce with 401 use_dpop_nonce', async () => {
    const { app, token } = await bound()
    const answer = await app.proven(token, { nonce: 'stale' })
    refused(answer, 'use_dpop_nonce')
    expect(answer.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
  })

  it('refuses a token that is bound to no key under the DPoP scheme', async () => {
    const { app, browser } = await signedIn()
    const key = app.proofKey
    app.proofKey = null
    const { access_token: token } = await app.tokens(browser)
    app.proofKey = key
    refused(await app.proven(token), 'invalid_token')
    expect((await app.userinfo(token)).status).toBe(200)
  })

  it('uses no proof up for a token that is not good', async () => {
    const { app, token } = await bound()
    const ath = createHash('sha256').update('x').digest('base64url')
    const proof = await app.proof('GET', '/oauth/userinfo', { ath })
    refused(await app.shown('x', proof), 'invalid_token')
    expect((await app.proven(token)).status).toBe(200)
  })

  it('dies with its grant like any other', async () => {
    const { app, token } = await bound()
    await app.revoke(token)
    refused(await app.proven(token), 'invalid_token')
  })
})
