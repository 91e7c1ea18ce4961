// Dialect 1, the portal's own: an app sends a person to /login, and the person comes back with tokens. This file is
// the dispatcher: it decides what comes next, and every page returns to it.
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import { clientView } from '@/oauth/client-view'
import { consentPage } from '@/oauth/consent-page'
import { PageError } from '@/oauth/errors'
import { issueGrant } from '@/oauth/issue-grant'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { covers } from '@/oauth/scope'
import { signInPage } from '@/oauth/sign-in-page'
import { visitOf } from '@/oauth/visit'
import { wayBack } from '@/oauth/way-back'

import {
  answerTo,
  findRequestProblem,
  readLoginRequest,
  requestParameters,
  type LoginRequest,
} from './request'
import { accessTokenLifetime } from './lifetime'
import { grantedScope } from './scope'

/** `GET /login`. A HEAD, which some hosts answer like a GET, must not give out tokens. */
export const login: Handler = page(async (request, provider) => {
  if (request.method !== 'GET') throw new PageError('method-not-allowed')
  const parameters = queryParameters(request)
  const path = `/login?${parameters.raw}`
  const visit = await visitOf(request, provider)

  if (!parameters.hasAny(requestParameters)) {
    return visit.session
      ? seeOther(wayBack(parameters.get('continue')))
      : signInPage({ request, visit, client: null, path }, provider)
  }
  const asked = await readLoginRequest(parameters, provider) // 1 who asks, and where may I answer?

  const problem = findRequestProblem(asked) // 2 is the request good?
  if (problem) return seeOther(answerTo(asked, { error: problem }))
  const scope = grantedScope(parameters.get('scope'), asked.client)
  if (scope === null) return seeOther(answerTo(asked, { error: 'invalid_scope' }))

  const { session, user } = visit // 3 what is missing?
  if (!session || !user) {
    return signInPage({ request, visit, client: clientView(asked.client), path }, provider)
  }
  if (parameters.get('decision') === 'deny') {
    return seeOther(answerTo(asked, { error: 'access_denied' })) // even when another tab has allowed it meanwhile
  }
  if (!(await hasConsent(asked, user, scope, provider))) {
    const { client, redirectUri } = asked
    return consentPage({ request, client, redirectUri, session, user, scope, path }, provider)
  }
  return seeOther(answerTo(asked, await tokens(asked, session, scope, provider))) // 4 nothing
})

async function hasConsent(
  { client }: LoginRequest,
  user: User,
  scope: string,
  { stores }: Provider,
): Promise<boolean> {
  if (client.isFirstParty) return true
  const consent = await stores.consents.find(user.id, client.id)
  return consent !== null && covers(consent.scope, scope)
}

async function tokens(
  { client }: LoginRequest,
  session: Session,
  scope: string,
  provider: Provider,
): Promise<Readonly<Record<string, string>>> {
  const issued = await issueGrant(
    {
      client,
      userId: session.userId,
      sessionId: session.id,
      grantType: 'login_redirect',
      scope,
      accessTokenLifetime: accessTokenLifetime(client, provider.settings),
    },
    provider,
  )
  return {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expiration: String(issued.expiresAt.getTime() / 1000),
    user_id: session.userId,
  }
}
