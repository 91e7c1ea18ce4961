import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { verifyByClient } from './client-keys'
import { algorithmsFor, isHeldToFapi } from './fapi'
import type { Provider } from './provider'
import { clockSkew, isTimely, readUnverifiedClaims } from './signed-jwt'

/** `client_assertion_type` — RFC 7523 §2.2. */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** An assertion may be good for at most this long: seconds. */
const longestLife = 3600

/** An id that may be used once, until the assertion has ended by itself. */
export type SingleUse = { readonly key: string; readonly expiresAt: Date }

/** Whom an assertion claims to be from; whether it is, is proved later. Null: it says nothing. */
export function assertedClient(assertion: string): string | null {
  const subject = readUnverifiedClaims(assertion)?.['sub']
  return typeof subject === 'string' && subject !== '' ? subject : null
}

/**
 * Who an assertion may be for: the issuer, and for clients that are not held to FAPI 2 the token endpoint, which they were
 * told before. Always a single string: a list would let another server that is in it use the assertion here.
 */
const audiencesOf = (client: Client, issuer: string): readonly unknown[] =>
  isHeldToFapi(client) ? [issuer] : [issuer, `${issuer}/oauth/token`, `${issuer}/token`]

/**
 * Proves that a client has signed an assertion for us — RFC 7523 §3, OpenID Connect Core §9 `private_key_jwt`.
 * @returns its `jti`, to be used up before the client gets anything; null: it proves nothing
 */
export async function verifyAssertion(
  assertion: string,
  client: Client,
  provider: Provider,
): Promise<SingleUse | null> {
  const algorithms = algorithmsFor(client, client.options.assertionAlgorithm)
  const verified = await verifyByClient(assertion, client, algorithms, provider)
  if (!verified) return null
  const { iss, sub, aud, exp, jti } = verified.claims
  const at = provider.now()
  const isFromClient = iss === client.id && sub === client.id
  const isForUs = audiencesOf(client, provider.settings.issuer).includes(aud)
  if (!isFromClient || !isForUs || typeof exp !== 'number') return null
  if (!isTimely(verified.claims, at) || exp > at.getTime() / 1000 + longestLife) return null
  if (typeof jti !== 'string' || jti === '' || jti.length > 512) return null
  return {
    key: sha256(`assertion\n${client.id}\n${jti}`),
    expiresAt: new Date((exp + clockSkew) * 1000),
  }
}
