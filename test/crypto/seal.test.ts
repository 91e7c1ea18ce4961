import { describe, expect, it } from 'vitest'

import { hmac, isSame, sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import { deriveKey, seal, unseal } from '@/crypto/seal'

const key = deriveKey('a secret of at least 32 characters', 'one')
const plaintext = Buffer.from('what nobody may read')

describe('sealing', () => {
  it('hides, and opens again', () => {
    const sealed = seal(key, plaintext)
    expect(Buffer.from(sealed, 'base64url').includes(plaintext)).toBe(false)
    expect(unseal(key, sealed)).toEqual(plaintext)
    expect(unseal(key, seal(key, new Uint8Array()))).toEqual(Buffer.alloc(0))
  })

  it('looks different each time', () => {
    expect(seal(key, plaintext)).not.toBe(seal(key, plaintext))
  })

  it('refuses any bit that was changed', () => {
    const bytes = Buffer.from(seal(key, plaintext), 'base64url')
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes)
      changed[index]! ^= 1
      expect(() => unseal(key, changed.toString('base64url'))).toThrow()
    }
  })

  it.each(['', 'x', 'A'.repeat(37), '!!!', '\0'])('refuses %j', (sealed) => {
    expect(() => unseal(key, sealed)).toThrow()
  })

  it('refuses a tag that was cut short (NIST SP 800-38D §5.2.1.2)', () => {
    const bytes = Buffer.from(seal(key, new Uint8Array()), 'base64url')
    for (let length = 12; length < 28; length += 1) {
      expect(() => unseal(key, bytes.subarray(0, length).toString('base64url'))).toThrow()
    }
  })

  it('refuses the key of another purpose, or of another secret', () => {
    const sealed = seal(key, plaintext)
    for (const other of [
      deriveKey('a secret of at least 32 characters', 'two'),
      deriveKey('another secret of at least 32 chars', 'one'),
    ]) {
      expect(() => unseal(other, sealed)).toThrow()
    }
  })
})

describe('deriving a key', () => {
  it('gives the same 32 bytes each time (RFC 5869)', () => {
    expect(key).toHaveLength(32)
    expect(deriveKey('a secret of at least 32 characters', 'one')).toEqual(key)
  })
})

describe('comparing', () => {
  it.each([
    ['', '', true],
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'ab', false],
    ['é', 'e\u0301', false],
    ['é', 'ab', false], // as many bytes
  ])('%j and %j: %s', (one, other, result) => {
    expect(isSame(one, other)).toBe(result)
  })
})

it('digests are base64url of 43 characters', () => {
  expect(sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  expect(hmac(key, 'abc')).toMatch(/^[\w-]{43}$/)
})

it('ids have 128 random bits and secrets 256, and are never the same', () => {
  expect(randomId()).toMatch(/^[\w-]{22}$/)
  expect(randomSecret('prt_')).toMatch(/^prt_[\w-]{43}$/)
  expect(new Set(Array.from({ length: 1000 }, () => randomSecret())).size).toBe(1000)
})
