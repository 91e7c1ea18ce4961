import type { Client } from '@/model/client'

import type { Provider } from '../provider'
import { metadataOf } from './client-metadata'
import { registrationUri } from './registration-token'

/**
 * What a client is told of its registration — RFC 7591 §3.2.1, RFC 7592 §3. A secret is told when it is made and never
 * again, for only its hash is kept.
 */
export const clientInformation = (
  client: Client,
  registrationToken: string,
  secret: string | null,
  { issuer }: Provider['settings'],
): object => ({
  client_id: client.id,
  client_id_issued_at: Math.floor(client.createdAt.getTime() / 1000),
  ...(secret !== null && { client_secret: secret, client_secret_expires_at: 0 }),
  registration_access_token: registrationToken,
  registration_client_uri: registrationUri(issuer, client.id),
  ...metadataOf(client),
})
