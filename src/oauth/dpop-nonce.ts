import { hmac, isSame } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'

import type { Provider } from './provider'

/** A nonce is given out for this long: seconds. */
const period = 120

type Clock = Pick<Provider, 'settings' | 'now'>

const periodOf = (at: Date): number => Math.floor(at.getTime() / 1000 / period)

const nonceOf = (secret: string, number: number): string =>
  hmac(deriveKey(secret, 'dpop-nonce'), String(number))

/**
 * The nonce of the hour — RFC 9449 §8. It is made of the portal's secret and the time, so that every node gives out and
 * knows the same, and nothing is stored. Good for two to four minutes.
 */
export const freshNonce = ({ settings, now }: Clock): string =>
  nonceOf(settings.secret, periodOf(now()))

/** Whether a nonce is of this period, or of the one before; or of the next: a node's clock may be ahead of ours. */
export function isNonceGood(nonce: string, { settings, now }: Clock): boolean {
  const current = periodOf(now())
  return [current, current - 1, current + 1].some((number) =>
    isSame(nonce, nonceOf(settings.secret, number)),
  )
}
