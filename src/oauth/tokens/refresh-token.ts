import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import type { Client } from '@/model/client'
import type { Grant, RefreshToken } from '@/model/grant'
import type { Settings } from '@/config/settings'

/** What refresh tokens begin with: one is never taken for a secret of another kind. */
export const refreshTokenPrefix = 'prt_'

/** Whether a text can be a refresh token of ours at all: what cannot is not looked up. */
export const isRefreshTokenShaped = (text: string): boolean => /^prt_[A-Za-z0-9_-]{43}$/.test(text)

/**
 * A new refresh token for a grant. The token itself exists only in the answer; its hash is stored.
 * @param thumbprint  the key that it is bound to
 */
export function newRefreshToken(
  grant: Pick<Grant, 'id' | 'createdAt'>,
  client: Client,
  settings: Settings,
  at: Date,
  thumbprint: string | null = null,
): { refreshToken: string; stored: RefreshToken } {
  const refreshToken = randomSecret(refreshTokenPrefix)
  const stored = {
    hash: sha256(refreshToken),
    grantId: grant.id,
    thumbprint,
    createdAt: at,
    expiresAt: refreshTokenExpiry(grant, client, settings, at),
    consumedAt: null,
  }
  return { refreshToken, stored }
}

/** When a refresh token ends that is used or made now: after a time without use, and with its grant in any case. */
export function refreshTokenExpiry(
  { createdAt }: Pick<Grant, 'createdAt'>,
  { refreshTokenLifetime, options }: Client,
  { lifetimes }: Settings,
  at: Date,
): Date {
  const idle = refreshTokenLifetime ?? lifetimes.refreshToken
  const absolute = options.refreshTokenMaxLifetime ?? lifetimes.refreshTokenAbsolute
  return new Date(Math.min(at.getTime() + idle * 1000, createdAt.getTime() + absolute * 1000))
}
