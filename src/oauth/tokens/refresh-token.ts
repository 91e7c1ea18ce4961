import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import type { Client } from '@/model/client'
import type { RefreshToken } from '@/model/grant'
import type { Settings } from '@/config/settings'

/** What refresh tokens begin with: one is never taken for a secret of another kind. */
export const refreshTokenPrefix = 'prt_'

/** Whether a text can be a refresh token of ours at all: what cannot is not looked up. */
export const isRefreshTokenShaped = (text: string): boolean => /^prt_[A-Za-z0-9_-]{43}$/.test(text)

/** A new refresh token for a grant. The token itself exists only in the answer; its hash is stored. */
export function newRefreshToken(
  grantId: string,
  client: Client,
  settings: Settings,
  at: Date,
): { refreshToken: string; stored: RefreshToken } {
  const refreshToken = randomSecret(refreshTokenPrefix)
  const stored = {
    hash: sha256(refreshToken),
    grantId,
    createdAt: at,
    expiresAt: refreshTokenExpiry(client, settings, at),
    consumedAt: null,
  }
  return { refreshToken, stored }
}

export const refreshTokenExpiry = (client: Client, settings: Settings, at: Date): Date =>
  new Date(at.getTime() + (client.refreshTokenLifetime ?? settings.lifetimes.refreshToken) * 1000)
