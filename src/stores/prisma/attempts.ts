import { join, sqltag as sql } from '@prisma/client/runtime/client'
import type { AttemptStore } from '../attempts'
import type { Database } from './database'
import { despiteDeadlocks } from './deadlocks'

type AttemptRow = {
  readonly key: string
  /** SQLite's integers arrive as bigint. */
  readonly count: number | bigint
  readonly windowEndsAt: Date
}

/** Attempts in PostgreSQL. */
export function attemptStore(database: Database): AttemptStore {
  return {
    count: async (windows, at) => {
      if (windows.length === 0) return []
      // In one order, so that two callers on PostgreSQL never wait for each other.
      const sorted = windows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      const values = sorted.map(({ key, windowEndsAt }) => sql`(${key}, 1, ${windowEndsAt})`)
      const count = () => database.$queryRaw<AttemptRow[]>`
        INSERT INTO "Attempt" ("key", "count", "windowEndsAt") VALUES ${join(values)}
        ON CONFLICT ("key") DO UPDATE SET
          "count" = CASE WHEN "Attempt"."windowEndsAt" <= ${at} THEN 1 ELSE "Attempt"."count" + 1 END,
          "windowEndsAt" = CASE WHEN "Attempt"."windowEndsAt" <= ${at} THEN excluded."windowEndsAt"
            ELSE "Attempt"."windowEndsAt" END
        RETURNING "key", "count", "windowEndsAt"`
      const rows = await despiteDeadlocks(count) // what has ended is swept in another order
      return windows.map(({ key }) => {
        const row = rows.find((each) => each.key === key)
        if (!row) throw new Error('An attempt was not counted')
        return { count: Number(row.count), windowEndsAt: row.windowEndsAt }
      })
    },

    forgive: async (keys) => {
      if (keys.length === 0) return
      await database.$executeRaw`
        WITH held AS (${heldInOrder(keys)})
        UPDATE "Attempt" a SET "count" = a."count" - 1
        FROM held WHERE a."key" = held."key" AND a."count" > 0`
    },

    clear: async (keys) => {
      if (keys.length === 0) return
      await database.$executeRaw`
        WITH held AS (${heldInOrder(keys)})
        DELETE FROM "Attempt" a USING held WHERE a."key" = held."key"`
    },
  }
}

/** The rows, held one after the other in the order in which they are counted, or two callers would wait for each other. */
const heldInOrder = (keys: readonly string[]) =>
  sql`SELECT "key" FROM "Attempt" WHERE "key" IN (${join([...keys])}) ORDER BY "key" COLLATE "C" FOR UPDATE`
