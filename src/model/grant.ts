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
  /** Resource indicators that it is for, space-separated — RFC 8707; empty: the client's own. */
  readonly resources: string
  /** What the ID tokens of this grant say of the sign-in; null where no person signed in for it in a browser. */
  readonly authentication: Authentication | null
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

/** How and for what a person signed in, as an authorization request bound it to the grant. */
export type Authentication = {
  readonly authTime: Date
  readonly amr: readonly string[]
  readonly nonce: string | null
  /** `claims` as it was sent, checked — OpenID Connect Core §5.5. */
  readonly claims: ClaimsRequest | null
}

export type ClaimsRequest = {
  readonly userinfo: readonly string[]
  readonly idToken: readonly string[]
}

export type RefreshToken = {
  readonly hash: string
  readonly grantId: string
  /** The key that it is bound to, a JWK thumbprint: a public client's only — RFC 9449 §5; null: none. */
  readonly thumbprint: string | null
  readonly createdAt: Date
  /** The end unless it is used before. */
  readonly expiresAt: Date
  /** When its successor was issued; null: it is the newest, or this client's are not rotated. */
  readonly consumedAt: Date | null
}

/** A grant with all that decides whether it is still good. */
export type GrantCircumstances = {
  readonly grant: Grant
  readonly user: User
  readonly client: Client
  readonly hasConsent: boolean
}

export type GrantWithRefreshToken = GrantCircumstances & { readonly refreshToken: RefreshToken }

/** An app that a user lets in, as the user sees it. */
export type ConnectedClient = {
  readonly client: Client
  /** Everything that live grants and the consent allow, space-separated. */
  readonly scope: string
  /** Of the token API, which knows no scopes. */
  readonly holdsApiTokens: boolean
  readonly since: Date
  readonly lastUsedAt: Date
}
