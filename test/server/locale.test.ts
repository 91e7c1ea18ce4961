import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { localeOf } from '@/server/locale'

const asked = (query: string, header?: string) =>
  localeOf(
    new Request(`http://localhost:3000/login${query}`, {
      headers: header === undefined ? {} : { 'Accept-Language': header },
    }),
  )

describe('the language of an answer', () => {
  it.each([
    ['fr', 'fr'],
    ['FR-ca', 'fr'],
    ['de,fr;q=0.8,en;q=0.5', 'fr'],
    ['en;q=0.5, fr;q=0.8', 'fr'],
    ['fr;q=0.5,en', 'en'],
    ['fr;q=0', 'en'],
    ['fr; q=0.3', 'fr'],
    ['de', 'en'],
    ['*', 'en'],
    ['french', 'en'],
    ['', 'en'],
    ['fr;q=banana', 'en'],
    ['fr;q=7', 'en'],
    [',,;;=,q', 'en'],
  ])('follows Accept-Language %j (RFC 9110 §12.5.4): %s', (header, locale) => {
    expect(asked('', header)).toBe(locale)
  })

  it.each([
    ['?ui_locales=fr', 'fr'],
    ['?ui_locales=de-CH%20fr-CA%20en', 'fr'],
    ['?client_id=a&ui_locales=de+fr', 'fr'],
    ['?ui_locales=', 'en'],
    ['?ui_locales=%', 'en'],
    ['?ui_locales=de', 'en'],
  ])(
    'follows ui_locales %j before the browser (OpenID Connect Core §3.1.2.1): %s',
    (query, locale) => {
      expect(asked(query, 'en')).toBe(locale)
    },
  )

  it('falls back to the browser when the app asks for a language that is not spoken here', () => {
    expect(asked('?ui_locales=de', 'fr')).toBe('fr')
  })

  it('is English when nobody says anything', () => {
    expect(asked('')).toBe('en')
  })

  it('answers anything, however long', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]*$/), (text) => {
        expect(['en', 'fr']).toContain(asked(`?ui_locales=${text}`, text))
      }),
    )
    expect(asked(`?ui_locales=${'a '.repeat(4000)}`, 'a;q=0.1,'.repeat(4000))).toBe('en')
  })
})
