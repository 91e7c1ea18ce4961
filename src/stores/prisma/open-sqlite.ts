import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Sqlite from 'better-sqlite3'
import type { OpenDatabase } from './open'
import { PrismaClient } from './generated/sqlite/client'
import {
  orNull,
  preparedReadsSql,
  readClient,
  readRefreshToken,
  readSession,
} from './prepared-reads'
import type { ClientReadRow, RefreshTokenReadRow, SessionReadRow } from './prepared-reads'
import { withTransactionLock } from './transaction-lock'

/** A commit is on the disk before it is answered: without FULL, a write-ahead log loses the last ones with the power. */
const setUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'

/** How long a write waits for another process's. The event loop stands still meanwhile. */
const busyTimeoutMs = 5_000

/** Makes the file for its owner alone; SQLite gives its companions the same mode. */
export function prepareSqliteFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

export async function openSqlite(file: string): Promise<OpenDatabase> {
  const adapter = new PrismaBetterSqlite3(
    { url: file, timeout: busyTimeoutMs },
    { timestampFormat: 'unixepoch-ms' }, // an integer compares right, and cheaply
  )
  const database = new PrismaClient({
    adapter: withTransactionLock(adapter, setUp),
    transactionOptions: { maxWait: 10_000, timeout: 10_000 },
  })
  await database.$connect()

  // A second connection, which sees what is committed. It never holds a transaction over an await.
  const reader = new Sqlite(file, { readonly: true, timeout: busyTimeoutMs })
  const sql = preparedReadsSql('?', `json_group_array(i."uri" ORDER BY i."position")`)
  const findClient = reader.prepare<[string], ClientReadRow>(sql.findClient)
  const findSession = reader.prepare<[string], SessionReadRow>(sql.findSession)
  const findRefreshToken = reader.prepare<[string], RefreshTokenReadRow>(sql.findRefreshToken)
  const smallestQuestion = reader.prepare('SELECT 1 FROM "_prisma_migrations" LIMIT 1')

  return {
    database,
    reads: {
      findClient: async (id) => orNull(findClient.get(id), readClient),
      findSession: async (tokenHash) => orNull(findSession.get(tokenHash), readSession),
      findRefreshToken: async (hash) => orNull(findRefreshToken.get(hash), readRefreshToken),
    },
    ping: async () => {
      smallestQuestion.get()
    },
    close: async () => {
      reader.close()
      await database.$disconnect() // the last to close writes the log back into the file
    },
  }
}
