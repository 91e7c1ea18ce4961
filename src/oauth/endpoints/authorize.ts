// The authorization endpoint — RFC 6749 §3.1, OpenID Connect Core §3.1.2. This file is the dispatcher: it decides what
// comes next, and every page returns to it.
import type { Consent } from '@/model/consent'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import { OwnerGone } from '@/stores/owner-gone'

import { acrOf } from '../acr'
import { readAskedAt, writeAskedAt } from '../asked-at'
import {
  readAnswerAddress,
  readAuthorizationRequest,
  type AnswerAddress,
  type AuthorizationRequest,
} from '../authorization-request'
import { authorizationResponse } from '../authorization-response'
import { clientView } from '../client-view'
import { findAskingClient } from '../checks/asking-client'
import { consentPage, destinationOf } from '../consent-page'
import { contextOf } from '../context'
import { PageError } from '../errors'
import { readHint } from '../id-token-hint'
import { issueCode } from '../issue-code'
import { errorUri, OAuthError } from '../oauth-error'
import { page } from '../page'
import { queryParameters, rawQuery, type Parameters } from '../parameters'
import { goOnAsGet } from '../posted-request'
import type { Handler, Provider } from '../provider'
import { spendPushedRequest } from '../pushed-requests'
import { checkKind, findSource, type RequestSource } from '../request-source'
import { withParameters } from '../responses'
import { covers } from '../scope'
import { subjectOf } from '../subject'
import { signInPage } from '../sign-in-page'
import { visitOf, type Visit } from '../visit'
import { withOwnParameters } from '../way-back'

/** `GET /oauth/authorize` */
export const authorize: Handler = page(async (request, provider) => {
  if (request.method !== 'GET') throw new PageError('method-not-allowed')
  const query = queryParameters(request) // parameters of ours are read from here alone
  const askedAt = askedAtOf(request, query, provider)
  const client = await findAskingClient(query, provider) // 1 who asks, for what, and where may I answer?
  const source = await findSource(query, client, askedAt, provider)
  const address = readAnswerAddress(client, source.parameters)
  try {
    return await answer({ request, query, askedAt, source, address, provider })
  } catch (cause) {
    const error = errorOf(cause, request, provider)
    if (await isPersonFirst(request, source, provider)) throw stoppedHere(address, error, provider)
    return authorizationResponse(address, error, provider.settings.issuer)
  }
})

/** `POST /oauth/authorize` */
export const authorizeByPost: Handler = page(goOnAsGet)

function errorOf(
  cause: unknown,
  request: Request,
  { log, settings }: Provider,
): Record<string, string> {
  if (cause instanceof PageError || cause instanceof OwnerGone) throw cause
  if (cause instanceof OAuthError) {
    const { code, description } = cause
    return {
      error: code,
      error_description: description,
      error_uri: errorUri(settings.issuer, code),
    }
  }
  log.error({ err: cause, requestId: contextOf(request).requestId }, 'an authorization failed')
  return { error: 'server_error', error_uri: errorUri(settings.issuer, 'server_error') }
}

type Asking = {
  readonly request: Request
  readonly query: Parameters
  /** When this request first came; pages that were met since then count. Null: it comes for the first time. */
  readonly askedAt: Date | null
  readonly source: RequestSource
  readonly address: AnswerAddress
  readonly provider: Provider
}

async function answer(asking: Asking): Promise<Response> {
  const { request, query, source, address, provider } = asking
  const { client, parameters, kind, pushed, problem } = source
  if (problem) throw problem // 2 is the request good?
  checkKind(client, kind)
  const asked = bound(readAuthorizationRequest(address, parameters), pushed)
  const hintedSubject = await readHint(asked, provider)
  const visit = await visitOf(request, provider) // 3 what is missing?
  const pass = { asked, hintedSubject, visit, ...asking }

  const { session, user } = visit
  if (!session || !user || !isFresh(pass, session) || !isMeant(pass, session)) {
    return mayShow(asked, 'login_required', () => askToSignIn(pass))
  }
  if (!isSureEnough(asked, session)) {
    await checkPassword(user, provider)
    return mayShow(asked, 'login_required', () => askToSignIn(pass))
  }
  if (query.get('decision') === 'deny') {
    throw new OAuthError('access_denied', 'the person did not allow it')
  }
  const consent = await provider.stores.consents.find(user.id, asked.client.id)
  if (!isConsentGood(pass, consent)) {
    return mayShow(asked, 'consent_required', () => askToConsent(pass, session, user))
  }
  if (pushed) await spendPushedRequest(pushed, client, provider) // 4 nothing
  const code = await issueCode(asked, session, provider)
  return authorizationResponse(asked, { code }, provider.settings.issuer)
}

/** A request that was pushed with a proof is for the key of that proof — RFC 9449 §10.1. */
const bound = (
  asked: AuthorizationRequest,
  pushed: RequestSource['pushed'],
): AuthorizationRequest => (pushed ? { ...asked, thumbprint: pushed.thumbprint } : asked)

type Pass = Asking & {
  readonly asked: AuthorizationRequest
  /** The `sub` of the ID token that the client has shown; null: it has shown none. */
  readonly hintedSubject: string | null
  readonly visit: Visit
}

const askedAtOf = (request: Request, query: Parameters, { settings, now }: Provider): Date | null =>
  readAskedAt(settings.secret, rawPathOf(request), query.get('asked_at'), now())

const rawPathOf = (request: Request): string =>
  `${new URL(request.url).pathname}?${rawQuery(request)}`

/** Whether it happened in answer to this very request. */
const isSince = ({ askedAt }: Pass, at: Date): boolean => askedAt !== null && at >= askedAt

/** `prompt=none` never shows a page — Core §3.1.2.1. */
function mayShow(
  { prompt }: AuthorizationRequest,
  code: 'login_required' | 'consent_required',
  show: () => Promise<Response>,
): Promise<Response> {
  if (prompt.includes('none')) throw new OAuthError(code, 'a page would have to be shown')
  return show()
}

/** Whether the session is fresh enough. */
function isFresh(pass: Pass, { authTime }: Session): boolean {
  if (isSince(pass, authTime)) return true
  const { prompt, maxAge } = pass.asked
  if (prompt.includes('login') || prompt.includes('select_account') || maxAge === 0) return false
  return maxAge === null || pass.provider.now().getTime() - authTime.getTime() <= maxAge * 1000
}

/**
 * Whether the session is of the person that the client means, if it says.
 * @throws {OAuthError} `login_required` when somebody else has signed in for this request: asking again leads nowhere
 */
function isMeant(pass: Pass, { userId, authTime }: Session): boolean {
  const { hintedSubject, asked, provider } = pass
  const subject = subjectOf(userId, asked.client, provider.settings)
  const isHinted = hintedSubject === null || hintedSubject === subject
  if (isHinted && (asked.subjects?.includes(subject) ?? true)) return true
  if (!isSince(pass, authTime)) return false
  throw new OAuthError('login_required', 'somebody else has signed in')
}

/** Whether the session is of a class that the client cannot do without — §5.5.1.1. */
function isSureEnough({ acrs }: AuthorizationRequest, { amr }: Session): boolean {
  if (acrs === null) return true
  const acr = acrOf(amr)
  return acr !== null && acrs.includes(acr)
}

/**
 * Who came by an upstream can still sign in by a password, if they have one.
 * @throws {OAuthError} `unmet_authentication_requirements`: asking again leads nowhere
 */
async function checkPassword({ id }: User, { stores }: Provider): Promise<void> {
  if ((await stores.users.findPassword(id)) !== null) return
  throw new OAuthError(
    'unmet_authentication_requirements',
    'the person cannot sign in by the essential acr',
  )
}

function isConsentGood(pass: Pass, consent: Consent | null): boolean {
  const { prompt, client, consentScope } = pass.asked
  const isCovered = consent !== null && covers(consent.scope, consentScope)
  if (prompt.includes('consent')) return isCovered && isSince(pass, consent.updatedAt)
  return isCovered || client.isFirstParty
}

/** The same request, with the moment at which it first came. */
function pathOf({ request, askedAt, provider }: Pass, ofPage: { isFresh?: boolean } = {}): string {
  const { settings, now } = provider
  const path = rawPathOf(request)
  return withOwnParameters(path, {
    asked_at: writeAskedAt(settings.secret, path, askedAt ?? now(), ofPage),
  })
}

const askToSignIn = (pass: Pass): Promise<Response> => {
  const { request, query, asked, visit } = pass
  const isFresh = visit.session !== null || asked.prompt.includes('login') || asked.maxAge !== null
  const identifier = query.get('login_hint') ?? asked.loginHint // ours first: what was typed since
  return signInPage(
    {
      request,
      visit,
      client: clientView(asked.client),
      path: pathOf(pass, { isFresh }),
      isFresh,
      needsPassword: asked.acrs !== null, // no upstream vouches for a class
      ...(identifier !== null && { identifier: identifier.slice(0, 320) }),
    },
    inLanguageOf(pass),
  )
}

const askToConsent = (pass: Pass, session: Session, user: User): Promise<Response> => {
  const { request, asked } = pass
  const { client, redirectUri, consentScope: scope } = asked
  const path = pathOf(pass)
  return consentPage(
    { request, client, redirectUri, session, user, scope, path },
    inLanguageOf(pass),
  )
}

/** The provider, speaking as a request asks that does not stand in the URL. */
function inLanguageOf({ asked: { uiLocales }, provider }: Pass): Provider {
  if (uiLocales === null) return provider
  const path = `${provider.settings.issuer}/?${new URLSearchParams({ ui_locales: uiLocales }).toString()}`
  const localeOf = ({ headers }: Request) => provider.localeOf(new Request(path, { headers }))
  return { ...provider, localeOf }
}

/**
 * Whether a person has to see an error before the app does. Nobody vouches for an app that registered itself: a link to us
 * would lead wherever its maker wants, past people who trust our name (RFC 9700 §4.11.2).
 */
async function isPersonFirst(
  request: Request,
  { client, parameters }: RequestSource,
  provider: Provider,
): Promise<boolean> {
  if (!client.options.isSelfRegistered || parameters.get('prompt') === 'none') return false
  return (await visitOf(request, provider)).session === null
}

function stoppedHere(
  { client, redirectUri, responseMode, state }: AnswerAddress,
  error: Readonly<Record<string, string>>,
  { settings }: Provider,
): PageError {
  const parameters = { ...error, state, iss: settings.issuer }
  const isForm = responseMode === 'form_post'
  return new PageError('app-request-refused', {
    client: clientView(client),
    facts: Object.entries(error).map(([name, value]) => ({ kind: 'parameter', name, value })),
    wayBack: {
      destination: destinationOf(redirectUri),
      url: isForm ? redirectUri : withParameters(redirectUri, responseMode, parameters),
      fields: isForm ? parameters : null,
    },
  })
}
