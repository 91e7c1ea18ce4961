// npm run db:migration NAME — writes the next migration of both databases, offline: what leads from the schema that
// the migrations make, kept beside them, to prisma/schema.prisma. `--check` only says whether one is missing.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { schemaFile, toPostgresql } from './prisma-generate.mjs'

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), '../prisma/migrations')

/** The schema to which the migrations lead. */
const snapshotFile = join(migrationsFolder, 'schema.prisma')

let schemaEngine

/**
 * Prisma's schema engine, which plain Node 20 cannot import: its WebAssembly is put together by hand. Once, for the
 * glue knows one instance only.
 */
async function loadSchemaEngine() {
  if (schemaEngine) return schemaEngine
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  schemaEngine = glue.SchemaEngine
  return schemaEngine
}

async function openAdapter(database, postgresUrl) {
  if (database === 'sqlite') {
    const { PrismaBetterSqlite3 } = await import('@prisma/adapter-better-sqlite3')
    return new PrismaBetterSqlite3({ url: ':memory:' })
  }
  const { PrismaPg } = await import('@prisma/adapter-pg')
  return new PrismaPg({ connectionString: postgresUrl, allowExitOnIdle: true })
}

/**
 * The SQL that leads from one schema to another, both as prisma/schema.prisma writes them; empty when they are alike.
 *
 * @param {'sqlite' | 'postgresql'} database
 * @param {string | null} from  null: from an empty database
 * @param {string} to
 * @param {string} [postgresUrl]  any database that answers: the engine will not start without; nothing is changed in it
 */
export async function schemaDifference(database, from, to, postgresUrl) {
  const target = (schema) => {
    const content = database === 'sqlite' ? schema : toPostgresql(schema)
    return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] }
  }
  const { files } = target(to)
  const SchemaEngine = await loadSchemaEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(await openAdapter(database, postgresUrl))
  const datamodels = files.map(({ path, content }) => [path, content])
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapter)
  try {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: 'empty' } : target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    // Whoever runs Portico has a schema, and seldom the right to create one.
    const sql = (stdout ?? '').replace(
      /-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n/,
      '',
    )
    return sql.includes('-- This is an empty migration.') ? '' : sql
  } finally {
    engine.free()
  }
}

/** A server to compare on: the one that is named, else a throwaway cluster. */
async function withPostgres(run) {
  const named = process.env.PORTICO_TEST_POSTGRES_URL
  if (named) return run(named)
  const { startPostgres } = await import('./postgres.mjs')
  const cluster = await startPostgres()
  if ('skipped' in cluster) throw new Error(`Needs PostgreSQL to compare with: ${cluster.skipped}`)
  try {
    return await run(cluster.url)
  } finally {
    await cluster.stop()
  }
}

function write(database, name, sql) {
  const folder = join(migrationsFolder, database)
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'migration_lock.toml'), `provider = "${database}"\n`)
  const file = join(folder, name, 'migration.sql')
  writeFileSync(file, sql)
  console.log(`Written: ${file}`)
}

async function main(argument) {
  if (argument === undefined || !/^(--check|[a-z0-9_]{1,80})$/.test(argument)) {
    throw new Error('Usage: npm run db:migration NAME, in lower case with underscores; or --check')
  }
  const from = existsSync(snapshotFile) ? readFileSync(snapshotFile, 'utf8') : null
  const to = readFileSync(schemaFile, 'utf8')
  if (from === to) {
    console.log('The migrations lead to prisma/schema.prisma: nothing to write.')
    return
  }
  if (argument === '--check')
    throw new Error('prisma/schema.prisma has changed: npm run db:migration NAME')
  const missing = await withPostgres(async (url) => [
    ['sqlite', await schemaDifference('sqlite', from, to)],
    ['postgresql', await schemaDifference('postgresql', from, to, url)],
  ])
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  for (const [database, sql] of missing) {
    if (sql) write(database, `${timestamp}_${argument}`, sql)
  }
  writeFileSync(snapshotFile, to)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main(process.argv[2])
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
