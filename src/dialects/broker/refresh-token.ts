// The broker's refresh token: an encrypted JWT (JWE, `dir` with A256GCM; RFC 7516, RFC 7519) around the upstream's.
import { EncryptJWT, errors, jwtDecrypt } from 'jose'

import { randomId } from '@/crypto/random'
import { deriveKey } from '@/crypto/seal'
import type { Provider } from '@/oauth/provider'

export type RefreshTokenContents = {
  readonly grantId: string
  readonly generation: number
  /** The upstream's refresh token as of this generation. */
  readonly upstreamToken: string
  /** The app whose redirect URI it was sent to; null: a place of the list. */
  readonly clientId: string | null
}

type World = Pick<Provider, 'settings' | 'now'>

/** Seconds. Each period has a key of its own; that of the current one encrypts. */
const period = 90 * 86_400
const oldPeriods = 3

/** Seconds: a refresh token that was made on the last day of a period can still be opened when it ends. */
export const longestLifetime = oldPeriods * period

/** No token of ours is longer: characters. */
const longest = 16_384

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

/**
 * Keys are derived from the portal's secret and the number of the period, so every node has the same, none is written
 * anywhere, and they rotate by themselves. Keys of two periods tell nothing of each other.
 */
const keyOf = (number: number, { settings }: World): Uint8Array =>
  deriveKey(settings.secret, `broker-refresh-${number}`)

/** Makes the token. Whoever holds it can read nothing in it. */
export function sealRefreshToken(
  { grantId, generation, upstreamToken, clientId }: RefreshTokenContents,
  expiresAt: Date,
  world: World,
): Promise<string> {
  const now = seconds(world.now())
  const number = Math.floor(now / period)
  return new EncryptJWT({
    grant_id: grantId,
    generation,
    refresh_token: upstreamToken,
    client_id: clientId,
  })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'JWT', kid: `broker-${number}` })
    .setIssuer(world.settings.issuer)
    .setIssuedAt(now)
    .setExpirationTime(Math.min(seconds(expiresAt), now + longestLifetime))
    .setJti(randomId())
    .encrypt(keyOf(number, world))
}

/** Opens a token of ours. Null: it is none, was changed, or has expired. */
export async function openRefreshToken(
  token: string,
  world: World,
): Promise<RefreshTokenContents | null> {
  if (token.length > longest) return null
  try {
    const { payload } = await jwtDecrypt(token, ({ kid }) => keyNamed(kid, world), {
      issuer: world.settings.issuer,
      currentDate: world.now(),
      requiredClaims: ['exp'],
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return {
      grantId: String(payload['grant_id']),
      generation: Number(payload['generation']),
      upstreamToken: String(payload['refresh_token']),
      clientId: typeof payload['client_id'] === 'string' ? payload['client_id'] : null,
    }
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof TypeError) return null // malformed
    throw cause
  }
}

/** The key that a token names, of this period, the three before, and the next: another node's clock may be ahead. */
function keyNamed(kid: string | undefined, world: World): Uint8Array {
  const number = Number(/^broker-(\d{1,6})$/.exec(kid ?? '')?.[1] ?? Number.NaN)
  const current = Math.floor(seconds(world.now()) / period)
  if (number >= current - oldPeriods && number <= current + 1) return keyOf(number, world)
  throw new errors.JWKSNoMatchingKey()
}
