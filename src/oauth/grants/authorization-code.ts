import { sha256 } from '@/crypto/digest'

import { verifyPkce } from '../checks/pkce'
import { isRegistered } from '../checks/redirect-uri'
import { checkBinding } from '../dpop'
import { optional, required } from '../form-parameters'
import { findGrantProblem } from '../grant-life'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { audienceOf } from '../resources'
import { covers } from '../scope'
import type { TokenRequest } from '../token-request'
import { tokenResponse } from '../token-response'
import { newRefreshToken } from '../tokens/refresh-token'

/** The authorization code grant — RFC 6749 §4.1.3. Possession is proved first, and the code is used up last. */
export async function authorizationCodeGrant(
  request: TokenRequest,
  provider: Provider,
): Promise<Response> {
  const { client, parameters, thumbprint } = request
  const { stores, settings, now } = provider
  const sent = required(parameters, 'code')
  const code = sent.length <= 256 ? await stores.authorizationCodes.find(sha256(sent)) : null
  if (code?.clientId !== client.id) throw unknownCode()
  if (!isRegistered(code.redirectUri, client.redirectUris)) throw unknownCode() // not any more
  checkRedirectUri(code, optional(parameters, 'redirect_uri'))
  verifyPkce(code, optional(parameters, 'code_verifier'))
  checkBinding(code.thumbprint, thumbprint) // RFC 9449 §10

  const found = await stores.grants.find(code.grantId)
  if (!found) throw unknownCode()
  const at = now()
  const isOffline =
    covers(found.grant.scope, 'offline_access') && client.grantTypes.includes('refresh_token')
  const key = client.isPublic ? thumbprint : null // a confidential client's is bound by its authentication
  const bought = isOffline ? newRefreshToken(found.grant, client, settings, at, key) : null
  audienceOf(parameters, found.grant.resources, client) // what is wrong uses nothing up

  const isFirstUse =
    code.consumedAt === null &&
    (await stores.authorizationCodes.redeem(code.hash, bought?.stored ?? null, at))
  if (!isFirstUse) {
    await stores.grants.revoke(code.grantId, at) // §4.1.2: whoever holds it twice has stolen it
    throw new OAuthError('invalid_grant', 'the code was used before; what it bought is revoked')
  }
  if (code.expiresAt <= at) throw new OAuthError('invalid_grant', 'the code has expired')
  if (findGrantProblem(found)) throw unknownCode()
  return tokenResponse(request, found, bought?.refreshToken ?? null, found.grant.scope, provider)
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
