import { randomId } from '@/crypto/random'
import type { Grant } from '@/model/grant'

import type { Provider } from '../provider'

export type IssuedAccessToken = {
  readonly accessToken: string
  readonly expiresAt: Date
}

/**
 * Signs an access token for a grant — RFC 9068. Nothing is written: the token names its grant.
 *
 * @param lifetime  seconds
 */
export async function issueAccessToken(
  grant: Grant,
  lifetime: number,
  { keys, settings, now }: Provider,
): Promise<IssuedAccessToken> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  const expiresAt = issuedAt + lifetime
  const accessToken = await keys.sign('at+jwt', {
    iss: settings.issuer,
    sub: grant.userId,
    aud: grant.clientId,
    client_id: grant.clientId,
    iat: issuedAt,
    exp: expiresAt,
    jti: randomId(),
    scope: grant.scope,
    grant_id: grant.id,
  }) // §2.1, §2.2
  return { accessToken, expiresAt: new Date(expiresAt * 1000) }
}
