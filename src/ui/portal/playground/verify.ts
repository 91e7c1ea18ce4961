import { bytesOf, type DecodedJwt } from './jwt'

/** What a server checks before it believes an access token — RFC 9068 §4, in its order. */
export const checkNames = ['key', 'signature', 'typ', 'iss', 'aud', 'exp'] as const
export type CheckName = (typeof checkNames)[number]
export type Checks = Readonly<Record<CheckName, boolean>>

type Jwks = { readonly keys: readonly (JsonWebKey & { readonly kid?: string })[] }

export type Expected = {
  readonly issuer: string
  readonly clientId: string
  /** UNIX seconds. */
  readonly now: number
}

/** Checks a token with the published keys, in whatever has WebCrypto. */
export async function verifyToken(
  token: DecodedJwt,
  jwks: Jwks,
  { issuer, clientId, now }: Expected,
): Promise<Checks> {
  const { header, claims } = token
  const jwk = jwks.keys.find(({ kid }) => kid !== undefined && kid === header['kid'])
  const { aud, exp } = claims
  return {
    key: jwk !== undefined,
    signature: jwk !== undefined && header['alg'] === 'ES256' && (await isSigned(token, jwk)),
    typ: header['typ'] === 'at+jwt',
    iss: claims['iss'] === issuer,
    aud: aud === clientId || (Array.isArray(aud) && aud.includes(clientId)),
    exp: typeof exp === 'number' && exp > now,
  }
}

/** ES256 — RFC 7518 §3.4. */
async function isSigned({ parts }: DecodedJwt, jwk: JsonWebKey): Promise<boolean> {
  const [header, claims, signature] = parts
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  try {
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
    const signed = new TextEncoder().encode(`${header}.${claims}`)
    return await crypto.subtle.verify(algorithm, key, bytesOf(signature), signed)
  } catch {
    return false // a key or a signature that cannot be read
  }
}
