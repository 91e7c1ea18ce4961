import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { alignStrings, gapOf, type Stretch } from '@/ui/hosted/difference'
import { visibleColumns } from '@/ui/visible'

/** Both lines as they are drawn: `·` fills, `[…]` marks. */
function drawn(stretches: readonly Stretch[]): [string, string] {
  const line = (own: 'sent' | 'registered', other: 'sent' | 'registered') =>
    stretches
      .map((stretch) =>
        stretch.isSame
          ? stretch[own]
          : `[${stretch[own]}${'·'.repeat(gapOf(stretch[own], stretch[other]))}]`,
      )
      .join('')
  return [line('sent', 'registered'), line('registered', 'sent')]
}

describe('two strings one above the other', () => {
  it.each([
    [
      'a trailing slash',
      'https://a.example/cb/',
      'https://a.example/cb',
      'https://a.example/cb[/]',
      'https://a.example/cb[·]',
    ],
    [
      'a scheme',
      'http://a.example/cb',
      'https://a.example/cb',
      'http[·]://a.example/cb',
      'http[s]://a.example/cb',
    ],
    ['a port', 'http://a:3000/cb', 'http://a:3001/cb', 'http://a:300[0]/cb', 'http://a:300[1]/cb'],
    [
      'a case',
      'https://a/Callback',
      'https://a/callback',
      'https://a/[C]allback',
      'https://a/[c]allback',
    ],
    ['two places', 'http://a/CB', 'https://a/cB', 'http[·]://a/[C]B', 'http[s]://a/[c]B'],
    ['nothing in common', 'abc', 'xyz1', '[abc·]', '[xyz1]'],
    ['a hidden character', 'a\u202eb', 'ab', 'a[\\u202E]b', 'a[······]b'],
    ['a repeated character', 'aa', 'a', 'a[a]', 'a[·]'],
    ['an empty one', '', 'ab', '[··]', '[ab]'],
  ])('marks %s', (_what, sent, registered, above, below) => {
    expect(drawn(alignStrings(sent, registered))).toEqual([above, below])
  })

  it('marks nothing in equal ones', () => {
    expect(alignStrings('same', 'same')).toEqual([
      { isSame: true, sent: 'same', registered: 'same' },
    ])
  })

  it('loses nothing, and fills the same columns on both sides', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':', '\0', '日'), maxLength: 40 })
    fc.assert(
      fc.property(text, text, (sent, registered) => {
        const stretches = alignStrings(sent, registered)
        expect(stretches.map((stretch) => stretch.sent).join('')).toBe(
          visibleColumns(sent).join(''),
        )
        expect(stretches.map((stretch) => stretch.registered).join('')).toBe(
          visibleColumns(registered).join(''),
        )
        const [above, below] = drawn(stretches)
        expect(above.length).toBe(below.length)
      }),
    )
  })

  it('aligns long strings that have nothing in their places, at equal length', () => {
    for (const times of [150, 1000]) {
      const [above, below] = drawn(alignStrings('ab'.repeat(times), 'ba'.repeat(times)))
      expect(above.length).toBe(below.length)
    }
  })
})
