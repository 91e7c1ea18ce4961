/** ES256 for access tokens, RS256 for ID tokens unless the client says otherwise. */
export const signingAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/** A key pair that signs tokens, as it is stored. */
export type SigningKey = {
  readonly kid: string
  readonly alg: SigningAlgorithm
  /** Counts up per algorithm; unique, so that of two processes that make the next key one wins. */
  readonly generation: number
  /** JSON of the public JWK. */
  readonly publicJwk: string
  /** PKCS #8, sealed with the portal's secret. */
  readonly sealedPrivateKey: string
  readonly createdAt: Date
  /** Published from `createdAt`, signs from here on. */
  readonly activatesAt: Date
  /** Leaves the JWKS: when the last token that it signed has ended. */
  readonly expiresAt: Date
}
