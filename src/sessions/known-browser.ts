import { hmac, isSame } from '@/crypto/digest'
import { randomId } from '@/crypto/random'
import { deriveKey } from '@/crypto/seal'

import { cookie, cookieNames, readCookie } from './cookies'

/** A year, in seconds. */
const lifetime = 31_536_000

const proof = (secret: string, nonce: string, userId: string): string =>
  hmac(deriveKey(secret, 'known-browser'), `${nonce}\n${userId}`)

/** The `Set-Cookie` value by which a browser is known to a user who has signed in with it. */
export function knownBrowserCookie(issuer: string, secret: string, userId: string): string {
  const nonce = randomId()
  const value = `${nonce}.${proof(secret, nonce, userId)}`
  return cookie(issuer, cookieNames(issuer).device, value, lifetime)
}

/** Names the browser of a request when this user has signed in with it before; else null. */
export function knownBrowser(
  request: Request,
  issuer: string,
  secret: string,
  userId: string,
): string | null {
  const [nonce, mac] = readCookie(request, cookieNames(issuer).device)?.split('.') ?? []
  if (!nonce || !mac) return null
  return isSame(mac, proof(secret, nonce, userId)) ? nonce : null
}
