import { sha256 } from '@/crypto/digest'
import { pathParts } from '@/oauth/path'
import type { Handler } from '@/oauth/provider'
import { json } from '@/oauth/responses'

import { endpoint, noContent, TokenApiError } from './api'
import { findLiveToken } from './live-token'
import { tokenData } from './token-data'

/** The token of `/api/auth/0.1/token/{token}`, which is proof enough that one may ask. */
const tokenOf = (request: Request): string => pathParts(request)[4] ?? ''

/** `GET /token/{token}`: what it stands for; `HEAD`: whether it is good. */
export const readToken: Handler = endpoint(async (request, provider) => {
  const token = tokenOf(request)
  const found = await findLiveToken(token, provider)
  if (!found) throw new TokenApiError('not_found', 'There is no such token, or it has ended.')
  if (request.method === 'HEAD') return noContent()
  return json({ data: tokenData(token, found.token, found.user) })
})

/** `DELETE /token/{token}`: from now on it is none, and that is all that is asked: whether it was one is not told. */
export const deleteToken: Handler = endpoint(async (request, { stores }) => {
  await stores.apiTokens.delete(sha256(tokenOf(request)))
  return json({ data: { message: 'success' } })
})
