// The token that manages a registration — RFC 7592 §3.
import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import type { ClientWithSecrets } from '@/stores/clients'

import type { OAuthError } from '../oauth-error'
import { queryParameters } from '../parameters'
import type { Provider } from '../provider'
import { bearerToken, invalidToken } from './admission'

const registrationTokenPrefix = 'pra_'

/** Gives the client a new one; its hash is stored. */
export async function giveRegistrationToken(
  clientId: string,
  { stores }: Provider,
): Promise<string> {
  const token = randomSecret(registrationTokenPrefix)
  await stores.clients.setRegistrationToken(clientId, sha256(token))
  return token
}

/** Where the registration is managed: our paths are exact, so the client stands in the query. */
export const registrationUri = (issuer: string, clientId: string): string =>
  `${issuer}/oauth/register?client_id=${encodeURIComponent(clientId)}`

export type ManagedRegistration = ClientWithSecrets & { readonly token: string }

/**
 * The client that the request names, where the token is its own. A wrong token, another client's, a client that was
 * deleted or disabled: all are answered the same (RFC 7592 §2).
 *
 * @throws {OAuthError} `invalid_token`
 */
export async function managedRegistration(
  request: Request,
  { stores }: Provider,
): Promise<ManagedRegistration> {
  const token = bearerToken(request)
  const clientId = queryParameters(request).get('client_id') ?? ''
  const found =
    token === null || clientId.length > 256
      ? null
      : await stores.clients.findByRegistrationToken(clientId, sha256(token))
  if (token === null || found?.client.disabledAt !== null) {
    throw noSuchRegistration(request.headers.has('authorization'))
  }
  return { ...found, token }
}

export const noSuchRegistration = (isTokenBrought: boolean): OAuthError =>
  invalidToken('the registration access token is not good for this client', isTokenBrought)
