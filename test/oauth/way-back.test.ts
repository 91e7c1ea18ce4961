import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { splitQuery, wayBack, withOwnParameters } from '@/oauth/way-back'

/** Texts that are likely to be taken for something else. */
const tricky = fc
  .array(
    fc.constantFrom(
      ...['/', '//', '\\', '.', '..', ':', '@', '?', '#', '&', '=', '%2f', '%5c', '%00', 'http:'],
      ...[
        'https:',
        'javascript:',
        'evil.example',
        'a',
        '\t',
        '\n',
        '\r',
        ' ',
        '\u00a0',
        '\u2028',
        'é',
        '\0',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  tricky,
  tricky.map((text) => `/${text}`),
)

describe('the way back', () => {
  it.each([
    '/',
    '/login',
    '/login?a=b&c=%2F',
    '/a/b;c,d',
    '/?x=//y',
    '/login?a=\\',
    '/a:b@c',
    '/%2f%2fx',
  ])('may be %s', (path) => {
    expect(wayBack(path)).toBe(path)
  })

  it.each([
    undefined,
    '',
    'login',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    'https://evil.example',
    'https:/evil.example',
    'javascript:alert(1)',
    '/\tevil',
    '/a b',
    '/a\nb',
    '/é',
    '/login\n',
    ` /login`,
    `/${'x'.repeat(32_768)}`,
  ])('is the home page and not %.30j', (text) => {
    expect(wayBack(text)).toBe('/')
  })

  it('stays on this site, whatever is sent and whoever reads it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const path = wayBack(text)
        for (const issuer of ['http://localhost:3000', 'https://login.example.com']) {
          expect(new URL(path, `${issuer}/sign-in/password`).origin).toBe(issuer)
          expect(new URL(issuer + path).origin).toBe(issuer)
        }
        expect(path).toMatch(/^\/(?![/\\])[!-~]*$/)
        expect(() => new Headers({ Location: path })).not.toThrow()
      }),
      { seed: 1, numRuns: 2000 },
    )
  })
})

describe('parameters of ours', () => {
  it('take the place of earlier ones, and leave all others as they came', () => {
    expect(withOwnParameters('/login', { notice: 'x' })).toBe('/login?notice=x')
    expect(withOwnParameters('/login?a=%20+&notice=y&b', { notice: 'x y' })).toBe(
      '/login?a=%20+&b&notice=x+y',
    )
    expect(withOwnParameters('/login?notice=y&notice=z', { notice: null })).toBe('/login')
    expect(withOwnParameters('/login?', {})).toBe('/login')
    expect(withOwnParameters('/login?a=1', { constructor: null })).toBe('/login?a=1')
  })

  it('are not mistaken for what objects have of their own', () => {
    const query = '/login?constructor=1&toString=2&__proto__=3'
    expect(withOwnParameters(query, { notice: null })).toBe(query)
  })

  it('are read back as they were set, and never lead elsewhere', () => {
    fc.assert(
      fc.property(anything, fc.string({ unit: 'grapheme' }), (text, value) => {
        const path = wayBack(text).split('#')[0]!
        const result = withOwnParameters(path, { decision: value })
        expect(new URLSearchParams(splitQuery(result)[1]).getAll('decision')).toContain(value)
        expect(wayBack(result)).toBe(result)
      }),
      { seed: 1, numRuns: 1000 },
    )
  })
})
