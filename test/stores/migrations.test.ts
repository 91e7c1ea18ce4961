import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultMigrationsFolder, migrate } from '@/stores/prisma/migrate'
import { schemaDifference } from '../../scripts/db-migration.mjs'
import { emptyPostgresql, emptySqlite } from './empty-database'
import type { Empty } from './empty-database'
import { startProcesses } from './processes'
import { postgresUrl } from './temporary-database'

const shipped = defaultMigrationsFolder()
const schema = readFileSync('prisma/schema.prisma', 'utf8')

it('keeps the schema to which the migrations lead: `npm run db:migration NAME` writes the next', () => {
  expect(readFileSync('prisma/migrations/schema.prisma', 'utf8')).toBe(schema)
})

it('has the same migrations for both databases', () => {
  const names = (kind: string) => readdirSync(join(shipped, kind))
  expect(names('sqlite')).toEqual(names('postgresql'))
})

describe('migrating SQLite', () => {
  rules(emptySqlite)

  it('waits while another process holds the lock', async () => {
    const { location, run, close } = await emptySqlite()
    await run('BEGIN IMMEDIATE')
    const migrating = migrate(location, shipped)
    await new Promise(setImmediate)
    await run('ROLLBACK')
    expect(await migrating).toHaveLength(readdirSync(join(shipped, 'sqlite')).length - 1)
    await close()
  })

  it('keeps what points to a table that a migration makes anew', async () => {
    const { location, run, close } = await emptySqlite()
    const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
    const add = (name: string, sql: string) => {
      mkdirSync(join(folder, 'sqlite', name), { recursive: true })
      writeFileSync(join(folder, 'sqlite', name, 'migration.sql'), sql)
    }
    add('1', 'CREATE TABLE "A" ("id" TEXT PRIMARY KEY)')
    add('2', 'CREATE TABLE "B" ("a" TEXT REFERENCES "A" ("id") ON DELETE CASCADE)')
    await migrate(location, folder)
    await run(`INSERT INTO "A" VALUES ('x'); INSERT INTO "B" VALUES ('x');`)

    const anew = 'CREATE TABLE "N" ("id" TEXT PRIMARY KEY); INSERT INTO "N" SELECT * FROM "A";'
    add('3', `${anew} DROP TABLE "A"; ALTER TABLE "N" RENAME TO "A";`)
    await migrate(location, folder)
    expect(await run('SELECT * FROM "B"')).toEqual([{ a: 'x' }])

    add('4', `DELETE FROM "A"`)
    await expect(migrate(location, folder)).rejects.toThrow('point to nothing')
    expect(await run('SELECT * FROM "A"')).toEqual([{ id: 'x' }])
    rmSync(folder, { recursive: true })
    await close()
  })
})

describe.skipIf(!postgresUrl)(
  'migrating PostgreSQL (skipped without PORTICO_TEST_POSTGRES_URL)',
  () => rules(emptyPostgresql),
)

function rules(open: () => Promise<Empty>): void {
  let database: Empty
  let folder: string
  const apply = () => migrate(database.location, folder)
  const recorded = () =>
    database.run('SELECT * FROM "_prisma_migrations" ORDER BY "migration_name"')
  const names = () =>
    readdirSync(join(shipped, database.location.kind)).filter((name) => !name.includes('.'))

  const add = (name: string, sql: string) => {
    const place = join(folder, database.location.kind, name)
    mkdirSync(place)
    writeFileSync(join(place, 'migration.sql'), sql)
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
    cpSync(shipped, folder, { recursive: true })
    database = await open()
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  it('leads to exactly the schema', async () => {
    await apply()
    const made = await database.catalog()
    const another = await open()
    const { kind } = another.location
    await another.run('CREATE TABLE "_prisma_migrations" ("id" TEXT)')
    await another.run(await schemaDifference(kind, null, schema, postgresUrl))
    expect(made.length).toBeGreaterThan(20)
    expect(made).toEqual(await another.catalog())
    await another.close()
  })

  it('applies all at first and nothing at the second time, recorded as Prisma does', async () => {
    expect(await apply()).toEqual(names())
    expect(await apply()).toEqual([])
    const rows = await recorded()
    expect(rows.map((row) => row.migration_name)).toEqual(names())
    for (const row of rows) {
      expect(row).toMatchObject({ rolled_back_at: null, logs: null, applied_steps_count: 1 })
      expect(row.checksum).toMatch(/^[0-9a-f]{64}$/)
      expect(row.finished_at).not.toBeNull()
    }
  })

  it('applies what a newer version brings', async () => {
    await apply()
    add('90000101000000_more', 'CREATE TABLE "More" ("id" TEXT)')
    expect(await apply()).toEqual(['90000101000000_more'])
    expect(await database.run('SELECT * FROM "More"')).toEqual([])
  })

  it('applies a migration whole or not at all', async () => {
    await apply()
    add('90000101000000_good', 'CREATE TABLE "Good" ("id" TEXT);')
    add('90000102000000_bad', 'CREATE TABLE "Half" ("id" TEXT); CREATE TABLE "User" ("id" TEXT);')
    await expect(apply()).rejects.toThrow(/exists/)
    await expect(database.run('SELECT * FROM "Half"')).rejects.toThrow()
    expect(await recorded()).toHaveLength(names().length)
  })

  it('refuses a database that is newer than the code', async () => {
    add('90000101000000_newer', 'CREATE TABLE "More" ("id" TEXT)')
    await apply()
    await expect(migrate(database.location, shipped)).rejects.toThrow(
      'The database is newer than this version of Portico: it has the migration 90000101000000_newer',
    )
  })

  it('refuses a migration that was changed after it was applied, but not its line ends', async () => {
    await apply()
    const file = join(folder, database.location.kind, names()[0]!, 'migration.sql')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replaceAll('\n', '\r\n'))
    expect(await apply()).toEqual([])
    writeFileSync(file, `${text}-- changed\n`)
    await expect(apply()).rejects.toThrow(`The migration ${names()[0]!} was changed after`)
  })

  it('refuses to go on where another tool has failed', async () => {
    await apply()
    await database.run('UPDATE "_prisma_migrations" SET "finished_at" = NULL')
    await expect(apply()).rejects.toThrow('was begun by another tool and has failed')
  })

  it('says which folder it cannot read', async () => {
    await expect(migrate(database.location, join(folder, 'nowhere'))).rejects.toThrow(
      `The folder of migrations cannot be read: ${join(folder, 'nowhere', database.location.kind)}`,
    )
  })

  it('is done by one of two processes that start at once, and both go on', async () => {
    const processes = await startProcesses(2, database.location)
    try {
      expect(await processes.run({ kind: 'open' })).toEqual([[false], [false]])
    } finally {
      await processes.stop()
    }
    expect((await recorded()).map((row) => row.migration_name)).toEqual(names())
  })
}
