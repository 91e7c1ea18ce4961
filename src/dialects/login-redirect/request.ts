import type { Client } from '@/model/client'
import {
  checkSwitches,
  findAskingClient,
  findRedirectUri,
  missingRedirectUri,
} from '@/oauth/checks/asking-client'
import type { Parameters } from '@/oauth/parameters'
import type { Provider } from '@/oauth/provider'
import { withParameters } from '@/oauth/responses'

/** A request whose client and redirect URI are good: from here on, errors go to the app. */
export type LoginRequest = {
  readonly client: Client
  readonly redirectUri: string
  readonly responseMode: 'query' | 'fragment'
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
  provider: Provider,
): Promise<LoginRequest> {
  const client = await findAskingClient(parameters, provider)
  const redirectUri = findRedirectUri(parameters, client)
  if (redirectUri === null) throw missingRedirectUri(client)
  checkSwitches(client, { dialect: 'login-redirect', grantType: 'login_redirect' })
  return {
    client,
    redirectUri,
    responseMode: parameters.get('response_mode') === 'fragment' ? 'fragment' : 'query',
    state: parameters.get('state'),
    parameters,
  }
}

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
