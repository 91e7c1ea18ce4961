import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { proving } from '@/ui/portal/playground/app-requests/credentials'
import { isRequestKind, kinds, withActorType } from '@/ui/portal/playground/app-requests/kinds'
import {
  given,
  parametersOf,
  usualChoices,
  valuesOf,
} from '@/ui/portal/playground/code-flow/choices'
import { deviceCodesOf } from '@/ui/portal/playground/device/device-codes'
import { makeKey, makeProof, sendWithProof } from '@/ui/portal/playground/dpop'
import { flows } from '@/ui/portal/playground/flows'
import { covered, send } from '@/ui/portal/playground/wire'

afterEach(() => vi.unstubAllGlobals())

type Sent = { readonly path: string; readonly options: RequestInit }

/** A portal that answers with these, one after the other. */
function portal(...answers: readonly Response[]): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('location', { host: 'localhost:3000' })
  vi.stubGlobal('fetch', async (path: string, options: RequestInit) => {
    sent.push({ path, options })
    return answers[sent.length - 1] ?? Response.error()
  })
  return sent
}
const headersOf = ({ options }: Sent) => new Headers(options.headers)

describe('the playground, of what goes over the wire', () => {
  it('writes down method, address, headers and body of both sides', async () => {
    portal(Response.json({ error: 'invalid_grant' }, { status: 400 }))
    const form = [
      ['grant_type', 'refresh_token'],
      ['scope', 'a b'],
    ] as const
    const { exchange } = await send({ path: '/oauth/token', form })
    expect(exchange.request).toBe(
      'POST /oauth/token\nHost: localhost:3000\nContent-Type: application/x-www-form-urlencoded\n\n' +
        'grant_type=refresh_token\n&scope=a+b',
    )
    expect(exchange.response).toBe(
      'HTTP 400\ncontent-type: application/json\n\n{\n  "error": "invalid_grant"\n}',
    )
    expect(exchange).toMatchObject({ isGood: false, error: 'invalid_grant', proof: null })
  })

  it('sends no cookie: an app’s server has none', async () => {
    const sent = portal(Response.json({}))
    await send({ path: '/oauth/userinfo', headers: [['Authorization', 'Bearer t']] })
    expect(sent[0]!.options).toMatchObject({ method: 'GET', credentials: 'omit' })
  })

  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'covers the secret of %s until somebody asks for it',
    async (method) => {
      portal(Response.json({ access_token: 't' }))
      const secret = 'pcs_geheim+/%&= ü'
      const { form, headers, secrets } = proving({ clientId: 'notes', secret, method })
      const { exchange } = await send({ path: '/oauth/token', form, headers, secrets })
      const shown = covered(exchange.request, exchange.secrets)
      expect(shown).toContain('••••••••')
      const encoded = new URLSearchParams({ s: secret }).toString().slice(2)
      const basic = Buffer.from(`notes:${encoded}`).toString('base64')
      for (const part of [secret, encoded, basic, 'geheim']) expect(shown).not.toContain(part)
      expect(exchange.response).not.toContain('geheim')
    },
  )

  it('covers a secret that holds another as a whole', () => {
    expect(covered('a=abc&b=ab', ['ab', 'abc'])).toBe('a=••••••••&b=••••••••')
  })
})

describe('the playground, of who asks', () => {
  const typed = { clientId: 'a b', secret: 'p:q+r' } as const

  it('encodes both halves of Basic as a form does (RFC 6749 §2.3.1)', () => {
    const { headers, form } = proving({ ...typed, method: 'client_secret_basic' })
    const [, basic = ''] = /^Basic (.*)$/.exec(headers[0]![1]) ?? []
    expect(Buffer.from(basic, 'base64').toString()).toBe('a+b:p%3Aq%2Br')
    expect(form).toEqual([])
  })

  it('puts them into the body, or sends the id alone', () => {
    expect(proving({ ...typed, method: 'client_secret_post' }).form).toEqual([
      ['client_id', 'a b'],
      ['client_secret', 'p:q+r'],
    ])
    const none = proving({ ...typed, method: 'none' })
    expect(none).toEqual({ form: [['client_id', 'a b']], headers: [], secrets: [] })
  })
})

describe('the playground, of a proof of possession', () => {
  const proved = { method: 'POST', url: 'http://localhost:3000/oauth/token', nonce: 'n' }

  it('makes one that an independent library takes (RFC 9449 §4.2)', async () => {
    const key = await makeKey()
    const proof = await makeProof(key, { ...proved, accessToken: 'token' }, 1_795_180_000.9)
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt' })
    expect(protectedHeader.alg).toBe('ES256')
    expect(Object.keys(protectedHeader.jwk ?? {}).sort()).toEqual(['crv', 'kty', 'x', 'y'])
    expect(payload).toEqual({
      jti: expect.stringMatching(/^[\w-]{22}$/),
      htm: 'POST',
      htu: 'http://localhost:3000/oauth/token',
      iat: 1_795_180_000,
      ath: sha256('token'),
      nonce: 'n',
    })
  })

  it('names its key by the thumbprint that everybody computes (RFC 7638)', async () => {
    const key = await makeKey()
    expect(key.thumbprint).toBe(await calculateJwkThumbprint(key.jwk))
    expect(key.keys.privateKey.extractable).toBe(false)
  })

  it('asks once more, with the nonce that the portal wants (RFC 9449 §8)', async () => {
    const refusal = { status: 400, headers: { 'DPoP-Nonce': 'fresh' } }
    const sent = portal(
      Response.json({ error: 'use_dpop_nonce' }, refusal),
      Response.json({ access_token: 't' }, { headers: { 'DPoP-Nonce': 'next' } }),
      Response.json({}),
    )
    const key = await makeKey()
    const to = { issuer: 'http://localhost:3000', accessToken: null }
    const outgoing = { path: '/oauth/token', form: [] }
    const { exchanges, body } = await sendWithProof(outgoing, key, to)
    expect(exchanges.map(({ isGood }) => isGood)).toEqual([false, true])
    expect(body).toEqual({ access_token: 't' })
    await sendWithProof(outgoing, key, to)

    const proofs = sent.map((one) => headersOf(one).get('dpop') ?? '')
    const nonces = await Promise.all(
      proofs.map(async (proof) => (await jwtVerify(proof, EmbeddedJWK)).payload['nonce']),
    )
    expect(nonces).toEqual([undefined, 'fresh', 'next'])
    expect(decodeProtectedHeader(proofs[0]!).jwk).toEqual(key.jwk)
    const names = await Promise.all(
      proofs.map(async (proof) => (await jwtVerify(proof, EmbeddedJWK)).payload.jti),
    )
    expect(new Set(names).size).toBe(3)
  })
})

describe('the playground, of an authorization request', () => {
  const to = { clientId: 'c', redirectUri: 'http://localhost:3000/playground' }
  const values = { verifier: 'v', challenge: 'h', state: 's', nonce: 'n' }

  it('has what every request needs, and leaves out what nobody chose', () => {
    expect(Object.fromEntries(given(parametersOf(to, values, usualChoices, null)))).toEqual({
      response_type: 'code',
      client_id: 'c',
      redirect_uri: 'http://localhost:3000/playground',
      scope: 'openid profile email offline_access',
      prompt: 'consent',
      state: 's',
      nonce: 'n',
      code_challenge: 'h',
      code_challenge_method: 'S256',
    })
  })

  it('names the key that the code is to be bound to (RFC 9449 §10)', () => {
    const parameters = parametersOf(to, values, { ...usualChoices, max_age: '0' }, 'thumbprint')
    expect(given(parameters)).toContainEqual(['dpop_jkt', 'thumbprint'])
    expect(given(parameters)).toContainEqual(['max_age', '0'])
  })

  it('asks for claims in JSON that can be read', () => {
    for (const claims of valuesOf('claims', '').filter((it) => it !== '')) {
      expect(() => void JSON.parse(claims)).not.toThrow()
    }
  })
})

describe('the playground, of a device', () => {
  it('reads the codes, and waits five seconds where none are said (RFC 8628 §3.2)', () => {
    const answer = {
      device_code: 'd',
      user_code: 'MMQH-NCTW',
      verification_uri: 'http://localhost:3000/device',
    }
    expect(deviceCodesOf(answer)).toEqual({
      deviceCode: 'd',
      userCode: 'MMQH-NCTW',
      uri: 'http://localhost:3000/device',
      completeUri: 'http://localhost:3000/device',
      interval: 5,
    })
    expect(deviceCodesOf({ ...answer, interval: 7 })?.interval).toBe(7)
    expect(deviceCodesOf({ error: 'unauthorized_client' })).toBe(null)
    expect(deviceCodesOf(null)).toBe(null)
  })
})

describe('the playground, of requests that an app makes by itself', () => {
  it('knows them by their addresses, each with a field for each parameter', () => {
    const known = flows.filter(isRequestKind)
    expect(known).toEqual(Object.keys(kinds))
    expect(known.filter((kind) => kinds[kind].isForPublic)).toEqual(['refresh', 'revocation'])
  })

  it('names the type of an actor token with one, and never without (RFC 8693 §2.1)', () => {
    expect(withActorType({ actor_token: '' })).toEqual({ actor_token: '' })
    expect(withActorType({ actor_token: 't' })).toEqual({
      actor_token: 't',
      actor_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    })
  })
})
