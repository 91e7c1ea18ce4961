import type { ApiRefreshToken } from '@/model/api-token'
import { pathParts } from '@/oauth/path'
import type { Handler } from '@/oauth/provider'
import { json } from '@/oauth/responses'

import { endpoint, noContent, TokenApiError } from './api'
import { callerOf } from './caller'
import { timeOf } from './times'

/** `GET /users/me/tokens`: the caller's refresh tokens, newest first; what each is made of is told to nobody. */
export const listMyTokens: Handler = endpoint(async (request, provider) => {
  const { id } = await callerOf(request, provider)
  const tokens = await provider.stores.apiTokens.listRefreshTokens(id)
  const items = tokens.map(refreshTokenData)
  return json({ items, total: items.length, filtered: items.length })
})

const refreshTokenData = (token: ApiRefreshToken) => ({
  client_id: token.clientId,
  created_at: timeOf(token.createdAt),
  used_at: token.usedAt && timeOf(token.usedAt),
  remote_address: token.address,
  user_agent: token.userAgent,
})

/** `DELETE /users/me/tokens/{client_id}`: the caller's refresh tokens of one client, with every token that they made. */
export const deleteMyTokens: Handler = endpoint(async (request, provider) => {
  const { id } = await callerOf(request, provider)
  const clientId = (pathParts(request)[6] ?? '').slice(0, 256)
  const count = await provider.stores.apiTokens.deleteRefreshTokens(id, clientId)
  if (count === 0) {
    throw new TokenApiError('not_found', 'You have no refresh token of this client_id.')
  }
  return noContent()
})
