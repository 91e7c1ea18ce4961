/** A key pair that signs tokens, as it is stored. */
export type SigningKey = {
  readonly kid: string
  readonly alg: 'ES256'
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
