import type { Client } from '@/model/client'
import type { LiveAccessToken } from '@/oauth/bearer'
import { endpoint, preflight } from '@/oauth/endpoint'
import { OAuthError } from '@/oauth/oauth-error'
import type { Provider } from '@/oauth/provider'
import { accessOf, challenges } from '@/oauth/resource-access'
import { json } from '@/oauth/responses'
import { scopesIn } from '@/oauth/scope'

/** `GET /oauth/token/info`: what an access token stands for, told to whoever holds it, as a Rails server does. */
export const tokenInfo = endpoint(async (request, provider) => {
  const live = await accessOf(request, provider)
  if (!live) throw new OAuthError('invalid_token', 'there is no access token', challenges)
  const { claims, circumstances } = live
  const client = await clientOf(live, provider)
  if (!client?.dialects.includes('rails')) {
    throw new OAuthError(
      'unauthorized_client',
      'this is switched off for the client of the token: see Apps, Settings, rails',
    )
  }
  return json({
    resource_owner_id: circumstances ? claims.sub : null,
    scope: scopesIn(claims.scope),
    expires_in: claims.exp - Math.floor(provider.now().getTime() / 1000),
    application: { uid: claims.client_id },
    created_at: claims.iat,
  })
})

export const tokenInfoPreflight = preflight('GET')

/** The client that holds the token: of an exchanged one, not the client that the person let in (RFC 8693). */
function clientOf(
  { claims, circumstances }: LiveAccessToken,
  { stores }: Provider,
): Promise<Client | null> {
  return circumstances?.client.id === claims.client_id
    ? Promise.resolve(circumstances.client)
    : stores.clients.find(claims.client_id)
}
