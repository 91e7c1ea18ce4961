/** Proofs of possession, made in the browser — RFC 9449. */
import { base64url, random, sha256 } from './random'
import { type AnsweredAll, type Outgoing, send } from './wire'

export type DpopKey = {
  readonly keys: CryptoKeyPair
  readonly jwk: {
    readonly kty: string
    readonly crv: string
    readonly x: string
    readonly y: string
  }
  /** What tokens are bound to — RFC 7638. */
  readonly thumbprint: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** @throws where there is no WebCrypto: on http, but for localhost */
export async function makeKey(): Promise<DpopKey> {
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']) // it cannot leave the browser
  return keyOf(keys)
}

export async function keyOf(keys: CryptoKeyPair): Promise<DpopKey> {
  const { crv = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  const jwk = { kty: 'EC', crv, x, y }
  const members = { crv, kty: jwk.kty, x, y } // in this order: RFC 7638 §3.2
  return { keys, jwk, thumbprint: await sha256(JSON.stringify(members)) }
}

export type Proved = {
  readonly method: string
  /** The endpoint's own address, without a query. */
  readonly url: string
  readonly nonce: string | null
  /** What the proof is shown with; null where there is no token yet. */
  readonly accessToken: string | null
}

/** One proof, for one request — RFC 9449 §4.2. */
export async function makeProof(
  key: DpopKey,
  { method, url, nonce, accessToken }: Proved,
  now: number,
): Promise<string> {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk }
  const claims = {
    jti: random(16),
    htm: method,
    htu: url,
    iat: Math.floor(now),
    ...(accessToken !== null && { ath: await sha256(accessToken) }),
    ...(nonce !== null && { nonce }),
  }
  const signed = [header, claims].map((part) => encoded(JSON.stringify(part))).join('.')
  const signature = await crypto.subtle.sign(
    { ...algorithm, hash: 'SHA-256' },
    key.keys.privateKey,
    new TextEncoder().encode(signed),
  )
  return `${signed}.${base64url(new Uint8Array(signature))}`
}

const encoded = (text: string): string => base64url(new TextEncoder().encode(text))

/** The last nonce that the portal gave. */
let knownNonce: string | null = null

/**
 * Sends a request with a proof. Where the portal wants a nonce in it, it is sent once more with the one that came with
 * the refusal (RFC 9449 §8).
 *
 * @returns what came last, and all that went over the wire
 */
export async function sendWithProof(
  outgoing: Outgoing,
  key: DpopKey,
  { issuer, accessToken }: { readonly issuer: string; readonly accessToken: string | null },
): Promise<AnsweredAll> {
  const once = async () => {
    const method = outgoing.form || outgoing.json ? 'POST' : 'GET'
    const url = issuer + outgoing.path
    const proved = { method, url, nonce: knownNonce, accessToken }
    const proof = await makeProof(key, proved, Date.now() / 1000)
    const answered = await send({
      ...outgoing,
      headers: [...(outgoing.headers ?? []), ['DPoP', proof]],
    })
    knownNonce = answered.nonce ?? knownNonce
    return answered
  }
  const first = await once()
  const isNonceWanted = first.nonce !== null && first.exchange.response.includes('use_dpop_nonce')
  if (!isNonceWanted) return { ...first, exchanges: [first.exchange] }
  const second = await once()
  return { ...second, exchanges: [first.exchange, second.exchange] }
}
