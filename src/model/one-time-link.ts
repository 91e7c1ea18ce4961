/** A link that works once: the first administrator's, a recovery, or an invitation to come by an upstream. */
export type OneTimeLink = {
  readonly hash: string
  /** Of an invitation: `invitation:<upstream>:<id>`, so that each is one of its own. */
  readonly purpose: 'setup' | 'recovery' | `invitation:${string}`
  /** Whom it recovers; null for the setup. */
  readonly userId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly consumedAt: Date | null
}
