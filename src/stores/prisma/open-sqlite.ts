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
import { sqliteCreateSession } from './sqlite-sessions'
import { TransactionGate, withTransactionLock } from './transaction-lock'

/** A commit is on the disk before it is answered: without FULL, a write-ahead log loses the last ones with the power. */
const setUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'

const words: DatabaseWords = {
  parameter: '?',
  gather: (value, order) => `json_group_array(${value} ORDER BY ${order})`,
  jsonObject: 'json_object',
}

/** What is seen by all processes at once, but is on the disk only with the next commit that waits for it. */
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

  // Two connections past Prisma, for what every request or sign-in does. They see what is committed, and never hold a
  // transaction over an await. Whoever can cut the power gets a few attempts more, and loses no session.
  const connect = (pragmas: string) => new Sqlite(file, { timeout: busyTimeoutMs }).exec(pragmas)
  const quick = connect(quickSetUp)
  const durable = connect(setUp)
  const prepare: Prepare = (_name, sql) => {
    const statement = quick.prepare<[string], object>(sql)
    return async (key) => statement.get(key)
  }
  const smallestQuestion = quick.prepare('SELECT 1 FROM "_prisma_migrations" LIMIT 1')

  return {
    database,
    reads: prepareReads(words, prepare),
    rotateRefreshToken: rotateInBatch(database),
    attempts: sqliteAttemptStore(quick, gate),
    createSession: sqliteCreateSession(durable, gate),
    ping: async () => {
      smallestQuestion.get()
    },
    close: async () => {
      quick.close()
      durable.close()
      await database.$disconnect() // the last to close writes the log back into the file
    },
  }
}
