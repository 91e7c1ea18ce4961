/** Signs with the key of the day and publishes the public halves. */
export interface Keys {
  /**
   * Signs a JWT with the active key — RFC 7515, ES256.
   * @param typ  the header's `typ`: `at+jwt`, …
   */
  sign(typ: string, claims: Readonly<Record<string, unknown>>): Promise<string>
  /** The JWK Set, serialized once per change — RFC 7517 §5. */
  jwks(): Promise<Uint8Array<ArrayBuffer>>
  /** Verifies the signature of a JWT of ours and answers its claims, or null. Says nothing of `exp`. */
  verify(typ: string, jwt: string): Promise<Readonly<Record<string, unknown>> | null>
}
