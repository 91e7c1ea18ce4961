import { sha256 } from '@/crypto/digest'
import { randomId, randomUuid } from '@/crypto/random'
import type { ApiRefreshToken, ApiToken } from '@/model/api-token'
import type { Client } from '@/model/client'
import type { User } from '@/model/user'
import { contextOf } from '@/oauth/context'
import type { Provider } from '@/oauth/provider'

import type { Wishes } from './wishes'

const longestUserAgent = 300

/** A UUID, once; what is kept of it is its hash. */
export type Issued<Row> = { readonly value: string; readonly row: Row }

/** Null: the user, the client or the refresh token went meanwhile. */
export async function issueToken(
  user: User,
  client: Client | null,
  refreshTokenId: string | null,
  { expiration }: Wishes,
  { stores, now }: Provider,
): Promise<Issued<ApiToken> | null> {
  const value = randomUuid()
  const createdAt = now()
  const row = {
    hash: sha256(value),
    userId: user.id,
    clientId: client?.id ?? null,
    sessionUuid: randomUuid(),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + expiration * 1000),
    refreshTokenId,
  }
  return (await stores.apiTokens.create(row)) ? { value, row } : null
}

/** One more; those that the person has for this client already stay. Null: the user or the client went meanwhile. */
export async function issueRefreshToken(
  user: User,
  client: Client,
  request: Request,
  { stores, now }: Provider,
): Promise<Issued<ApiRefreshToken> | null> {
  const value = randomUuid()
  const row = {
    id: randomId(),
    hash: sha256(value),
    userId: user.id,
    clientId: client.id,
    createdAt: now(),
    usedAt: null,
    address: contextOf(request).address,
    userAgent: request.headers.get('user-agent')?.slice(0, longestUserAgent) ?? null,
  }
  return (await stores.apiTokens.createRefreshToken(row)) ? { value, row } : null
}
