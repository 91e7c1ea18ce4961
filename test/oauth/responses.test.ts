import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { json, seeOther, withParameters } from '@/oauth/responses'

describe('adding parameters to a redirect URI', () => {
  it.each([
    ['https://a.example/cb', 'query', 'https://a.example/cb?x=1'],
    ['https://a.example/cb?y=2', 'query', 'https://a.example/cb?y=2&x=1'],
    ['https://a.example', 'query', 'https://a.example?x=1'],
    ['HTTPS://A.example:443/%7e?q=a+b', 'query', 'HTTPS://A.example:443/%7e?q=a+b&x=1'],
    ['com.example.app:/cb', 'query', 'com.example.app:/cb?x=1'],
    ['https://a.example/cb?y=2', 'fragment', 'https://a.example/cb?y=2#x=1'],
  ] as const)('%s, in the %s', (uri, mode, location) => {
    expect(withParameters(uri, mode, { x: '1', state: undefined })).toBe(location)
  })

  it('keeps the URI byte for byte and every value, whatever they hold', () => {
    const uri = fc.webUrl({ withQueryParameters: true })
    const values = fc.dictionary(fc.stringMatching(/^[a-z_]+$/), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(uri, fc.constantFrom('query', 'fragment'), values, (sent, mode, given) => {
        const location = withParameters(sent, mode, given)
        expect(location.startsWith(sent)).toBe(true)
        expect(location).toMatch(/^[!-~]*$/)
        const added = new URLSearchParams(location.slice(sent.length + 1))
        expect(Object.fromEntries(added)).toEqual(given)
        expect(() => seeOther(location)).not.toThrow()
      }),
      { seed: 1 },
    )
  })
})

describe('answers', () => {
  it('lead on with 303, so that no form is sent twice (RFC 9700 §4.12)', () => {
    const answer = seeOther('/', [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ])
    expect(answer.status).toBe(303)
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('of JSON are for this caller only', async () => {
    const answer = json({ a: 1 }, 201, { 'Retry-After': '5' })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({ a: 1 })
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'retry-after': '5',
      'x-content-type-options': 'nosniff',
    })
  })
})
