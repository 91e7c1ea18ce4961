/** A person with an entry here. The password's hash is not part of it: see {@link Password}. */
export type User = {
  readonly id: string
  /** As the person wrote it; shown, never compared. */
  readonly username: string
  /** Lower-cased, NFC; what is compared. */
  readonly email: string | null
  readonly isAdministrator: boolean
  readonly createdAt: Date
  readonly disabledAt: Date | null
}

/** What proves a user by password. */
export type Password = {
  readonly userId: string
  /** argon2id, PHC string format. */
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
