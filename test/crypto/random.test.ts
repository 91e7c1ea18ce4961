import { describe, expect, it } from 'vitest'

import { randomId, randomLetters, randomSecret, randomUuid } from '@/crypto/random'

describe('random values', () => {
  it('are never the same, however often the pool is filled anew', () => {
    const values = Array.from({ length: 5000 }, (_, index) =>
      index % 2 === 0 ? randomId() : randomSecret(),
    )
    expect(new Set(values).size).toBe(values.length)
  })

  it('hold 128 and 256 bits, in characters that need no escape', () => {
    for (let count = 0; count < 1000; count += 1) {
      expect(randomId()).toMatch(/^[A-Za-z0-9][\w-]{21}$/)
      expect(randomSecret('prt_')).toMatch(/^prt_[\w-]{43}$/)
    }
  })

  it('are UUIDs of version 4 where a wire format asks for one (RFC 9562 §5.4)', () => {
    const uuids = Array.from({ length: 1000 }, randomUuid)
    for (const uuid of uuids) {
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect(new Set(uuids).size).toBe(1000)
  })

  it('are letters where a person types them, each as likely as any other', () => {
    const counts = new Map<string, number>()
    for (const letter of randomLetters('BCDFG', 10_000)) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    expect([...counts.keys()].sort().join('')).toBe('BCDFG')
    // Six standard deviations and more.
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(260)
  })

  it('use every bit alike', () => {
    const bits = Array<number>(256).fill(0)
    const rounds = 2000
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Buffer.from(randomSecret(), 'base64url')
      bits.forEach((_, bit) => (bits[bit]! += (bytes[bit >> 3]! >> (bit & 7)) & 1))
    }
    // Six standard deviations and more: fails by chance less than once in a million runs.
    for (const count of bits) expect(Math.abs(count - rounds / 2)).toBeLessThan(160)
  })
})
