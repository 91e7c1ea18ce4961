import { scopeNames, type ScopeName } from '@/model/client'
import type { ClaimsRequest } from '@/model/grant'
import type { User } from '@/model/user'

import { acrValues, type Acr } from './acr'
import { OAuthError } from './oauth-error'
import { scopesIn } from './scope'

/** What is known of a user, by claim, in the types of OpenID Connect Core §5.1. A claim without a value is left out. */
const readers: Readonly<Record<string, (user: User) => unknown>> = {
  name: ({ username, profile }) => profile.name ?? username,
  given_name: ({ profile }) => profile.given_name,
  family_name: ({ profile }) => profile.family_name,
  middle_name: ({ profile }) => profile.middle_name,
  nickname: ({ profile }) => profile.nickname,
  preferred_username: ({ username }) => username,
  profile: ({ profile }) => profile.profile,
  picture: ({ profile }) => profile.picture,
  website: ({ profile }) => profile.website,
  gender: ({ profile }) => profile.gender,
  birthdate: ({ profile }) => profile.birthdate,
  zoneinfo: ({ profile }) => profile.zoneinfo,
  locale: ({ profile }) => profile.locale,
  updated_at: ({ createdAt, profile }) =>
    profile.updated_at ?? Math.floor(createdAt.getTime() / 1000),
  email: ({ email }) => email,
  email_verified: ({ email, emailVerifiedAt }) =>
    email === null ? null : emailVerifiedAt !== null,
  phone_number: ({ profile }) => profile.phone_number,
  phone_number_verified: ({ profile }) =>
    profile.phone_number === undefined ? null : (profile.phone_number_verified ?? false),
  address: ({ profile }) => profile.address,
}

/** Which claims a scope asks for — §5.4. */
const scopeClaims: Readonly<Partial<Record<ScopeName, readonly string[]>>> = {
  profile: [
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
}

/** All that can be asked for by name; the last two are of the sign-in, and are in ID tokens. */
export const claimsSupported: readonly string[] = [
  'sub',
  ...Object.keys(readers),
  'auth_time',
  'acr',
]

/** The values of claims; those that are unknown or have no value are left out. */
export function claimsOf(user: User, names: readonly string[]): Record<string, unknown> {
  const claims: Record<string, unknown> = {}
  for (const name of names) {
    const value = readers[name]?.(user) ?? null
    if (value !== null) claims[name] = value
  }
  return claims
}

export const claimsInScope = (scope: string): readonly string[] =>
  scopesIn(scope).flatMap((name) => scopeClaims[name] ?? [])

/** The scopes that hold these claims: a person allows a claim by its scope, however it is asked for. */
export const scopesOfClaims = (names: readonly string[]): readonly ScopeName[] =>
  scopeNames.filter((scope) => scopeClaims[scope]?.some((name) => names.includes(name)))

/** The `claims` parameter, read. */
export type AskedClaims = {
  readonly claims: ClaimsRequest
  /** The users of whom one must be signed in; null: anybody. */
  readonly subjects: readonly string[] | null
  /** The classes of which the sign-in must be one; null: any. */
  readonly acrs: readonly Acr[] | null
}

/**
 * Reads the `claims` parameter — §5.5. Claims that are unknown, or of a scope that the client may not ask, are ignored.
 * @throws {OAuthError} `invalid_request` when it is not the JSON that it should be,
 *   `unmet_authentication_requirements` for an essential `acr` of a class that there is not (§5.5.1.1)
 */
export function readClaimsRequest(
  text: string | undefined,
  scopes: readonly ScopeName[],
): AskedClaims | null {
  if (text === undefined) return null
  const value = parse(text)
  if (!isObject(value)) throw malformed()
  const userinfo = membersOf(value['userinfo'])
  const idToken = membersOf(value['id_token'])
  const allowed = claimsInScope(scopes.join(' '))
  const namesIn = (members: object) => allowed.filter((name) => Object.hasOwn(members, name))
  return {
    claims: { userinfo: namesIn(userinfo), idToken: namesIn(idToken) },
    subjects: wantedValues(idToken['sub']) ?? wantedValues(userinfo['sub']), // §5.5.1
    acrs: essentialAcrs(idToken['acr']),
  }
}

/** Classes that the client cannot do without. Those that it would merely like are answered by what there is. */
function essentialAcrs(acr: unknown): readonly Acr[] | null {
  const wanted = wantedValues(acr)
  if (!isObject(acr) || acr['essential'] !== true || wanted === null) return null
  const attainable = acrValues.filter((value) => wanted.includes(value))
  if (attainable.length > 0) return attainable
  throw new OAuthError(
    'unmet_authentication_requirements',
    'the essential acr is none of acr_values_supported',
  )
}

function membersOf(member: unknown): Readonly<Record<string, unknown>> {
  if (member === undefined || member === null) return {}
  if (!isObject(member)) throw malformed()
  return member
}

/** What a claim has to be: `value`, or one of `values`; null: anything. */
function wantedValues(member: unknown): readonly string[] | null {
  if (!isObject(member)) return null
  const { value, values } = member
  const wanted: readonly unknown[] =
    value !== undefined ? [value] : Array.isArray(values) ? values : []
  return wanted.length === 0 ? null : wanted.filter((one) => typeof one === 'string')
}

const malformed = (): OAuthError => new OAuthError('invalid_request', 'claims is malformed')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed()
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
