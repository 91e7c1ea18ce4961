/** The public keys that a client gives, so that what it signs can be verified — RFC 7517, RFC 7591 §2. */
import { createPublicKey, type JsonWebKey } from 'node:crypto'

export const jwksReasons = [
  'too-long',
  'not-json',
  'not-a-jwk-set',
  'no-keys',
  'too-many-keys',
  'private-key',
  'symmetric-key',
  'short-key',
  'broken-key',
  'doubled-kid',
  'no-usable-key',
] as const
export type JwksReason = (typeof jwksReasons)[number]

export type JwksCheck =
  | { readonly ok: true; /** The same set, as it is stored. */ readonly jwks: string }
  | { readonly ok: false; readonly reason: JwksReason }

type Jwk = JsonWebKey & { readonly kid?: unknown; readonly use?: unknown; readonly alg?: unknown }

const longest = 20_000 // characters
const mostKeys = 20
const shortestModulus = 2_048 // bits: RFC 7518 §3.3

/** Members that only the holder of a private key has — RFC 7518 §6.2.2, §6.3.2. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth']

/**
 * Whether this text is a JWK Set with keys that a client may be known by: public ones, of which at least one verifies an
 * algorithm that is taken here. A private key that is pasted by mistake is refused before it could be stored.
 */
export function checkJwks(text: string): JwksCheck {
  if (text.length > longest) return refused('too-long')
  const value = parsed(text)
  if (value === undefined) return refused('not-json')
  const keys = keysOf(value)
  if (!keys) return refused('not-a-jwk-set')
  if (keys.length === 0) return refused('no-keys')
  if (keys.length > mostKeys) return refused('too-many-keys')

  for (const key of keys) {
    const reason = refuseKey(key)
    if (reason) return refused(reason)
  }
  const kids = keys.flatMap(({ kid }) => (kid === undefined ? [] : [kid]))
  if (new Set(kids).size < kids.length) return refused('doubled-kid') // RFC 7517 §4.5
  if (!keys.some(isUsable)) return refused('no-usable-key')
  return { ok: true, jwks: JSON.stringify({ keys }) }
}

const refused = (reason: JwksReason): JwksCheck => ({ ok: false, reason })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function keysOf(value: unknown): readonly Jwk[] | null {
  const keys = isObject(value) ? value['keys'] : undefined
  const isSet = Array.isArray(keys) && keys.every((key) => isObject(key) && isNamed(key))
  return isSet ? (keys as Jwk[]) : null
}

const isNamed = ({ kty, kid }: Record<string, unknown>): boolean =>
  typeof kty === 'string' && (kid === undefined || typeof kid === 'string')

function refuseKey(key: Jwk): JwksReason | null {
  if (key.kty === 'oct' || 'k' in key) return 'symmetric-key'
  if (privateMembers.some((member) => member in key)) return 'private-key'
  if (key.kty !== 'RSA' && key.kty !== 'EC' && key.kty !== 'OKP') return null // not for us: RFC 7517 §5
  try {
    const { asymmetricKeyDetails: details } = createPublicKey({ key, format: 'jwk' })
    if ((details?.publicExponent ?? 3n) < 3n) return 'broken-key' // anybody signs for it
    return (details?.modulusLength ?? shortestModulus) < shortestModulus ? 'short-key' : null
  } catch {
    return isKnownCurve(key) ? 'broken-key' : null
  }
}

const isKnownCurve = ({ kty, crv }: Jwk): boolean =>
  kty === 'RSA' || ['P-256', 'P-384', 'P-521', 'Ed25519'].includes(crv ?? '')

/** It verifies RS256, PS256, ES256 or EdDSA, and is not said to be for anything else. */
function isUsable({ kty, crv, use, alg }: Jwk): boolean {
  if (use !== undefined && use !== 'sig') return false
  const algorithms =
    kty === 'RSA'
      ? ['RS256', 'PS256']
      : kty === 'EC' && crv === 'P-256'
        ? ['ES256']
        : kty === 'OKP' && crv === 'Ed25519'
          ? ['EdDSA', 'Ed25519'] // RFC 9864 names it after its curve
          : []
  return alg === undefined ? algorithms.length > 0 : algorithms.some((it) => it === alg)
}
