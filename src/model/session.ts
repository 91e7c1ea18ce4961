/** A sign-in at Portico in one browser. */
export type Session = {
  /** The public name of the session (`sid`); never the cookie's value. */
  readonly id: string
  readonly userId: string
  readonly authTime: Date
  /** How the person proved who they are, RFC 8176: `pwd`, … */
  readonly amr: readonly string[]
  readonly createdAt: Date
  readonly lastSeenAt: Date
  /** The end unless it is used before: never later than `absoluteExpiresAt`. */
  readonly expiresAt: Date
  readonly absoluteExpiresAt: Date
  readonly address: string | null
  readonly userAgent: string | null
}
