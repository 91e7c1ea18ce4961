import { hmac, isSame } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'

import { readParameters } from './parameters'
import { splitQuery, withOwnParameters } from './way-back'

/** A page that is left open for longer begins anew: seconds. */
const longestPass = 3600

/** What pages of ours add to the query of a request on its way through them. */
const ours = { asked_at: null, decision: null, notice: null, login_hint: null, way: null }

const macOf = (secret: string, path: string, time: string): string =>
  hmac(deriveKey(secret, 'asked-at'), `${time}\n${withOwnParameters(path, ours)}`)

/**
 * When a request first asked for a page. It travels in our own parameter `asked_at` while the person signs in and
 * consents, so that `prompt=login`, `prompt=consent` and `max_age=0` are met once by what happens after it, and not by
 * what was before. Signed with the request, path and query: nobody can claim an earlier time, or that of another request.
 */
export const writeAskedAt = (
  secret: string,
  path: string,
  at: Date,
  { isFresh = false }: { readonly isFresh?: boolean } = {},
): string => {
  const time = at.getTime().toString(36) + (isFresh ? freshMark : '')
  return `${time}.${macOf(secret, path, time)}`
}

/** Behind the time, and signed with it: who takes it away has asked for nothing yet. */
const freshMark = '-'

/** Whether a request, path and query, came to ask the person to prove themselves anew. */
export const asksFresh = (path: string): boolean => {
  const [time = ''] = readParameters(splitQuery(path)[1]).get('asked_at')?.split('.') ?? []
  return time.endsWith(freshMark)
}

/** Null: the request comes for the first time, or brings something that we did not write for it within the hour. */
export function readAskedAt(
  secret: string,
  path: string,
  text: string | undefined,
  now: Date,
): Date | null {
  if (text === undefined) return null
  const [time = '', mac = ''] = text.split('.')
  if (!isSame(mac, macOf(secret, path, time))) return null
  const at = new Date(Number.parseInt(time, 36))
  return now.getTime() - at.getTime() <= longestPass * 1000 ? at : null
}
