/** A link that works once: the first administrator's, or a recovery. */
export type OneTimeLink = {
  readonly hash: string
  readonly purpose: 'setup' | 'recovery'
  /** Whom it recovers; null for the setup. */
  readonly userId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly consumedAt: Date | null
}
