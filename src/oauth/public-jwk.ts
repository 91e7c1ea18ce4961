import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** What a client may sign with, by the name in the header — RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2. */
export const signatureAlgorithms = ['ES256', 'PS256', 'EdDSA', 'Ed25519'] as const

/** The same with what OpenID Connect took for granted before: FAPI 2 refuses it. */
export const signatureAlgorithmsWithRs256 = [...signatureAlgorithms, 'RS256'] as const
export type SignatureAlgorithm = (typeof signatureAlgorithmsWithRs256)[number]

/** A key of somebody else, that signatures are verified with. */
export type PublicKey = {
  readonly key: KeyObject
  readonly kid: string | undefined
  readonly algorithms: readonly SignatureAlgorithm[]
}

/** Bits of an RSA key: fewer are broken — RFC 7518 §3.3 —, more cost us more than they protect. */
const [shortestModulus, longestModulus] = [2048, 8192]

/** What only the holder of a private or a symmetric key has — RFC 7518 §6.2.2, §6.3.2, §6.4.1. */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a JWK that signatures can be verified with — RFC 7517 §4. Null for anything else: a secret or private key, one for
 * encryption, one that is too short, a curve that nobody uses here.
 */
export function readPublicJwk(jwk: unknown): PublicKey | null {
  if (!isObject(jwk) || secretMembers.some((member) => Object.hasOwn(jwk, member))) return null
  const { kid, use, alg, key_ops: operations } = jwk
  if (use !== undefined && use !== 'sig') return null
  if (Array.isArray(operations) && !operations.includes('verify')) return null
  const key = imported(jwk)
  const algorithms = key ? algorithmsOf(key) : []
  const wanted = algorithms.filter((one) => alg === undefined || isSameAlgorithm(alg, one))
  if (!key || wanted.length === 0) return null
  return { key, kid: typeof kid === 'string' ? kid : undefined, algorithms: wanted }
}

/** `EdDSA` and `Ed25519` are two names for what we do with such a key. */
const isSameAlgorithm = (alg: unknown, one: SignatureAlgorithm): boolean =>
  alg === one || (alg === 'EdDSA' && one === 'Ed25519') || (alg === 'Ed25519' && one === 'EdDSA')

function imported(jwk: JsonWebKey): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return null
  }
}

function algorithmsOf(key: KeyObject): readonly SignatureAlgorithm[] {
  const { modulusLength = 0, publicExponent = 0n, namedCurve } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'rsa': {
      const isSane = modulusLength >= shortestModulus && modulusLength <= longestModulus
      return isSane && isExponent(publicExponent) ? ['PS256', 'RS256'] : []
    }
    case 'ec':
      return namedCurve === 'prime256v1' ? ['ES256'] : []
    case 'ed25519':
      return ['EdDSA', 'Ed25519']
    default:
      return []
  }
}

/** With 1 anybody signs, and a long one makes each verification slow. */
const isExponent = (exponent: bigint): boolean => exponent >= 3n && exponent < 2n ** 32n

/** The keys of a JWK Set that are of use, at most a hundred; of what is no set, none. */
export function readPublicJwks(text: string): readonly PublicKey[] {
  try {
    const value: unknown = JSON.parse(text)
    const keys: unknown = isObject(value) ? value['keys'] : undefined
    return (Array.isArray(keys) ? keys.slice(0, 100) : [])
      .map(readPublicJwk)
      .filter((key) => key !== null)
  } catch {
    return []
  }
}
