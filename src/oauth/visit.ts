import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import { cookieNames, readCookie } from '@/sessions/cookies'
import { sessionFormToken, visitorFormToken, visitorOf } from '@/sessions/form-token'
import { findSession } from '@/sessions/sessions'

import type { Provider } from './provider'

/** A browser that came: who is signed in with it, if anybody, and what its forms carry. */
export type Visit = {
  readonly session: Session | null
  readonly user: User | null
  /** Hidden field `token` for a form of this browser. */
  readonly formToken: string
  /** Headers that the answer needs for the token to hold. */
  readonly headers: Readonly<Record<string, string>>
}

export async function visitOf(request: Request, provider: Provider): Promise<Visit> {
  const { settings, stores, now } = provider
  const token = readCookie(request, cookieNames(settings.issuer).session)
  const found = await findSession(stores.sessions, token, now(), settings.lifetimes)
  if (found) {
    return { formToken: sessionFormToken(settings.secret, found.session), headers: {}, ...found }
  }
  const visitor = visitorOf(request, settings.issuer)
  return {
    session: null,
    user: null,
    formToken: visitorFormToken(settings.secret, visitor.id),
    headers: visitor.setCookie === null ? {} : { 'Set-Cookie': visitor.setCookie },
  }
}
