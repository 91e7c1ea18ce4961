import { describe, expect, it } from 'vitest'

import { isSubject, personOf, subjectOf } from '@/federation/claims'
import { defaultUpstreamOptions, type ClaimMap, type UpstreamPreset } from '@/model/upstream'

const account = { issuer: 'https://op.example', subject: 's' }

const read = (
  claims: Record<string, unknown>,
  { preset = 'oauth', map = {} }: { preset?: UpstreamPreset; map?: ClaimMap } = {},
) => personOf({ preset, options: { ...defaultUpstreamOptions, claims: map } }, account, claims)

describe('what an answer says of a person', () => {
  it('is found by a way into it, or by a name that holds dots', () => {
    const claims = {
      data: { user: { mail: 'ada@example.com' } },
      'https://example.com/name': 'Ada',
      'a.b': { c: 'ada' },
    }
    const map = { email: 'data.user.mail', name: 'https://example.com/name', username: 'a.b.c' }
    expect(read(claims, { map })).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      username: 'ada',
    })
  })

  it('is its own, never what every object has', () => {
    const map = { name: 'constructor.name', username: '__proto__.x', email: 'toString' }
    expect(read({}, { map })).toMatchObject({ name: null, username: null, email: null })
  })

  it.each([[true], ['true'], [1], ['1']])('has an e-mail that is verified: %j', (word) => {
    expect(read({ email: 'ada@example.com', email_verified: word }).isEmailVerified).toBe(true)
  })

  it.each([[false], ['false'], [0], ['yes'], [{}], [[true]], [null], [undefined], ['TRUE ']])(
    'has an e-mail that is not verified: %j',
    (word) => {
      expect(read({ email: 'ada@example.com', email_verified: word }).isEmailVerified).toBe(false)
    },
  )

  it('has no word about an e-mail that is found elsewhere', () => {
    const claims = { email: 'a@example.com', email_verified: true, upn: 'b@example.com', upn_ok: 1 }
    expect(read(claims, { map: { email: 'upn' } }).isEmailVerified).toBe(false)
    const map = { email: 'upn', emailVerified: 'upn_ok' }
    expect(read(claims, { map })).toMatchObject({ email: 'b@example.com', isEmailVerified: true })
  })

  it('has nothing verified where there is no e-mail', () => {
    expect(read({ email_verified: true }).isEmailVerified).toBe(false)
    const options = { ...defaultUpstreamOptions, trustsEmails: true }
    const { isEmailVerified } = personOf({ preset: 'oauth', options }, account, {})
    expect(isEmailVerified).toBe(false)
  })

  it.each([
    [
      ['editor', 'editor', 7, ' author ', ''],
      ['editor', 'author'],
    ],
    ['editor author', ['editor', 'author']],
    ['editor, author', ['editor', 'author']],
    [{ administrator: true, editor: '1', author: false, none: 0 }, ['administrator', 'editor']],
    [7, []],
    [undefined, []],
  ])('has roles as a list, as words or as flags: %j', (roles, expected) => {
    expect(read({ roles }).roles).toEqual(expected)
  })

  it('has no more roles than a hundred, and no endless text', () => {
    const roles = Array.from({ length: 500 }, (_, index) => `role-${index}`)
    const person = read({ roles, name: 'x'.repeat(10_000) })
    expect(person.roles).toHaveLength(100)
    expect(person.name).toHaveLength(500)
  })

  it('has texts only where texts are expected, on one line', () => {
    expect(read({ name: 7, preferred_username: ['ada'], email: {} })).toMatchObject({
      name: null,
      username: null,
      email: null,
    })
    expect(read({ name: ' Ada\r\n\0Lovelace ' }).name).toBe('Ada Lovelace')
  })
})

describe('a subject', () => {
  const upstream = { preset: 'oauth', options: defaultUpstreamOptions } as const

  it.each([
    [{ sub: 'ada' }, 'ada'],
    [{ id: 7 }, '7'],
    [{ sub: '', id: 7 }, '7'],
    [{ id: 0 }, null],
    [{ id: '0' }, null],
    [{ id: 1.5 }, null],
    [{ id: 2 ** 53 }, null],
    [{ id: true }, null],
    [{ id: ['7'] }, null],
    [{ id: ' 7' }, null],
    [{ id: 'x'.repeat(256) }, null],
    [{ id: 'é' }, null],
    [{}, null],
  ])('of %j is %j', (claims, expected) => {
    expect(subjectOf(upstream, claims)).toBe(expected)
  })

  it('is at most 255 characters of ASCII (OpenID Connect Core §2)', () => {
    expect(isSubject('x'.repeat(255))).toBe(true)
    expect(isSubject('a b')).toBe(true)
    for (const wrong of ['', ' ', 'x ', 'x'.repeat(256), 'x\n', 'é']) {
      expect(isSubject(wrong)).toBe(false)
    }
  })
})
