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
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseLocation } from '@/stores/prisma/database'
import { defaultMigrationsFolder, migrate } from '@/stores/prisma/migrate'
import { openStores } from '@/stores/prisma/open'
import { schemaDifference } from '../../scripts/db-migration.mjs'
import { now } from './fixtures'
import { startProcesses } from './processes'
import { emptyPostgres, postgresUrl } from './temporary-database'

type Row = Record<string, unknown>

/** A database without anything in it, and how to look into it. */
type Empty = {
  readonly location: DatabaseLocation
  /** Rows of a query, or nothing of several statements. */
  run(sql: string): Promise<Row[]>
  /** Tables, columns, indexes and keys, in words that can be compared. */
  catalog(): Promise<Row[]>
  close(): Promise<void>
}

const shipped = defaultMigrationsFolder()
const schema = readFileSync('prisma/schema.prisma', 'utf8')

async function emptySqlite(): Promise<Empty> {
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

async function emptyPostgresql(): Promise<Empty> {
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

  it('keeps the rows of the first version, with what is usual for them', async () => {
    const [, ...later] = names()
    for (const name of later)
      rmSync(join(folder, database.location.kind, name), { recursive: true })
    await apply()
    const moment = database.location.kind === 'sqlite' ? now.getTime() : `'${now.toISOString()}'`
    const client = (id: string, isPublic: boolean) =>
      `INSERT INTO "Client" VALUES ('${id}', 'App', 'web', TRUE, ${isPublic}, 'oauth login-redirect', 'refresh_token',
        'openid email', 60, NULL, 'u', ${moment}, ${moment});
      INSERT INTO "ClientSecret" VALUES ('s-${id}', '${id}', 1, 'hash', 'hint', ${moment});
      INSERT INTO "ClientRedirectUri" VALUES ('${id}', 1, 'https://b.example'), ('${id}', 0, 'https://a.example');
      INSERT INTO "ClientLogo" VALUES ('${id}', 'logo', 'image/png', '');
      INSERT INTO "Consent" VALUES ('u', '${id}', 'openid', ${moment}, ${moment});
      INSERT INTO "Grant" VALUES ('g-${id}', '${id}', 'u', NULL, 'password', 'openid', FALSE, ${moment}, ${moment});
      INSERT INTO "RefreshToken" VALUES ('r-${id}', 'g-${id}', ${moment}, ${moment});`
    await database.run(
      `INSERT INTO "User" VALUES ('u', NULL, 'Ann', 'ann', NULL, NULL, NULL, FALSE, NULL, ${moment}, NULL);
      ${client('public', true)} ${client('confidential', false)}`,
    )

    cpSync(shipped, folder, { recursive: true })
    expect(await apply()).toEqual(later)

    const { stores } = await openStores({ database: database.location })
    const expected = (id: string) => ({
      id,
      name: 'App',
      kind: 'web',
      isFirstParty: true,
      isPublic: id === 'public',
      dialects: ['oauth', 'login-redirect'],
      grantTypes: ['refresh_token'],
      scopes: ['openid', 'email'],
      redirectUris: ['https://a.example', 'https://b.example'],
      postLogoutRedirectUris: [],
      authenticationMethod: id === 'public' ? 'none' : 'client_secret_basic',
      pkce: 'required',
      idTokenAlgorithm: 'RS256',
      accessTokenLifetime: 60,
      refreshTokenLifetime: null,
      ownerId: 'u',
      logoHash: 'logo',
      createdAt: now,
      disabledAt: now,
    })
    for (const id of ['public', 'confidential']) {
      const secret = {
        id: `s-${id}`,
        clientId: id,
        secretHash: 'hash',
        hint: 'hint',
        createdAt: now,
      }
      const found = await stores.clients.findWithSecrets(id)
      expect(found).toEqual({ client: expected(id), secrets: [secret] })
      expect(await stores.grants.findByRefreshToken(`r-${id}`)).toMatchObject({
        grant: { id: `g-${id}`, authentication: null, createdAt: now, revokedAt: now },
        refreshToken: { grantId: `g-${id}`, expiresAt: now, consumedAt: null },
        client: expected(id),
        hasConsent: true,
      })
    }
    await stores.close()
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
