import { describe, expect, it } from 'vitest'

import type { Profile } from '@/model/user'
import { profileValues, readProfile, type ProfileField } from '@/users/profile'

import { now } from '../stores/fixtures'

const read = (fields: Partial<Record<ProfileField, string>>, current: Profile = {}) =>
  readProfile(current, (name) => fields[name] ?? '', now)

const updated_at = Math.floor(now.getTime() / 1000)

/** What a field is read as; null: nothing. */
function valueOf(name: ProfileField, text: string) {
  const outcome = read({ [name]: text })
  if (!outcome.ok) return outcome.problems
  const { address, ...profile } = outcome.profile
  return { ...profile, ...address }[name] ?? null
}

describe('a profile as it is typed', () => {
  it('is read into the claims of OpenID Connect Core §5.1', () => {
    const fields = {
      name: ' Alice  Example ',
      website: 'alice.example',
      birthdate: '1990-04-23',
      phone_number: '+33 1 23 45 67 89',
      street_address: '1 rue de la Paix\r\n\r\n Bâtiment B ',
      postal_code: '75002',
      locality: 'Paris',
      country: 'France',
    }
    expect(read(fields)).toEqual({
      ok: true,
      profile: {
        name: 'Alice  Example',
        website: 'https://alice.example',
        birthdate: '1990-04-23',
        phone_number: '+33123456789',
        address: {
          street_address: '1 rue de la Paix\nBâtiment B',
          postal_code: '75002',
          locality: 'Paris',
          country: 'France',
        },
        updated_at,
      },
    })
  })

  it.each([
    ['+33123456789', '+33123456789'],
    ['0033 (1) 23.45-67/89', '+33123456789'],
    ['+1 415 555 2671', '+14155552671'],
    ['', null],
    ['01 23 45 67 89', { phone_number: 'not-a-phone-number' }],
    ['+0123456789', { phone_number: 'not-a-phone-number' }],
    ['+12345', { phone_number: 'not-a-phone-number' }],
    ['+1234567890123456', { phone_number: 'not-a-phone-number' }],
    ['call me', { phone_number: 'not-a-phone-number' }],
  ])('a phone number, %j, is %j', (text, value) => {
    expect(valueOf('phone_number', text)).toEqual(value)
  })

  it.each([
    ['1990-04-23', '1990-04-23'],
    ['2000-02-29', '2000-02-29'],
    ['0000-02-29', '0000-02-29'],
    ['1990', '1990'],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', { birthdate: 'in-the-future' }],
    ['1999-02-29', { birthdate: 'not-a-date' }],
    ['1990-13-01', { birthdate: 'not-a-date' }],
    ['1990-04', { birthdate: 'not-a-date' }],
    ['0000', { birthdate: 'not-a-date' }],
    ['1799-12-31', { birthdate: 'not-a-date' }],
    ['23/04/1990', { birthdate: 'not-a-date' }],
  ])('a birth date, %j, is %j', (text, value) => {
    expect(valueOf('birthdate', text)).toEqual(value)
  })

  it.each([
    ['https://alice.example/about?x=1#me', 'https://alice.example/about?x=1#me'],
    ['http://alice.example', 'http://alice.example'],
    ['alice.example:8443/a', 'https://alice.example:8443/a'],
    ['javascript:alert(1)', { website: 'not-a-web-address' }],
    ['data:text/html,x', { website: 'not-a-web-address' }],
    ['https://alice@evil.example/', { website: 'not-a-web-address' }],
    ['https://alice.example/"onclick', { website: 'not-a-web-address' }],
    ['https://', { website: 'not-a-web-address' }],
    ['alice', { website: 'not-a-web-address' }],
    [`https://alice.example/${'x'.repeat(300)}`, { website: 'too-long' }],
  ])('a website, %j, is %j', (text, value) => {
    expect(valueOf('website', text)).toEqual(value)
  })

  it.each<[ProfileField, string, string]>([
    ['name', 'x'.repeat(101), 'too-long'],
    ['name', 'Alice\u202eecilA', 'bad-character'],
    ['country', 'Fra\u0000nce', 'bad-character'],
    ['street_address', 'a\nb\nc\nd\ne', 'too-many-lines'],
    ['street_address', 'x'.repeat(301), 'too-long'],
    ['street_address', 'a\u2066b', 'bad-character'],
  ])('%s: %j is %s', (name, text, problem) => {
    expect(valueOf(name, text)).toEqual({ [name]: problem })
  })

  it('says what is wrong with every field at once', () => {
    expect(read({ name: 'x'.repeat(101), birthdate: 'x', phone_number: 'x' })).toEqual({
      ok: false,
      problems: {
        name: 'too-long',
        birthdate: 'not-a-date',
        phone_number: 'not-a-phone-number',
      },
    })
  })

  it('keeps what a name needs: joiners, accents in one form', () => {
    expect(valueOf('name', 'می‌خواهم')).toBe('می‌خواهم')
    expect(valueOf('name', 'Ame\u0301lie')).toBe('Am\u00e9lie')
  })
})

describe('a profile that there is', () => {
  const current: Profile = {
    given_name: 'Alice',
    name: 'Alice Example',
    phone_number: '+33123456789',
    phone_number_verified: true,
    address: { formatted: '1 rue de la Paix, Paris', locality: 'Paris' },
    updated_at: 1,
  }

  it('comes back as it is, when nothing was changed', () => {
    const outcome = readProfile(current, (name) => profileValues(current)[name], now)
    expect(outcome).toEqual({ ok: true, profile: current })
  })

  it('loses what is left empty, and keeps what the form does not ask', () => {
    expect(read({}, current)).toEqual({ ok: true, profile: { given_name: 'Alice', updated_at } })
  })

  it('has a number that is not verified any more once it is another', () => {
    const change = { ...profileValues(current), phone_number: '+33123456780' }
    const outcome = readProfile(current, (name) => change[name], now)
    expect(outcome).toMatchObject({ profile: { phone_number: '+33123456780', updated_at } })
    expect(JSON.stringify(outcome)).not.toContain('phone_number_verified')
  })

  it('has no formatted address once the address is another', () => {
    const change = { ...profileValues(current), locality: 'Lyon' }
    const outcome = readProfile(current, (name) => change[name], now)
    expect(outcome).toMatchObject({ profile: { address: { locality: 'Lyon' } } })
    expect(JSON.stringify(outcome)).not.toContain('formatted')
  })
})
