import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { pendingMigrations } from './migrations-folder'
import type { AppliedMigration, Migration } from './migrations-folder'

/** The number by which Prisma's own tools lock, so that they and we keep out of each other's way. */
const advisoryLock = 72_707_369
const longestWaitMs = 60_000

const migrationsTable = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`

/** @returns the names of what was applied now */
export async function migratePostgresql(
  url: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const connection = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'portico',
    lock_timeout: longestWaitMs,
  })
  await connection.connect()
  try {
    const before = await readApplied(connection)
    if (pendingMigrations(migrations, before).length === 0) return []
    await connection.query('SELECT pg_advisory_lock($1)', [advisoryLock]) // until the connection ends
    return await applyPending(connection, migrations)
  } finally {
    await connection.end()
  }
}

async function applyPending(
  connection: Client,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await connection.query('BEGIN')
  try {
    await connection.query(migrationsTable)
    const pending = pendingMigrations(migrations, await readApplied(connection))
    for (const migration of pending) await apply(connection, migration)
    await connection.query('COMMIT')
    return pending.map(({ name }) => name)
  } catch (error) {
    await connection.query('ROLLBACK')
    throw error
  }
}

async function apply(connection: Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date()
  await connection.query(sql)
  await connection.query(
    `INSERT INTO "_prisma_migrations"
      ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
    VALUES ($1, $2, $3, $4, $5, 1)`,
    [randomUUID(), checksum, new Date(), name, startedAt],
  )
}

async function readApplied(connection: Client): Promise<readonly AppliedMigration[]> {
  const table = await connection.query<{ name: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"') AS "name"`,
  )
  if (!table.rows[0]?.name) return []
  const { rows } = await connection.query<AppliedMigration>(
    `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "isFinished"
    FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at"`,
  )
  return rows
}
