/** A person with an entry here. The password's hash is not part of it: see {@link Password}. */
export type User = {
  readonly id: string
  /** As the person wrote it; shown, never compared. */
  readonly username: string
  /** Lower-cased, NFC; what is compared. */
  readonly email: string | null
  readonly emailVerifiedAt: Date | null
  readonly profile: Profile
  readonly isAdministrator: boolean
  readonly createdAt: Date
  readonly disabledAt: Date | null
}

/** What a person tells of themselves, by claim — OpenID Connect Core §5.1. What is not told is left out. */
export type Profile = {
  readonly name?: string
  readonly given_name?: string
  readonly family_name?: string
  readonly middle_name?: string
  readonly nickname?: string
  readonly profile?: string
  readonly picture?: string
  readonly website?: string
  readonly gender?: string
  readonly birthdate?: string
  readonly zoneinfo?: string
  readonly locale?: string
  readonly phone_number?: string
  readonly phone_number_verified?: boolean
  readonly address?: Address
  /** UNIX seconds: when any of it last changed. Left out: not since the user was made. */
  readonly updated_at?: number
}

/** §5.1.1 */
export type Address = {
  readonly formatted?: string
  readonly street_address?: string
  readonly locality?: string
  readonly region?: string
  readonly postal_code?: string
  readonly country?: string
}

/** What proves a user by password. */
export type Password = {
  readonly userId: string
  /** argon2id, PHC string format; or, until the next sign-in, as another server made it (`src/crypto/foreign-hashes`). */
  readonly hash: string
  readonly changedAt: Date
}

/** A user that does not exist yet, with the values that are unique. */
export type NewUser = {
  readonly id: string
  readonly username: string
  /** What usernames are compared by: NFKC, lower case. */
  readonly usernameKey: string
  readonly email: string | null
  readonly createdAt: Date
}

export type UserUpdate = Partial<
  Pick<User, 'username' | 'email' | 'emailVerifiedAt' | 'profile' | 'isAdministrator'> &
    Pick<NewUser, 'usernameKey'>
>

/** Somebody who moves in from another server. */
export type ImportedUser = NewUser & {
  readonly emailVerifiedAt: Date | null
  readonly profile: Profile
  readonly disabledAt: Date | null
  /** Null: no password. */
  readonly passwordHash: string | null
}
