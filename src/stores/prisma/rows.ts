import {
  defaultClientOptions,
  type AuthenticationMethod,
  type Client,
  type ClientKind,
  type ClientOptions,
  type Dialect,
  type GrantType,
  type IdTokenAlgorithm,
  type PkcePolicy,
  type ScopeName,
} from '@/model/client'
import type { Authentication } from '@/model/grant'
import type { Session } from '@/model/session'
import type { Profile, User } from '@/model/user'
import type { Prisma, Session as SessionRow, User as UserRow } from './generated/sqlite/client'

/** Lists are stored as text separated by spaces. */
export const joinList = (list: readonly string[]): string => list.join(' ')

export const splitList = (text: string): readonly string[] => (text === '' ? [] : text.split(' '))

/** Lists whose parts may hold a space are stored as a JSON array. */
export const stringsOf = (json: string): readonly string[] => JSON.parse(json) as string[]

export const authenticationOf = (json: string | null): Authentication | null => {
  if (json === null) return null
  const { authTime, ...rest } = JSON.parse(json) as Authentication // but for the moment, a text
  return { authTime: new Date(authTime), ...rest }
}

/** Most clients have the defaults, and share them. */
export const optionsOf = (json: string): ClientOptions =>
  json === '{}'
    ? defaultClientOptions
    : { ...defaultClientOptions, ...(JSON.parse(json) as Partial<ClientOptions>) }

/** JSON of what differs from the defaults. */
export const optionsText = (options: ClientOptions): string => {
  const isDefault = (name: keyof ClientOptions) =>
    JSON.stringify(options[name]) === JSON.stringify(defaultClientOptions[name])
  const names = Object.keys(defaultClientOptions) as (keyof ClientOptions)[]
  return JSON.stringify(
    Object.fromEntries(
      names.filter((name) => !isDefault(name)).map((name) => [name, options[name]]),
    ),
  )
}

const emptyProfile: Profile = {}

export const profileOf = (json: string): Profile =>
  json === '{}' ? emptyProfile : (JSON.parse(json) as Profile)

/** Names every field: next-auth's columns stay behind. */
export const userOf = (row: UserRow): User => ({
  id: row.id,
  username: row.username,
  email: row.email,
  emailVerifiedAt: row.emailVerified,
  profile: profileOf(row.profile),
  isAdministrator: row.isAdministrator,
  createdAt: row.createdAt,
  disabledAt: row.disabledAt,
})

export const sessionOf = (row: Omit<SessionRow, 'sessionToken'>): Session => ({
  id: row.id,
  userId: row.userId,
  authTime: row.authTime,
  amr: splitList(row.amr),
  createdAt: row.createdAt,
  lastSeenAt: row.lastSeenAt,
  expiresAt: row.expires,
  absoluteExpiresAt: row.absoluteExpiresAt,
  address: row.address,
  userAgent: row.userAgent,
})

/** What makes a client of its row. */
export const clientParts = {
  redirectUris: { select: { uri: true }, orderBy: { position: 'asc' } },
  logo: { select: { hash: true } },
} as const satisfies Prisma.ClientInclude

type ClientRow = Prisma.ClientGetPayload<{ include: typeof clientParts }>

export const clientOf = (row: ClientRow): Client => ({
  id: row.id,
  name: row.name,
  kind: row.kind as ClientKind,
  isFirstParty: row.isFirstParty,
  isPublic: row.isPublic,
  dialects: splitList(row.dialects) as readonly Dialect[],
  grantTypes: splitList(row.grantTypes) as readonly GrantType[],
  scopes: splitList(row.scopes) as readonly ScopeName[],
  redirectUris: row.redirectUris.map(({ uri }) => uri),
  postLogoutRedirectUris: stringsOf(row.postLogoutRedirectUris),
  authenticationMethod: row.authenticationMethod as AuthenticationMethod,
  pkce: row.pkce as PkcePolicy,
  idTokenAlgorithm: row.idTokenAlgorithm as IdTokenAlgorithm,
  accessTokenLifetime: row.accessTokenLifetime,
  refreshTokenLifetime: row.refreshTokenLifetime,
  backchannelLogoutUri: row.backchannelLogoutUri,
  options: optionsOf(row.options),
  ownerId: row.ownerId,
  logoHash: row.logo?.hash ?? null,
  createdAt: row.createdAt,
  disabledAt: row.disabledAt,
})
