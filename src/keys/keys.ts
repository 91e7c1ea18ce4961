import type { SigningAlgorithm } from '@/model/signing-key'

/** Signs with the key of the day and publishes the public halves. */
export interface Keys {
  /**
   * Signs a JWT with the active key of an algorithm, ES256 unless it is said — RFC 7515.
   * @param typ  the header's `typ`: `at+jwt`, …
   */
  sign(
    typ: string,
    claims: Readonly<Record<string, unknown>>,
    alg?: SigningAlgorithm,
  ): Promise<string>
  /** The JWK Set, serialized once per change — RFC 7517 §5. */
  jwks(): Promise<Uint8Array<ArrayBuffer>>
  /** Verifies the signature of a JWT of ours and answers its claims, or null. Says nothing of `exp`. */
  verify(typ: string, jwt: string): Promise<Readonly<Record<string, unknown>> | null>
}
