import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { AuthDatabase, DatabaseLocation } from '@/stores/prisma/database'
import { migrate, defaultMigrationsFolder } from '@/stores/prisma/migrate'
import { openStores } from '@/stores/prisma/open'
import type { OnStatement } from '@/stores/prisma/open'
import type { Stores } from '@/stores/stores'

export type TemporaryDatabase = {
  readonly location: DatabaseLocation
  readonly stores: Stores
  readonly authDatabase: AuthDatabase
  /** Closes it and removes it. */
  close(): Promise<void>
}

let template: Buffer | undefined

/** An empty, migrated database, made once in each process. */
async function migratedFile(folder: string): Promise<Buffer> {
  if (template) return template
  const file = join(folder, 'template.db')
  await migrate({ kind: 'sqlite', file }, defaultMigrationsFolder())
  template = readFileSync(file)
  return template
}

/** A fresh SQLite database in a file of its own. */
export async function temporarySqlite(
  onStatement?: OnStatement,
): Promise<TemporaryDatabase & { readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
  const file = join(folder, 'portico.db')
  writeFileSync(file, await migratedFile(folder))
  const location = { kind: 'sqlite', file } as const
  const { stores, authDatabase } = await openStores({ database: location, onStatement })
  const close = async () => {
    await stores.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { location, file, stores, authDatabase, close }
}

/** A superuser's URL of a cluster in which tests make their databases; undefined where there is none. */
export const postgresUrl = process.env.PORTICO_TEST_POSTGRES_URL

/** A fresh database of its own in the cluster of PORTICO_TEST_POSTGRES_URL. */
export async function temporaryPostgres(template?: string): Promise<TemporaryDatabase> {
  const { url, drop } = await emptyPostgres(template)
  const { stores, authDatabase } = await openStores({ database: { kind: 'postgresql', url } })
  const close = async () => {
    await stores.close()
    await drop()
  }
  return { location: { kind: 'postgresql', url }, stores, authDatabase, close }
}

/** The database that tests run on unless they say otherwise: SQLite, or PostgreSQL where vitest.config.ts says so. */
export const temporaryDatabase = (): Promise<TemporaryDatabase & { readonly file: string }> =>
  process.env.PORTICO_TEST_DATABASE === 'postgresql'
    ? copiedPostgres().then((database) => ({ ...database, file: '' }))
    : temporarySqlite()

let postgresTemplate: Promise<string> | undefined

/** A fresh database as a copy of a migrated one, which is made once in each process and goes with the cluster. */
async function copiedPostgres(): Promise<TemporaryDatabase> {
  postgresTemplate ??= temporaryPostgres().then(async ({ location, stores }) => {
    await stores.close()
    return location.kind === 'postgresql' ? new URL(location.url).pathname.slice(1) : ''
  })
  return temporaryPostgres(await postgresTemplate)
}

/** A database without a table in it, or as a copy. */
export async function emptyPostgres(
  template = 'template0',
): Promise<{ url: string; drop(): Promise<void> }> {
  if (!postgresUrl) throw new Error('PORTICO_TEST_POSTGRES_URL is not set')
  const name = `portico_test_${randomUUID().replaceAll('-', '')}`
  await administer(postgresUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`)
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  const drop = () => administer(postgresUrl, `DROP DATABASE "${name}" WITH (FORCE)`)
  return { url: url.href, drop }
}

async function administer(url: string, statement: string): Promise<void> {
  const connection = new Client({ connectionString: url })
  await connection.connect()
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}
