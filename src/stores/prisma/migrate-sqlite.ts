import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { pendingMigrations } from './migrations-folder'
import type { AppliedMigration, Migration } from './migrations-folder'

const longestWaitMs = 60_000
const pauseMs = 20

const migrationsTable = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/** @returns the names of what was applied now */
export async function migrateSqlite(
  file: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    await whenFree(() => connection.pragma('journal_mode = WAL'))
    connection.pragma('synchronous = FULL')
    if (pendingMigrations(migrations, await whenFree(() => readApplied(connection))).length === 0) {
      return []
    }
    // A migration that makes a table anew drops the old one, and with the keys in force all that points to it.
    connection.pragma('foreign_keys = OFF')
    await whenFree(() => connection.exec('BEGIN IMMEDIATE'))
    return applyPending(connection, migrations) // without an await: nobody gets in between
  } finally {
    connection.close()
  }
}

/** Tries until the database is not locked; the process goes on meanwhile. */
async function whenFree<T>(action: () => T): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      return action()
    } catch (error) {
      const isLocked =
        error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
      if (!isLocked || waitedMs >= longestWaitMs) throw error
      await setTimeout(pauseMs)
    }
  }
}

function applyPending(
  connection: Sqlite.Database,
  migrations: readonly Migration[],
): readonly string[] {
  try {
    connection.exec(migrationsTable)
    const pending = pendingMigrations(migrations, readApplied(connection))
    for (const migration of pending) apply(connection, migration)
    const orphans = connection.pragma('foreign_key_check') as readonly unknown[]
    if (orphans.length > 0) throw new Error('A migration has left rows that point to nothing')
    connection.exec('COMMIT')
    return pending.map(({ name }) => name)
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

function apply(connection: Sqlite.Database, { name, sql, checksum }: Migration): void {
  const startedAt = Date.now()
  connection.exec(sql)
  connection
    .prepare(
      `INSERT INTO "_prisma_migrations"
        ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
      VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), checksum, Date.now(), name, startedAt)
}

function readApplied(connection: Sqlite.Database): readonly AppliedMigration[] {
  const table = connection
    .prepare(
      `SELECT 1 FROM "sqlite_master" WHERE "type" = 'table' AND "name" = '_prisma_migrations'`,
    )
    .get()
  if (!table) return []
  const rows = connection
    .prepare(
      `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "isFinished"
      FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at"`,
    )
    .all() as { name: string; checksum: string; isFinished: 0 | 1 }[]
  return rows.map((row) => ({ ...row, isFinished: row.isFinished === 1 }))
}
