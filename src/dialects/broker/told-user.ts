import type { UpstreamPerson } from '@/model/upstream'

/** A member with such a name is not passed on, whatever the upstream means by it. */
const secretName = /pass(word|wd|phrase)?\d?$|token|secret|hash$|activation_key|private|salt$/i

/** Claims about an ID token, and not about the person. */
const protocolNames = [
  ...['iss', 'aud', 'azp', 'exp', 'nbf', 'iat', 'jti', 'nonce', 'auth_time', 'acr', 'amr', 'sid'],
  ...['at_hash', 'c_hash', 's_hash'],
]

/** Characters of JSON. An answer of the upstream that is longer is left out, but for what everybody needs. */
const longest = 65_536

const deepest = 8

/** The person as the upstream tells of them, with the id that they have here (`user_id`) and nothing secret. */
export function toldUser(
  person: UpstreamPerson,
  userId: string,
): Readonly<Record<string, unknown>> {
  const about = Object.entries(person.claims).filter(([name]) => !protocolNames.includes(name))
  const told = withoutSecrets(Object.fromEntries(about)) as Record<string, unknown>
  const isShort = JSON.stringify(told).length <= longest
  return {
    ...(isShort && told),
    id: (isShort ? told['id'] : undefined) ?? person.subject,
    email: person.email,
    roles: person.roles,
    user_id: userId,
  }
}

function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return null
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !secretName.test(name))
      .map(([name, inner]) => [name, withoutSecrets(inner, depth + 1)]),
  )
}
