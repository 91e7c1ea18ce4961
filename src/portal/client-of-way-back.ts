import type { ClientView } from '@/model/pages'
import { isRegistered } from '@/oauth/checks/redirect-uri'
import { clientView } from '@/oauth/client-view'
import { readParameters } from '@/oauth/parameters'
import type { Provider } from '@/oauth/provider'
import { splitQuery } from '@/oauth/way-back'

/** The app to which a person goes on after this page; null when the request would not be answered to it. */
export async function clientOfWayBack(
  path: string,
  { stores }: Provider,
): Promise<ClientView | null> {
  const parameters = readParameters(splitQuery(path)[1])
  const clientId = parameters.get('client_id')
  const redirectUri = parameters.get('redirect_uri')
  if (clientId === undefined || clientId.length > 256 || redirectUri === undefined) return null
  const client = await stores.clients.find(clientId)
  if (!client || client.disabledAt !== null) return null
  return isRegistered(redirectUri, client.redirectUris) ? clientView(client) : null
}
