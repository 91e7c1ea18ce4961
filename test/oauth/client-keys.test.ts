import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { verifyByClient } from '@/oauth/client-keys'
import { OutboundProblem, type OutboundAnswer, type Provider } from '@/oauth/provider'
import { readPublicJwk, signatureAlgorithmsWithRs256 } from '@/oauth/public-jwk'

import { oauthProvider } from './relying-party'
import {
  jwksOf,
  keyNamed,
  signed,
  signingParty,
  type Members,
  type SigningKey,
} from './signing-party'

const jwksUri = 'https://notes.example/jwks'

/** A client with keys at a URI, and a site of which the test says what it answers. */
async function remote(answer: () => OutboundAnswer | Promise<OutboundAnswer>) {
  const op = await oauthProvider()
  const app = await signingParty(op, { jwks: null, jwksUri })
  const asked: string[] = []
  const provider: Provider = {
    ...op.provider,
    outbound: {
      get: async (url) => {
        asked.push(url)
        return answer()
      },
      post: () => Promise.reject(new Error('nothing is posted')),
      send: () => Promise.reject(new Error('nothing is sent')),
    },
  }
  const isSigned = async (key: SigningKey, header: Members = { kid: key.publicJwk.kid }) => {
    const jwt = await signed(key, { a: 1 }, header)
    const found = await verifyByClient(jwt, app.client, signatureAlgorithmsWithRs256, provider)
    if (found) expect(found.claims).toEqual({ a: 1 })
    return found !== null
  }
  return { op, app, provider, asked, isSigned }
}

const set = (...keys: readonly SigningKey[]): OutboundAnswer => ({
  status: 200,
  text: jwksOf(...keys),
})

/** A client with this set, and whether it has signed what this key signed. */
async function byValue(jwks: string) {
  const op = await oauthProvider()
  const app = await signingParty(op, { jwks })
  return async (key: SigningKey, header: Members = { kid: key.publicJwk.kid }) => {
    const jwt = await signed(key, { a: 1 }, header)
    return (
      (await verifyByClient(jwt, app.client, signatureAlgorithmsWithRs256, op.provider)) !== null
    )
  }
}

describe('the keys of a client, by value (RFC 7591 §2)', () => {
  it.each(signatureAlgorithmsWithRs256)('verify %s', async (alg) => {
    const [own, other] = [await keyNamed('own', alg), await keyNamed('other', alg)]
    const isSigned = await byValue(jwksOf(own))
    expect(await isSigned(own)).toBe(true)
    expect(await isSigned(own, {})).toBe(true) // without a kid, each key that suits is tried
    expect(await isSigned(own, { kid: 'another' })).toBe(false)
    expect(await isSigned(other, { kid: own.publicJwk.kid })).toBe(false)
    expect(await isSigned(other, {})).toBe(false)
  })

  it('are tried in turn where no kid tells them apart', async () => {
    const keys = [await keyNamed('a'), await keyNamed('b'), await keyNamed('c', 'PS256')]
    const isSigned = await byValue(jwksOf(...keys))
    for (const key of keys) expect(await isSigned(key, {})).toBe(true)
  })

  it('are for one algorithm where `alg` says so, and for signatures where `use` does (RFC 7517 §4)', async () => {
    const rsa = await keyNamed('own', 'RS256')
    const one = (more: Members) =>
      byValue(JSON.stringify({ keys: [{ ...rsa.publicJwk, ...more }] }))
    expect(await (await one({ alg: 'RS256', use: 'sig', key_ops: ['verify'] }))(rsa)).toBe(true)
    expect(await (await one({ alg: 'PS256' }))(rsa)).toBe(false)
    expect(await (await one({ use: 'enc' }))(rsa)).toBe(false)
    expect(await (await one({ key_ops: ['encrypt'] }))(rsa)).toBe(false)
  })

  it('count only if they are public, asymmetric and long enough', async () => {
    const own = await keyNamed('own')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const rsa = await keyNamed('own', 'RS256')
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const secret = Buffer.from('a secret that both would know').toString('base64url')
    for (const jwk of [
      { ...own.publicJwk, d: privateKey.export({ format: 'jwk' }).d },
      { ...own.publicJwk, k: secret },
      { ...own.publicJwk, x: 'AAAA' },
    ]) {
      expect(await (await byValue(JSON.stringify({ keys: [jwk] })))(own)).toBe(false)
      expect(await (await byValue(JSON.stringify({ keys: [jwk, own.publicJwk] })))(own)).toBe(true)
    }
    const signsWith = (alg: string, key: unknown) =>
      ({ alg, privateKey: key, publicJwk: { kid: 'k' } }) as SigningKey
    expect(readPublicJwk(weak.publicKey.export({ format: 'jwk' }))).toBeNull()
    const anybodys = { ...rsa.publicJwk, e: 'AQ' } // with the exponent 1, a signature is what it signs
    expect([readPublicJwk(rsa.publicJwk) !== null, readPublicJwk(anybodys)]).toEqual([true, null])
    const curve = JSON.stringify({
      keys: [{ ...p384.publicKey.export({ format: 'jwk' }), kid: 'k' }],
    })
    expect(await (await byValue(curve))(signsWith('ES384', p384.privateKey))).toBe(false)
    const symmetric = JSON.stringify({ keys: [{ kty: 'oct', k: secret, kid: 'k' }] })
    expect(
      await (
        await byValue(symmetric)
      )(signsWith('HS256', Buffer.from(secret, 'base64url'))),
    ).toBe(false)
  })

  it('are none where the set is none', async () => {
    const own = await keyNamed('own')
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '{"keys":{}}',
      '{"keys":[null,1,"x",[],{}]}',
      '{"keys":[',
    ]) {
      expect(await (await byValue(text))(own)).toBe(false)
    }
  })

  it('never verify `none`, what is cut, or what has extensions (RFC 8725 §3.1, RFC 7515 §4.1.11)', async () => {
    const op = await oauthProvider()
    const own = await keyNamed('app')
    const app = await signingParty(op)
    const jwt = await signed(own, { a: 1 })
    const [header = '', payload = '', signature = ''] = jwt.split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const critical = await signed(own, { a: 1 }, { crit: ['b64'], b64: true })
    for (const text of [
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}..${signature}`,
      `${jwt}.x`,
      `${jwt}=`,
      ` ${jwt}`,
      critical,
      'x'.repeat(40_000),
      '',
    ]) {
      const found = verifyByClient(text, app.client, signatureAlgorithmsWithRs256, op.provider)
      expect(await found, text.slice(0, 40)).toBeNull()
    }
  })
})

describe('the keys of a client, by jwks_uri (RFC 7591 §2)', () => {
  it('are asked for once in ten minutes', async () => {
    const key = await keyNamed('own')
    const { op, asked, isSigned } = await remote(() => set(key))
    expect(await isSigned(key)).toBe(true)
    op.passes({ seconds: 599 })
    expect(await isSigned(key)).toBe(true)
    expect(asked).toEqual([jwksUri])
    op.passes({ seconds: 1 })
    expect(await isSigned(key)).toBe(true)
    expect(asked.length).toBe(2)
  })

  it('are asked for again for a kid that is not known, but not twice within 30 seconds', async () => {
    const [old, next] = [await keyNamed('old'), await keyNamed('next')]
    let keys = [old]
    const { op, asked, isSigned } = await remote(() => set(...keys))
    expect(await isSigned(old)).toBe(true)
    keys = [next]
    expect(await isSigned(next)).toBe(false)
    op.passes({ seconds: 29 })
    expect(await isSigned(next)).toBe(false)
    expect(asked.length).toBe(1)
    op.passes({ seconds: 1 })
    expect(await isSigned(next)).toBe(true)
    expect(await isSigned(old)).toBe(false) // it was taken away
    for (let count = 0; count < 50; count += 1) expect(await isSigned(old)).toBe(false)
    expect(asked.length).toBe(2)
  })

  it('are not asked for again when a known key has not signed it: nobody makes us ask', async () => {
    const [own, other] = [await keyNamed('own'), await keyNamed('other')]
    const { op, asked, isSigned } = await remote(() => set(own))
    expect(await isSigned(own)).toBe(true)
    op.passes({ minutes: 1 })
    expect(await isSigned(other, { kid: own.publicJwk.kid })).toBe(false)
    expect(asked.length).toBe(1)
  })

  it('are fetched once for many requests at a time', async () => {
    const key = await keyNamed('own')
    const { asked, isSigned } = await remote(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return set(key)
    })
    const all = await Promise.all(Array.from({ length: 20 }, () => isSigned(key)))
    expect(all).toEqual(Array.from({ length: 20 }, () => true))
    expect(asked.length).toBe(1)
  })

  it('stay good while the site is away, until their time is over', async () => {
    const [own, unknown] = [await keyNamed('own'), await keyNamed('unknown')]
    let isAway = false
    const { op, asked, isSigned } = await remote(() => {
      if (isAway) throw new OutboundProblem('unreachable')
      return set(own)
    })
    expect(await isSigned(own)).toBe(true)
    isAway = true
    op.passes({ minutes: 5 })
    expect(await isSigned(unknown)).toBe(false)
    expect(await isSigned(own)).toBe(true)
    expect(asked.length).toBe(2)
    op.passes({ minutes: 5 })
    expect(await isSigned(own)).toBe(false)
    expect(await isSigned(own)).toBe(false)
    expect(asked.length).toBe(3) // a site that does not answer is not hammered either
    isAway = false
    op.passes({ seconds: 30 })
    expect(await isSigned(own)).toBe(true)
  })

  it.each([
    [404, jwksOf()],
    [302, ''],
    [500, '{}'],
    [200, '<!doctype html>'],
    [200, '{"keys":[]}'],
  ])('are kept when the site answers %i %s', async (status, text) => {
    const own = await keyNamed('own')
    let answer = set(own)
    const { op, isSigned } = await remote(() => answer)
    expect(await isSigned(own)).toBe(true)
    answer = { status, text }
    op.passes({ minutes: 1 })
    expect(await isSigned(await keyNamed('unknown'))).toBe(false)
    expect(await isSigned(own)).toBe(true)
  })

  it('count only if they are public, there too', async () => {
    const own = await keyNamed('own')
    const { isSigned } = await remote(() => ({
      status: 200,
      text: JSON.stringify({ keys: [{ ...own.publicJwk, d: 'AAAA' }] }),
    }))
    expect(await isSigned(own)).toBe(false)
  })

  it('are looked for by nobody but a client that has registered them', async () => {
    const { app, provider, asked } = await remote(() => set())
    const client = { ...app.client, options: { ...app.client.options, jwksUri: null } }
    const jwt = await signed(await keyNamed('own'), {})
    expect(await verifyByClient(jwt, client, signatureAlgorithmsWithRs256, provider)).toBeNull()
    expect(asked).toEqual([])
  })
})
