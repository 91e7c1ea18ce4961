/** A code that a client redeems once — RFC 6749 §4.1.2. Bound to all that the authorization request held. */
export type AuthorizationCode = {
  readonly hash: string
  readonly grantId: string
  readonly clientId: string
  /** As it was sent, with the port that was used. */
  readonly redirectUri: string
  /** Whether the request named it, so that the redemption must too (RFC 6749 §4.1.3). */
  readonly isRedirectUriSent: boolean
  /** base64url SHA-256, 43 characters; null for a client that may leave PKCE out. */
  readonly codeChallenge: string | null
  readonly codeChallengeMethod: 'S256' | 'plain' | null
  /** The key that the redemption must be proved with, a JWK thumbprint — RFC 9449 §10; null: any, or none. */
  readonly thumbprint: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly consumedAt: Date | null
}
