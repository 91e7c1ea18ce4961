/** A token of the token API: a UUID that stands for a person. */
export type ApiToken = {
  readonly hash: string
  readonly userId: string
  readonly clientId: string | null
  readonly sessionUuid: string
  readonly createdAt: Date
  readonly expiresAt: Date
  /** The refresh token that it was made by, with which it ends. */
  readonly refreshTokenId: string | null
}

/** A refresh token of the token API: it has no end but its deletion. */
export type ApiRefreshToken = {
  readonly id: string
  readonly hash: string
  readonly userId: string
  readonly clientId: string
  readonly createdAt: Date
  readonly usedAt: Date | null
  readonly address: string | null
  readonly userAgent: string | null
}
