import type { ImportedUser, NewUser, Password, User, UserUpdate } from '@/model/user'

export type UserWithPassword = { readonly user: User; readonly password: Password | null }

export type UserQuery = {
  /** Lower case; in the username, e-mail address or names. Null: everybody. */
  readonly search: string | null
  readonly limit: number
  readonly offset: number
  readonly order: 'username' | 'email' | 'createdAt'
  readonly direction: 'asc' | 'desc'
}

export interface UserStore {
  /** One page, with how many there are and how many the search finds. */
  search(query: UserQuery): Promise<{
    readonly users: readonly User[]
    readonly total: number
    readonly found: number
  }>
  /** Those who have one of these names or addresses: at most 500 of each. */
  findTaken(
    usernameKeys: readonly string[],
    emails: readonly string[],
  ): Promise<
    readonly Readonly<{
      id: string
      usernameKey: string
      email: string | null
      passwordHash: string | null
    }>[]
  >
  /** Adds all or none, at most 500. False: a name or an address was taken. */
  createMany(users: readonly ImportedUser[]): Promise<boolean>
  /**
   * Removes the user with everything of theirs; apps hear of the sessions' end. False: there is none, or no other
   * administrator would be left who can sign in: of two who remove each other, one stays.
   */
  delete(id: string, at: Date): Promise<boolean>
  /** Replaces a hash by another one of the same password, while it is the one. Nothing ends by it. */
  rehashPassword(userId: string, from: string, to: string): Promise<boolean>
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
   * Replaces the password, ends every session but `exceptSessionId`, revokes every grant but those given in that session,
   * and ends what the token API and the broker gave: all or nothing.
   * @throws {OwnerGone}
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
