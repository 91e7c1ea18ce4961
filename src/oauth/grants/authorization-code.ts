import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { verifyPkce } from '../checks/pkce'
import { optional, required } from '../form-parameters'
import { findGrantProblem } from '../grant-life'
import { OAuthError } from '../oauth-error'
import type { Parameters } from '../parameters'
import type { Provider } from '../provider'
import { covers } from '../scope'
import { tokenResponse } from '../token-response'
import { newRefreshToken } from '../tokens/refresh-token'

/** The authorization code grant — RFC 6749 §4.1.3. Possession is proved first, and the code is used up last. */
export async function authorizationCodeGrant(
  client: Client,
  parameters: Parameters,
  provider: Provider,
): Promise<Response> {
  const { stores, settings, now } = provider
  const sent = required(parameters, 'code')
  const code = sent.length <= 256 ? await stores.authorizationCodes.find(sha256(sent)) : null
  if (code?.clientId !== client.id) throw unknownCode()
  checkRedirectUri(code, optional(parameters, 'redirect_uri'))
  verifyPkce(code, optional(parameters, 'code_verifier'))

  const found = await stores.grants.find(code.grantId)
  if (code.consumedAt !== null || !(await stores.authorizationCodes.consume(code.hash, now()))) {
    await stores.grants.revoke(code.grantId, now()) // §4.1.2: whoever holds it twice has stolen it
    throw new OAuthError('invalid_grant', 'the code was used before; what it bought is revoked')
  }
  if (code.expiresAt <= now()) throw new OAuthError('invalid_grant', 'the code has expired')
  if (!found || findGrantProblem(found)) throw unknownCode()

  const isOffline =
    covers(found.grant.scope, 'offline_access') && client.grantTypes.includes('refresh_token')
  if (!isOffline) return tokenResponse(found, null, found.grant.scope, provider)
  const { refreshToken, stored } = newRefreshToken(code.grantId, client, settings, now())
  await stores.grants.addRefreshToken(stored)
  return tokenResponse(found, refreshToken, found.grant.scope, provider)
}

const unknownCode = (): OAuthError => new OAuthError('invalid_grant', 'the code is not known')

/** If it is sent it must match; it may be left out where it was before, or where PKCE binds the code (OAuth 2.1). */
function checkRedirectUri(
  code: { redirectUri: string; isRedirectUriSent: boolean; codeChallenge: string | null },
  sent: string | undefined,
): void {
  const mayBeAbsent = !code.isRedirectUriSent || code.codeChallenge !== null
  if (sent === undefined ? mayBeAbsent : sent === code.redirectUri) return
  throw new OAuthError('invalid_grant', 'redirect_uri is not the one that the code was issued for')
}
