import { hmac, isSame } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'

/**
 * When a request first asked for a page. It travels in our own parameter `asked_at` while the person signs in and
 * consents, so that `prompt=login`, `prompt=consent` and `max_age=0` are met once by what happens after it, and not by
 * what was before. Signed: nobody can claim an earlier time.
 */
export const writeAskedAt = (secret: string, at: Date): string => {
  const time = at.getTime().toString(36)
  return `${time}.${hmac(deriveKey(secret, 'asked-at'), time)}`
}

/** Null: the request comes for the first time, or brings something that we did not write. */
export function readAskedAt(secret: string, text: string | undefined): Date | null {
  const [time = '', mac = ''] = text?.split('.') ?? []
  if (!isSame(mac, hmac(deriveKey(secret, 'asked-at'), time))) return null
  return new Date(Number.parseInt(time, 36))
}
