import type { Database as Connection } from 'better-sqlite3'
import type { AttemptStore, AttemptWindow } from '../attempts'
import type { TransactionGate } from './transaction-lock'

type Row = { readonly count: number; readonly windowEndsAt: number }

/**
 * Attempts in SQLite, past Prisma: every sign-in counts before its hash and takes back after it, and the event loop,
 * which stands still meanwhile, has the hashes to keep going. Moments are milliseconds.
 */
export function sqliteAttemptStore(connection: Connection, gate: TransactionGate): AttemptStore {
  const countOne = connection.prepare<[key: string, endsAt: number, at: number, at: number], Row>(`
    INSERT INTO "Attempt" ("key", "count", "windowEndsAt") VALUES (?, 1, ?)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN "windowEndsAt" <= ? THEN 1 ELSE "count" + 1 END,
      "windowEndsAt" = CASE WHEN "windowEndsAt" <= ? THEN excluded."windowEndsAt" ELSE "windowEndsAt" END
    RETURNING "count", "windowEndsAt"`)
  const forgiveOne = connection.prepare<[key: string]>(
    'UPDATE "Attempt" SET "count" = "count" - 1 WHERE "key" = ? AND "count" > 0',
  )
  const clearOne = connection.prepare<[key: string]>('DELETE FROM "Attempt" WHERE "key" = ?')

  const countAll = connection.transaction((windows: readonly AttemptWindow[], at: number) =>
    windows.map(({ key, windowEndsAt }) => {
      const row = countOne.get(key, windowEndsAt.getTime(), at, at)
      if (!row) throw new Error('An attempt was not counted')
      return { count: row.count, windowEndsAt: new Date(row.windowEndsAt) }
    }),
  )
  const forgiveAll = connection.transaction((keys: readonly string[]) => {
    for (const key of keys) forgiveOne.run(key)
  })
  const clearAll = connection.transaction((keys: readonly string[]) => {
    for (const key of keys) clearOne.run(key)
  })

  return {
    count: (windows, at) => gate.whenFree(() => countAll.immediate(windows, at.getTime())),
    forgive: (keys) => gate.whenFree(() => forgiveAll.immediate(keys)),
    clear: (keys) => gate.whenFree(() => clearAll.immediate(keys)),
  }
}
