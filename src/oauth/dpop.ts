// Proofs of possession — RFC 9449. A request without a `DPoP` header costs nothing here.
import { calculateJwkThumbprint, type JWK } from 'jose'

import { isSame, sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { freshNonce, isNonceGood } from './dpop-nonce'
import { OAuthError } from './oauth-error'
import type { Provider } from './provider'
import { readPublicJwk, signatureAlgorithms } from './public-jwk'
import { isTimely, readJwtHeader, verifySignature, type JwtClaims } from './signed-jwt'

/** What proofs are signed with; for `dpop_signing_alg_values_supported`. FAPI 2 has no RS256. */
export const dpopAlgorithms = signatureAlgorithms

/** Seconds by which a proof's `iat` may be off; with a nonce of ours, by which its age is known, more (§11.1). */
const [tolerance, toleranceWithNonce] = [60, 300]

/** A proof that is good for this request. Nothing of it is used up yet. */
export type DpopProof = {
  /** The JWK thumbprint of its key — RFC 7638. */
  readonly thumbprint: string
  readonly hasNonce: boolean
  /** Its `jti`, to be used up; once per key (§11.1). */
  readonly use: { readonly key: string; readonly expiresAt: Date }
}

/**
 * Checks the proof of a request, if it brings one — §4.3.
 * @param accessToken  the token that it is shown with; null at the token endpoint
 * @throws {OAuthError} `invalid_dpop_proof`; `use_dpop_nonce` when it holds a nonce that is not ours, or old
 */
export async function readProof(
  request: Request,
  accessToken: string | null,
  provider: Provider,
): Promise<DpopProof | null> {
  const proof = request.headers.get('dpop')
  if (proof === null) return null
  const header = readJwtHeader(proof) // two of them are joined by a comma, which no JWT has
  if (!header) throw invalidProof('the DPoP header has to hold one JWT')
  if (header['typ'] !== 'dpop+jwt') throw invalidProof('typ has to be dpop+jwt')
  const key = readPublicJwk(header['jwk'])
  if (!key) throw invalidProof('jwk has to be a public key that one can sign with')
  const claims = await verifySignature(proof, key, dpopAlgorithms)
  if (!claims) throw invalidProof('the signature, or its algorithm, is not good')
  checkTarget(claims, request, provider)
  if (accessToken !== null && !isOfToken(claims, accessToken)) {
    throw invalidProof('ath is not the hash of the access token')
  }
  const { nonce, jti } = claims
  if (nonce !== undefined && (typeof nonce !== 'string' || !isNonceGood(nonce, provider))) {
    throw nonceWanted(provider)
  }
  const hasNonce = nonce !== undefined
  const expiresAt = checkTime(claims, hasNonce ? toleranceWithNonce : tolerance, provider)
  if (typeof jti !== 'string' || jti === '' || jti.length > 512) {
    throw invalidProof('jti has to be a text of 1 to 512 characters')
  }
  const thumbprint = await calculateJwkThumbprint(header['jwk'] as JWK)
  return {
    thumbprint,
    hasNonce,
    use: { key: sha256(`dpop\n${thumbprint}\n${jti}`), expiresAt },
  }
}

/**
 * What a client's registration asks for, before anything is used up — §8.
 * @throws {OAuthError} `invalid_dpop_proof` when there has to be a proof, `use_dpop_nonce` when it has to hold a nonce
 */
export function checkPolicy(
  proof: DpopProof | null,
  { options: { dpop } }: Client,
  provider: Provider,
): void {
  if (proof === null && dpop !== 'optional')
    throw invalidProof('the client has to send a DPoP proof')
  if (proof?.hasNonce === false && dpop === 'required-with-nonce') throw nonceWanted(provider)
}

/**
 * A proof is good once, on whichever node it arrives.
 * @throws {OAuthError} `invalid_dpop_proof`
 */
export async function spendProof(proof: DpopProof | null, { stores }: Provider): Promise<void> {
  if (proof === null) return
  const isFirst = await stores.usedIds.use(proof.use.key, proof.use.expiresAt)
  if (!isFirst) throw invalidProof('jti was used before')
}

/**
 * Whether a code or refresh token that is bound to a key is shown by whoever holds it.
 * @param boundTo  a JWK thumbprint; null: it is bound to none
 * @throws {OAuthError} `invalid_dpop_proof` without a proof, `invalid_grant` with one by another key
 */
export function checkBinding(boundTo: string | null, thumbprint: string | null): void {
  if (boundTo === null || boundTo === thumbprint) return
  if (thumbprint === null) throw invalidProof('what was issued is bound to a key: send a proof')
  throw new OAuthError('invalid_grant', 'what was issued is bound to another key')
}

export const invalidProof = (description: string): OAuthError =>
  new OAuthError('invalid_dpop_proof', description)

const nonceWanted = (provider: Provider): OAuthError =>
  new OAuthError(
    'use_dpop_nonce',
    'the proof has to hold the nonce of the DPoP-Nonce header',
    null,
    {
      'DPoP-Nonce': freshNonce(provider),
    },
  )

const isOfToken = ({ ath }: JwtClaims, accessToken: string): boolean =>
  typeof ath === 'string' && isSame(ath, sha256(accessToken))

/** The method and the public URL, whatever `Host` says; the path is the one that was asked, which may be an alias. */
function checkTarget({ htm, htu }: JwtClaims, request: Request, { settings }: Provider): void {
  if (htm !== request.method) throw invalidProof('htm is not the method of the request')
  const target = normalized(settings.issuer + new URL(request.url).pathname)
  if (typeof htu !== 'string' || normalized(htu) !== target) {
    throw invalidProof('htu is not the URL of the request')
  }
}

/** A URL in one spelling, without query and fragment — RFC 3986 §6.2.2, §6.2.3. Null: it is none. */
function normalized(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username !== '' || url.password !== '') return null
  const path = url.pathname.replaceAll(/%[\da-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[A-Za-z\d._~-]/.test(character) ? character : escape.toUpperCase()
  })
  return `${url.protocol}//${url.host}${path}`
}

/** @returns when the proof has ended by itself, so that its `jti` may be forgotten */
function checkTime(claims: JwtClaims, allowed: number, { now }: Provider): Date {
  const { iat } = claims
  const at = now()
  if (typeof iat !== 'number' || !(Math.abs(Math.floor(at.getTime() / 1000) - iat) <= allowed)) {
    throw invalidProof('iat is too far from now')
  }
  const { exp, nbf } = claims // nobody has to send them (§4.2), but they mean what they say
  if (!isTimely({ exp, nbf }, at)) throw invalidProof('the proof has ended, or is not good yet')
  return new Date((iat + allowed + 1) * 1000)
}
