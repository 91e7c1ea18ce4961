import type { NewUser, Password, User, UserUpdate } from '@/model/user'

export type UserWithPassword = { readonly user: User; readonly password: Password | null }

export interface UserStore {
  find(id: string): Promise<User | null>
  /**
   * By what somebody typed to sign in: a username's key, or an e-mail address in lower case. A username holds no `@`,
   * so one value never names two users.
   */
  findByLogin(key: string): Promise<UserWithPassword | null>
  /** With their passwords, in the order of their ids, from behind `afterId`; null: from the first. */
  list(afterId: string | null, limit: number): Promise<readonly UserWithPassword[]>
  /** Replaces what is given. */
  update(
    id: string,
    values: UserUpdate,
  ): Promise<'updated' | 'unknown' | 'username-taken' | 'email-taken'>
  findPassword(userId: string): Promise<Password | null>
  /** Adds the user and the password in one write. Of two that want one name or e-mail, one is told that it is taken. */
  create(user: NewUser, passwordHash: string): Promise<'created' | 'username-taken' | 'email-taken'>
  /**
   * Adds the first administrator. However many callers race, in however many processes, exactly one is told
   * `created` in the life of the database; all others `closed`.
   */
  createFirstAdministrator(
    user: NewUser,
    passwordHash: string,
  ): Promise<'created' | 'closed' | 'username-taken' | 'email-taken'>
  hasAdministrator(): Promise<boolean>
  /**
   * Replaces the password, ends every session but `exceptSessionId`, and revokes every grant but those given in that
   * session: all or nothing.
   */
  changePassword(
    userId: string,
    passwordHash: string,
    at: Date,
    exceptSessionId: string | null,
  ): Promise<void>
  /** Sets or clears `disabledAt`. A disabled user's sessions end with it. */
  setDisabled(id: string, disabledAt: Date | null): Promise<void>
}
