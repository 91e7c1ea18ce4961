import type { User } from '@/model/user'
import type { Provider } from '@/oauth/provider'

import { TokenApiError } from './api'
import { findLiveToken } from './live-token'

/** @throws {TokenApiError} `unauthorized` without a good token */
export async function callerOf(request: Request, provider: Provider): Promise<User> {
  const token = tokenOf(request)
  const found = token === null ? null : await findLiveToken(token, provider)
  if (found) return found.user
  throw new TokenApiError(
    'unauthorized',
    token === null
      ? 'A token is needed, in the header X-Auth-Token or as Bearer.'
      : 'The token is not known, has ended, or is none that this takes.',
    {},
    { 'WWW-Authenticate': 'Bearer realm="portico"' },
  )
}

/** @throws {TokenApiError} `unauthorized`; `administrators_only` for anybody else */
export async function administratorOf(request: Request, provider: Provider): Promise<User> {
  const user = await callerOf(request, provider)
  if (user.isAdministrator) return user
  throw new TokenApiError('administrators_only', 'Only administrators read and write users.')
}

/** @throws {TokenApiError} `invalid_request` for two tokens that differ */
function tokenOf({ headers }: Request): string | null {
  const own = headers.get('x-auth-token') || null
  const [, bearer = null] = /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (own !== null && bearer !== null && own !== bearer) {
    throw new TokenApiError(
      'invalid_request',
      'X-Auth-Token and Authorization hold two tokens: send one.',
    )
  }
  return own ?? bearer
}
