import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

/** A row of `_prisma_migrations`, the table in which Prisma's own tools keep what was applied. */
export type AppliedMigration = {
  readonly name: string
  readonly checksum: string
  /** `false`: Prisma's own tool began it and failed. */
  readonly isFinished: boolean
}

/** The database and the files do not go together; the message says how, and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** The migrations of one database, oldest first. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new MigrationError(`The folder of migrations cannot be read: ${folder}`, { cause })
  })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  if (names.length === 0) throw new MigrationError(`There are no migrations in ${folder}`)
  return Promise.all(names.sort().map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const text = await readFile(join(folder, name, 'migration.sql'), 'utf8')
  const sql = text.replaceAll('\r\n', '\n') // a checkout on Windows is the same migration
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

/**
 * What is still to be applied.
 *
 * @throws {MigrationError} when an applied migration is not known here, has another text here, or was left unfinished
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  for (const { name, checksum, isFinished } of applied) {
    const migration = migrations.find((each) => each.name === name)
    if (!isFinished) {
      throw new MigrationError(
        `The migration ${name} was begun by another tool and has failed. Restore a backup, or repair the database and mark it with Prisma's "migrate resolve".`,
      )
    }
    if (!migration) {
      throw new MigrationError(
        `The database is newer than this version of Portico: it has the migration ${name}, which is not known here. Start the newer version.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was changed after it had been applied to this database. Restore its file; a change needs a migration of its own.`,
      )
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  return migrations.filter(({ name }) => !done.has(name))
}
