import type { Client, GrantType } from './client'
import type { User } from './user'

/** What one authorization gave one client; every token carries its id, and revoking names it. */
export type Grant = {
  readonly id: string
  readonly clientId: string
  readonly userId: string
  /** The session in which it was given; null when a password was sent to the JSON API. */
  readonly sessionId: string | null
  readonly grantType: GrantType
  /** Space-separated, as on the wire. */
  readonly scope: string
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

export type RefreshToken = {
  readonly hash: string
  readonly grantId: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** A grant with all that decides whether it is still good. */
export type GrantWithCircumstances = {
  readonly grant: Grant
  readonly refreshToken: RefreshToken
  readonly user: User
  readonly client: Client
  readonly hasConsent: boolean
}

/** An app that a user lets in, as the user sees it. */
export type ConnectedClient = {
  readonly client: Client
  /** Everything that live grants and the consent allow, space-separated. */
  readonly scope: string
  readonly since: Date
  readonly lastUsedAt: Date
}
