import type {
  Client,
  ClientKind,
  ClientSecret,
  Dialect,
  GrantType,
  ScopeName,
} from '@/model/client'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import type { Prisma, Session as SessionRow, User as UserRow } from './generated/sqlite/client'

/** Lists are stored as text separated by spaces. */
export const joinList = (list: readonly string[]): string => list.join(' ')

export const splitList = (text: string): readonly string[] => (text === '' ? [] : text.split(' '))

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
  accessTokenLifetime: row.accessTokenLifetime,
  refreshTokenLifetime: row.refreshTokenLifetime,
  ownerId: row.ownerId,
  logoHash: row.logo?.hash ?? null,
  createdAt: row.createdAt,
  disabledAt: row.disabledAt,
})

export const clientSecretOf = (row: ClientSecret): ClientSecret => ({
  id: row.id,
  clientId: row.clientId,
  secretHash: row.secretHash,
  hint: row.hint,
  createdAt: row.createdAt,
})
