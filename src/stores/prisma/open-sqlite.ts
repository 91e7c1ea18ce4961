import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Sqlite from 'better-sqlite3'
import { withClientCache, withGrantCache } from './client-cache'
import type { DatabaseWords } from './columns'
import { CommitQueue } from './commit-queue'
import type { OnStatement, OpenDatabase } from './open'
import { PrismaClient } from './generated/sqlite/client'
import { sqliteRows } from './many-rows'
import { oncePerTurn } from './once-per-turn'
import { prepareReads } from './prepared-reads'
import type { Prepare } from './prepared-reads'
import { sqliteLocks } from './row-locks'
import { sharedWait } from './shared-wait'
import { sqliteAttemptStore } from './sqlite-attempts'
import { sqlitePollDevice } from './sqlite-device-polls'
import { sqliteGrantWrites } from './sqlite-grant-writes'
import { sqliteCreateSession } from './sqlite-sessions'
import { sqliteUsedIdStore } from './sqlite-used-ids'
import { sqliteText } from './user-search'
import { TransactionGate, withTransactionLock } from './transaction-lock'

/** A commit is on the disk before it is answered: without FULL, a write-ahead log loses the last ones with the power. */
const setUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'

const words: DatabaseWords = {
  parameters: ['?', '?'],
  gather: (value, order) => `json_group_array(${value} ORDER BY ${order})`,
  jsonObject: 'json_object',
}

/** What is seen by all processes at once, but is on the disk only with the next commit that waits for it. */
const quickSetUp = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;'

/**
 * The same for what the commit queue writes, which then waits for the log itself, with the event loop going on meanwhile.
 * A log is there as soon as something is read.
 */
const queueSetUp = `${quickSetUp} PRAGMA foreign_keys = ON; SELECT 1 FROM "sqlite_schema";`

/** How long a write waits for another process's. The event loop stands still meanwhile. */
const busyTimeoutMs = 5_000

/** Makes the file for its owner alone; SQLite gives its companions the same mode. */
export function prepareSqliteFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

export async function openSqlite(file: string, onStatement?: OnStatement): Promise<OpenDatabase> {
  /** How a connection is opened; its name is told with its statements. */
  const named = (name: string) => ({
    timeout: busyTimeoutMs,
    ...(onStatement && { verbose: (sql: unknown) => onStatement(String(sql), name) }),
  })
  const adapter = new PrismaBetterSqlite3(
    { url: file, ...named('prisma') },
    { timestampFormat: 'unixepoch-ms' }, // an integer compares right, and cheaply
  )
  const gate = new TransactionGate()
  const database = new PrismaClient({
    adapter: withTransactionLock(adapter, setUp, gate),
    transactionOptions: { maxWait: 10_000, timeout: 10_000 },
  })
  await database.$connect()

  // Two connections past Prisma, for what every request or sign-in does. They see what is committed, and never hold a
  // transaction over an await. Whoever can cut the power gets a few attempts more, and loses no session and no grant.
  const connect = (name: string, pragmas: string) => new Sqlite(file, named(name)).exec(pragmas)
  const quick = connect('quick', quickSetUp)
  const durable = connect('durable', queueSetUp)
  const log = await open(`${file}-wal`, 'r+')
  const commits = new CommitQueue(
    durable,
    gate,
    sharedWait(() => log.datasync()),
  )
  // Another number as soon as any other connection has committed, here or elsewhere. The durable one never changes a
  // client, and the quick one, which counts attempts and what is good once, nothing that decides about a grant.
  const versionBeside = (connection: typeof quick) => {
    const version = connection.prepare<[], { data_version: number }>('PRAGMA data_version')
    return oncePerTurn(
      () => version.get()?.data_version,
      () => gate.uses,
    )
  }
  const prepare: Prepare = (_name, sql) => {
    const statement = quick.prepare<string[], object>(sql)
    return async (...keys) => statement.get(...keys)
  }
  const smallestQuestion = quick.prepare('SELECT 1 FROM "_prisma_migrations" LIMIT 1')

  return {
    database,
    locks: sqliteLocks,
    text: sqliteText,
    rows: sqliteRows,
    reads: withGrantCache(
      withClientCache(prepareReads(words, prepare), versionBeside(durable)),
      versionBeside(quick),
    ),
    grantWrites: sqliteGrantWrites(durable, commits),
    attempts: sqliteAttemptStore(quick, gate),
    usedIds: sqliteUsedIdStore(quick, gate),
    createSession: sqliteCreateSession(durable, commits),
    pollDevice: sqlitePollDevice(quick, gate),
    ping: async () => {
      smallestQuestion.get()
    },
    close: async () => {
      await commits.end()
      await log.close()
      quick.close()
      durable.close()
      await database.$disconnect() // the last to close writes the log back into the file
    },
  }
}
