import type { Address, Profile } from '@/model/user'

import { checked, flag, type Key, type Keys, mappingOf, type Reader } from './readers'

const longest = 1_000

const about = (what: string, isGood: (value: string) => boolean): Reader<string> =>
  checked((value) => {
    if (value.trim() === '') return 'is empty: leave the key out, or write null'
    if (value.length > longest) return `is longer than ${longest} characters`
    return isGood(value) ? null : `wants ${what}`
  })

const line = about('text without a line break', (value) => !/\p{Cc}/u.test(value))
/** Of an address: it may have several lines. */
const lines = about('text', (value) => !/(?!\n)\p{Cc}/u.test(value))
const url = about(
  'an address that begins with https:// or http://',
  (value) => /^https?:\/\/[!-~]+$/i.test(value) && URL.canParse(value),
)

const left = 'as it is'
const key = <T>(read: Reader<T>, means: string): Key<T> => ({ read, means, standard: left })

const addressKeys = {
  formatted: key(lines, 'Whole, as on a letter.'),
  street_address: key(lines, 'Street and number.'),
  locality: key(line, 'Town.'),
  region: key(line, 'State or region.'),
  postal_code: key(line, 'Postal code.'),
  country: key(line, 'Country.'),
} satisfies Keys & Record<keyof Address, unknown>

const address: Reader<Address> = (value, spot) => {
  const read = mappingOf(addressKeys)(value, spot)
  return read && Object.fromEntries(Object.entries(read).filter(([, part]) => part !== null))
}

/** All but `updated_at`, which says itself. */
export type Told = Required<Omit<Profile, 'updated_at'>>

/** What a person tells of themselves, by claim — OpenID Connect Core §5.1. */
export const profileKeys = {
  name: key(line, 'The whole name.'),
  given_name: key(line, 'Given name.'),
  family_name: key(line, 'Family name.'),
  middle_name: key(line, 'Middle name.'),
  nickname: key(line, 'What friends say.'),
  profile: key(url, 'The address of a page about the person.'),
  picture: key(url, 'The address of a picture of the person.'),
  website: key(url, 'The address of the person’s own site.'),
  gender: key(line, 'In any words.'),
  birthdate: key(
    about('YYYY-MM-DD, 0000-MM-DD or YYYY', (value) =>
      /^\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?$/.test(value),
    ),
    '`1990-12-31`, or `"1990"`.',
  ),
  zoneinfo: key(about('a time zone such as Europe/Paris', isTimeZone), '`Europe/Paris`.'),
  locale: key(
    about('a language tag such as fr-CA', (value) =>
      /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/.test(value),
    ),
    '`fr-CA`.',
  ),
  phone_number: key(
    about('a number such as +33 1 23 45 67 89, in quotes', (value) =>
      /^\+?[0-9][0-9 ().;=a-z-]{2,40}$/i.test(value),
    ),
    '`"+33 1 23 45 67 89"`.',
  ),
  phone_number_verified: key(flag, 'Whether it was proved.'),
  address: key(address, `A mapping: ${Object.keys(addressKeys).map(code).join(', ')}.`),
} satisfies Keys & { readonly [Claim in keyof Told]: Key<Told[Claim]> }

export type ClaimName = keyof typeof profileKeys

export const claimNames = Object.keys(profileKeys) as readonly ClaimName[]

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return /^[A-Za-z]/.test(value)
  } catch {
    return false
  }
}

function code(word: string): string {
  return `\`${word}\``
}
