import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { attemptStore } from './attempts'
import type { DatabaseWords } from './columns'
import type { Database, StoresLog } from './database'
import { PrismaClient } from './generated/postgresql/client'
import { pollDevice } from './device-codes'
import { postgresqlRows } from './many-rows'
import type { OpenDatabase } from './open'
import { postgresqlGrantWrites } from './postgresql-grant-writes'
import { prepareReads } from './prepared-reads'
import type { Prepare } from './prepared-reads'
import { postgresqlLocks } from './row-locks'
import { createSession } from './sessions'
import { postgresqlText } from './user-search'
import { usedIdStore } from './used-ids'

const words: DatabaseWords = {
  parameters: ['$1', '$2'],
  gather: (value, order) => `coalesce(json_agg(${value} ORDER BY ${order}), '[]')::text`,
  jsonObject: 'json_build_object',
}

function createPool(url: string): Pool {
  return new Pool({
    connectionString: url,
    application_name: 'portico',
    max: 20,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    keepAlive: true,
    // Prisma's adapter takes every moment that it reads for UTC, whatever offset the server writes it with.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it
    onConnect: async (connection) => {
      await connection.query("SET TIME ZONE 'UTC'")
    },
  })
}

export async function openPostgresql(url: string, log?: StoresLog): Promise<OpenDatabase> {
  const pool = createPool(url)
  pool.on('error', (error) => log?.error({ err: error }, 'A connection to the database was lost'))
  const database = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 10_000 },
  }) as Database // see there
  await database.$connect()

  // The name makes the server keep the statement's plan, on each connection.
  const prepare: Prepare =
    (name, text) =>
    async (...keys) =>
      (await pool.query<Record<string, unknown>>({ name, text, values: [...keys] })).rows[0]

  return {
    database,
    locks: postgresqlLocks,
    text: postgresqlText,
    rows: postgresqlRows,
    reads: prepareReads(words, prepare),
    grantWrites: postgresqlGrantWrites(pool),
    attempts: attemptStore(database),
    usedIds: usedIdStore(database),
    createSession: createSession(database),
    pollDevice: pollDevice(database),
    ping: async () => {
      await pool.query('SELECT 1')
    },
    close: async () => {
      await database.$disconnect()
      await pool.end()
    },
  }
}
