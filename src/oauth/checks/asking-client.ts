// Who asks, and where may the answer go? Until both are known to be good, every refusal is a page of ours.
import type { Client, Dialect, GrantType } from '@/model/client'

import { clientView } from '../client-view'
import { PageError } from '../errors'
import type { Parameters } from '../parameters'
import type { Provider } from '../provider'
import { describeDifference, isRegistered, nearestRegistered } from './redirect-uri'

/**
 * The client of an authorization request.
 * @throws {PageError} `parameter-repeated`, `client-missing`, `client-unknown`, `client-disabled`
 */
export async function findAskingClient(
  parameters: Parameters,
  { stores }: Provider,
): Promise<Client> {
  checkSentOnce('client_id', parameters)
  const clientId = parameters.get('client_id')
  if (clientId === undefined) throw new PageError('client-missing')
  const client = clientId.length <= 256 ? await stores.clients.find(clientId) : null
  if (!client) throw new PageError('client-unknown', { facts: [fact('client_id', clientId)] })
  if (client.disabledAt !== null) {
    throw new PageError('client-disabled', {
      ...about(client),
      facts: [fact('client_id', clientId)],
    })
  }
  return client
}

/**
 * The redirect URI that was sent and is registered; null when none was sent.
 * @throws {PageError} `parameter-repeated`; `redirect-uri-unregistered`, with how it differs from the nearest one
 */
export function findRedirectUri(parameters: Parameters, client: Client): string | null {
  checkSentOnce('redirect_uri', parameters)
  const redirectUri = parameters.get('redirect_uri')
  if (redirectUri === undefined) return null
  if (isRegistered(redirectUri, client.redirectUris)) return redirectUri
  const nearest = nearestRegistered(redirectUri, client.redirectUris)
  throw new PageError('redirect-uri-unregistered', {
    ...about(client),
    facts: [
      {
        kind: 'redirect-uri',
        sent: redirectUri,
        nearest,
        difference: nearest === null ? null : describeDifference(redirectUri, nearest),
        registered: client.redirectUris,
      },
    ],
  })
}

/** Of two that differ, one cannot know which is meant. */
function checkSentOnce(name: 'client_id' | 'redirect_uri', parameters: Parameters): void {
  if (!parameters.isRepeated(name)) return
  throw new PageError('parameter-repeated', { facts: [fact(name, null)] })
}

export const missingRedirectUri = (client: Client): PageError =>
  new PageError('redirect-uri-missing', { ...about(client), facts: [fact('redirect_uri', null)] })

/** @throws {PageError} `dialect-off`, with the switch that is off and where it is */
export function checkSwitches(
  client: Client,
  { dialect, grantType }: { readonly dialect: Dialect; readonly grantType: GrantType },
): void {
  const off = !client.dialects.includes(dialect)
    ? dialect
    : !client.grantTypes.includes(grantType)
      ? grantType
      : null
  if (off === null) return
  throw new PageError('dialect-off', { ...about(client), facts: [{ kind: 'switch', name: off }] })
}

const about = (client: Client) => ({
  client: clientView(client),
  ...(client.ownerId !== null && { settingsPath: `/apps/${client.id}/settings` }), // null: built in
})

const fact = (name: string, value: string | null) => ({ kind: 'parameter', name, value }) as const
