// Generates the two database clients from prisma/schema.prisma, offline. The schema of PostgreSQL is derived from
// it by text; both clients and the derived schema lie under src/stores/prisma/generated/, which is not in git.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export const schemaFile = join(root, 'prisma/schema.prisma')
const generatedFolder = join(root, 'src/stores/prisma/generated')
const postgresqlSchemaFile = join(generatedFolder, 'postgresql.prisma')

/**
 * The same schema for PostgreSQL.
 *
 * @param {string} schema  as it is written for SQLite
 * @param {string} output  where its client goes, relative to the file
 * @throws when the schema is not written as this function expects it
 */
export function toPostgresql(schema, output = './postgresql') {
  const replaceOnce = (text, pattern, replacement) => {
    if (text.split(pattern).length !== 2)
      throw new Error(`prisma/schema.prisma: one ${String(pattern)} is expected`)
    return text.replace(pattern, replacement)
  }
  const named = replaceOnce(schema, 'provider = "sqlite"', 'provider = "postgresql"')
  const placed = replaceOnce(named, '"../src/stores/prisma/generated/sqlite"', `"${output}"`)
  // With a time zone, so that every reader sees the same moment whatever its own zone is.
  return placed.replace(/^(\s+\w+\s+DateTime\??)/gm, '$1 @db.Timestamptz(3)')
}

async function generate(file) {
  const manifest = createRequire(join(root, 'package.json')).resolve('prisma/package.json')
  const cli = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.prisma)
  try {
    await promisify(execFile)(process.execPath, [cli, 'generate', '--schema', file, '--no-hints'], {
      cwd: root,
      env: {
        // The engine that Prisma would download is for `prisma migrate`; any file that exists will do here.
        PRISMA_SCHEMA_ENGINE_BINARY: existsSync('/bin/true') ? '/bin/true' : process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
        ...process.env,
      },
    })
  } catch (error) {
    throw new Error(
      `Cannot generate the database client of ${file}:\n${error.stdout}${error.stderr}`,
    )
  }
}

export async function generateDatabaseClients() {
  mkdirSync(generatedFolder, { recursive: true })
  writeFileSync(postgresqlSchemaFile, toPostgresql(readFileSync(schemaFile, 'utf8')))
  await Promise.all([generate(schemaFile), generate(postgresqlSchemaFile)])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await generateDatabaseClients()
}
