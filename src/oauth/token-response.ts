import type { Client } from '@/model/client'
import type { GrantCircumstances } from '@/model/grant'

import { accessTokenLifetime } from './lifetimes'
import type { Provider } from './provider'
import { audienceOf } from './resources'
import { json } from './responses'
import { covers } from './scope'
import { subjectOf } from './subject'
import type { TokenRequest } from './token-request'
import { issueAccessToken } from './tokens/access-token'
import { issueIdToken } from './tokens/id-token'

/**
 * The answer of the token endpoint for a person's grant — RFC 6749 §5.1, OpenID Connect Core §3.1.3.3.
 * @throws {OAuthError} `invalid_target`
 */
export async function tokenResponse(
  { parameters, thumbprint }: TokenRequest,
  circumstances: GrantCircumstances,
  refreshToken: string | null,
  scope: string,
  provider: Provider,
): Promise<Response> {
  const { grant, client } = circumstances
  const lifetime = accessTokenLifetime(client, provider.settings)
  const { accessToken } = await issueAccessToken(
    {
      subject: subjectOf(grant.userId, client, provider.settings),
      clientId: client.id,
      audience: audienceOf(parameters, grant.resources, client),
      scope,
      lifetime,
      grantId: grant.id,
      thumbprint,
      algorithm: client.options.accessTokenAlgorithm,
    },
    provider,
  )
  const idToken = covers(scope, 'openid') ? await issueIdToken(circumstances, provider) : undefined
  return json({
    access_token: accessToken,
    token_type: tokenType(client, thumbprint),
    expires_in: lifetime,
    scope: scope || undefined, // §3.3: a scope is never empty
    refresh_token: refreshToken ?? undefined,
    id_token: idToken,
    ...createdAt(client, provider),
  })
}

const isRails = ({ dialects }: Client): boolean => dialects.includes('rails')

/** `DPoP` for a token that is bound to a key (RFC 9449 §5); a Rails server writes the other one small. */
export const tokenType = (client: Client, thumbprint: string | null): string =>
  thumbprint !== null ? 'DPoP' : isRails(client) ? 'bearer' : 'Bearer'

/** What a Rails server adds to its answer. */
export const createdAt = (client: Client, { now }: Provider): { created_at?: number } =>
  isRails(client) ? { created_at: Math.floor(now().getTime() / 1000) } : {}
