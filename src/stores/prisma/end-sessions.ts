import { sqltag as sql } from '@prisma/client/runtime/client'
import type { Sql } from '@prisma/client/runtime/client'
import { deleteApiTokens } from './api-tokens'
import { revokedBrokerGrant } from './broker-grants'
import type { Database } from './database'
import type { RowLocks } from './row-locks'

/** Which sessions of a user end: one, or all but one. */
export type Ending = { readonly only: string } | { readonly allBut: string | null }

/**
 * The part of a batch that ends sessions of a user, without the grants. First it makes everybody wait who begins a
 * session or gives a grant of this user, as both point to the user: so a grant is either there when the clients that
 * get news are looked up, or finds its session gone.
 */
export const endSessions = (
  database: Database,
  locks: RowLocks,
  userId: string,
  ending: Ending,
  at: Date,
) =>
  [
    database.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId} ${locks.forUpdate}`,
    addLogoutDeliveries(database, locks, userId, ending, at),
    database.session.deleteMany({ where: { userId, ...idOf(ending) } }),
  ] as const

const idOf = (ending: Ending) => {
  if ('only' in ending) return { id: ending.only }
  return ending.allBut === null ? {} : { id: { not: ending.allBut } }
}

/** One for each session that ends and each client that was given a grant in it and has asked for news. */
const addLogoutDeliveries = (
  database: Database,
  locks: RowLocks,
  userId: string,
  ending: Ending,
  at: Date,
) => database.$executeRaw`
  INSERT INTO "LogoutDelivery" ("id", "clientId", "userId", "sessionId", "createdAt", "attempts", "nextAttemptAt")
  SELECT g."sessionId" || '.' || c."id", c."id", ${userId}, g."sessionId", ${at}, 0, ${at}
  FROM (
    SELECT DISTINCT g."sessionId", g."clientId" FROM "Session" s JOIN "Grant" g ON g."sessionId" = s."id"
    WHERE s."userId" = ${userId} ${andIs(ending)}) g
  JOIN "Client" c ON c."id" = g."clientId"
  WHERE c."backchannelLogoutUri" IS NOT NULL AND c."disabledAt" IS NULL ${locks.forKeyShareOfClient}
  ON CONFLICT ("id") DO NOTHING`

const andIs = (ending: Ending): Sql =>
  'only' in ending
    ? sql`AND s."id" = ${ending.only}`
    : ending.allBut === null
      ? sql``
      : sql`AND s."id" <> ${ending.allBut}`

/**
 * The part of a batch that comes after: revokes every grant of the user but those given in one session, and ends what the
 * token API and the broker gave, which belongs to no session.
 */
export const revokeAccess = (
  database: Database,
  userId: string,
  exceptSessionId: string | null,
  at: Date,
) =>
  [
    revokeGrants(database, userId, exceptSessionId, at),
    ...deleteApiTokens(database, { userId }),
    database.brokerGrant.updateMany({
      where: { userId, revokedAt: null },
      data: revokedBrokerGrant(at),
    }),
  ] as const

const revokeGrants = (
  database: Database,
  userId: string,
  exceptSessionId: string | null,
  at: Date,
) =>
  database.grant.updateMany({
    where: {
      userId,
      revokedAt: null,
      // In SQL, `not` alone passes over the grants of no session.
      ...(exceptSessionId !== null && {
        OR: [{ sessionId: null }, { sessionId: { not: exceptSessionId } }],
      }),
    },
    data: { revokedAt: at },
  })
