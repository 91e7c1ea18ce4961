import { scopeNames, type ScopeName } from '@/model/client'
import type { ClaimsRequest } from '@/model/grant'
import type { User } from '@/model/user'

import { OAuthError } from './oauth-error'
import { scopesIn } from './scope'

/** What is known of a user, by claim — OpenID Connect Core §5.1. A claim without a value is left out. */
const readers: Readonly<Record<string, (user: User) => string | number | boolean | null>> = {
  name: (user) => user.username,
  preferred_username: (user) => user.username,
  updated_at: (user) => Math.floor(user.createdAt.getTime() / 1000),
  email: (user) => user.email,
  email_verified: (user) => (user.email === null ? null : false),
}

/** Which claims a scope asks for — §5.4. */
const scopeClaims: Readonly<Partial<Record<ScopeName, readonly string[]>>> = {
  profile: ['name', 'preferred_username', 'updated_at'],
  email: ['email', 'email_verified'],
}

export const claimsSupported: readonly string[] = ['sub', ...Object.keys(readers)]

/** The values of claims; those that are unknown or have no value are left out. */
export const claimsOf = (user: User, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = readers[name]?.(user) ?? null
      return value === null ? [] : [[name, value]]
    }),
  )

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
}

/**
 * Reads the `claims` parameter — §5.5. Claims that are unknown, or of a scope that the client may not ask, are ignored.
 * @throws {OAuthError} `invalid_request` when it is not the JSON that it should be,
 *   `unmet_authentication_requirements` for an essential `acr`: there are no such classes here (§5.5.1.1)
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
  const { acr, sub } = idToken
  if (isObject(acr) && acr['essential'] === true && valuesOf(acr) !== null) {
    throw new OAuthError('unmet_authentication_requirements', 'there are no acr values here')
  }
  const allowed = claimsInScope(scopes.join(' '))
  const namesIn = (members: object) => allowed.filter((name) => Object.hasOwn(members, name))
  return {
    claims: { userinfo: namesIn(userinfo), idToken: namesIn(idToken) },
    subjects: isObject(sub) ? valuesOf(sub) : null,
  }
}

function membersOf(member: unknown): Readonly<Record<string, unknown>> {
  if (member === undefined || member === null) return {}
  if (!isObject(member)) throw malformed()
  return member
}

/** What a claim has to be: `value`, or one of `values`; null: anything. */
function valuesOf({ value, values }: Readonly<Record<string, unknown>>): readonly string[] | null {
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
