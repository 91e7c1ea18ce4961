import type { Database as Connection } from 'better-sqlite3'
import type { AuthorizationCode } from '@/model/authorization-code'
import type { Grant, RefreshToken } from '@/model/grant'
import type { CommitQueue } from './commit-queue'
import { grantColumns, isCode } from './grant-writes'
import type { GrantWrites, Redeemable } from './grant-writes'

/** Grants and what they give in SQLite, past Prisma: what an app waits for. Moments are milliseconds. */
export function sqliteGrantWrites(connection: Connection, commits: CommitQueue): GrantWrites {
  const addGrant = connection.prepare<[row: object]>(`
    INSERT INTO "Grant" ("id", "clientId", "userId", "sessionId", "grantType", "scope", "isOffline", "resources",
      "authentication", "createdAt", "revokedAt")
    VALUES ($id, $clientId, $userId, $sessionId, $grantType, $scope, $isOffline, $resources, $authentication,
      $createdAt, CASE
        WHEN $sessionId IS NULL OR EXISTS (SELECT 1 FROM "Session" WHERE "id" = $sessionId) THEN $revokedAt
        ELSE $createdAt END)`)
  const addCode = connection.prepare<[row: object]>(`
    INSERT INTO "AuthorizationCode" ("hash", "grantId", "clientId", "redirectUri", "isRedirectUriSent", "codeChallenge",
      "codeChallengeMethod", "thumbprint", "createdAt", "expiresAt", "consumedAt")
    VALUES ($hash, $grantId, $clientId, $redirectUri, $isRedirectUriSent, $codeChallenge, $codeChallengeMethod,
      $thumbprint, $createdAt, $expiresAt, $consumedAt)`)
  const addRefreshToken = connection.prepare<[row: object]>(`
    INSERT INTO "RefreshToken" ("hash", "grantId", "thumbprint", "createdAt", "expiresAt", "consumedAt")
    VALUES ($hash, $grantId, $thumbprint, $createdAt, $expiresAt, $consumedAt)`)
  const extend = connection.prepare<[end: number, hash: string, end: number]>(
    'UPDATE "RefreshToken" SET "expiresAt" = ? WHERE "hash" = ? AND "expiresAt" < ?',
  )
  const consume = (table: Redeemable, condition = '') =>
    connection.prepare<[at: number, hash: string, grantId: string | null]>(`
      UPDATE "${table}" SET "consumedAt" = ?
      WHERE "hash" = ? AND "consumedAt" IS NULL AND "grantId" = coalesce(?, "grantId") ${condition}`)
  const consumeFrom = {
    AuthorizationCode: consume('AuthorizationCode'),
    DeviceCode: consume('DeviceCode', `AND "state" = 'allowed'`),
    RefreshToken: consume('RefreshToken'),
  }

  return {
    add: (grant, gave) => {
      const [row, given] = [grantRow(grant), gave && givenRow(gave)]
      return commits.write(() => {
        addGrant.run(row)
        if (gave && given) (isCode(gave) ? addCode : addRefreshToken).run(given)
      })
    },

    consume: (from, hash, refreshToken, at) =>
      commits.write(() => {
        const grantId = refreshToken && refreshToken.grantId
        if (consumeFrom[from].run(at.getTime(), hash, grantId).changes === 0) return false
        if (refreshToken) addRefreshToken.run(givenRow(refreshToken))
        return true
      }),

    extend: async (hash, expiresAt) => {
      const end = expiresAt.getTime()
      await commits.write(() => extend.run(end, hash, end))
    },
  }
}

const millisecondsOf = (moment: Date | null): number | null => moment && moment.getTime()

function grantRow(grant: Grant): object {
  const columns = grantColumns(grant)
  return Object.assign(columns, {
    isOffline: Number(columns.isOffline),
    createdAt: columns.createdAt.getTime(),
    revokedAt: millisecondsOf(columns.revokedAt),
  })
}

function givenRow(gave: AuthorizationCode | RefreshToken): object {
  return {
    ...gave,
    ...(isCode(gave) && { isRedirectUriSent: Number(gave.isRedirectUriSent) }),
    createdAt: gave.createdAt.getTime(),
    expiresAt: gave.expiresAt.getTime(),
    consumedAt: millisecondsOf(gave.consumedAt),
  }
}
