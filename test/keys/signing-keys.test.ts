import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose'
import { describe, expect, it } from 'vitest'

import type { Keys } from '@/keys/keys'
import { signingKeys } from '@/keys/signing-keys'
import { signingAlgorithms } from '@/model/signing-key'

import { day, keysOf, testProvider } from '../test-provider'

const jwksOf = async (keys: Keys): Promise<JSONWebKeySet> =>
  JSON.parse(new TextDecoder().decode(await keys.jwks())) as JSONWebKeySet

const ofAlg = <Key extends { alg?: string }>(keys: readonly Key[], alg: string) =>
  keys.filter((key) => key.alg === alg)

/** Of one algorithm: each has its own schedule. */
const kidsOf = async (keys: Keys, alg = 'ES256') =>
  ofAlg((await jwksOf(keys)).keys, alg).map(({ kid }) => kid)

async function world() {
  const op = await testProvider()
  const { keys } = op.provider
  const signer = async (token: string) => decodeProtectedHeader(token).kid
  const sign = () => keys.sign('at+jwt', { sub: 'alice' })
  const isGood = async (token: string) => {
    const set = createLocalJWKSet(await jwksOf(keys))
    return jwtVerify(token, set, { typ: 'at+jwt' }).then(
      () => true,
      () => false,
    )
  }
  return {
    op,
    keys,
    sign,
    signer,
    isGood,
    stored: async () => ofAlg(await op.stores.signingKeys.list(op.now()), 'ES256'),
  }
}

describe('the first key', () => {
  it('is made at the first use and signs at once', async () => {
    const { sign, isGood, stored } = await world()
    expect(await isGood(await sign())).toBe(true)
    expect(await stored()).toHaveLength(1)
  })

  it('is one, of two processes that make it at once', async () => {
    const { op, keys, stored } = await world()
    const other = keysOf(op.stores, op.settings, op.now)
    const [one, two] = await Promise.all([kidsOf(keys), kidsOf(other)])
    expect(one).toEqual(two)
    expect(await stored()).toHaveLength(1)
  })

  it('is one, however many requests come at once', async () => {
    const { sign, signer, stored } = await world()
    const tokens = await Promise.all(Array.from({ length: 20 }, sign))
    expect(new Set(await Promise.all(tokens.map(signer))).size).toBe(1)
    expect(await stored()).toHaveLength(1)
  })
})

describe('the JWK Set (RFC 7517 §5)', () => {
  it('holds public halves only, each with kid, use and alg', async () => {
    const { keys } = await world()
    for (const key of (await jwksOf(keys)).keys) {
      const parts: Record<string, string[]> = { EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] }
      const members = parts[key.kty!] ?? ['e', 'n']
      expect(Object.keys(key).sort()).toEqual(['alg', 'kid', 'kty', 'use', ...members].sort())
    }
  })

  it('holds a key for each algorithm, RSA keys of 2,048 bits', async () => {
    const { keys } = await world()
    const [es256, rs256, ps256, eddsa, ...others] = (await jwksOf(keys)).keys
    expect(es256).toMatchObject({ alg: 'ES256', use: 'sig', kty: 'EC', crv: 'P-256' })
    expect(eddsa).toMatchObject({ alg: 'EdDSA', use: 'sig', kty: 'OKP', crv: 'Ed25519' })
    for (const [alg, key] of [
      ['RS256', rs256],
      ['PS256', ps256],
    ] as const) {
      expect(key).toMatchObject({ alg, use: 'sig', kty: 'RSA', e: 'AQAB' })
      expect(Buffer.from(key!.n!, 'base64url')).toHaveLength(256)
    }
    expect(others).toEqual([])
  })

  it('keeps RS256 and PS256 apart: one RSA key is for one scheme (RFC 8017 §8.1, RFC 8725 §3.1)', async () => {
    const { keys } = await world()
    const [, rs256, ps256] = (await jwksOf(keys)).keys
    expect(rs256!.n).not.toBe(ps256!.n)
    expect(rs256!.kid).not.toBe(ps256!.kid)
    const [header = '', ...rest] = (await keys.sign('JWT', {}, 'PS256')).split('.')
    const sent = JSON.parse(Buffer.from(header, 'base64url').toString()) as object
    const other = Buffer.from(JSON.stringify({ ...sent, alg: 'RS256' })).toString('base64url')
    expect(await keys.verify('JWT', [other, ...rest].join('.'))).toBeNull()
  })

  it('names each key by its thumbprint (RFC 7638)', async () => {
    const { keys } = await world()
    for (const key of (await jwksOf(keys)).keys) {
      expect(key.kid).toBe(await calculateJwkThumbprint(key))
    }
  })
})

describe('rotation by schedule', () => {
  it('publishes the next key a day before it signs', async () => {
    const { op, keys, sign, signer } = await world()
    const [first] = await kidsOf(keys)
    op.passes({ days: 89, seconds: -1 })
    expect(await kidsOf(keys)).toEqual([first])
    op.passes({ seconds: 61 })
    const [, second] = await kidsOf(keys)
    expect(second).toBeDefined()
    expect(await signer(await sign())).toBe(first)
    op.passes({ seconds: day - 61 })
    expect(await signer(await sign())).toBe(first)
    op.passes({ seconds: 61 })
    expect(await signer(await sign())).toBe(second)
    expect(await kidsOf(keys)).toEqual([first, second])
  })

  it('loses no token: what was signed before, between and after verifies for a year', async () => {
    const { op, sign, isGood } = await world()
    const tokens: string[] = []
    for (let days = 0; days <= 360; days += 10) {
      tokens.push(await sign())
      for (const token of tokens) expect(await isGood(token)).toBe(true)
      op.passes({ days: 10 })
    }
  })

  it('takes a key out of the set when the last token that it signed has ended', async () => {
    const { op, keys } = await world()
    const [first] = await kidsOf(keys)
    op.passes({ days: 90 + 1 + 366, seconds: -1 })
    expect(await kidsOf(keys)).toContain(first)
    op.passes({ seconds: 61 })
    expect(await kidsOf(keys)).not.toContain(first)
  })

  it('makes one next key, of two processes that come to it at once', async () => {
    const { op, keys, stored } = await world()
    const other = keysOf(op.stores, op.settings, op.now)
    await Promise.all([keys.jwks(), other.jwks()])
    op.passes({ days: 89, seconds: 1 })
    const [one, two] = await Promise.all([kidsOf(keys), kidsOf(other)])
    expect(one).toEqual(two)
    expect(await stored()).toHaveLength(2)
  })

  it('reaches every process within a minute, long before the key signs', async () => {
    const { op, keys } = await world()
    const other = keysOf(op.stores, op.settings, op.now)
    await other.jwks()
    await keys.jwks()
    op.passes({ days: 89, seconds: 30 })
    await keys.jwks()
    op.passes({ minutes: 1 })
    expect(await kidsOf(other)).toEqual(await kidsOf(keys))
  })

  it('signs at once with a new key after a sleep past the whole schedule', async () => {
    const { op, keys, sign, isGood, signer } = await world()
    const before = await sign()
    const [first] = await kidsOf(keys)
    op.passes({ days: 200 })
    const after = await sign()
    expect(await signer(after)).not.toBe(first)
    expect([await isGood(before), await isGood(after)]).toEqual([true, true])
  })

  it('starts again after a sleep that outlived every key', async () => {
    const { op, sign, isGood } = await world()
    await sign()
    op.passes({ days: 2000 })
    expect(await isGood(await sign())).toBe(true)
  })

  it('reads the database at most once a minute', async () => {
    const { op } = await world()
    let reads = 0
    const store = {
      ...op.stores.signingKeys,
      list: (at: Date) => {
        reads += 1
        return op.stores.signingKeys.list(at)
      },
    }
    const keys = keysOf({ signingKeys: store }, op.settings, op.now)
    await keys.jwks()
    reads = 0
    for (let count = 0; count < 5; count += 1) await keys.sign('at+jwt', {})
    op.passes({ seconds: 59 })
    await keys.jwks()
    expect(reads).toBe(0)
    op.passes({ seconds: 1 })
    await keys.jwks()
    expect(reads).toBe(1)
  })

  it('tries again after the database has failed', async () => {
    const { op } = await world()
    let isDown = true
    const store = {
      ...op.stores.signingKeys,
      list: (at: Date) =>
        isDown ? Promise.reject(new Error('down')) : op.stores.signingKeys.list(at),
    }
    const keys = keysOf({ signingKeys: store }, op.settings, op.now)
    await expect(keys.jwks()).rejects.toThrow('down')
    isDown = false
    expect(await kidsOf(keys)).toHaveLength(1)
  })
})

describe('each algorithm', () => {
  it.each(signingAlgorithms)('%s signs what others and we ourselves verify', async (alg) => {
    const { keys } = await world()
    const jwt = await keys.sign('JWT', { sub: 'alice' }, alg)
    const { protectedHeader, payload } = await jwtVerify(
      jwt,
      createLocalJWKSet(await jwksOf(keys)),
      { algorithms: [alg], typ: 'JWT' },
    )
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: (await kidsOf(keys, alg))[0] })
    expect(payload).toEqual({ sub: 'alice' })
    expect(await keys.verify('JWT', jwt)).toEqual({ sub: 'alice' })
    const forged = `${jwt.slice(0, -8)}AAAAAAAA`
    expect(await keys.verify('JWT', forged)).toBeNull()
  })

  it('that an earlier version did not have gets its key at boot; the others stay as they are', async () => {
    const { op, keys: newer } = await world()
    await newer.jwks()
    const before = (await op.stores.signingKeys.list(op.now())).filter(({ alg }) =>
      ['ES256', 'RS256'].includes(alg),
    )
    const upgraded = await testProvider()
    for (const key of before) await upgraded.stores.signingKeys.create(key)
    upgraded.passes({ days: 30 })
    const { keys } = upgraded.provider
    expect((await jwksOf(keys)).keys.map(({ alg }) => alg)).toEqual([...signingAlgorithms])
    const stored = await upgraded.stores.signingKeys.list(upgraded.now())
    expect(stored.filter(({ kid }) => before.some((one) => one.kid === kid))).toEqual(before)
    for (const { alg, kid } of before) {
      expect(decodeProtectedHeader(await keys.sign('JWT', {}, alg)).kid).toBe(kid)
    }
    for (const alg of ['PS256', 'EdDSA'] as const) {
      expect(await keys.verify('JWT', await keys.sign('JWT', {}, alg))).toEqual({})
    }
  })
})

describe('private keys', () => {
  it('are sealed at rest', async () => {
    const { sign, stored } = await world()
    await sign()
    const [key] = await stored()
    expect(key?.sealedPrivateKey).toMatch(/^[\w-]+$/)
    expect(JSON.parse(key!.publicJwk)).not.toHaveProperty('d')
    const bytes = Buffer.from(key!.sealedPrivateKey, 'base64url')
    expect(bytes.includes(Buffer.from('06082a8648ce3d030107', 'hex'))).toBe(false) // P-256's OID
  })

  it('cannot be opened with another PORTICO_SECRET, and the error says that and nothing secret', async () => {
    const { op, keys } = await world()
    await keys.jwks()
    const secret = 'another secret of at least 32 letters'
    const other = keysOf(op.stores, { ...op.settings, secret }, op.now)
    await expect(other.jwks()).rejects.toThrow(
      'the signing keys were sealed with another PORTICO_SECRET',
    )
  })
})

describe('verifying', () => {
  it('answers the claims of a token of ours', async () => {
    const { keys, sign } = await world()
    expect(await keys.verify('at+jwt', await sign())).toEqual({ sub: 'alice' })
  })

  it('knows no token that was changed, of another type, or signed by somebody else', async () => {
    const { keys, sign } = await world()
    const token = await sign()
    const [header = '', payload = '', signature = ''] = token.split('.')
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const { kid } = decodeProtectedHeader(token)
    const foreign = await (await world()).sign()
    for (const other of [
      '',
      '.',
      '..',
      '...',
      `${token}.`,
      `${token}.x`,
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${encoded({ sub: 'bob' })}.${signature}`,
      `${encoded({ alg: 'none', typ: 'at+jwt', kid })}.${payload}.`,
      `${encoded({ alg: 'HS256', typ: 'at+jwt', kid })}.${payload}.${signature}`,
      `${encoded({ alg: 'ES256', typ: 'JWT', kid })}.${payload}.${signature}`,
      `${encoded({ alg: 'ES256', typ: 'at+jwt' })}.${payload}.${signature}`,
      `${encoded({ alg: 'ES256', typ: 'at+jwt', kid: 'x' })}.${payload}.${signature}`,
      `${encoded([])}.${payload}.${signature}`,
      `bnVsbA.${payload}.${signature}`,
      `!!!.${payload}.${signature}`,
      `${header}.${payload}.${signature.slice(2)}`,
      `${header}.${payload}.${signature}AA`,
      foreign,
    ]) {
      expect(await keys.verify('at+jwt', other)).toBeNull()
    }
    expect(await keys.verify('logout+jwt', token)).toBeNull()
  })

  it('knows a token that it knew before by nothing less: its type, its spelling, a key that is in the set', async () => {
    const { op, keys, sign } = await world()
    const token = await sign()
    for (let times = 0; times < 2; times += 1) {
      expect(await keys.verify('at+jwt', token)).toEqual({ sub: 'alice' })
      expect(await keys.verify('JWT', token)).toBeNull()
      expect(await keys.verify('at+jwt', `${token}=`)).toBeNull()
    }
    op.passes({ days: 90 + 1 + 366, seconds: -1 })
    expect(await keys.verify('at+jwt', token)).toEqual({ sub: 'alice' })
    op.passes({ seconds: 61 })
    expect(await keys.verify('at+jwt', token)).toBeNull()
  })

  it('answers claims that nobody can change for the next one', async () => {
    const { keys, sign } = await world()
    const token = await sign()
    const claims = (await keys.verify('at+jwt', token)) as Record<string, unknown>
    expect(() => (claims['sub'] = 'mallory')).toThrow(TypeError)
    expect(await keys.verify('at+jwt', token)).toEqual({ sub: 'alice' })
  })

  it('knows one spelling of a signature: no padding, no other alphabet, no bit to spare (RFC 7515 §2)', async () => {
    const { keys, sign } = await world()
    const token = await sign()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(token.at(-1)!)
    const sameBits = token.slice(0, -1) + alphabet.charAt(last ^ 1)
    for (const other of [
      `${token}=`,
      `${token}==`,
      `${token}!`,
      ` ${token}`,
      `${token}\n`,
      sameBits,
    ]) {
      expect(await keys.verify('at+jwt', other)).toBeNull()
    }
  })
})

it('the shortest signing lifetime that a setting allows makes no key after key', async () => {
  const { op } = await world()
  const policy = { sealingKey: new Uint8Array(32), signingLifetime: 2 * day, longestToken: 3600 }
  const keys = signingKeys(op.stores.signingKeys, op.now, policy)
  for (let hours = 0; hours < 240; hours += 6) {
    await keys.jwks()
    op.passes({ hours: 6 })
  }
  for (const alg of signingAlgorithms) {
    const stored = ofAlg(await op.stores.signingKeys.list(op.now()), alg)
    expect(stored.length).toBeLessThanOrEqual(3)
  }
})
