import { sha256 } from '@/crypto/digest'
import type { Provider } from '@/oauth/provider'

import { checkAllowed } from './allowed-client'
import { TokenApiError } from './api'
import { invalid } from './fields'
import { issueToken } from './issue'
import { isUuid } from './live-token'
import { basicChallenge } from './prove-password'
import { tokenData } from './token-data'
import type { Wishes } from './wishes'

/** A token for a refresh token, which stays as it is, and for the client that it was made for only. */
export async function byRefreshToken(wishes: Wishes, provider: Provider) {
  const { stores, now } = provider
  const { refreshToken, clientId, isOffline } = wishes
  if (refreshToken === null) {
    throw new TokenApiError(
      'unauthorized',
      'Send a username and password by Basic, or client_id and refresh_token.',
      {},
      basicChallenge,
    )
  }
  if (clientId === null) throw invalid('client_id', 'client_id is missing.')
  if (isOffline) throw invalid('access_type', 'A refresh token makes no other: leave this out.')

  const found = isUuid(refreshToken)
    ? await stores.apiTokens.findRefreshToken(sha256(refreshToken))
    : null
  if (found?.client.id !== clientId || found.user.disabledAt !== null) throw notGood()
  checkAllowed(found.client)

  const issued = await issueToken(found.user, found.client, found.refreshToken.id, wishes, provider)
  if (!issued) throw notGood() // it was deleted meanwhile
  await stores.apiTokens.noteUse(found.refreshToken.id, now())
  return tokenData(issued.value, issued.row, found.user)
}

const notGood = (): TokenApiError =>
  new TokenApiError(
    'unauthorized',
    'The refresh token is not known here, or not for this client_id.',
    {},
    basicChallenge,
  )
