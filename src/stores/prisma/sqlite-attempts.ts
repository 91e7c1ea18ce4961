import type { Database as Connection } from 'better-sqlite3'
import type { AttemptStore } from '../attempts'
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

  /** All or nothing, and over before anybody else gets a turn, so that Prisma never waits for it. */
  async function atOnce<T>(write: () => T): Promise<T> {
    while (gate.transaction) await gate.transaction
    return connection.transaction(write).immediate()
  }

  return {
    count: (windows, at) =>
      atOnce(() =>
        windows.map(({ key, windowEndsAt }) => {
          const row = countOne.get(key, windowEndsAt.getTime(), at.getTime(), at.getTime())
          if (!row) throw new Error('An attempt was not counted')
          return { count: row.count, windowEndsAt: new Date(row.windowEndsAt) }
        }),
      ),
    forgive: (keys) => atOnce(() => keys.forEach((key) => forgiveOne.run(key))),
    clear: (keys) => atOnce(() => keys.forEach((key) => clearOne.run(key))),
  }
}
