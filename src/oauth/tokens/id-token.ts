import type { GrantCircumstances } from '@/model/grant'

import { claimsOf } from '../claims'
import { idTokenLifetime } from '../lifetimes'
import { acrOf } from '../acr'
import type { Provider } from '../provider'
import { subjectOf } from '../subject'

/**
 * Signs an ID token for a grant — OpenID Connect Core §2. What scopes ask for comes from UserInfo (§5.4); what the
 * `claims` parameter asks for here, is here.
 */
export function issueIdToken(
  { grant, user, client }: GrantCircumstances,
  { keys, settings, now }: Provider,
): Promise<string> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  const { authentication } = grant
  const acr = authentication && acrOf(authentication.amr)
  const claims = {
    ...(authentication?.claims && claimsOf(user, authentication.claims.idToken)),
    iss: settings.issuer,
    sub: subjectOf(grant.userId, client, settings),
    aud: client.id,
    iat: issuedAt,
    exp: issuedAt + idTokenLifetime,
    ...(authentication && {
      auth_time: Math.floor(authentication.authTime.getTime() / 1000),
      ...(acr !== null && { acr }),
      amr: authentication.amr,
      ...(authentication.nonce !== null && { nonce: authentication.nonce }),
    }),
    ...(grant.sessionId !== null && { sid: grant.sessionId }),
  }
  return keys.sign('JWT', claims, client.idTokenAlgorithm)
}
