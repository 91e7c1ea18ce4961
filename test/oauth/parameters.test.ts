import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { queryParameters, rawQuery, readParameters } from '@/oauth/parameters'

const anything = fc.string({ unit: 'binary' })

describe('parameters (RFC 6749 §3.1)', () => {
  it.each([
    ['a=1', '1'],
    ['a=1&b=2', '1'],
    ['a=', undefined],
    ['a', undefined],
    ['b=1', undefined],
    ['A=1', undefined],
    ['a=&a=1', '1'], // an empty one counts as absent
    ['a=1&a=', '1'],
    ['a=1&a=1', undefined],
    ['a=1&%61=2', undefined], // repeated, however it is written
    ['a=+%2B%20', ' + '],
    ['a=%E2%82%AC', '€'],
    ['a=%', '%'],
    ['a=%zz', '%zz'],
    ['a=b=c', 'b=c'],
    ['a=1;a=2', '1;a=2'],
    ['a[]=1', undefined],
    ['a=%00', '\0'],
    ['__proto__=1', undefined],
  ])('%j has for a %j', (query, value) => {
    expect(readParameters(query).get('a')).toBe(value)
  })

  it('know which of them is repeated', () => {
    const parameters = readParameters('a=1&a=2&b=1&b=&c=1&__proto__=1&__proto__=2')
    expect(['a', 'b', 'c', 'd'].map((name) => parameters.isRepeated(name))).toEqual([
      ...[true, false, false, false],
    ])
    expect(parameters.isRepeated('__proto__')).toBe(true)
    expect(parameters.hasAny(['x', 'a'])).toBe(true)
    expect(parameters.hasAny(['x', 'd', 'constructor'])).toBe(false)
  })

  it('are read whatever is sent: nothing throws, and the raw text stays as it came', () => {
    fc.assert(
      fc.property(anything, anything, (query, name) => {
        const parameters = readParameters(query)
        expect(parameters.raw).toBe(query)
        const value = parameters.get(name)
        expect(value === undefined || value.length > 0).toBe(true)
        if (parameters.isRepeated(name)) expect(value).toBeUndefined()
      }),
      { seed: 1 },
    )
  })

  it('are what URLSearchParams reads', () => {
    const piece = fc.oneof(fc.constantFrom('a', '=', '&', '?', '%', '+', '%41', '\ud800', 'é'))
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const query = pieces.join('')
        const [first] = [...new URLSearchParams(query)].filter(([, value]) => value !== '')
        if (first) expect(readParameters(query).all(first[0])[0]).toBe(first[1])
        expect(readParameters(query).hasAny(first ? [first[0]] : ['a', ''])).toBe(Boolean(first))
      }),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('come out as they were put in', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string({ unit: 'grapheme', minLength: 1 })),
        (values) => {
          const parameters = readParameters(new URLSearchParams(values).toString())
          for (const [name, value] of Object.entries(values)) {
            expect(parameters.get(name)).toBe(value)
          }
        },
      ),
      { seed: 1 },
    )
  })
})

describe('the query of a request', () => {
  it.each([
    ['/login', ''],
    ['/login?', ''],
    ['/login?a=1', 'a=1'],
    ['/login?a=?&b=%2F', 'a=?&b=%2F'],
    [
      '/login?redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcb',
      'redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcb',
    ],
  ])('of %s is %j, raw', (path, query) => {
    const request = new Request(`http://localhost:3000${path}`)
    expect(rawQuery(request)).toBe(query)
    expect(queryParameters(request).raw).toBe(query)
  })
})
