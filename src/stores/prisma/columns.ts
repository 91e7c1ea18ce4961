import type { ApiToken } from '@/model/api-token'
import type { AuthorizationCode } from '@/model/authorization-code'
import type {
  AuthenticationMethod,
  Client,
  ClientKind,
  ClientSecret,
  Dialect,
  GrantType,
  IdTokenAlgorithm,
  PkcePolicy,
  ScopeName,
} from '@/model/client'
import type { Consent } from '@/model/consent'
import type { Grant, RefreshToken } from '@/model/grant'
import type { Session } from '@/model/session'
import type { Password, User } from '@/model/user'
import { authenticationOf, optionsOf, profileOf, splitList, stringsOf } from './rows'

// For each noun that a prepared statement reads: its columns, under names that no other noun has, and what it makes of
// them. `DatabaseWords` is all that the two databases say differently.

export type DatabaseWords = {
  /** The first and the second parameter of a statement. */
  readonly parameters: readonly [first: string, second: string]
  /** Gathers a value of many rows to the text of a JSON array, which is empty where there is none. */
  readonly gather: (value: string, order: string) => string
  /** The function that makes a JSON object of names and values. */
  readonly jsonObject: string
}

/** SQLite has neither moments nor truth values: milliseconds, and 0 or 1. */
type Moment = Date | number
type Flag = boolean | 0 | 1

const dateOf = (moment: Moment): Date => (typeof moment === 'number' ? new Date(moment) : moment)

const dateOrNull = (moment: Moment | null): Date | null => (moment === null ? null : dateOf(moment))

export const userColumns = `
  u."id" AS "userId", u."username", u."email", u."emailVerified", u."profile", u."isAdministrator", u."createdAt" AS "userCreatedAt",
  u."disabledAt" AS "userDisabledAt"`

export type UserColumns = {
  readonly userId: string
  readonly username: string
  readonly email: string | null
  readonly emailVerified: Moment | null
  readonly profile: string
  readonly isAdministrator: Flag
  readonly userCreatedAt: Moment
  readonly userDisabledAt: Moment | null
}

export const readUser = (row: UserColumns): User => ({
  id: row.userId,
  username: row.username,
  email: row.email,
  emailVerifiedAt: dateOrNull(row.emailVerified),
  profile: profileOf(row.profile),
  isAdministrator: Boolean(row.isAdministrator),
  createdAt: dateOf(row.userCreatedAt),
  disabledAt: dateOrNull(row.userDisabledAt),
})

export const passwordColumns = `
  p."userId" AS "passwordUserId", p."hash" AS "passwordHash", p."changedAt" AS "passwordChangedAt"`

export type PasswordColumns = {
  readonly passwordUserId: string
  readonly passwordHash: string
  readonly passwordChangedAt: Moment
}

export const readPassword = (row: PasswordColumns): Password => ({
  userId: row.passwordUserId,
  hash: row.passwordHash,
  changedAt: dateOf(row.passwordChangedAt),
})

export const clientColumns = ({ gather }: DatabaseWords) => `
  c."id" AS "clientId", c."name" AS "clientName", c."kind", c."isFirstParty", c."isPublic", c."dialects",
  c."grantTypes", c."scopes", c."authenticationMethod", c."pkce", c."idTokenAlgorithm", c."postLogoutRedirectUris",
  c."accessTokenLifetime", c."refreshTokenLifetime", c."backchannelLogoutUri", c."options", c."ownerId",
  c."createdAt" AS "clientCreatedAt", c."disabledAt" AS "clientDisabledAt",
  (SELECT l."hash" FROM "ClientLogo" l WHERE l."clientId" = c."id") AS "logoHash",
  (SELECT ${gather('i."uri"', 'i."position"')} FROM "ClientRedirectUri" i WHERE i."clientId" = c."id") AS "redirectUris"`

export type ClientColumns = {
  readonly clientId: string
  readonly clientName: string
  readonly kind: ClientKind
  readonly isFirstParty: Flag
  readonly isPublic: Flag
  readonly dialects: string
  readonly grantTypes: string
  readonly scopes: string
  readonly authenticationMethod: AuthenticationMethod
  readonly pkce: PkcePolicy
  readonly idTokenAlgorithm: IdTokenAlgorithm
  readonly postLogoutRedirectUris: string
  readonly accessTokenLifetime: number | null
  readonly refreshTokenLifetime: number | null
  readonly backchannelLogoutUri: string | null
  readonly options: string
  readonly ownerId: string | null
  readonly clientCreatedAt: Moment
  readonly clientDisabledAt: Moment | null
  readonly logoHash: string | null
  readonly redirectUris: string
}

export const readClient = (row: ClientColumns): Client => ({
  id: row.clientId,
  name: row.clientName,
  kind: row.kind,
  isFirstParty: Boolean(row.isFirstParty),
  isPublic: Boolean(row.isPublic),
  dialects: splitList(row.dialects) as readonly Dialect[],
  grantTypes: splitList(row.grantTypes) as readonly GrantType[],
  scopes: splitList(row.scopes) as readonly ScopeName[],
  redirectUris: stringsOf(row.redirectUris),
  postLogoutRedirectUris: stringsOf(row.postLogoutRedirectUris),
  authenticationMethod: row.authenticationMethod,
  pkce: row.pkce,
  idTokenAlgorithm: row.idTokenAlgorithm,
  accessTokenLifetime: row.accessTokenLifetime,
  refreshTokenLifetime: row.refreshTokenLifetime,
  backchannelLogoutUri: row.backchannelLogoutUri,
  options: optionsOf(row.options),
  ownerId: row.ownerId,
  logoHash: row.logoHash,
  createdAt: dateOf(row.clientCreatedAt),
  disabledAt: dateOrNull(row.clientDisabledAt),
})

const secretObject = (jsonObject: string) =>
  `${jsonObject}('id', s."id", 'secretHash', s."secretHash", 'hint', s."hint", 'createdAt', s."createdAt")`

/** Of a client: the secrets, the oldest first. */
export const secretsColumn = ({ gather, jsonObject }: DatabaseWords) => `
  (SELECT ${gather(secretObject(jsonObject), 's."createdAt", s."id"')} FROM "ClientSecret" s
    WHERE s."clientId" = c."id") AS "secrets"`

export type SecretsColumn = { readonly secrets: string }

/** In JSON, PostgreSQL's moments are text. */
type SecretObject = Pick<ClientSecret, 'id' | 'secretHash' | 'hint'> & {
  readonly createdAt: string | number
}

export const readSecrets = (row: SecretsColumn & ClientColumns): readonly ClientSecret[] =>
  (JSON.parse(row.secrets) as readonly SecretObject[]).map(
    ({ id, secretHash, hint, createdAt }) => ({
      id,
      clientId: row.clientId,
      secretHash,
      hint,
      createdAt: new Date(createdAt),
    }),
  )

export const sessionColumns = `
  s."id" AS "sessionId", s."authTime", s."amr", s."createdAt" AS "sessionCreatedAt", s."lastSeenAt", s."expires",
  s."absoluteExpiresAt", s."address", s."userAgent"`

export type SessionColumns = {
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

export const readSession = (row: SessionColumns & UserColumns): Session => ({
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
})

export const grantColumns = `
  g."id" AS "grantId", g."sessionId" AS "grantSessionId", g."grantType", g."scope", g."resources", g."authentication",
  g."createdAt" AS "grantCreatedAt", g."revokedAt",
  EXISTS (SELECT 1 FROM "Consent" o WHERE o."userId" = g."userId" AND o."clientId" = g."clientId") AS "hasConsent"`

export type GrantColumns = {
  readonly grantId: string
  readonly grantSessionId: string | null
  readonly grantType: GrantType
  readonly scope: string
  readonly resources: string
  readonly authentication: string | null
  readonly grantCreatedAt: Moment
  readonly revokedAt: Moment | null
  readonly hasConsent: Flag
}

export const readGrant = (row: GrantColumns & UserColumns & ClientColumns): Grant => ({
  id: row.grantId,
  clientId: row.clientId,
  userId: row.userId,
  sessionId: row.grantSessionId,
  grantType: row.grantType,
  scope: row.scope,
  resources: row.resources,
  authentication: authenticationOf(row.authentication),
  createdAt: dateOf(row.grantCreatedAt),
  revokedAt: dateOrNull(row.revokedAt),
})

export const consentColumns = `
  o."userId", o."clientId", o."scope", o."createdAt", o."updatedAt"`

export type ConsentColumns = {
  readonly userId: string
  readonly clientId: string
  readonly scope: string
  readonly createdAt: Moment
  readonly updatedAt: Moment
}

export const readConsent = (row: ConsentColumns): Consent => ({
  userId: row.userId,
  clientId: row.clientId,
  scope: row.scope,
  createdAt: dateOf(row.createdAt),
  updatedAt: dateOf(row.updatedAt),
})

export const refreshTokenColumns = `
  r."hash" AS "refreshTokenHash", r."thumbprint" AS "refreshTokenThumbprint", r."createdAt" AS "refreshTokenCreatedAt", r."expiresAt" AS "refreshTokenExpiresAt",
  r."consumedAt" AS "refreshTokenConsumedAt"`

export type RefreshTokenColumns = {
  readonly refreshTokenHash: string
  readonly refreshTokenThumbprint: string | null
  readonly refreshTokenCreatedAt: Moment
  readonly refreshTokenExpiresAt: Moment
  readonly refreshTokenConsumedAt: Moment | null
}

export const readRefreshToken = (row: RefreshTokenColumns & GrantColumns): RefreshToken => ({
  hash: row.refreshTokenHash,
  grantId: row.grantId,
  thumbprint: row.refreshTokenThumbprint,
  createdAt: dateOf(row.refreshTokenCreatedAt),
  expiresAt: dateOf(row.refreshTokenExpiresAt),
  consumedAt: dateOrNull(row.refreshTokenConsumedAt),
})

export const authorizationCodeColumns = `
  a."hash", a."grantId", a."clientId", a."redirectUri", a."isRedirectUriSent", a."codeChallenge",
  a."codeChallengeMethod", a."thumbprint", a."createdAt", a."expiresAt", a."consumedAt"`

export type AuthorizationCodeColumns = {
  readonly hash: string
  readonly grantId: string
  readonly clientId: string
  readonly redirectUri: string
  readonly isRedirectUriSent: Flag
  readonly codeChallenge: string | null
  readonly codeChallengeMethod: AuthorizationCode['codeChallengeMethod']
  readonly thumbprint: string | null
  readonly createdAt: Moment
  readonly expiresAt: Moment
  readonly consumedAt: Moment | null
}

export const readAuthorizationCode = (row: AuthorizationCodeColumns): AuthorizationCode => ({
  hash: row.hash,
  grantId: row.grantId,
  clientId: row.clientId,
  redirectUri: row.redirectUri,
  isRedirectUriSent: Boolean(row.isRedirectUriSent),
  codeChallenge: row.codeChallenge,
  codeChallengeMethod: row.codeChallengeMethod,
  thumbprint: row.thumbprint,
  createdAt: dateOf(row.createdAt),
  expiresAt: dateOf(row.expiresAt),
  consumedAt: dateOrNull(row.consumedAt),
})

export const apiTokenColumns = `
  t."hash" AS "apiTokenHash", t."sessionUuid", t."createdAt" AS "apiTokenCreatedAt", t."expiresAt" AS "apiTokenExpiresAt",
  t."refreshTokenId"`

export type ApiTokenColumns = {
  readonly apiTokenHash: string
  readonly sessionUuid: string
  readonly apiTokenCreatedAt: Moment
  readonly apiTokenExpiresAt: Moment
  readonly refreshTokenId: string | null
}

export const readApiToken = (
  row: ApiTokenColumns & UserColumns,
  client: Client | null,
): ApiToken => ({
  hash: row.apiTokenHash,
  userId: row.userId,
  clientId: client?.id ?? null,
  sessionUuid: row.sessionUuid,
  createdAt: dateOf(row.apiTokenCreatedAt),
  expiresAt: dateOf(row.apiTokenExpiresAt),
  refreshTokenId: row.refreshTokenId,
})
