import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import type { DatabaseLocation } from '@/stores/prisma/database'
import { emptyPostgres } from './temporary-database'

type Row = Record<string, unknown>

/** A database without anything in it, and how to look into it. */
export type Empty = {
  readonly location: DatabaseLocation
  /** Rows of a query, or nothing of several statements. */
  run(sql: string): Promise<Row[]>
  /** Tables, columns, indexes and keys, in words that can be compared. */
  catalog(): Promise<Row[]>
  close(): Promise<void>
}

export async function emptySqlite(): Promise<Empty> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
  const file = join(folder, 'portico.db')
  const connection = new Sqlite(file)
  const run = async (sql: string) => {
    if (/^(SELECT|PRAGMA)/.test(sql)) return connection.prepare<[], Row>(sql).all()
    connection.exec(sql)
    return []
  }
  return {
    location: { kind: 'sqlite', file },
    run,
    catalog: async () => {
      const rows = await run(`SELECT "type", "name", "tbl_name", "sql" FROM "sqlite_master"
        WHERE "tbl_name" <> '_prisma_migrations' AND "sql" IS NOT NULL ORDER BY "type", "name"`)
      // A column that was added later stands in the same line as the one before.
      return rows.map((row) => ({ ...row, sql: String(row.sql).replace(/\s+/g, ' ') }))
    },
    close: async () => {
      connection.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export async function emptyPostgresql(): Promise<Empty> {
  const { url, drop } = await emptyPostgres()
  const connection = new Client({ connectionString: url })
  await connection.connect()
  const run = async (sql: string) => (await connection.query<Row>(sql)).rows
  return {
    location: { kind: 'postgresql', url },
    run,
    catalog: async () => [
      ...(await run(`SELECT table_name, column_name, column_default, is_nullable, udt_name, datetime_precision
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
        ORDER BY table_name, column_name`)),
      ...(await run(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        AND tablename <> '_prisma_migrations' ORDER BY indexdef`)),
      ...(await run(`SELECT conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        AND conrelid <> '"_prisma_migrations"'::regclass ORDER BY 1, 2`)),
    ],
    close: async () => {
      await connection.end()
      await drop()
    },
  }
}
