// The end-session endpoint — OpenID Connect RP-Initiated Logout 1.0 §2.
import type { Client } from '@/model/client'
import { signOutCookie } from '@/sessions/cookies'

import { clientView } from '../client-view'
import { PageError } from '../errors'
import { endedParameter, sealEnded, signedOutPath } from '../logout/signed-out'
import { page } from '../page'
import { queryParameters, type Parameters } from '../parameters'
import { goOnAsGet } from '../posted-request'
import type { Handler, Provider } from '../provider'
import { seeOther, withParameters } from '../responses'
import { visitOf } from '../visit'

/**
 * `GET /oauth/end_session`. With an ID token of this very session the person is signed out at once; else a page asks
 * first, and comes back here. Only a registered place is gone to, and an error goes nowhere.
 */
export const endSession: Handler = page(async (request, provider) => {
  if (request.method !== 'GET') throw new PageError('method-not-allowed')
  const { settings, stores, logouts, pages, localeOf, now } = provider
  const parameters = queryParameters(request)
  const repeated = single.find((name) => parameters.isRepeated(name))
  if (repeated !== undefined) throw new PageError('parameter-repeated', { facts: [fact(repeated)] })
  const hint = await readHint(parameters, provider)
  const destination = await findDestination(parameters, hint, provider)
  const visit = await visitOf(request, provider)
  const goodbye = (sealed: string | undefined) =>
    destination ?? signedOutPath(sealed, parameters.get('ui_locales'))

  if (!visit.session || !visit.user) return seeOther(goodbye(parameters.get(endedParameter)))
  if (hint?.sid === visit.session.id) {
    await stores.sessions.end(visit.user.id, visit.session.id, now())
    void logouts.deliver() // Back-Channel Logout 1.0 §2.5: the person does not wait for it
    const location = goodbye(sealEnded([visit.session.id], provider))
    return seeOther(location, [['Set-Cookie', signOutCookie(settings.issuer)]])
  }
  const { pathname } = new URL(request.url)
  const view = {
    username: visit.user.username,
    token: visit.formToken,
    continue: `${pathname}?${parameters.raw}`,
  }
  return pages.render('sign-out', view, { locale: localeOf(request) })
})

/** `POST /oauth/end_session` */
export const endSessionByPost: Handler = page(goOnAsGet)

const single = [
  'id_token_hint',
  'logout_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'ui_locales',
]

type Hint = { readonly clientId: string; readonly sid: string | null }

/** What an ID token of ours says, expired or not. @throws {PageError} when it is none of ours */
async function readHint(
  parameters: Parameters,
  { keys, settings }: Provider,
): Promise<Hint | null> {
  const token = parameters.get('id_token_hint')
  if (token === undefined) return null
  const claims = await keys.verify('JWT', token)
  if (claims?.['iss'] !== settings.issuer || typeof claims['aud'] !== 'string') {
    throw new PageError('request-malformed', { facts: [fact('id_token_hint')] })
  }
  return { clientId: claims['aud'], sid: typeof claims['sid'] === 'string' ? claims['sid'] : null }
}

const fact = (name: string) => ({ kind: 'parameter', name, value: null }) as const

/**
 * Where the client wants the person to go afterwards; null when it says nothing.
 * @throws {PageError} for a place that the client has not registered, exactly
 */
async function findDestination(
  parameters: Parameters,
  hint: Hint | null,
  { stores }: Provider,
): Promise<string | null> {
  const uri = parameters.get('post_logout_redirect_uri')
  const sentId = parameters.get('client_id')
  if (hint && sentId !== undefined && sentId !== hint.clientId) {
    throw new PageError('request-malformed', { facts: [fact('client_id')] })
  }
  if (uri === undefined) return null
  const clientId = hint?.clientId ?? sentId
  if (clientId === undefined) throw new PageError('client-missing')
  const client = await stores.clients.find(clientId)
  if (!client) throw new PageError('client-unknown')
  if (client.disabledAt !== null) {
    throw new PageError('client-disabled', { client: clientView(client) })
  }
  if (!client.postLogoutRedirectUris.includes(uri)) throw unregistered(uri, client)
  return withState(uri, parameters.get('state'))
}

const withState = (uri: string, state: string | undefined): string =>
  state === undefined ? uri : withParameters(uri, 'query', { state })

const unregistered = (uri: string, client: Client): PageError =>
  new PageError('redirect-uri-unregistered', {
    client: clientView(client),
    settingsPath: `/apps/${client.id}/settings`,
    facts: [
      {
        kind: 'redirect-uri',
        sent: uri,
        nearest: client.postLogoutRedirectUris[0] ?? null,
        difference: null,
        registered: client.postLogoutRedirectUris,
      },
    ],
  })
