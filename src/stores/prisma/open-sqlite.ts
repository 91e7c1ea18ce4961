import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Sqlite from 'better-sqlite3'
import type { DatabaseWords } from './columns'
import type { OpenDatabase } from './open'
import { PrismaClient } from './generated/sqlite/client'
import { prepareReads } from './prepared-reads'
import type { Prepare } from './prepared-reads'
import { rotateInBatch } from './rotate-refresh-token'
import { withTransactionLock } from './transaction-lock'

/** A commit is on the disk before it is answered: without FULL, a write-ahead log loses the last ones with the power. */
const setUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'

const words: DatabaseWords = {
  parameter: '?',
  gather: (value, order) => `json_group_array(${value} ORDER BY ${order})`,
  jsonObject: 'json_object',
}

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
  const prepare: Prepare = (_name, sql) => {
    const statement = reader.prepare<[string], object>(sql)
    return async (key) => statement.get(key)
  }
  const smallestQuestion = reader.prepare('SELECT 1 FROM "_prisma_migrations" LIMIT 1')

  return {
    database,
    reads: prepareReads(words, prepare),
    rotateRefreshToken: rotateInBatch(database),
    ping: async () => {
      smallestQuestion.get()
    },
    close: async () => {
      reader.close()
      await database.$disconnect() // the last to close writes the log back into the file
    },
  }
}
