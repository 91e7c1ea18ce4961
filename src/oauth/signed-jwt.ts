import { compactVerify, decodeProtectedHeader } from 'jose'

import type { PublicKey, SignatureAlgorithm } from './public-jwk'

export type JwtHeader = Readonly<Record<string, unknown>>
export type JwtClaims = Readonly<Record<string, unknown>>

/** No JWT that anybody has to send us is longer: characters. */
const longest = 32_768

/** The header of a compact JWS — RFC 7515 §7.1 —, before anything is verified. Null: it is none, or has extensions. */
export function readJwtHeader(jwt: string): JwtHeader | null {
  if (jwt.length > longest || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt)) return null
  try {
    const header = decodeProtectedHeader(jwt)
    return header.crit === undefined ? header : null // RFC 7515 §4.1.11: we know none
  } catch {
    return null
  }
}

/** What the payload says, before anything is verified: to know whom to ask for keys. */
export const readUnverifiedClaims = (jwt: string): JwtClaims | null =>
  jwt.length > longest ? null : parsed(Buffer.from(jwt.split('.')[1] ?? '', 'base64url'))

/** The claims of a JWT that this key has signed, by one of these algorithms; null: it has not. */
export async function verifySignature(
  jwt: string,
  { key, algorithms }: PublicKey,
  allowed: readonly SignatureAlgorithm[],
): Promise<JwtClaims | null> {
  try {
    const both = algorithms.filter((algorithm) => allowed.includes(algorithm))
    const { payload } = await compactVerify(jwt, key, { algorithms: [...both] })
    return parsed(payload)
  } catch {
    return null
  }
}

function parsed(payload: Uint8Array): JwtClaims | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** Seconds by which the clock of whoever signs may differ from ours. */
export const clockSkew = 60

/**
 * Whether the claims about time allow it now — RFC 7519 §4.1.4 to §4.1.6: not ended, not from the future, by more than a
 * minute. A claim that is there has to be a number, and is looked at.
 */
export function isTimely(claims: JwtClaims, at: Date): boolean {
  const now = at.getTime() / 1000
  const { exp, nbf, iat } = claims
  return (
    isAbsentOr(exp, (end) => now < end + clockSkew) &&
    isAbsentOr(nbf, (start) => start <= now + clockSkew) &&
    isAbsentOr(iat, (made) => made <= now + clockSkew)
  )
}

const isAbsentOr = (claim: unknown, test: (seconds: number) => boolean): boolean =>
  claim === undefined || (typeof claim === 'number' && Number.isFinite(claim) && test(claim))
