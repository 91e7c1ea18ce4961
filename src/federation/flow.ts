// What a browser carries while it is away at an upstream: in a cookie of its own for each departure, so that several tabs
// work, sealed, so that nobody reads or makes one. Nothing is kept here.
import { deflateRawSync, inflateRawSync } from 'node:zlib'

import { sha256 } from '@/crypto/digest'
import { deriveKey, seal, unseal } from '@/crypto/seal'

/** `sign-in` and `link` are people's, `test` is the operator's, `broker` an app's. */
export const flowPurposes = ['sign-in', 'link', 'test', 'broker'] as const
export type FlowPurpose = (typeof flowPurposes)[number]

/** Why a browser was sent to an upstream, and where it goes on. */
export type Flow = {
  readonly purpose: FlowPurpose
  readonly upstreamId: string
  readonly redirectUri: string
  /** A path of ours; for the broker the whole URL of the place. */
  readonly back: string
  /** The code of an invitation link. */
  readonly invitation: string | null
  /** Who links or tests. */
  readonly userId: string | null
}

export type SealedFlow = {
  readonly flow: Flow
  readonly state: string
  /** Of the engine: nonce and PKCE verifier. */
  readonly secrets: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** Seconds. */
export const flowLifetime = 600

/** Browsers drop a cookie of more than 4096 bytes, name and attributes included. */
const longestValue = 3800

const keyOf = (portalSecret: string) => deriveKey(portalSecret, 'upstream-flow')

/** One for each state. On https `__Secure-` ties it to https; `__Host-` would want every path. */
export function flowCookieName(issuer: string, state: string): string {
  const prefix = issuer.startsWith('https:') ? '__Secure-' : ''
  return `${prefix}portico-upstream-${sha256(state).slice(0, 16)}`
}

/** A `Set-Cookie` value, sent back to where upstreams send people only. Lax: they come from another site. */
export function flowCookie(issuer: string, state: string, value: string, maxAge: number): string {
  const secure = issuer.startsWith('https:') ? '; Secure' : ''
  const name = flowCookieName(issuer, state)
  return `${name}=${value}; Path=/api/auth/callback; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}

/** Null: it is longer than a browser would keep. */
export function sealFlow(sealed: SealedFlow, portalSecret: string): string | null {
  const plaintext = deflateRawSync(JSON.stringify(sealed))
  const value = seal(keyOf(portalSecret), plaintext)
  return value.length > longestValue ? null : value
}

/** Null: it was not made here, or was changed. */
export function openFlow(value: string, portalSecret: string): SealedFlow | null {
  try {
    const plaintext = unseal(keyOf(portalSecret), value)
    return JSON.parse(inflateRawSync(plaintext).toString()) as SealedFlow
  } catch {
    return null
  }
}
