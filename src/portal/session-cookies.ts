import type { User } from '@/model/user'
import { contextOf } from '@/oauth/context'
import type { Provider } from '@/oauth/provider'
import { cookie, cookieNames, readCookie } from '@/sessions/cookies'
import { knownBrowserCookie } from '@/sessions/known-browser'
import { beginSession } from '@/sessions/sessions'

type SetCookie = readonly ['Set-Cookie', string]

/** Begins a session for somebody who has just proved who they are, and answers the headers that carry it. */
export async function signInHeaders(
  request: Request,
  user: User,
  amr: readonly string[],
  { stores, settings, now }: Provider,
): Promise<readonly SetCookie[]> {
  const { issuer, secret, lifetimes } = settings
  const name = cookieNames(issuer).session
  const { token } = await beginSession(
    stores.sessions,
    {
      user,
      amr,
      address: contextOf(request).address,
      userAgent: request.headers.get('user-agent'),
      replaces: readCookie(request, name),
    },
    now(),
    lifetimes,
  )
  return [
    ['Set-Cookie', cookie(issuer, name, token, lifetimes.sessionAbsolute)],
    ['Set-Cookie', knownBrowserCookie(issuer, secret, user.id)],
  ]
}

/** The headers after which the browser holds no session. */
export const signOutHeaders = (issuer: string): readonly SetCookie[] => [
  ['Set-Cookie', cookie(issuer, cookieNames(issuer).session, '', 0)],
]
