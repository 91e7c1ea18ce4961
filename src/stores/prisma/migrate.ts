import { join } from 'node:path'
import type { DatabaseLocation, StoresLog } from './database'
import { readMigrations } from './migrations-folder'

/** Where the migrations lie when nobody says otherwise: Portico runs from its own folder. */
export const defaultMigrationsFolder = () => join(process.cwd(), 'prisma/migrations')

/**
 * Brings the database to the schema of this version. Of several processes that start at once one does it, and the
 * others wait. A migration is applied whole or not at all.
 *
 * @param folder  holds `sqlite/` and `postgresql/`, and in them a folder for each migration
 * @returns the names of what was applied now
 * @throws {MigrationError} when the database was made by a newer version, or a migration's file was changed
 */
export async function migrate(
  location: DatabaseLocation,
  folder: string,
  log?: StoresLog,
): Promise<readonly string[]> {
  const migrations = await readMigrations(join(folder, location.kind))
  const applied =
    location.kind === 'sqlite'
      ? await import('./migrate-sqlite').then((it) => it.migrateSqlite(location.file, migrations))
      : await import('./migrate-postgresql').then((it) =>
          it.migratePostgresql(location.url, migrations),
        )
  if (applied.length > 0) log?.info({ migrations: applied }, 'The database was migrated')
  return applied
}
