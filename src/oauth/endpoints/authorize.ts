// The authorization endpoint — RFC 6749 §3.1, OpenID Connect Core §3.1.2. This file is the dispatcher: it decides what
// comes next, and every page returns to it.
import { randomId, randomSecret } from '@/crypto/random'
import { sha256 } from '@/crypto/digest'
import type { Consent } from '@/model/consent'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'

import { readAskedAt, writeAskedAt } from '../asked-at'
import {
  readAnswerAddress,
  readAuthorizationRequest,
  type AnswerAddress,
  type AuthorizationRequest,
} from '../authorization-request'
import { authorizationResponse } from '../authorization-response'
import { readBody } from '../body'
import { clientView } from '../client-view'
import { consentPage } from '../consent-page'
import { contextOf } from '../context'
import { PageError } from '../errors'
import { authorizationCodeLifetime } from '../lifetimes'
import { OAuthError } from '../oauth-error'
import { page } from '../page'
import { queryParameters, rawQuery, readParameters, type Parameters } from '../parameters'
import type { Handler, Provider } from '../provider'
import { seeOther } from '../responses'
import { covers } from '../scope'
import { signInPage } from '../sign-in-page'
import { visitOf, type Visit } from '../visit'
import { withOwnParameters } from '../way-back'

/** `GET /oauth/authorize` */
export const authorize: Handler = page(async (request, provider) => {
  if (request.method !== 'GET') throw new PageError('method-not-allowed')
  const parameters = queryParameters(request)
  const address = await readAnswerAddress(parameters, provider) // 1 who asks, and where may I answer?
  const { issuer } = provider.settings
  try {
    return await answer(request, address, parameters, provider)
  } catch (cause) {
    return authorizationResponse(address, errorOf(cause, request, provider), issuer)
  }
})

/** `POST /oauth/authorize`: goes on as a GET of ours, so that the session's cookie comes along (SameSite=Lax). */
export const authorizeByPost: Handler = page(async (request) => {
  const { raw } = readParameters(await readBody(request, 'application/x-www-form-urlencoded'))
  const path = new URL(request.url).pathname
  return seeOther(`${path}?${new URLSearchParams(raw).toString()}`)
})

function errorOf(cause: unknown, request: Request, { log }: Provider): Record<string, string> {
  if (cause instanceof PageError) throw cause
  if (cause instanceof OAuthError) {
    return { error: cause.code, error_description: cause.description }
  }
  log.error({ err: cause, requestId: contextOf(request).requestId }, 'an authorization failed')
  return { error: 'server_error' }
}

async function answer(
  request: Request,
  address: AnswerAddress,
  parameters: Parameters,
  provider: Provider,
): Promise<Response> {
  const asked = readAuthorizationRequest(address, parameters) // 2 is the request good?
  const hintedUserId = await readHint(asked, provider)
  const visit = await visitOf(request, provider) // 3 what is missing?
  const askedAt = askedAtOf(request, parameters, provider)
  const pass = { request, asked, hintedUserId, visit, askedAt, provider }

  const { session, user } = visit
  if (!session || !user || !isFresh(pass, session) || !isMeant(pass, session)) {
    return mayShow(asked, 'login_required', () => askToSignIn(pass))
  }
  if (parameters.get('decision') === 'deny') {
    throw new OAuthError('access_denied', 'the person did not allow it')
  }
  const consent = await provider.stores.consents.find(user.id, asked.client.id)
  if (!isConsentGood(pass, consent)) {
    return mayShow(asked, 'consent_required', () => askToConsent(pass, session, user))
  }
  const code = await issueCode(asked, session, provider) // 4 nothing
  return authorizationResponse(asked, { code }, provider.settings.issuer)
}

type Pass = {
  readonly request: Request
  readonly asked: AuthorizationRequest
  /** Whose ID token the client has shown; null: nobody's. */
  readonly hintedUserId: string | null
  readonly visit: Visit
  /** When this request first came; pages that were met since then count. Null: it comes for the first time. */
  readonly askedAt: Date | null
  readonly provider: Provider
}

const askedAtOf = (
  request: Request,
  parameters: Parameters,
  { settings, now }: Provider,
): Date | null =>
  readAskedAt(settings.secret, rawPathOf(request), parameters.get('asked_at'), now())

const rawPathOf = (request: Request): string =>
  `${new URL(request.url).pathname}?${rawQuery(request)}`

/** Whether it happened in answer to this very request. */
const isSince = ({ askedAt }: Pass, at: Date): boolean => askedAt !== null && at >= askedAt

/**
 * Whom an ID token names, expired or not; it selects and never authenticates — Core §3.1.2.1.
 * @throws {OAuthError} `invalid_request` when it is none of ours, or another client's
 */
async function readHint(
  { idTokenHint, client }: AuthorizationRequest,
  { keys, settings }: Provider,
): Promise<string | null> {
  if (idTokenHint === null) return null
  const hint = await keys.verify('JWT', idTokenHint)
  if (hint?.['iss'] !== settings.issuer || hint['aud'] !== client.id) {
    throw new OAuthError('invalid_request', 'id_token_hint is no ID token of ours for this client')
  }
  return String(hint['sub'])
}

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
  const { hintedUserId, asked } = pass
  const isHinted = hintedUserId === null || hintedUserId === userId
  if (isHinted && (asked.subjects?.includes(userId) ?? true)) return true
  if (!isSince(pass, authTime)) return false
  throw new OAuthError('login_required', 'somebody else has signed in')
}

function isConsentGood(pass: Pass, consent: Consent | null): boolean {
  const { prompt, client, consentScope } = pass.asked
  const isCovered = consent !== null && covers(consent.scope, consentScope)
  if (prompt.includes('consent')) return isCovered && isSince(pass, consent.updatedAt)
  return isCovered || client.isFirstParty
}

/** The same request, with the moment at which it first came. */
function pathOf({ request, askedAt, provider }: Pass): string {
  const { settings, now } = provider
  const path = rawPathOf(request)
  return withOwnParameters(path, {
    asked_at: writeAskedAt(settings.secret, path, askedAt ?? now()),
  })
}

const askToSignIn = (pass: Pass): Promise<Response> =>
  signInPage(
    {
      request: pass.request,
      visit: pass.visit,
      client: clientView(pass.asked.client),
      path: pathOf(pass),
    },
    pass.provider,
  )

const askToConsent = (pass: Pass, session: Session, user: User): Promise<Response> => {
  const { request, asked, provider } = pass
  const { client, redirectUri, consentScope: scope } = asked
  const path = pathOf(pass)
  return consentPage({ request, client, redirectUri, session, user, scope, path }, provider)
}

/** Records the grant and its code in one write. */
async function issueCode(
  asked: AuthorizationRequest,
  session: Session,
  { stores, now }: Provider,
): Promise<string> {
  const code = randomSecret('pac_')
  const at = now()
  const grantId = randomId()
  await stores.authorizationCodes.create(
    {
      id: grantId,
      clientId: asked.client.id,
      userId: session.userId,
      sessionId: session.id,
      grantType: 'authorization_code',
      scope: asked.scope,
      authentication: {
        authTime: session.authTime,
        amr: session.amr,
        nonce: asked.nonce,
        claims: asked.claims,
      },
      createdAt: at,
      revokedAt: null,
    },
    {
      ...asked.challenge,
      hash: sha256(code),
      grantId,
      clientId: asked.client.id,
      redirectUri: asked.redirectUri,
      isRedirectUriSent: asked.isRedirectUriSent,
      createdAt: at,
      expiresAt: new Date(at.getTime() + authorizationCodeLifetime * 1000),
      consumedAt: null,
    },
  )
  return code
}
