import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { loginKey } from '@/sign-in/password'
import { readUsername, usernameKey } from '@/users/username'

const key = (text: string) => {
  const read = readUsername(text)
  return read.ok ? read.key : read.reason
}

describe('a username', () => {
  it.each([
    'al',
    'alice',
    'Alice.Martin-2_x',
    '7up',
    'élodie',
    'Ольга',
    'Ωμέγα',
    '田中',
    'a'.repeat(64),
  ])('may be %s', (text) => {
    expect(readUsername(text)).toMatchObject({ ok: true, username: text.normalize('NFKC') })
  })

  it.each([
    ['alice', 'ALICE'],
    ['alice', ' alice '],
    ['alice', 'ａｌｉｃｅ'],
    ['alice', '𝒶𝓁𝒾𝒸𝑒'],
    ['file', 'ﬁle'],
    ['élodie', 'e\u0301lodie'],
    ['kelvin', '\u212aelvin'],
  ])('%s is the same name as %j', (one, other) => {
    expect(key(other)).toBe(key(one))
  })

  it('is shown as it was typed, and compared without case', () => {
    expect(readUsername('Alice')).toEqual({ ok: true, username: 'Alice', key: 'alice' })
  })

  it.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['a', 'too-short'],
    ['a'.repeat(65), 'too-long'],
    ['😀😀', 'not-a-username'],
  ])('%j is refused: %s', (text, reason) => {
    expect(readUsername(text)).toEqual({ ok: false, reason })
  })

  it('counts characters, not UTF-16 units', () => {
    expect(readUsername('𠮷'.repeat(64)).ok).toBe(true)
    expect(readUsername('𠮷').ok).toBe(false)
  })

  it.each([
    ['an at sign', 'alice@example.com'],
    ['a full-width at sign', 'alice＠example'],
    ['a space', 'alice martin'],
    ['a no-break space', 'alice\u00a0m'],
    ['a NUL', 'alice\0'],
    ['a tab', 'ali\tce'],
    ['a line break', 'alice\nadmin'],
    ['a right-to-left override', 'ali\u202ece'],
    ['a direction mark', 'alice\u200f'],
    ['a direction isolate', '\u2066alice'],
    ['a zero-width space', 'alice\u200b'],
    ['a zero-width joiner', 'ali\u200dce'],
    ['a word joiner', 'alice\u2060'],
    ['a byte order mark inside', 'ali\ufeffce'],
    ['a soft hyphen', 'ali\u00adce'],
    ['a variation selector', 'alice\ufe0f'],
    ['a variation selector of the supplement', 'alice\u{e0100}'],
    ['a combining grapheme joiner', 'ali\u034fce'],
    ['a Hangul filler', 'alice\u3164'],
    ['a half-width Hangul filler', 'alice\uffa0'],
    ['a Hangul choseong filler', 'alice\u115f'],
    ['a Mongolian vowel separator', 'alice\u180e'],
    ['a tag character', 'alice\u{e0061}'],
    ['a lone surrogate', 'alice\ud800'],
    ['a private character', 'alice\ue000'],
    ['a slash', 'alice/admin'],
    ['a backslash', 'alice\\admin'],
    ['markup', '<b>alice'],
    ['a quote', "alice'--"],
    ['a dash first', '-alice'],
    ['a dot first', '.alice'],
    ['a mark first', '\u0301alice'],
    ['a Cyrillic а in Latin', 'аlice'],
    ['a Greek ο in Latin', 'bοb'],
    ['a Greek ο in Cyrillic', 'Ольγа'],
  ])('has no %s', (_, text) => {
    expect(readUsername(text)).toEqual({ ok: false, reason: 'not-a-username' })
  })

  it('that is accepted has one key, whatever case it is written in, and signs in by it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const read = readUsername(text)
        if (!read.ok) return
        expect(read.username).not.toContain('@')
        expect(usernameKey(read.username)).toBe(read.key)
        expect(usernameKey(read.key)).toBe(read.key)
        expect(loginKey(text)).toBe(read.key)
        expect(readUsername(read.username)).toEqual(read)
      }),
    )
  })
})
