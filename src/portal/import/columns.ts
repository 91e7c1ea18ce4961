/** What a column can say. Claims keep their names: OpenID Connect Core §5.1. */
import { claimNames } from '../file/profile-keys'

const own = {
  id: ['user_id', 'sub', 'uuid', '_id'],
  username: ['user_login', 'login', 'user', 'user_name', 'uid', 'preferred_username'],
  email: ['e-mail', 'mail', 'user_email', 'email_address'],
  email_verified: ['verified', 'email_confirmed', 'is_verified', 'is_email_verified'],
  email_verified_at: ['confirmed_at', 'verified_at', 'email_confirmed_at'],
  password_hash: [
    ...['password', 'hash', 'user_pass', 'encrypted_password', 'password_digest'],
    ...['userPassword', 'hashed_password', 'passwd', 'crypted_password'],
  ],
  created_at: [
    ...['created', 'user_registered', 'date_joined', 'createdTimestamp', 'registered_at'],
    ...['creation_date', 'createTimestamp'],
  ],
  disabled: ['is_disabled', 'blocked', 'banned', 'locked', 'suspended', 'deactivated'],
  enabled: ['is_active', 'active', 'is_enabled'],
} as const

const claims: Readonly<Record<string, readonly string[]>> = {
  name: ['display_name', 'full_name', 'cn', 'user_display_name'],
  given_name: ['first_name', 'firstname', 'givenname'],
  family_name: ['last_name', 'lastname', 'sn', 'surname'],
  nickname: ['nick_name'],
  website: ['user_url', 'url', 'homepage'],
  picture: ['avatar', 'avatar_url', 'image'],
  phone_number: ['phone', 'telephone', 'telephoneNumber', 'mobile'],
  locale: ['language', 'lang', 'preferredLanguage'],
  zoneinfo: ['timezone', 'time_zone'],
  birthdate: ['birthday', 'date_of_birth'],
  street_address: ['street', 'address_line', 'postalAddress'],
  locality: ['city', 'town', 'l'],
  region: ['province', 'st'],
  postal_code: ['zip', 'postcode', 'zip_code', 'postalCode'],
  country: ['c'],
}

export const addressParts = [
  'street_address',
  'locality',
  'region',
  'postal_code',
  'country',
] as const

export type OwnColumn = keyof typeof own

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

const columnOf = new Map(
  [
    ...Object.entries(own),
    ...Object.entries(claims),
    ...[...claimNames, ...addressParts].map((name) => [name, []] as const),
  ].flatMap(([name, others]) => [name, ...others].map((other) => [plain(other), name] as const)),
)

/** Whether a column says who somebody is. */
export const namesSomebody = (name: string): boolean =>
  ['username', 'email'].includes(columnOf.get(plain(name)) ?? '')

/** Whether a column says what somebody's account is, and not what they are like. */
export const isOfAccount = (name: string): boolean =>
  Object.hasOwn(own, columnOf.get(plain(name)) ?? '')

/** What an entry says, in our words; what it says nothing about is left out. */
export type Columns = {
  readonly values: Readonly<Record<string, unknown>>
  /** Ours that two of its own say differently. */
  readonly twice: readonly string[]
  /** Its own that say nothing to us. */
  readonly unknown: readonly string[]
}

/** `firstName`, `first_name` and `First Name` are one. Of two names for one thing the first that says something counts. */
export function readColumns(entry: Readonly<Record<string, unknown>>): Columns {
  const values: Record<string, unknown> = {}
  const twice = new Set<string>()
  const unknown: string[] = []
  for (const [name, value] of Object.entries(entry)) {
    const column = columnOf.get(plain(name))
    const said = typeof value === 'string' ? value.trim() : value
    if (column === undefined) unknown.push(name)
    if (column === undefined || said === '' || said === null || said === undefined) continue
    if (column in own && column in values && values[column] !== said) twice.add(column)
    values[column] ??= said
  }
  return { values, twice: [...twice], unknown }
}
