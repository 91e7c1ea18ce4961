import type { Client, ResponseMode } from '@/model/client'
import { describeDifference, isRegistered, nearestRegistered } from '@/oauth/checks/redirect-uri'
import { clientView } from '@/oauth/client-view'
import { PageError } from '@/oauth/errors'
import type { Parameters } from '@/oauth/parameters'
import type { Provider } from '@/oauth/provider'
import { withParameters } from '@/oauth/responses'

/** A request whose client and redirect URI are good: from here on, errors go to the app. */
export type LoginRequest = {
  readonly client: Client
  readonly redirectUri: string
  readonly responseMode: ResponseMode
  readonly state: string | undefined
  readonly parameters: Parameters
}

/** What makes `/login` a request of an app. Without any of them it is the portal's own sign-in. */
export const requestParameters = [
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'response_mode',
] as const

/**
 * Asks who wants to know, and where the answer may go.
 * @throws {PageError} a page of ours: nothing is sent to a place that is not registered
 */
export async function readLoginRequest(
  parameters: Parameters,
  { stores }: Provider,
): Promise<LoginRequest> {
  for (const name of ['client_id', 'redirect_uri']) {
    if (parameters.isRepeated(name)) {
      throw new PageError('parameter-repeated', { facts: [fact(name, null)] })
    }
  }
  const clientId = parameters.get('client_id')
  if (clientId === undefined) throw new PageError('client-missing')
  const client = clientId.length <= 256 ? await stores.clients.find(clientId) : null
  if (!client) throw new PageError('client-unknown', { facts: [fact('client_id', clientId)] })

  const about = {
    client: clientView(client),
    ...(client.ownerId !== null && { settingsPath: `/apps/${client.id}/settings` }), // null: built in
  }
  if (client.disabledAt !== null) {
    throw new PageError('client-disabled', { ...about, facts: [fact('client_id', clientId)] })
  }
  const redirectUri = parameters.get('redirect_uri')
  if (redirectUri === undefined) {
    throw new PageError('redirect-uri-missing', { ...about, facts: [fact('redirect_uri', null)] })
  }
  if (!isRegistered(redirectUri, client.redirectUris)) {
    const nearest = nearestRegistered(redirectUri, client.redirectUris)
    throw new PageError('redirect-uri-unregistered', {
      ...about,
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
  for (const [isOn, name] of [
    [client.dialects.includes('login-redirect'), 'login-redirect'],
    [client.grantTypes.includes('login_redirect'), 'login_redirect'],
  ] as const) {
    if (!isOn) throw new PageError('dialect-off', { ...about, facts: [{ kind: 'switch', name }] })
  }
  return {
    client,
    redirectUri,
    responseMode: parameters.get('response_mode') === 'fragment' ? 'fragment' : 'query',
    state: parameters.get('state'),
    parameters,
  }
}

const fact = (name: string, value: string | null) => ({ kind: 'parameter', name, value }) as const

/** What is wrong with the rest of the request, as an OAuth error for the app; null: nothing. */
export function findRequestProblem({ parameters }: LoginRequest): 'invalid_request' | null {
  const isRepeated = ['scope', 'state', 'response_mode'].some((name) => parameters.isRepeated(name))
  const mode = parameters.get('response_mode') ?? 'query'
  return isRepeated || !['query', 'fragment'].includes(mode) ? 'invalid_request' : null
}

/** The way back to the app, with an answer. */
export const answerTo = (
  { redirectUri, responseMode, state }: LoginRequest,
  answer: Readonly<Record<string, string>>,
): string => withParameters(redirectUri, responseMode, { ...answer, state })
