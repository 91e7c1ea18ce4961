import type { Handler } from '@/oauth/provider'
import { json } from '@/oauth/responses'

import { endpoint, TokenApiError } from './api'
import { readFields } from './fields'
import { byPassword } from './by-password'
import { byRefreshToken } from './by-refresh-token'
import { readWishes } from './wishes'

/** `POST /token`: a token for a username and password by Basic, or for a refresh token. */
export const createToken: Handler = endpoint(async (request, provider) => {
  const wishes = readWishes(await readFields(request))
  const authorization = request.headers.get('authorization')
  if (authorization !== null && wishes.refreshToken !== null) {
    throw new TokenApiError(
      'invalid_request',
      'Basic credentials and a refresh token prove the same thing: send one of them.',
    )
  }
  const data =
    authorization === null
      ? await byRefreshToken(wishes, provider)
      : await byPassword(authorization, wishes, request, provider)
  return json({ data })
})
