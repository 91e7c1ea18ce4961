import type { Session } from '@/model/session'
import type { User } from '@/model/user'

export type SessionWithUser = { readonly session: Session; readonly user: User }

/**
 * Whatever ends a session adds, in the same write, one logout delivery for each client that was given a grant in it, has
 * a `backchannelLogoutUri` and is not disabled: here, and where a user's password is changed or the user is disabled. A
 * session that runs out by itself is no news, and the id of one that has ended never comes back.
 */
export interface SessionStore {
  /**
   * Adds the session under the hash of its token. With `replacesTokenHash`, the token that the browser held before, the
   * session of the same id and user goes on instead, with the values given: it has not ended. The old token stops
   * working in the same write, as a session's token is new after each sign-in. `false`, and nothing was done: it has
   * ended meanwhile, somebody else has replaced it already, or the user is gone.
   */
  create(session: Session, tokenHash: string, replacesTokenHash: string | null): Promise<boolean>
  /** A hot path. Does not judge expiry or a disabled user: the room does. */
  findByTokenHash(tokenHash: string): Promise<SessionWithUser | null>
  listOfUser(userId: string, at: Date): Promise<readonly Session[]>
  /** Moves `lastSeenAt` and `expiresAt` forward. */
  touch(id: string, lastSeenAt: Date, expiresAt: Date): Promise<void>
  /**
   * Ends one session of this user, and revokes the grants given in it that do not hold `offline_access`.
   * Another user's session is left alone: `false`.
   */
  end(userId: string, id: string, at: Date): Promise<boolean>
  /**
   * Ends all sessions of the user but one, or all with null, and revokes every grant of the user but those given in
   * the session that stays, `offline_access` or not. What the token API and the broker gave belongs to no session, and
   * ends.
   */
  endAll(userId: string, exceptSessionId: string | null, at: Date): Promise<void>
}
