import { empty, join, sqltag as sql } from '@prisma/client/runtime/client'
import type { LogoutDeliveryStore } from '../logout-deliveries'
import type { Database } from './database'
import type { RowLocks } from './row-locks'
import { isStorable } from './storable'

export function logoutDeliveryStore(database: Database, locks: RowLocks): LogoutDeliveryStore {
  return {
    claim: async (at, leaseUntil, limit, exceptClientIds = []) => {
      const isOther =
        exceptClientIds.length === 0 ? empty : sql`AND "clientId" NOT IN (${join(exceptClientIds)})`
      const claimed = await database.$queryRaw<{ id: string }[]>`
        WITH "due" AS (
          SELECT "id" FROM "LogoutDelivery" WHERE "nextAttemptAt" <= ${at} ${isOther}
          ORDER BY "nextAttemptAt", "createdAt", "id" LIMIT ${limit} ${locks.forUpdateSkipLocked})
        UPDATE "LogoutDelivery" SET "nextAttemptAt" = ${leaseUntil}, "attempts" = "attempts" + 1
        WHERE "id" IN (SELECT "id" FROM "due") RETURNING "id"`
      if (claimed.length === 0) return []
      return database.logoutDelivery.findMany({
        where: { id: { in: claimed.map(({ id }) => id) } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
    },

    succeed: async (id, at) => {
      const data = { nextAttemptAt: null, deliveredAt: at, problem: null }
      await database.logoutDelivery.updateMany({ where: { id }, data })
    },

    fail: async (id, problem, nextAttemptAt) => {
      await database.logoutDelivery.updateMany({
        where: { id, deliveredAt: null }, // else one whose lease ran out would undo another's success
        data: { problem, nextAttemptAt },
      })
    },

    listOfSession: async (sessionId) =>
      isStorable(sessionId)
        ? database.logoutDelivery.findMany({ where: { sessionId }, orderBy: { clientId: 'asc' } })
        : [],

    listOfClient: async (clientId, limit) =>
      isStorable(clientId)
        ? database.logoutDelivery.findMany({
            where: { clientId },
            orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
            take: limit,
          })
        : [],
  }
}
