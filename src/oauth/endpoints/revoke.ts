import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { authenticateClient } from '../client-authentication'
import { endpoint, preflight } from '../endpoint'
import { formParameters, required } from '../form-parameters'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { isRefreshTokenShaped } from '../tokens/refresh-token'

/**
 * The revocation endpoint — RFC 7009. A token names its grant, and with the grant ends all that came of it. The answer is
 * the same for a token that is unknown, ended or another client's (§2.2): it tells nothing.
 */
export const revoke = endpoint(async (request, provider) => {
  const parameters = await formParameters(request)
  const client = await authenticateClient(request, parameters, provider) // §2.1
  const grant = await grantOf(required(parameters, 'token'), client, provider)
  if (grant?.clientId === client.id) await provider.stores.grants.revoke(grant.id, provider.now())
  return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } })
})

export const revokePreflight = preflight('POST')

/** @throws {OAuthError} `unsupported_token_type` for a token of the client's own: it comes of no grant (§2.2.1) */
async function grantOf(
  token: string,
  client: Client,
  { stores, keys }: Provider,
): Promise<{ id: string; clientId: string } | null> {
  if (isRefreshTokenShaped(token)) {
    return (await stores.grants.findByRefreshToken(sha256(token)))?.grant ?? null
  }
  const claims = await keys.verify('at+jwt', token)
  const id = claims?.['grant_id']
  if (id === undefined && claims?.['client_id'] === client.id) {
    throw new OAuthError('unsupported_token_type', 'a token of client credentials ends by itself')
  }
  return typeof id === 'string' ? { id, clientId: String(claims?.['client_id']) } : null
}
