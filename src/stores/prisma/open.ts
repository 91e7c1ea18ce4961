import type { AttemptStore } from '../attempts'
import type { GrantStore } from '../grants'
import type { SessionStore } from '../sessions'
import type { Stores } from '../stores'
import { authorizationCodeStore } from './authorization-codes'
import { clientStore } from './clients'
import { consentStore } from './consents'
import type { AuthDatabase, Database, DatabaseLocation, StoresLog } from './database'
import { grantStore } from './grants'
import { defaultMigrationsFolder, migrate } from './migrate'
import { oneTimeLinkStore } from './one-time-links'
import type { PreparedReads } from './prepared-reads'
import { sessionStore } from './sessions'
import { signingKeyStore } from './signing-keys'
import { sweep } from './sweep'
import { userStore } from './users'

// This room keeps what Portico remembers, in SQLite or in PostgreSQL, and knows Prisma. It judges nothing: whether what
// it finds is still good is decided by whoever asked. What must be atomic is one method here, and in it one conditional
// statement or one batch; never a transaction that is open while something else is awaited.

/** One of the two databases, open. */
export type OpenDatabase = {
  readonly database: Database
  readonly reads: PreparedReads
  readonly rotateRefreshToken: GrantStore['rotateRefreshToken']
  readonly attempts: AttemptStore
  readonly createSession: SessionStore['create']
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

export type StoresOptions = {
  readonly database: DatabaseLocation
  /** Holds `sqlite/` and `postgresql/`; by default `prisma/migrations` in the folder in which the process runs. */
  readonly migrationsFolder?: string
  readonly log?: StoresLog | undefined
}

/**
 * Opens the database, makes it if it is an SQLite file that does not exist, and migrates it.
 *
 * @throws {MigrationError} when the database was made by a newer version, or a migration's file was changed
 */
export async function openStores({
  database: location,
  migrationsFolder = defaultMigrationsFolder(),
  log,
}: StoresOptions): Promise<{ readonly stores: Stores; readonly authDatabase: AuthDatabase }> {
  const { database, reads, rotateRefreshToken, attempts, createSession, ping, close } = await open(
    location,
    migrationsFolder,
    log,
  )
  const stores: Stores = {
    users: userStore(database, reads),
    sessions: sessionStore(database, reads, createSession),
    clients: clientStore(database, reads),
    consents: consentStore(database),
    grants: grantStore(database, reads, rotateRefreshToken),
    authorizationCodes: authorizationCodeStore(database, reads),
    signingKeys: signingKeyStore(database),
    oneTimeLinks: oneTimeLinkStore(database),
    attempts,
    ping,
    sweep: (at) => sweep(database, at),
    close,
  }
  return { stores, authDatabase: database }
}

/** Loads only the driver that is needed. */
async function open(
  location: DatabaseLocation,
  migrationsFolder: string,
  log?: StoresLog,
): Promise<OpenDatabase> {
  if (location.kind === 'sqlite') {
    const { openSqlite, prepareSqliteFile } = await import('./open-sqlite')
    prepareSqliteFile(location.file)
    await migrate(location, migrationsFolder, log)
    return openSqlite(location.file)
  }
  const { openPostgresql } = await import('./open-postgresql')
  await migrate(location, migrationsFolder, log)
  return openPostgresql(location.url, log)
}
