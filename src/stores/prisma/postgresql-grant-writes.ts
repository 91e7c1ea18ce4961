import type { Pool } from 'pg'
import { despiteDeadlocks } from './deadlocks'
import { grantColumns, isCode } from './grant-writes'
import type { GrantWrites, Redeemable } from './grant-writes'

/** Grants and what they give in PostgreSQL, past Prisma: one statement each, whose plan the server keeps. */
export function postgresqlGrantWrites(pool: Pool): GrantWrites {
  const run = async (name: string, text: string, values: readonly unknown[]) => {
    const query = { name: `portico_${name}`, text, values: [...values] }
    return (await despiteDeadlocks(() => pool.query(query))).rowCount
  }

  return {
    add: async (grant, gave) => {
      const given = grantValues(grantColumns(grant))
      if (!gave) await run('add_grant', `${locks} ${addGrant}`, given)
      else if (isCode(gave)) {
        const { hash, grantId, clientId, redirectUri, isRedirectUriSent, codeChallenge } = gave
        await run('add_grant_with_code', `${locks}, "granted" AS (${addGrant}) ${addCode}`, [
          ...given,
          ...[hash, grantId, clientId, redirectUri, isRedirectUriSent, codeChallenge],
          ...[gave.codeChallengeMethod, gave.thumbprint, gave.createdAt, gave.expiresAt],
          gave.consumedAt,
        ])
      } else {
        const { hash, grantId, thumbprint, createdAt, expiresAt, consumedAt } = gave
        await run(
          'add_grant_with_refresh_token',
          `${locks}, "granted" AS (${addGrant}) ${addRefreshToken}`,
          [...given, hash, grantId, thumbprint, createdAt, expiresAt, consumedAt],
        )
      }
    },

    consume: async (from, hash, refreshToken, at) => {
      if (!refreshToken) return (await run(`use_${from}`, consume(from), [hash, at])) === 1
      const { hash: added, grantId, thumbprint, createdAt, expiresAt, consumedAt } = refreshToken
      const values = [hash, at, grantId, added, thumbprint, createdAt, expiresAt, consumedAt]
      return (await run(`redeem_${from}`, redeem(from), values)) === 1
    },

    extend: async (hash, expiresAt) => {
      await run(
        'extend_refresh_token',
        'UPDATE "RefreshToken" SET "expiresAt" = $2 WHERE "hash" = $1 AND "expiresAt" < $2',
        [hash, expiresAt],
      )
    },
  }
}

const grantValues = (row: ReturnType<typeof grantColumns>): readonly unknown[] => [
  ...[row.id, row.clientId, row.userId, row.sessionId, row.grantType, row.scope, row.isOffline],
  ...[row.resources, row.authentication, row.createdAt, row.revokedAt],
]

/**
 * First the user is locked, then the session: in the order of whoever ends sessions, and waiting for them (see
 * `endSessions`). A session that has ended meanwhile is not found.
 */
const locks = `
  WITH "owner" AS MATERIALIZED (SELECT 1 FROM "User" WHERE "id" = $3 FOR KEY SHARE),
  "living" AS MATERIALIZED (
    SELECT 1 FROM "Session" WHERE "id" = $4 AND EXISTS (SELECT 1 FROM "owner") FOR KEY SHARE)`

/** As revoked when its session has ended. */
const addGrant = `
  INSERT INTO "Grant" ("id", "clientId", "userId", "sessionId", "grantType", "scope", "isOffline", "resources",
    "authentication", "createdAt", "revokedAt")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE
    WHEN $4 IS NULL OR EXISTS (SELECT 1 FROM "living") THEN CAST($11 AS TIMESTAMPTZ)
    ELSE CAST($10 AS TIMESTAMPTZ) END)`

const addCode = `
  INSERT INTO "AuthorizationCode" ("hash", "grantId", "clientId", "redirectUri", "isRedirectUriSent", "codeChallenge",
    "codeChallengeMethod", "thumbprint", "createdAt", "expiresAt", "consumedAt")
  VALUES ($12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`

const addRefreshToken = `
  INSERT INTO "RefreshToken" ("hash", "grantId", "thumbprint", "createdAt", "expiresAt", "consumedAt")
  VALUES ($12, $13, $14, $15, $16, $17)`

/** Only as long as nobody has used it. Who waits for another's update looks at the row anew. */
const consume = (from: Redeemable): string => `
  UPDATE "${from}" SET "consumedAt" = $2
  WHERE "hash" = $1 AND "consumedAt" IS NULL ${from === 'DeviceCode' ? `AND "state" = 'allowed'` : ''}`

/** Who comes too late has then nothing to add. */
const redeem = (from: Redeemable): string => `
  WITH "consumed" AS (${consume(from)} AND "grantId" = $3 RETURNING "grantId")
  INSERT INTO "RefreshToken" ("grantId", "hash", "thumbprint", "createdAt", "expiresAt", "consumedAt")
  SELECT "grantId", $4, $5, $6, $7, $8 FROM "consumed"`
