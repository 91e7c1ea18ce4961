import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { authenticateClient } from '../client-authentication'
import { clientParameters } from '../client-parameters'
import { endpoint, preflight } from '../endpoint'
import { required } from '../form-parameters'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { isRefreshTokenShaped } from '../tokens/refresh-token'

/**
 * The revocation endpoint — RFC 7009. A token names its grant, and with the grant ends all that came of it. The answer is
 * the same for a token that is unknown, ended or another client's (§2.2): it tells nothing.
 */
export const revoke = endpoint(async (request, provider) => {
  const parameters = await clientParameters(request, provider)
  const client = await authenticateClient(request, parameters, provider) // §2.1
  const grant = await grantOf(required(parameters, 'token'), client, provider)
  if (grant?.clientId === client.id) await provider.stores.grants.revoke(grant.id, provider.now())
  return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } })
})

export const revokePreflight = preflight('POST')

/**
 * The grant that the client was given and the token names. A token of client credentials comes of no grant, and one that
 * was exchanged comes of a grant to somebody else, which is not this client's to end (RFC 8693 §2.1).
 *
 * @throws {OAuthError} `unsupported_token_type` for these two, to the client that holds them: they end by themselves (§2.2.1)
 */
async function grantOf(
  token: string,
  client: Client,
  { stores, keys }: Provider,
): Promise<{ id: string; clientId: string } | null> {
  if (isRefreshTokenShaped(token)) {
    return (await stores.grants.findByRefreshToken(sha256(token)))?.grant ?? null
  }
  const claims = await keys.verify('at+jwt', token)
  if (claims?.['client_id'] !== client.id) return null
  const id = claims['grant_id']
  if (typeof id !== 'string') {
    throw new OAuthError(
      'unsupported_token_type',
      'the token comes of no grant, so it ends by itself',
    )
  }
  const grant = (await stores.grants.find(id))?.grant ?? null
  if (grant && grant.clientId !== client.id) {
    throw new OAuthError('unsupported_token_type', 'a token that was exchanged ends by itself')
  }
  return grant
}
