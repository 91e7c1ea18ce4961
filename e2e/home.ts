// Where a portal lives: a temporary data folder, and a database of its own in it or in the tests' PostgreSQL.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Client } from 'pg'

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

export const databases = ['sqlite', 'postgresql'] as const
export type Database = (typeof databases)[number]

export type Home = {
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
  readonly remove: () => Promise<void>
}

const postgresUrl = process.env.PORTICO_TEST_POSTGRES_URL

/** Why there is none of this kind; null when there is. */
export const lacks = (database: Database): string | null =>
  database === 'postgresql' && !postgresUrl ? 'PORTICO_TEST_POSTGRES_URL is not set' : null

export async function makeHome(database: Database): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-e2e-'))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const settings = { DATA_DIR: folder }
  if (database === 'sqlite') return { folder, settings, remove: async () => removeFolder() }

  const name = `portico_e2e_${randomUUID().replaceAll('-', '')}`
  await administer(`CREATE DATABASE "${name}"`)
  const url = new URL(postgresUrl!)
  url.pathname = `/${name}`
  return {
    folder,
    settings: { ...settings, DATABASE_URL: url.href, PORTICO_SECRET: randomUUID() },
    remove: async () => {
      removeFolder()
      await administer(`DROP DATABASE "${name}" WITH (FORCE)`)
    },
  }
}

async function administer(statement: string): Promise<void> {
  const connection = new Client({ connectionString: postgresUrl! })
  await connection.connect()
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}
