// A user of a Keycloak realm's export, in the words of our columns.
import { isOfAccount } from './columns'
import { isMapping } from './entries'
import { wordOf } from './values'

type Mapping = Readonly<Record<string, unknown>>

/** What concerns nobody outside of Keycloak. */
const ofNoUse = ['disableableCredentialTypes', 'requiredActions', 'notBefore', 'access', 'totp']

/** Empty lists and what Keycloak keeps for itself are left out; what is left and unknown is reported as any column is. */
export function keycloakUser(user: Mapping): Mapping {
  const { credentials, attributes, ...rest } = user
  const told = Object.entries(rest).filter(
    ([name, value]) => !ofNoUse.includes(name) && !(Array.isArray(value) && value.length === 0),
  )
  const list = Array.isArray(credentials) ? credentials.filter(isMapping) : []
  const password = list.find(({ type }) => type === 'password')
  const others = list.filter(({ type }) => type !== 'password').map(({ type }) => String(type))
  return {
    ...Object.fromEntries(told),
    ...attributesOf(attributes),
    ...Object.fromEntries(told), // over an attribute of the same name
    ...(password && { password_hash: keycloakHash(password) }),
    ...Object.fromEntries(others.map((type) => [`credential ${type}`, true])),
  }
}

/**
 * Each is a list; ours have one value. People may have written theirs themselves, and a directory has words of its own among
 * them: so none says who somebody is, whether their address is verified, or whether they may sign in.
 */
const attributesOf = (attributes: unknown): Mapping =>
  isMapping(attributes)
    ? Object.fromEntries(
        Object.entries(attributes).flatMap(([name, value]) => {
          if (!Array.isArray(value) || value.length === 0) return []
          return [isOfAccount(name) ? [`attribute ${name}`, true] : [name, value[0] as unknown]]
        }),
      )
    : {}

/** A password's credential as one text: PBKDF2 as passlib writes it, argon2 in the PHC string format. */
export function keycloakHash(credential: Mapping): string {
  const data = { ...credential, ...inner(credential['credentialData']) }
  const secret = { ...credential, ...inner(credential['secretData']) }
  const salt = base64Text(secret['salt'])
  const value = base64Text(secret['value'] ?? credential['hashedSaltedValue'])
  const rounds = wordOf(data['hashIterations'])
  const algorithm = wordOf(data['algorithm']) || 'pbkdf2-sha256'
  if (algorithm === 'argon2')
    return argon2Text(data['additionalParameters'], { salt, value, rounds })
  const name = algorithm === 'pbkdf2' ? 'pbkdf2-sha1' : algorithm
  return `$${name}$${rounds}$${salt}$${value}`
}

function argon2Text(
  more: unknown,
  { salt, value, rounds }: { salt: string; value: string; rounds: string },
): string {
  const of = (name: string): string => {
    const list = isMapping(more) ? more[name] : null
    return wordOf(Array.isArray(list) ? list[0] : '')
  }
  const version = of('version') === '1.0' ? 16 : 19
  const cost = `m=${of('memory')},t=${rounds},p=${of('parallelism')}`
  return `$argon2${of('type')}$v=${version}$${cost}$${salt}$${value}`
}

/** Newer exports have JSON within JSON. */
function inner(text: unknown): Mapping {
  if (isMapping(text)) return text
  try {
    const value: unknown = JSON.parse(typeof text === 'string' ? text : '')
    return isMapping(value) ? value : {}
  } catch {
    return {}
  }
}

const base64Text = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('=', '') : ''
