import type { Database as Connection } from 'better-sqlite3'
import type { UsedIdStore } from '../used-ids'
import { isStorable } from './storable'
import type { TransactionGate } from './transaction-lock'

/** Ids that were used once in SQLite, past Prisma: of every assertion and proof that a client sends. */
export function sqliteUsedIdStore(connection: Connection, gate: TransactionGate): UsedIdStore {
  const add = connection.prepare<[key: string, expiresAt: number]>(
    'INSERT INTO "UsedId" ("key", "expiresAt") VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  return {
    use: async (key, expiresAt) =>
      isStorable(key) &&
      (await gate.whenFree(() => add.run(key, expiresAt.getTime()))).changes === 1,
  }
}
