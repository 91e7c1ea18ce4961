import type { Client } from '@/model/client'
import type { Provider } from '@/oauth/provider'

import { TokenApiError } from './api'

export const isAllowed = (client: Client): boolean =>
  client.disabledAt === null && client.dialects.includes('token-api')

/** @throws {TokenApiError} `client_not_allowed`, with the switch that is off and where it is */
export function checkAllowed(client: Client | null): asserts client {
  if (!client) {
    throw new TokenApiError('client_not_allowed', 'There is no app with this client_id.')
  }
  if (client.disabledAt !== null) {
    throw new TokenApiError(
      'client_not_allowed',
      'The app is disabled: enable it under Apps, Settings.',
    )
  }
  if (!client.dialects.includes('token-api')) {
    throw new TokenApiError(
      'client_not_allowed',
      'The app may not use the token API: switch on "Token API" under Apps, Settings, Ways to sign in.',
    )
  }
}

/** @throws {TokenApiError} `client_not_allowed` */
export async function allowedClient(clientId: string, { stores }: Provider): Promise<Client> {
  const client = clientId.length <= 256 ? await stores.clients.find(clientId) : null
  checkAllowed(client)
  return client
}
