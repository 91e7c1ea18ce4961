import { createHmac, hash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a secret that we never store: base64url, 43 characters. */
export const sha256 = (secret: string): string => hash('sha256', secret, 'base64url')

/** HMAC-SHA-256: base64url, 43 characters. */
export const hmac = (key: Uint8Array, message: string): string =>
  createHmac('sha256', key).update(message).digest('base64url')

/** Compares in a time that tells nothing of where two texts differ. */
export function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
