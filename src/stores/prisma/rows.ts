import type {
  AuthenticationMethod,
  Client,
  ClientKind,
  Dialect,
  GrantType,
  IdTokenAlgorithm,
  PkcePolicy,
  ScopeName,
} from '@/model/client'
import type { Authentication } from '@/model/grant'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
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

/** Names every field: next-auth's columns stay behind. */
export const userOf = (row: UserRow): User => ({
  id: row.id,
  username: row.username,
  email: row.email,
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
  ownerId: row.ownerId,
  logoHash: row.logo?.hash ?? null,
  createdAt: row.createdAt,
  disabledAt: row.disabledAt,
})
