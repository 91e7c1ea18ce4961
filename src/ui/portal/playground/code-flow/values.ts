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
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return {
    verifier,
    challenge: base64url(new Uint8Array(hash)),
    state: random(16),
    nonce: random(16),
  }
}

const random = (bytes: number): string => base64url(crypto.getRandomValues(new Uint8Array(bytes)))

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
