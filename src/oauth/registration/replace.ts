// A registration that is replaced: RFC 7592 §2.2.
import { holdsSecret } from '@/clients/register'
import { newSecret } from '@/clients/secrets'
import { isSame, sha256 } from '@/crypto/digest'
import type { Client, ClientRegistration } from '@/model/client'
import type { ClientWithSecrets } from '@/stores/clients'

import { destinationOf } from '../consent-page'
import type { Provider } from '../provider'
import { noSuchRegistration } from './registration-token'
import { refuse } from './values'

/** Members of our own answer that are not the client's to set. */
const ours = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
]

/**
 * Whether the request is about this client, and sets nothing that is ours to set.
 * @throws {OAuthError} `invalid_client_metadata`
 */
export function checkReplacement(
  body: Readonly<Record<string, unknown>>,
  { client, secrets }: ClientWithSecrets,
): void {
  const set = ours.find((name) => Object.hasOwn(body, name))
  if (set !== undefined) refuse(`${set} is not for the client to set: leave it out`)
  if (body['client_id'] !== client.id) refuse('client_id must be the one of this registration')
  const { client_secret: sent } = body
  if (sent === undefined) return
  const hash = typeof sent === 'string' ? sha256(sent) : ''
  if (!secrets.some(({ secretHash }) => isSame(secretHash, hash))) {
    refuse('client_secret is not a current one: leave it out')
  }
}

/**
 * Puts the new registration in place of the old one. Where people would be sent to a place that they were not shown when
 * they let the app in, their consents end with all that came of them.
 *
 * @returns the secret, where the client needs one from now on and has none
 * @throws {OAuthError} `invalid_token`
 */
export async function replaceRegistration(
  { client, secrets }: ClientWithSecrets,
  registration: ClientRegistration,
  { stores, now }: Provider,
): Promise<{ readonly client: Client; readonly secret: string | null }> {
  const known = new Set(client.redirectUris.map(destinationOf))
  if (!registration.redirectUris.every((uri) => known.has(destinationOf(uri)))) {
    await stores.consents.withdrawAll(client.id, now())
  }
  const isThere = await stores.clients.update(client.id, registration)
  if (!isThere) throw noSuchRegistration(true) // it was deleted meanwhile
  const replaced = { ...client, ...registration }
  if (!holdsSecret(registration) || secrets.length > 0) return { client: replaced, secret: null }
  const { secret, record } = newSecret(client.id, now())
  await stores.clients.addSecret(record)
  return { client: replaced, secret }
}
