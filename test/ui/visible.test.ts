import { describe, expect, it } from 'vitest'

import { harmless, visible, visibleColumns } from '@/ui/visible'

describe('visible', () => {
  it.each([
    ['https://notes.example.com/a b?c=é&d=日本', 'https://notes.example.com/a b?c=é&d=日本'],
    ['a\nb\0', 'a\\u000Ab\\u0000'],
    ['https://a/\u202egnp.exe', 'https://a/\\u202Egnp.exe'],
    ['a\u200bb\u00a0c\u00add', 'a\\u200Bb\\u00A0c\\u00ADd'],
    ['e\u0301', 'e\\u0301'],
    ['\ud800', '\\uD800'],
    ['\u{e0041}', '\\u{E0041}'],
    ['\u3164\u2800', '\\u3164\\u2800'],
  ])('writes out what cannot be seen: %j', (value, shown) => expect(visible(value)).toBe(shown))
})

it('fills one column per character, or writes it out', () => {
  expect(visibleColumns('é日😀\n')).toEqual(['é', '\\u65E5', '\\u{1F600}', '\\u000A'])
})

describe('harmless', () => {
  it('takes from a name what turns or breaks the line', () => {
    expect(harmless('No\u202etes\u0000\n')).toBe('Notes')
  })

  it('leaves joiners, which scripts and families need', () => {
    expect(harmless('👩‍👧 می‌روم')).toBe('👩‍👧 می‌روم')
  })
})
