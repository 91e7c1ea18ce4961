import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { covers, scopesIn, unionOf } from '@/oauth/scope'

describe('a scope', () => {
  it('is a set of known names: unknown ones are left out (OpenID Connect Core §3.1.2.1)', () => {
    expect(scopesIn('email  openid email unheard-of')).toEqual(['openid', 'email'])
    expect(scopesIn('')).toEqual([])
    expect(scopesIn('OPENID openid\temail')).toEqual([])
  })

  it.each([
    ['openid email', 'email', true],
    ['openid email', 'email openid', true],
    ['openid', '', true],
    ['openid', 'email', false],
    ['openid', 'openid email', false],
    ['', 'openid', false],
  ])('%j covers %j: %s', (held, wanted, result) => {
    expect(covers(held, wanted)).toBe(result)
  })

  it('and another one make one that covers both', () => {
    const scope = fc
      .array(fc.constantFrom('openid', 'email', 'phone'))
      .map((names) => names.join(' '))
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        expect(covers(unionOf(one, other), one) && covers(unionOf(one, other), other)).toBe(true)
      }),
      { seed: 1 },
    )
  })
})
