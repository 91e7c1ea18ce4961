import type { Account } from '@/model/upstream'
import type { NewUser, Profile, User } from '@/model/user'

export type AccountWithUser = { readonly account: Account; readonly user: User }

/** Somebody who comes by an upstream for the first time. */
export type NewUpstreamUser = NewUser & {
  readonly emailVerifiedAt: Date | null
  readonly profile: Profile
}

export interface AccountStore {
  find(issuer: string, subject: string): Promise<AccountWithUser | null>
  listOfUser(userId: string): Promise<readonly Account[]>
  /** How many there are, by upstream; one that has none is left out. */
  countByUpstream(): Promise<ReadonlyMap<string, number>>
  /**
   * `taken`: by somebody else. Linking again what is linked already is `linked`, and names the upstream and the e-mail anew.
   * @throws {OwnerGone}
   */
  link(account: Account): Promise<'linked' | 'taken'>
  /** Adds user and account in one write; of two who race for the account, the name or the e-mail, one is told so. */
  createUser(
    user: NewUpstreamUser,
    account: Account,
  ): Promise<'created' | 'username-taken' | 'email-taken' | 'account-taken'>
  /** Notes a sign-in, and the e-mail that the upstream told; null: it told none, and the one that is known stays. */
  touch(id: string, email: string | null, at: Date): Promise<void>
  /**
   * Unlinks it unless it is the last way in: the person has a password or another account, of an upstream that
   * people sign in by: enabled, and not the broker. However many are unlinked at once, one way stays. `last`: nothing was done.
   */
  unlink(userId: string, id: string): Promise<'unlinked' | 'last' | 'unknown'>
}
