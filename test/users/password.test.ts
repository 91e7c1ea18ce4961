import { describe, expect, it } from 'vitest'

import { findPasswordProblem } from '@/users/password'

const problem = (password: string, username = 'alice') => findPasswordProblem(password, username)

describe('a password', () => {
  it.each([
    ['', 'missing'],
    ['1234567', 'too-short'],
    ['pässwör', 'too-short'],
    ['😀😀😀😀😀😀😀', 'too-short'], // seven characters in fourteen UTF-16 units
    ['x'.repeat(257), 'too-long'],
  ])('%.20j is refused: %s', async (password, reason) => {
    expect(await problem(password)).toBe(reason)
  })

  it.each([
    ['of eight characters', 'h3x+q!zK'],
    ['of eight characters of two units', '😀😃😄😁😆😅🤣😂'],
    ['of 256 characters', 'xY'.repeat(128)],
    ['of 256 characters of two units', '💡'.repeat(256)],
    ['of words alone', 'correct horse battery staple'],
    ['of letters alone', 'kqzvwyphd'],
    ['of digits alone', '84719305561'],
    ['with spaces around', '  spaced out  '],
    ['with controls', 'a\0b\nc\td-e-f'],
  ])('%s is good: there is no rule of composition', async (_, password) => {
    expect(await problem(password)).toBeNull()
  })

  it.each(['password', 'PASSWORD', 'Password1', '12345678', '123456789', 'qwertyuiop', 'iloveyou'])(
    '%s is one of the most common ones',
    async (password) => {
      expect(await problem(password)).toBe('too-common')
    },
  )

  it.each([
    ['alice-martin', 'alice-martin'],
    ['Alice-Martin', 'alice-martin'],
    ['alice-martin', ' alice-martin '],
    ['alice-martin', 'ａｌｉｃｅ-martin'],
    [' alice-martin', 'alice-martin'],
  ])('%j is the username %j', async (password, username) => {
    expect(await problem(password, username)).toBe('same-as-username')
  })
})
