import type { ClaimName, Upstream, UpstreamPerson } from '@/model/upstream'

import { presets } from './presets'

export type Claims = Readonly<Record<string, unknown>>

/** Characters: of anything that is told of a person; more is cut off. */
const longestText = 500

/** No more roles than these are kept. */
const mostRoles = 100

/** What an answer says of a person, by the preset's names or the operator's. */
export function personOf(
  { preset, options }: Pick<Upstream, 'preset' | 'options'>,
  account: Pick<UpstreamPerson, 'issuer' | 'subject'>,
  claims: Claims,
): UpstreamPerson {
  const found = (name: ClaimName) => claimOf(claims, sourcesOf(preset, options, name))
  const text = (name: ClaimName) => textOf(found(name))
  const email = text('email')
  return {
    ...account,
    email,
    isEmailVerified: email !== null && (options.trustsEmails || isVerified(options, found)),
    username: text('username'),
    name: text('name'),
    givenName: text('givenName'),
    familyName: text('familyName'),
    picture: text('picture'),
    roles: rolesOf(found('roles')),
    claims,
  }
}

/** Who the person is, where no ID token says so; null: nobody. */
export function subjectOf(
  { preset, options }: Pick<Upstream, 'preset' | 'options'>,
  claims: Claims,
): string | null {
  const value = claimOf(claims, sourcesOf(preset, options, 'subject'))
  const isNumber = Number.isSafeInteger(value) && value !== 0 // nobody is 0: WordPress says so of who is signed out
  const subject = isNumber ? String(value) : value
  return typeof subject === 'string' && isSubject(subject) && subject !== '0' ? subject : null
}

/** OpenID Connect Core §2: not empty, at most 255 characters of ASCII. Spaces around it would be two people in one. */
export const isSubject = (subject: string): boolean =>
  /^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(subject)

const sourcesOf = (preset: Upstream['preset'], options: Upstream['options'], name: ClaimName) => {
  const own = options.claims[name]
  return own === undefined ? presets[preset].claims[name] : [own]
}

function claimOf(claims: Claims, sources: readonly string[]): unknown {
  for (const source of sources) {
    const value = valueAt(claims, source)
    if (value !== undefined && value !== null && value !== '') return value
  }
  return undefined
}

/** A member by its name, which may hold dots, or by the way to it: `user.email`. */
function valueAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined
  if (Object.hasOwn(value, path)) return value[path]
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const first = path.slice(0, dot)
    if (Object.hasOwn(value, first)) return valueAt(value[first], path.slice(dot + 1))
  }
  return undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without control characters, which have no place in a name or an address. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestText)
  return text === '' ? null : text
}

/** The preset's word for it speaks of the preset's e-mail: of another one it says nothing. */
const isVerified = (
  { claims }: Upstream['options'],
  found: (name: ClaimName) => unknown,
): boolean =>
  (claims.email === undefined || claims.emailVerified !== undefined) &&
  isTrue(found('emailVerified'))

/** Some say it as a word, and some as a number. */
const isTrue = (value: unknown): boolean =>
  value === true || value === 1 || value === '1' || value === 'true'

/** A list; words with spaces or commas between them; or, as WordPress keeps them, flags by name. */
function rolesOf(value: unknown): readonly string[] {
  const names = Array.isArray(value)
    ? value.filter((one) => typeof one === 'string')
    : typeof value === 'string'
      ? value.split(/[\s,]+/)
      : isObject(value)
        ? Object.keys(value).filter((name) => isTrue(value[name]))
        : []
  const roles = names.map(textOf).filter((name) => name !== null)
  return [...new Set(roles)].slice(0, mostRoles)
}
