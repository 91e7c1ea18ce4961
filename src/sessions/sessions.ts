// The sessions room: begins, finds, prolongs and ends sessions. The cookie's value is a secret that is stored hashed.
// It owns the rules of their life; how a person proved who they are is of no concern here.
import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import type { SessionStore, SessionWithUser } from '@/stores/sessions'

export type SessionLifetimes = {
  /** Seconds without use. */
  readonly sessionIdle: number
  /** Seconds since the sign-in. */
  readonly sessionAbsolute: number
}

/** `lastSeenAt` is written at most this often: seconds. */
const touchInterval = 300

export type SignIn = {
  readonly user: User
  /** RFC 8176. */
  readonly amr: readonly string[]
  /** When an upstream says that they proved themselves there, if that was before now. */
  readonly authTime?: Date | null
  readonly address: string | null
  readonly userAgent: string | null
  /** The session that this browser held, whose cookie stops working. */
  readonly replaces: { readonly token: string; readonly session: Session } | null
}

/**
 * Begins a session and answers it with the new cookie's value, which exists nowhere else. Somebody who signs in again
 * with one browser goes on in the same session, so that its grants still end with it; another's session ends.
 */
export async function beginSession(
  store: SessionStore,
  signIn: SignIn,
  at: Date,
  lifetimes: SessionLifetimes,
): Promise<{ session: Session; token: string }> {
  const token = randomSecret()
  const { replaces } = signIn
  const goesOn = replaces?.session.userId === signIn.user.id
  if (replaces && !goesOn) await store.end(replaces.session.userId, replaces.session.id, at)
  const absoluteExpiresAt = after(at, lifetimes.sessionAbsolute)
  const session: Session = {
    id: goesOn ? replaces.session.id : randomId(),
    userId: signIn.user.id,
    authTime: earlier(signIn.authTime ?? at, at),
    amr: signIn.amr,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: earlier(after(at, lifetimes.sessionIdle), absoluteExpiresAt),
    absoluteExpiresAt,
    address: signIn.address,
    userAgent: signIn.userAgent?.slice(0, 512) ?? null,
  }
  if (await store.create(session, sha256(token), goesOn ? sha256(replaces.token) : null)) {
    return { session, token }
  }
  // The session has ended meanwhile, or the form was sent twice and the other one goes on in it.
  const another = { ...session, id: randomId() }
  await store.create(another, sha256(token), null)
  return { session: another, token }
}

/**
 * The session behind a cookie's value, when it and its user are good. Notes that it was seen, at most every five
 * minutes.
 */
export async function findSession(
  store: SessionStore,
  token: string | null,
  at: Date,
  lifetimes: SessionLifetimes,
): Promise<SessionWithUser | null> {
  if (token?.length !== 43) return null
  const found = await store.findByTokenHash(sha256(token))
  if (!found || !isLive(found, at)) return null
  const { session } = found
  if (at.getTime() - session.lastSeenAt.getTime() < touchInterval * 1000) return found
  const expiresAt = earlier(after(at, lifetimes.sessionIdle), session.absoluteExpiresAt)
  await store.touch(session.id, at, expiresAt)
  return { ...found, session: { ...session, lastSeenAt: at, expiresAt } }
}

const isLive = ({ session, user }: SessionWithUser, at: Date): boolean =>
  session.expiresAt > at && session.absoluteExpiresAt > at && user.disabledAt === null

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
