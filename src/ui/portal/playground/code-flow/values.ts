import { random, sha256 } from '../random'

/** What an app makes anew for each sign-in and keeps until the answer comes. */
export type SignInValues = {
  readonly verifier: string
  /** base64url SHA-256 of the verifier — RFC 7636 §4.2. */
  readonly challenge: string
  readonly state: string
  readonly nonce: string
}

/** Makes them in the browser. @throws where there is no WebCrypto: on http, but for localhost */
export async function makeValues(): Promise<SignInValues> {
  const verifier = random(32)
  return { verifier, challenge: await sha256(verifier), state: random(16), nonce: random(16) }
}
