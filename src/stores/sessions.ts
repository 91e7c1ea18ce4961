import type { Session } from '@/model/session'
import type { User } from '@/model/user'

export type SessionWithUser = { readonly session: Session; readonly user: User }

export interface SessionStore {
  /**
   * Adds the session under the hash of its token. `replacesTokenHash`, the token that the browser held before, stops
   * working in the same write: a session's token is new after each sign-in. `false`, and nothing was done: there is a
   * session of this id under another token, as somebody else has replaced it already.
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
   * the session that stays, `offline_access` or not.
   */
  endAll(userId: string, exceptSessionId: string | null, at: Date): Promise<void>
}
