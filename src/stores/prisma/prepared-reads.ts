import type { AuthorizationCode } from '@/model/authorization-code'
import type { Client } from '@/model/client'
import type { Consent } from '@/model/consent'
import type { GrantCircumstances, GrantWithRefreshToken } from '@/model/grant'
import type { Password } from '@/model/user'
import type { ApiTokenWithUser } from '../api-tokens'
import type { ClientWithSecrets } from '../clients'
import type { SessionWithUser } from '../sessions'
import type { UserWithPassword } from '../users'
import {
  apiTokenColumns,
  authorizationCodeColumns,
  clientColumns,
  consentColumns,
  grantColumns,
  readApiToken,
  readAuthorizationCode,
  passwordColumns,
  readClient,
  readConsent,
  readGrant,
  readPassword,
  readRefreshToken,
  readSecrets,
  readSession,
  readUser,
  refreshTokenColumns,
  secretsColumn,
  sessionColumns,
  userColumns,
} from './columns'
import type {
  ApiTokenColumns,
  ClientColumns,
  ConsentColumns,
  DatabaseWords,
  GrantColumns,
  PasswordColumns,
  RefreshTokenColumns,
  SecretsColumn,
  SessionColumns,
  UserColumns,
} from './columns'

/** The reads that every request of an app or a browser makes, each one prepared statement past Prisma. */
export type PreparedReads = {
  readonly findClient: (id: string) => Promise<Client | null>
  readonly findClientWithSecrets: (id: string) => Promise<ClientWithSecrets | null>
  readonly findSession: (tokenHash: string) => Promise<SessionWithUser | null>
  readonly findConsent: (userId: string, clientId: string) => Promise<Consent | null>
  readonly findGrant: (id: string) => Promise<GrantCircumstances | null>
  readonly findRefreshToken: (hash: string) => Promise<GrantWithRefreshToken | null>
  readonly findAuthorizationCode: (hash: string) => Promise<AuthorizationCode | null>
  readonly findUserByEmail: (email: string) => Promise<UserWithPassword | null>
  readonly findUserByUsernameKey: (usernameKey: string) => Promise<UserWithPassword | null>
  readonly findPassword: (userId: string) => Promise<Password | null>
  readonly findApiToken: (hash: string) => Promise<ApiTokenWithUser | null>
}

/** Prepares a statement under a name of its own; what it makes takes the parameters and answers the first row. */
export type Prepare = (
  name: string,
  sql: string,
) => (...keys: readonly string[]) => Promise<object | undefined>

type GrantRow = GrantColumns & UserColumns & ClientColumns

export function prepareReads(words: DatabaseWords, prepare: Prepare): PreparedReads {
  const [first, second] = words.parameters
  /** `read` alone knows which columns the statement names. */
  const finder = <T>(name: string, sql: string, read: (row: never) => T) => {
    const find = prepare(name, `${sql} = ${first}`)
    return async (key: string): Promise<T | null> => {
      const row = await find(key)
      return row === undefined ? null : read(row as never)
    }
  }
  const consent = prepare(
    'portico_consent',
    `SELECT ${consentColumns} FROM "Consent" o WHERE o."userId" = ${first} AND o."clientId" = ${second}`,
  )
  const client = clientColumns(words)
  const ofGrant = `JOIN "User" u ON u."id" = g."userId" JOIN "Client" c ON c."id" = g."clientId"`

  return {
    findClient: finder(
      'portico_client',
      `SELECT ${client} FROM "Client" c WHERE c."id"`,
      readClient,
    ),
    findClientWithSecrets: finder(
      'portico_client_with_secrets',
      `SELECT ${client}, ${secretsColumn(words)} FROM "Client" c WHERE c."id"`,
      readClientWithSecrets,
    ),
    findSession: finder(
      'portico_session',
      `SELECT ${sessionColumns}, ${userColumns}
      FROM "Session" s JOIN "User" u ON u."id" = s."userId" WHERE s."sessionToken"`,
      readSessionWithUser,
    ),
    findConsent: async (userId, clientId) => {
      const row = await consent(userId, clientId)
      return row === undefined ? null : readConsent(row as ConsentColumns)
    },
    findGrant: finder(
      'portico_grant',
      `SELECT ${grantColumns}, ${userColumns}, ${client} FROM "Grant" g ${ofGrant} WHERE g."id"`,
      readCircumstances,
    ),
    findRefreshToken: finder(
      'portico_refresh_token',
      `SELECT ${refreshTokenColumns}, ${grantColumns}, ${userColumns}, ${client}
      FROM "RefreshToken" r JOIN "Grant" g ON g."id" = r."grantId" ${ofGrant} WHERE r."hash"`,
      readGrantWithRefreshToken,
    ),
    findAuthorizationCode: finder(
      'portico_authorization_code',
      `SELECT ${authorizationCodeColumns} FROM "AuthorizationCode" a WHERE a."hash"`,
      readAuthorizationCode,
    ),
    findUserByEmail: finder(
      'portico_user_by_email',
      `${selectUser} WHERE u."email"`,
      readUserWithPassword,
    ),
    findUserByUsernameKey: finder(
      'portico_user_by_username',
      `${selectUser} WHERE u."usernameKey"`,
      readUserWithPassword,
    ),
    findPassword: finder(
      'portico_password',
      `SELECT ${passwordColumns} FROM "Password" p WHERE p."userId"`,
      readPassword,
    ),
    findApiToken: finder(
      'portico_api_token',
      `SELECT ${apiTokenColumns}, ${userColumns}, ${client}
      FROM "ApiToken" t JOIN "User" u ON u."id" = t."userId" LEFT JOIN "Client" c ON c."id" = t."clientId"
      WHERE t."hash"`,
      readApiTokenWithUser,
    ),
  }
}

const selectUser = `SELECT ${userColumns}, ${passwordColumns}
  FROM "User" u LEFT JOIN "Password" p ON p."userId" = u."id"`

/** A user without a password has none of its columns. */
const readUserWithPassword = (
  row: UserColumns & (PasswordColumns | { readonly passwordHash: null }),
): UserWithPassword => ({
  user: readUser(row),
  password: row.passwordHash === null ? null : readPassword(row),
})

const readClientWithSecrets = (row: ClientColumns & SecretsColumn): ClientWithSecrets => ({
  client: readClient(row),
  secrets: readSecrets(row),
})

const readSessionWithUser = (row: SessionColumns & UserColumns): SessionWithUser => ({
  session: readSession(row),
  user: readUser(row),
})

/** A token without a client has none of its columns. */
const readApiTokenWithUser = (
  row: ApiTokenColumns & UserColumns & (ClientColumns | { readonly clientId: null }),
): ApiTokenWithUser => {
  const client = row.clientId === null ? null : readClient(row)
  return { token: readApiToken(row, client), user: readUser(row), client }
}

const readCircumstances = (row: GrantRow): GrantCircumstances => ({
  grant: readGrant(row),
  user: readUser(row),
  client: readClient(row),
  hasConsent: Boolean(row.hasConsent),
})

const readGrantWithRefreshToken = (row: RefreshTokenColumns & GrantRow): GrantWithRefreshToken => ({
  ...readCircumstances(row),
  refreshToken: readRefreshToken(row),
})
