import type { ApiRefreshToken, ApiToken } from '@/model/api-token'
import type { Client } from '@/model/client'
import type { User } from '@/model/user'

export type ApiTokenWithUser = {
  readonly token: ApiToken
  readonly user: User
  /** Null: it was made without one. */
  readonly client: Client | null
}

export type ApiRefreshTokenWithParts = {
  readonly refreshToken: ApiRefreshToken
  readonly user: User
  readonly client: Client
}

export interface ApiTokenStore {
  /** False: the refresh token that it comes of, the user or the client is gone. */
  create(token: ApiToken): Promise<boolean>
  find(hash: string): Promise<ApiTokenWithUser | null>
  /** False: there is none. */
  delete(hash: string): Promise<boolean>
  /** False: the user or the client is gone. */
  createRefreshToken(token: ApiRefreshToken): Promise<boolean>
  findRefreshToken(hash: string): Promise<ApiRefreshTokenWithParts | null>
  noteUse(refreshTokenId: string, at: Date): Promise<void>
  /** Newest first. */
  listRefreshTokens(userId: string): Promise<readonly ApiRefreshToken[]>
  /** All of one client, with the tokens that they made. Answers how many there were. */
  deleteRefreshTokens(userId: string, clientId: string): Promise<number>
}
