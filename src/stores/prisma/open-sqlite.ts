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
import { sqliteAttemptStore } from './sqlite-attempts'
import { TransactionGate, withTransactionLock } from './transaction-lock'

/** A commit is on the disk before it is answered: without FULL, a write-ahead log loses the last ones with the power. */
const setUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'

const words: DatabaseWords = {
  parameter: '?',
  gather: (value, order) => `json_group_array(${value} ORDER BY ${order})`,
  jsonObject: 'json_object',
}

/**
 * Of the second connection, which writes only counts of attempts: seen by all processes at once, but on the disk with
 * the next commit of the first. Whoever can cut the power gets a few more attempts.
 */
const quickSetUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;'

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
  const gate = new TransactionGate()
  const database = new PrismaClient({
    adapter: withTransactionLock(adapter, setUp, gate),
    transactionOptions: { maxWait: 10_000, timeout: 10_000 },
  })
  await database.$connect()

  // A second connection, past Prisma. It sees what is committed, and never holds a transaction over an await.
  const connection = new Sqlite(file, { timeout: busyTimeoutMs })
  connection.exec(quickSetUp)
  const prepare: Prepare = (_name, sql) => {
    const statement = connection.prepare<[string], object>(sql)
    return async (key) => statement.get(key)
  }
  const smallestQuestion = connection.prepare('SELECT 1 FROM "_prisma_migrations" LIMIT 1')

  return {
    database,
    reads: prepareReads(words, prepare),
    rotateRefreshToken: rotateInBatch(database),
    attempts: sqliteAttemptStore(connection, gate),
    ping: async () => {
      smallestQuestion.get()
    },
    close: async () => {
      connection.close()
      await database.$disconnect() // the last to close writes the log back into the file
    },
  }
}
