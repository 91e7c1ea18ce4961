import { join, sqltag as sql } from '@prisma/client/runtime/client'
import type { AttemptStore } from '../attempts'
import type { Database } from './database'

type AttemptRow = {
  readonly key: string
  /** SQLite's integers arrive as bigint. */
  readonly count: number | bigint
  readonly windowEndsAt: Date
}

export function attemptStore(database: Database): AttemptStore {
  return {
    count: async (windows, at) => {
      if (windows.length === 0) return []
      // In one order, so that two callers on PostgreSQL never wait for each other.
      const sorted = windows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      const values = sorted.map(({ key, windowEndsAt }) => sql`(${key}, 1, ${windowEndsAt})`)
      const rows = await database.$queryRaw<AttemptRow[]>`
        INSERT INTO "Attempt" ("key", "count", "windowEndsAt") VALUES ${join(values)}
        ON CONFLICT ("key") DO UPDATE SET
          "count" = CASE WHEN "Attempt"."windowEndsAt" <= ${at} THEN 1 ELSE "Attempt"."count" + 1 END,
          "windowEndsAt" = CASE WHEN "Attempt"."windowEndsAt" <= ${at} THEN excluded."windowEndsAt"
            ELSE "Attempt"."windowEndsAt" END
        RETURNING "key", "count", "windowEndsAt"`
      return windows.map(({ key }) => {
        const row = rows.find((each) => each.key === key)
        if (!row) throw new Error('An attempt was not counted')
        return { count: Number(row.count), windowEndsAt: row.windowEndsAt }
      })
    },

    forgive: async (keys) => {
      await database.attempt.updateMany({
        where: { key: { in: [...keys] }, count: { gt: 0 } },
        data: { count: { decrement: 1 } },
      })
    },

    clear: async (keys) => {
      await database.attempt.deleteMany({ where: { key: { in: [...keys] } } })
    },
  }
}
