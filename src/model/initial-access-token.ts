/** What lets an app register itself — RFC 7591 §3. */
export type InitialAccessToken = {
  readonly id: string
  readonly hash: string
  /** By which an administrator knows it. */
  readonly name: string
  readonly createdAt: Date
  readonly expiresAt: Date
  /** How many apps may still be registered with it. */
  readonly usesLeft: number
}
