import type { AttemptStore } from '../attempts'
import type { DeviceCodeStore } from '../device-codes'
import type { SessionStore } from '../sessions'
import type { Stores } from '../stores'
import type { UsedIdStore } from '../used-ids'
import { accountStore } from './accounts'
import { apiTokenStore } from './api-tokens'
import { authorizationCodeStore } from './authorization-codes'
import { brokerGrantStore } from './broker-grants'
import { clientStore } from './clients'
import { consentStore } from './consents'
import type { AuthDatabase, Database, DatabaseLocation, StoresLog } from './database'
import { deviceCodeStore } from './device-codes'
import type { GrantWrites } from './grant-writes'
import { grantStore } from './grants'
import { initialAccessTokenStore } from './initial-access-tokens'
import { logoutDeliveryStore } from './logout-deliveries'
import type { RowsOf } from './many-rows'
import { defaultMigrationsFolder, migrate } from './migrate'
import { oneTimeLinkStore } from './one-time-links'
import { openProblem } from './open-problem'
import type { PreparedReads } from './prepared-reads'
import { pushedRequestStore } from './pushed-requests'
import type { RowLocks } from './row-locks'
import { sessionStore } from './sessions'
import { signingKeyStore } from './signing-keys'
import { sweep } from './sweep'
import { upstreamStore } from './upstreams'
import type { TextWords } from './user-search'
import { userStore } from './users'

// This room keeps what Portico remembers, in SQLite or in PostgreSQL, and knows Prisma. It judges nothing: whether what
// it finds is still good is decided by whoever asked. What must be atomic is one method here, and in it one conditional
// statement or one batch; never a transaction that is open while something else is awaited.

/** One of the two databases, open. */
export type OpenDatabase = {
  readonly database: Database
  readonly locks: RowLocks
  readonly text: TextWords
  readonly rows: RowsOf
  readonly reads: PreparedReads
  readonly grantWrites: GrantWrites
  readonly attempts: AttemptStore
  readonly usedIds: UsedIdStore
  readonly createSession: SessionStore['create']
  readonly pollDevice: DeviceCodeStore['poll']
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

export type StoresOptions = {
  readonly database: DatabaseLocation
  /** Holds `sqlite/` and `postgresql/`; by default `prisma/migrations` in the folder in which the process runs. */
  readonly migrationsFolder?: string
  readonly log?: StoresLog | undefined
  /** Told of every statement that SQLite runs, for tests that count them. */
  readonly onStatement?: OnStatement | undefined
}

/** @param connection  each has transactions of its own */
export type OnStatement = (sql: string, connection: string) => void

/**
 * Opens the database, makes it if it is an SQLite file that does not exist, and migrates it.
 *
 * @throws {MigrationError} when the database was made by a newer version, or a migration's file was changed
 * @throws {Error} that names the database, when it cannot be opened
 */
export async function openStores(
  options: StoresOptions,
): Promise<{ readonly stores: Stores; readonly authDatabase: AuthDatabase }> {
  const { database, locks, text, rows, reads, grantWrites, createSession, pollDevice, ...rest } =
    await open(options).catch((cause: unknown) => {
      throw openProblem(options.database, cause)
    })
  const stores: Stores = {
    users: userStore(database, reads, locks, text, rows),
    sessions: sessionStore(database, reads, createSession, locks),
    clients: clientStore(database, reads),
    consents: consentStore(database, reads),
    grants: grantStore(database, reads, grantWrites),
    authorizationCodes: authorizationCodeStore(reads, grantWrites),
    pushedRequests: pushedRequestStore(database),
    deviceCodes: deviceCodeStore(database, grantWrites, pollDevice),
    usedIds: rest.usedIds,
    logoutDeliveries: logoutDeliveryStore(database, locks),
    initialAccessTokens: initialAccessTokenStore(database),
    signingKeys: signingKeyStore(database),
    oneTimeLinks: oneTimeLinkStore(database),
    attempts: rest.attempts,
    upstreams: upstreamStore(database, locks),
    accounts: accountStore(database, locks),
    brokerGrants: brokerGrantStore(database),
    apiTokens: apiTokenStore(database, reads),
    ping: rest.ping,
    sweep: (at) => sweep(database, at),
    close: rest.close,
  }
  return { stores, authDatabase: database }
}

/** Loads only the driver that is needed. */
async function open({
  database: location,
  migrationsFolder = defaultMigrationsFolder(),
  log,
  onStatement,
}: StoresOptions): Promise<OpenDatabase> {
  if (location.kind === 'sqlite') {
    const { openSqlite, prepareSqliteFile } = await import('./open-sqlite')
    prepareSqliteFile(location.file)
    await migrate(location, migrationsFolder, log)
    return openSqlite(location.file, onStatement)
  }
  const { openPostgresql } = await import('./open-postgresql')
  await migrate(location, migrationsFolder, log)
  return openPostgresql(location.url, log)
}
