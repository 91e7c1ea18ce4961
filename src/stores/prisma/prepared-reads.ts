import type { Client, ClientKind, Dialect, GrantType, ScopeName } from '@/model/client'
import type { GrantWithCircumstances } from '@/model/grant'
import type { Password, User } from '@/model/user'
import type { SessionWithUser } from '../sessions'
import type { UserWithPassword } from '../users'
import { splitList } from './rows'

/**
 * The reads that every request of an app or a browser makes, each one prepared statement past Prisma. Both databases
 * take the same SQL but for the sign of a parameter and the gathering of rows to JSON.
 */
export type PreparedReads = {
  readonly findClient: (id: string) => Promise<Client | null>
  readonly findSession: (tokenHash: string) => Promise<SessionWithUser | null>
  readonly findRefreshToken: (hash: string) => Promise<GrantWithCircumstances | null>
  readonly findUserByEmail: (email: string) => Promise<UserWithPassword | null>
  readonly findUserByUsernameKey: (usernameKey: string) => Promise<UserWithPassword | null>
  readonly findPassword: (userId: string) => Promise<Password | null>
}

/** SQLite has neither moments nor truth values: milliseconds, and 0 or 1. */
type Moment = Date | number
type Flag = boolean | 0 | 1

type UserColumns = {
  readonly userId: string
  readonly username: string
  readonly email: string | null
  readonly isAdministrator: Flag
  readonly userCreatedAt: Moment
  readonly userDisabledAt: Moment | null
}

type PasswordColumns = {
  readonly passwordHash: string
  readonly passwordChangedAt: Moment
}

/** A user without a password has none of its columns. */
type MaybePasswordColumns = PasswordColumns | { readonly passwordHash: null }

type ClientColumns = {
  readonly clientId: string
  readonly clientName: string
  readonly kind: ClientKind
  readonly isFirstParty: Flag
  readonly isPublic: Flag
  readonly dialects: string
  readonly grantTypes: string
  readonly scopes: string
  /** A JSON array. */
  readonly redirectUris: string
  readonly accessTokenLifetime: number | null
  readonly refreshTokenLifetime: number | null
  readonly ownerId: string | null
  readonly logoHash: string | null
  readonly clientCreatedAt: Moment
  readonly clientDisabledAt: Moment | null
}

type SessionColumns = {
  readonly sessionId: string
  readonly authTime: Moment
  readonly amr: string
  readonly sessionCreatedAt: Moment
  readonly lastSeenAt: Moment
  readonly expires: Moment
  readonly absoluteExpiresAt: Moment
  readonly address: string | null
  readonly userAgent: string | null
}

type GrantColumns = {
  readonly refreshTokenHash: string
  readonly refreshTokenCreatedAt: Moment
  readonly refreshTokenExpiresAt: Moment
  readonly grantId: string
  readonly grantSessionId: string | null
  readonly grantType: GrantType
  readonly scope: string
  readonly grantCreatedAt: Moment
  readonly revokedAt: Moment | null
  readonly hasConsent: Flag
}

type SessionRow = SessionColumns & UserColumns
type UserRow = UserColumns & MaybePasswordColumns
type PasswordRow = PasswordColumns & { readonly userId: string }
type RefreshTokenRow = GrantColumns & UserColumns & ClientColumns

const userColumns = `
  u."id" AS "userId", u."username", u."email", u."isAdministrator", u."createdAt" AS "userCreatedAt",
  u."disabledAt" AS "userDisabledAt"`

const passwordColumns = `p."hash" AS "passwordHash", p."changedAt" AS "passwordChangedAt"`

const selectUser = `SELECT ${userColumns}, ${passwordColumns}
  FROM "User" u LEFT JOIN "Password" p ON p."userId" = u."id"`

const clientColumns = (redirectUris: string) => `
  c."id" AS "clientId", c."name" AS "clientName", c."kind", c."isFirstParty", c."isPublic", c."dialects",
  c."grantTypes", c."scopes", c."accessTokenLifetime", c."refreshTokenLifetime", c."ownerId",
  c."createdAt" AS "clientCreatedAt", c."disabledAt" AS "clientDisabledAt",
  (SELECT l."hash" FROM "ClientLogo" l WHERE l."clientId" = c."id") AS "logoHash",
  (SELECT ${redirectUris} FROM "ClientRedirectUri" i WHERE i."clientId" = c."id") AS "redirectUris"`

const sessionColumns = `
  s."id" AS "sessionId", s."authTime", s."amr", s."createdAt" AS "sessionCreatedAt", s."lastSeenAt", s."expires",
  s."absoluteExpiresAt", s."address", s."userAgent"`

const grantColumns = `
  r."hash" AS "refreshTokenHash", r."createdAt" AS "refreshTokenCreatedAt", r."expiresAt" AS "refreshTokenExpiresAt",
  g."id" AS "grantId", g."sessionId" AS "grantSessionId", g."grantType", g."scope", g."createdAt" AS "grantCreatedAt",
  g."revokedAt",
  EXISTS (SELECT 1 FROM "Consent" o WHERE o."userId" = g."userId" AND o."clientId" = g."clientId") AS "hasConsent"`

/** What both databases' drivers do: prepares a statement with one text parameter, which then answers its first row. */
export type Prepare = (name: string, sql: string) => (parameter: string) => Promise<unknown>

/**
 * @param parameter  how the database writes its first parameter
 * @param redirectUris  gathers `i."uri"` to JSON text, in order
 */
export function preparedReads(
  prepare: Prepare,
  parameter: string,
  redirectUris: string,
): PreparedReads {
  const prepared = <T>(name: string, sql: string, read: (row: never) => T) => {
    const find = prepare(`portico_${name}`, sql)
    return async (value: string): Promise<T | null> => {
      const row = await find(value)
      return row === undefined ? null : read(row as never) // its columns are those of `sql`
    }
  }
  const client = clientColumns(redirectUris)
  return {
    findClient: prepared(
      'client',
      `SELECT ${client} FROM "Client" c WHERE c."id" = ${parameter}`,
      readClient,
    ),
    findSession: prepared(
      'session',
      `SELECT ${sessionColumns}, ${userColumns}
        FROM "Session" s JOIN "User" u ON u."id" = s."userId" WHERE s."sessionToken" = ${parameter}`,
      readSession,
    ),
    findRefreshToken: prepared(
      'refresh_token',
      `SELECT ${grantColumns}, ${userColumns}, ${client}
        FROM "RefreshToken" r JOIN "Grant" g ON g."id" = r."grantId" JOIN "User" u ON u."id" = g."userId"
          JOIN "Client" c ON c."id" = g."clientId" WHERE r."hash" = ${parameter}`,
      readRefreshToken,
    ),
    findUserByEmail: prepared(
      'user_by_email',
      `${selectUser} WHERE u."email" = ${parameter}`,
      readUserWithPassword,
    ),
    findUserByUsernameKey: prepared(
      'user_by_username',
      `${selectUser} WHERE u."usernameKey" = ${parameter}`,
      readUserWithPassword,
    ),
    findPassword: prepared(
      'password',
      `SELECT p."userId", ${passwordColumns} FROM "Password" p WHERE p."userId" = ${parameter}`,
      readPassword,
    ),
  }
}

const dateOf = (moment: Moment): Date => (typeof moment === 'number' ? new Date(moment) : moment)

const dateOrNull = (moment: Moment | null): Date | null => (moment === null ? null : dateOf(moment))

const readUser = (row: UserColumns): User => ({
  id: row.userId,
  username: row.username,
  email: row.email,
  isAdministrator: Boolean(row.isAdministrator),
  createdAt: dateOf(row.userCreatedAt),
  disabledAt: dateOrNull(row.userDisabledAt),
})

const readPassword = (row: PasswordRow): Password => ({
  userId: row.userId,
  hash: row.passwordHash,
  changedAt: dateOf(row.passwordChangedAt),
})

const readUserWithPassword = (row: UserRow): UserWithPassword => ({
  user: readUser(row),
  password: row.passwordHash === null ? null : readPassword(row),
})

const readClient = (row: ClientColumns): Client => ({
  id: row.clientId,
  name: row.clientName,
  kind: row.kind,
  isFirstParty: Boolean(row.isFirstParty),
  isPublic: Boolean(row.isPublic),
  dialects: splitList(row.dialects) as readonly Dialect[],
  grantTypes: splitList(row.grantTypes) as readonly GrantType[],
  scopes: splitList(row.scopes) as readonly ScopeName[],
  redirectUris: JSON.parse(row.redirectUris) as string[],
  accessTokenLifetime: row.accessTokenLifetime,
  refreshTokenLifetime: row.refreshTokenLifetime,
  ownerId: row.ownerId,
  logoHash: row.logoHash,
  createdAt: dateOf(row.clientCreatedAt),
  disabledAt: dateOrNull(row.clientDisabledAt),
})

const readSession = (row: SessionRow): SessionWithUser => ({
  session: {
    id: row.sessionId,
    userId: row.userId,
    authTime: dateOf(row.authTime),
    amr: splitList(row.amr),
    createdAt: dateOf(row.sessionCreatedAt),
    lastSeenAt: dateOf(row.lastSeenAt),
    expiresAt: dateOf(row.expires),
    absoluteExpiresAt: dateOf(row.absoluteExpiresAt),
    address: row.address,
    userAgent: row.userAgent,
  },
  user: readUser(row),
})

const readRefreshToken = (row: RefreshTokenRow): GrantWithCircumstances => ({
  grant: {
    id: row.grantId,
    clientId: row.clientId,
    userId: row.userId,
    sessionId: row.grantSessionId,
    grantType: row.grantType,
    scope: row.scope,
    createdAt: dateOf(row.grantCreatedAt),
    revokedAt: dateOrNull(row.revokedAt),
  },
  refreshToken: {
    hash: row.refreshTokenHash,
    grantId: row.grantId,
    createdAt: dateOf(row.refreshTokenCreatedAt),
    expiresAt: dateOf(row.refreshTokenExpiresAt),
  },
  user: readUser(row),
  client: readClient(row),
  hasConsent: Boolean(row.hasConsent),
})
