import type { ScopeName } from '@/model/client'
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

/**
 * Reads the `claims` parameter — §5.5. Unknown claims are ignored.
 * @throws {OAuthError} `invalid_request` when it is not the JSON that it should be
 */
export function readClaimsRequest(text: string | undefined): ClaimsRequest | null {
  if (text === undefined) return null
  const value = parse(text)
  if (!isObject(value)) throw malformed()
  return { userinfo: namesIn(value['userinfo']), idToken: namesIn(value['id_token']) }
}

function namesIn(member: unknown): readonly string[] {
  if (member === undefined || member === null) return []
  if (!isObject(member)) throw malformed()
  return Object.keys(member).filter((name) => Object.hasOwn(readers, name))
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
