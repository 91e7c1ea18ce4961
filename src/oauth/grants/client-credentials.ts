import { randomId } from '@/crypto/random'
import type { Client } from '@/model/client'

import { optional } from '../form-parameters'
import { clientCredentialsLifetime } from '../lifetimes'
import { OAuthError } from '../oauth-error'
import type { Parameters } from '../parameters'
import type { Provider } from '../provider'
import { json } from '../responses'
import { allowedScope, scopesIn } from '../scope'

/**
 * The client credentials grant — RFC 6749 §4.4. The token is the client's own: its `sub` is the client, no refresh token
 * and no ID token come with it, and nothing is read or written for it.
 */
export async function clientCredentialsGrant(
  client: Client,
  parameters: Parameters,
  { keys, settings, now }: Provider,
): Promise<Response> {
  if (client.isPublic) {
    throw new OAuthError('unauthorized_client', 'a public client has no credentials') // §4.4
  }
  const scope = scopesIn(allowedScope(optional(parameters, 'scope') ?? '', client))
    .filter((name) => name !== 'offline_access')
    .join(' ')
  const lifetime = client.accessTokenLifetime ?? clientCredentialsLifetime
  const issuedAt = Math.floor(now().getTime() / 1000)
  const accessToken = await keys.sign('at+jwt', {
    iss: settings.issuer,
    sub: client.id,
    aud: client.id,
    client_id: client.id,
    iat: issuedAt,
    exp: issuedAt + lifetime,
    jti: randomId(),
    scope,
  })
  return json({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: lifetime,
    scope: scope || undefined, // §3.3: a scope is never empty
  })
}
