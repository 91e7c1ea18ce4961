import type { Provider } from '@/oauth/provider'
import { isStillProven } from '@/sign-in/password'

import { allowedClient } from './allowed-client'
import { readBasicLogin } from './basic'
import { invalid } from './fields'
import { issueRefreshToken, issueToken } from './issue'
import { provePassword, wrongCredentials } from './prove-password'
import { tokenData } from './token-data'
import type { Wishes } from './wishes'

/** A token, and with `access_type: offline` a refresh token, for a username and password. */
export async function byPassword(
  authorization: string,
  wishes: Wishes,
  request: Request,
  provider: Provider,
) {
  const { stores } = provider
  const typed = readBasicLogin(authorization)
  if (!typed) throw wrongCredentials()
  if (wishes.isOffline && wishes.clientId === null) {
    throw invalid('client_id', 'access_type offline needs the client_id of an app.')
  }
  const client = wishes.clientId === null ? null : await allowedClient(wishes.clientId, provider)

  const proven = await provePassword(typed, request, provider)
  const refresh =
    wishes.isOffline && client
      ? await issueRefreshToken(proven.user, client, request, provider)
      : null
  const issued = await issueToken(proven.user, client, refresh?.row.id ?? null, wishes, provider)
  if (!(await isStillProven(proven, stores.users))) {
    if (issued) await stores.apiTokens.delete(issued.row.hash)
    if (refresh) await stores.apiTokens.deleteRefreshTokens(proven.user.id, refresh.row.clientId)
    throw wrongCredentials()
  }
  if (!issued || (wishes.isOffline && !refresh)) throw wrongCredentials() // something went meanwhile
  const data = tokenData(issued.value, issued.row, proven.user)
  return refresh ? { ...data, refresh_token: refresh.value } : data
}
