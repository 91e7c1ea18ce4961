/** How an attempt to deliver it failed: short, and the same each time. */
export type LogoutProblem =
  | `answered ${number}`
  | 'answer too large'
  | 'timed out'
  | 'server busy'
  | 'unreachable'
  | 'unresolvable'
  | 'private address'
  | 'not https'
  | 'app disabled'
  | 'no URI'

/** News for a client that a session has ended — OpenID Connect Back-Channel Logout 1.0. Kept until it is delivered. */
export type LogoutDelivery = {
  readonly id: string
  readonly clientId: string
  readonly userId: string
  readonly sessionId: string
  readonly createdAt: Date
  readonly attempts: number
  /** When it is tried next; null: it was delivered, or given up. */
  readonly nextAttemptAt: Date | null
  readonly deliveredAt: Date | null
  /** How the last attempt failed, for the client's developer, as {@link LogoutProblem} says it; null: none did. */
  readonly problem: string | null
}
