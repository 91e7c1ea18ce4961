/** A JSON Web Token taken apart, not judged — RFC 7519 §3. */
export type DecodedJwt = {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  /** As they stand between the dots. */
  readonly parts: readonly [header: string, claims: string, signature: string]
}

export function decodeJwt(token: string): DecodedJwt | null {
  const parts = token.split('.')
  const [header, claims, signature] = parts
  if (parts.length !== 3 || !header || !claims || !signature) return null
  const decoded = { header: objectOf(header), claims: objectOf(claims) }
  return decoded.header && decoded.claims
    ? { header: decoded.header, claims: decoded.claims, parts: [header, claims, signature] }
    : null
}

function objectOf(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytesOf(part)))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** base64url without padding — RFC 7515 §2. @throws when it is not */
export function bytesOf(part: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) throw new Error('not base64url')
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
