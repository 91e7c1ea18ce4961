import type { AuthorizationCode } from '@/model/authorization-code'
import type { Grant, RefreshToken } from '@/model/grant'
import type { Database } from './database'
import { splitList } from './rows'

/** What is used once, and may buy a refresh token. */
export type Redeemable = 'AuthorizationCode' | 'DeviceCode' | 'RefreshToken'

/** What an app waits for: each one commit. The two databases do it in their own ways. */
export type GrantWrites = {
  /** Adds a grant and what it gave; as revoked when its session has ended meanwhile. */
  readonly add: (grant: Grant, gave: AuthorizationCode | RefreshToken | null) => Promise<void>
  /**
   * Takes one row out of use and adds the refresh token that it buys. However many callers race, exactly one is told
   * `true`; the others change nothing. A refresh token of another grant is not bought: `false`.
   */
  readonly consume: (
    from: Redeemable,
    hash: string,
    refreshToken: RefreshToken | null,
    at: Date,
  ) => Promise<boolean>
  /** Moves the end of a refresh token forward. */
  readonly extend: (hash: string, expiresAt: Date) => Promise<void>
}

export const isCode = (gave: AuthorizationCode | RefreshToken): gave is AuthorizationCode =>
  'redirectUri' in gave

/** A grant as its row. */
export function grantColumns(grant: Grant) {
  const { id, clientId, userId, sessionId, grantType, scope, resources } = grant
  const { createdAt, revokedAt, authentication } = grant
  return {
    id,
    clientId,
    userId,
    sessionId,
    grantType,
    scope,
    resources,
    createdAt,
    revokedAt,
    isOffline: splitList(scope).includes('offline_access'),
    authentication: authentication && JSON.stringify(authentication),
  }
}

/**
 * The part of a batch that comes after the grant was added, which waited for whoever is ending sessions of its user: see
 * `endSessions`.
 */
export const revokeIfSessionIsGone = (database: Database, id: string, sessionId: string | null) =>
  database.$executeRaw`UPDATE "Grant" SET "revokedAt" = "createdAt" WHERE "id" = ${id}
    AND "sessionId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Session" WHERE "id" = ${sessionId})`
