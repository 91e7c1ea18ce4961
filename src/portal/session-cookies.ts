import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import { contextOf } from '@/oauth/context'
import type { Provider } from '@/oauth/provider'
import type { Visit } from '@/oauth/visit'
import { cookie, cookieNames, readCookie, signOutCookie } from '@/sessions/cookies'
import { knownBrowserCookie } from '@/sessions/known-browser'
import { beginSession } from '@/sessions/sessions'

type SetCookie = readonly ['Set-Cookie', string]

/** How somebody has proved who they are. */
type Proof = {
  /** RFC 8176; `fed`: an upstream vouches for it. */
  readonly amr: readonly string[]
  /** When an upstream says that they did so there; null: it does not say. */
  readonly authTime?: Date | null
}

/** Begins a session for somebody who has just proved who they are, with the headers that carry it. */
export async function signIn(
  request: Request,
  visit: Visit,
  user: User,
  { stores, settings, now }: Provider,
  proof: Proof = { amr: ['pwd'] },
): Promise<{ session: Session; headers: readonly SetCookie[] }> {
  const { issuer, secret, lifetimes } = settings
  const name = cookieNames(issuer).session
  const held = readCookie(request, name)
  const { session, token } = await beginSession(
    stores.sessions,
    {
      user,
      ...proof,
      address: contextOf(request).address,
      userAgent: request.headers.get('user-agent'),
      replaces: held !== null && visit.session ? { token: held, session: visit.session } : null,
    },
    now(),
    lifetimes,
  )
  const headers: readonly SetCookie[] = [
    ['Set-Cookie', cookie(issuer, name, token, lifetimes.sessionAbsolute)],
    ['Set-Cookie', knownBrowserCookie(issuer, secret, user.id)],
  ]
  return { session, headers }
}

/** The headers after which the browser holds no session. */
export const signOutHeaders = (issuer: string): readonly SetCookie[] => [
  ['Set-Cookie', signOutCookie(issuer)],
]
