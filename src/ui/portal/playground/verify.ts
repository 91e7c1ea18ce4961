import { bytesOf, type DecodedJwt } from './jwt'

/**
 * What is checked before a token is believed: an access token by a server (RFC 9068 §4), an ID token by the app (OpenID
 * Connect Core §3.1.3.7).
 */
export const checkNames = ['key', 'signature', 'typ', 'iss', 'aud', 'exp', 'nonce'] as const
export type CheckName = (typeof checkNames)[number]
/** What was checked; `nonce` only of an ID token for which one was sent. */
export type Checks = Readonly<Partial<Record<CheckName, boolean>>>

type Jwks = { readonly keys: readonly (JsonWebKey & { readonly kid?: string })[] }

export type Expected = {
  readonly issuer: string
  /** For whom it is to be. */
  readonly audience: string
  /** UNIX seconds. */
  readonly now: number
  /** It is to be an ID token, with the nonce that was sent, if one was; else an access token. */
  readonly idToken?: { readonly nonce: string | null }
}

const algorithms = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, // RFC 7518 §3.4
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, // RFC 7518 §3.3
  PS256: { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 }, // RFC 7518 §3.5
  EdDSA: { name: 'Ed25519' }, // RFC 8037 §3.1
} as const

/** Checks a token with the published keys, in whatever has WebCrypto. */
export async function verifyToken(
  token: DecodedJwt,
  jwks: Jwks,
  { issuer, audience, now, idToken }: Expected,
): Promise<Checks> {
  const { header, claims } = token
  const jwk = jwks.keys.find(({ kid }) => kid !== undefined && kid === header['kid'])
  const { aud, exp } = claims
  return {
    key: jwk !== undefined,
    signature: jwk !== undefined && (await isSigned(token, jwk)),
    typ: header['typ'] === (idToken ? 'JWT' : 'at+jwt'),
    iss: claims['iss'] === issuer,
    aud: aud === audience || (Array.isArray(aud) && aud.includes(audience)),
    exp: typeof exp === 'number' && exp > now,
    ...(typeof idToken?.nonce === 'string' && { nonce: claims['nonce'] === idToken.nonce }),
  }
}

/** The algorithm is the header's, and has to be the key's: another one is refused when the key is imported. */
async function isSigned({ header, parts }: DecodedJwt, jwk: JsonWebKey): Promise<boolean> {
  const [headerPart, claims, signature] = parts
  const { alg } = header
  if (typeof alg !== 'string' || !Object.hasOwn(algorithms, alg)) return false
  try {
    const algorithm = algorithms[alg as keyof typeof algorithms]
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
    const signed = new TextEncoder().encode(`${headerPart}.${claims}`)
    return await crypto.subtle.verify(algorithm, key, bytesOf(signature), signed)
  } catch {
    return false // a key or a signature that cannot be read
  }
}
