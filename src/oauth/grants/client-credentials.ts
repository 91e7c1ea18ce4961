import { optional } from '../form-parameters'
import { clientCredentialsLifetime, railsAccessTokenLifetime } from '../lifetimes'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { audienceOf, readResources } from '../resources'
import { json } from '../responses'
import { allowedScope, scopesIn } from '../scope'
import type { TokenRequest } from '../token-request'
import { createdAt, tokenType } from '../token-response'
import { issueAccessToken } from '../tokens/access-token'

/**
 * The client credentials grant — RFC 6749 §4.4. The token is the client's own: its `sub` is the client, no refresh token
 * and no ID token come with it, and nothing is read or written for it.
 */
export async function clientCredentialsGrant(
  { client, parameters, thumbprint }: TokenRequest,
  provider: Provider,
): Promise<Response> {
  if (client.isPublic) {
    throw new OAuthError('unauthorized_client', 'a public client has no credentials') // §4.4
  }
  const scope = scopesIn(allowedScope(optional(parameters, 'scope') ?? '', client))
    .filter((name) => name !== 'offline_access')
    .join(' ')
  const isRails = client.dialects.includes('rails')
  const lifetime =
    client.accessTokenLifetime ?? (isRails ? railsAccessTokenLifetime : clientCredentialsLifetime)
  const resources = readResources(parameters, client).join(' ')
  const { accessToken } = await issueAccessToken(
    {
      subject: client.id,
      clientId: client.id,
      audience: audienceOf(parameters, resources, client),
      scope,
      lifetime,
      grantId: undefined,
      thumbprint,
      algorithm: client.options.accessTokenAlgorithm,
    },
    provider,
  )
  return json({
    access_token: accessToken,
    token_type: tokenType(client, thumbprint),
    expires_in: lifetime,
    scope: scope || undefined, // §3.3: a scope is never empty
    ...createdAt(client, provider),
  })
}
