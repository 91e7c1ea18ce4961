import { describe, expect, it } from 'vitest'

import { genuineTokens, type GenuineToken } from '@/keys/genuine-tokens'

const token = (sub: string): GenuineToken => ({ kid: 'k', typ: 'at+jwt', claims: { sub } })

/** Counts how often it is asked. */
function checking(answer: GenuineToken | null) {
  let count = 0
  const check = () => {
    count += 1
    return answer
  }
  return { check, count: () => count }
}

describe('genuine tokens', () => {
  it('are checked once, each by itself', () => {
    const tokens = genuineTokens()
    const { check, count } = checking(token('alice'))
    const bobs = checking(token('bob'))
    for (let times = 0; times < 3; times += 1) {
      expect(tokens.find('a', check)?.claims['sub']).toBe('alice')
      expect(tokens.find('b', bobs.check)?.claims['sub']).toBe('bob')
    }
    expect([count(), bobs.count()]).toEqual([1, 1])
  })

  it('are kept, and others are not: one that is forged is checked each time, and drives nothing out', () => {
    const tokens = genuineTokens()
    const { check, count } = checking(token('alice'))
    const forged = checking(null)
    tokens.find('genuine', check)
    for (let times = 0; times < 20_000; times += 1) {
      expect(tokens.find(`forged ${times % 2}`, forged.check)).toBeNull()
    }
    tokens.find('genuine', check)
    expect([count(), forged.count()]).toEqual([1, 20_000])
  })

  it('are forgotten where there are too many, the ones first that nobody has asked for', () => {
    const tokens = genuineTokens()
    const { check, count } = checking(token('alice'))
    const seldom = checking(token('bob'))
    tokens.find('often', check)
    tokens.find('seldom', seldom.check)
    for (let times = 0; times < 20_000; times += 1) {
      tokens.find(`another ${times}`, () => token('carol'))
      if (times % 1000 === 0) tokens.find('often', check)
    }
    tokens.find('often', check)
    tokens.find('seldom', seldom.check)
    expect([count(), seldom.count()]).toEqual([1, 2])
  })
})
