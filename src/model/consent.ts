/** What a user allowed a client, and when. */
export type Consent = {
  readonly userId: string
  readonly clientId: string
  /** Space-separated; grows with what is allowed later. */
  readonly scope: string
  readonly createdAt: Date
  readonly updatedAt: Date
}
