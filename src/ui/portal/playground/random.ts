/** Random values and hashes as they go over the wire: base64url without padding. */

export const random = (bytes: number): string =>
  base64url(crypto.getRandomValues(new Uint8Array(bytes)))

/** @throws where there is no WebCrypto: on http, but for localhost */
export async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return base64url(new Uint8Array(hash))
}

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
