import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { findLiveAccessToken } from '../bearer'
import { authenticateClient } from '../client-authentication'
import { serverEndpoint } from '../endpoint'
import { formParameters, required } from '../form-parameters'
import { findGrantProblem } from '../grant-life'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { json } from '../responses'
import { isRefreshTokenShaped } from '../tokens/refresh-token'

/**
 * The introspection endpoint — RFC 7662. A client with a secret learns of its own tokens; of anything else it learns
 * `{"active":false}`, which tells nothing (§2.2).
 */
export const introspect = serverEndpoint(async (request, provider) => {
  const parameters = await formParameters(request)
  const client = await authenticateClient(request, parameters, provider) // §2.1
  if (client.isPublic) {
    throw new OAuthError('invalid_client', 'introspection is for clients that hold a secret')
  }
  const token = required(parameters, 'token')
  const facts = isRefreshTokenShaped(token)
    ? await refreshTokenFacts(token, client, provider)
    : await accessTokenFacts(token, client, provider)
  return json(facts ? { active: true, ...facts } : { active: false })
})

async function accessTokenFacts(
  token: string,
  client: Client,
  provider: Provider,
): Promise<object | null> {
  const live = await findLiveAccessToken(token, provider)
  if (live?.claims.client_id !== client.id) return null
  const { iat, exp, jti, aud, sub, scope, client_id } = live.claims
  const username = live.circumstances?.user.username
  const iss = provider.settings.issuer
  const facts = { client_id, username, sub, aud, iss, iat, exp, jti }
  return { token_type: 'Bearer', scope: scope || undefined, ...facts }
}

async function refreshTokenFacts(
  token: string,
  client: Client,
  { stores, settings, now }: Provider,
): Promise<object | null> {
  const found = await stores.grants.findByRefreshToken(sha256(token))
  if (found?.client.id !== client.id || findGrantProblem(found)) return null
  const { refreshToken, grant, user } = found
  if (refreshToken.consumedAt !== null || refreshToken.expiresAt <= now()) return null
  return {
    token_type: 'refresh_token',
    scope: grant.scope || undefined,
    client_id: client.id,
    username: user.username,
    sub: user.id,
    iss: settings.issuer,
    iat: Math.floor(refreshToken.createdAt.getTime() / 1000),
    exp: Math.floor(refreshToken.expiresAt.getTime() / 1000),
  }
}
