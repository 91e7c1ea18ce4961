import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'

import { checkJwks } from '@/clients/jwks'

const rsa = (modulusLength = 2_048) => generateKeyPairSync('rsa', { modulusLength })
const ec = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve })
const ed = () => generateKeyPairSync('ed25519')

const publicJwk = ({ publicKey }: ReturnType<typeof rsa>) => publicKey.export({ format: 'jwk' })
const privateJwk = ({ privateKey }: ReturnType<typeof rsa>) => privateKey.export({ format: 'jwk' })

const check = (...keys: object[]) => checkJwks(JSON.stringify({ keys }))
const refused = (reason: string) => ({ ok: false, reason })

describe('the keys of a client', () => {
  it('are an RSA, a P-256 or an Ed25519 key, or several', () => {
    const keys = [rsa(), ec(), ed()].map(publicJwk)
    for (const key of keys) expect(check(key).ok).toBe(true)
    const named = keys.map((key, index) => ({ ...key, kid: `k${index}`, use: 'sig' }))
    expect(check(...named)).toEqual({ ok: true, jwks: JSON.stringify({ keys: named }) })
  })

  it('are stored without the space of the text that was pasted', () => {
    const set = { keys: [publicJwk(ec())] }
    const result = checkJwks(`\n ${JSON.stringify(set, null, 2)}\n`)
    expect(result).toEqual({ ok: true, jwks: JSON.stringify(set) })
  })

  it('are never private, and the answer does not say them again', () => {
    for (const pair of [rsa(), ec(), ed()]) {
      expect(check(privateJwk(pair))).toEqual(refused('private-key'))
      expect(check(publicJwk(ec()), privateJwk(pair))).toEqual(refused('private-key'))
    }
  })

  it('are never a shared secret', () => {
    expect(check({ kty: 'oct', k: 'c2VjcmV0' })).toEqual(refused('symmetric-key'))
    expect(check({ ...publicJwk(ec()), k: 'c2VjcmV0' })).toEqual(refused('symmetric-key'))
  })

  it('are of RSA with 2048 bits at least (RFC 7518 §3.3)', () => {
    expect(check(publicJwk(rsa(1_024)))).toEqual(refused('short-key'))
    expect(check(publicJwk(ec()), publicJwk(rsa(1_024)))).toEqual(refused('short-key'))
  })

  it('can be read as keys', () => {
    const key = publicJwk(ec())
    expect(check({ ...key, x: key.y, y: key.x })).toEqual(refused('broken-key')) // not on the curve
    expect(check({ ...key, y: undefined })).toEqual(refused('broken-key'))
    expect(check({ ...publicJwk(rsa()), e: 'AQ' })).toEqual(refused('broken-key'))
    expect(check({ kty: 'RSA', n: 'AQ' })).toEqual(refused('broken-key'))
  })

  it('are told apart by their kid (RFC 7517 §4.5)', () => {
    const [one, other] = [publicJwk(ec()), publicJwk(ec())]
    expect(check({ ...one, kid: 'k' }, { ...other, kid: 'k' })).toEqual(refused('doubled-kid'))
  })

  it('may be of kinds that nobody here verifies with, beside one that is (RFC 7517 §5)', () => {
    const others = [
      publicJwk(ec('P-384')),
      { kty: 'new-kind' },
      { ...publicJwk(rsa()), use: 'enc', alg: 'RSA-OAEP' },
      { ...publicJwk(rsa()), alg: 'RS512' },
    ]
    expect(check(...others)).toEqual(refused('no-usable-key'))
    expect(check(...others, publicJwk(ec())).ok).toBe(true)
  })

  it.each([
    ['', 'not-json'],
    ['-----BEGIN PUBLIC KEY-----', 'not-json'],
    ['null', 'not-a-jwk-set'],
    ['[]', 'not-a-jwk-set'],
    ['{}', 'not-a-jwk-set'],
    ['{"keys":{}}', 'not-a-jwk-set'],
    ['{"keys":[1]}', 'not-a-jwk-set'],
    ['{"keys":[{"n":"x"}]}', 'not-a-jwk-set'],
    ['{"keys":[{"kty":"EC","kid":1}]}', 'not-a-jwk-set'],
    ['{"keys":[]}', 'no-keys'],
  ])('are a JWK Set: %j is refused, %s', (text, reason) => {
    expect(checkJwks(text)).toEqual(refused(reason))
  })

  it('are 20 at most, in 20,000 characters', () => {
    const some = (count: number) => Array.from({ length: count }, () => publicJwk(ed()))
    expect(check(...some(20)).ok).toBe(true)
    expect(check(...some(21))).toEqual(refused('too-many-keys'))
    expect(check({ ...publicJwk(ed()), x5u: 'x'.repeat(20_000) })).toEqual(refused('too-long'))
  })
})
