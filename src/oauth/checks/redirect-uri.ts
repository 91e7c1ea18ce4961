import type { Difference } from '@/model/pages'

/** `http://127.0.0.1` or `http://[::1]`, an optional port, and the rest: RFC 8252 §7.3. */
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?((?:[/?].*)?)$/s

/**
 * Whether a redirect URI is one that was registered: equal as a string (RFC 9700 §2.1), but for the port of a loopback
 * address. Nothing is parsed or normalized, so there is nothing to disagree about.
 */
export const isRegistered = (sent: string, registered: readonly string[]): boolean =>
  registered.some((one) => one === sent || isSameLoopback(sent, one))

function isSameLoopback(sent: string, registered: string): boolean {
  const [, sentHost, sentRest] = loopback.exec(sent) ?? []
  const [, host, rest] = loopback.exec(registered) ?? []
  return host !== undefined && host === sentHost && rest === sentRest
}

/** The registered URI that was most likely meant: the one with the longest common beginning and end. */
export function nearestRegistered(sent: string, registered: readonly string[]): string | null {
  const ranked = registered
    .map((uri) => ({ uri, shared: sharedLength(sent, uri) }))
    .sort((a, b) => b.shared - a.shared)
  return ranked[0]?.uri ?? null
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  let end = 0
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return start + end
}

const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is

/** Names the first difference that a developer would want to hear of. */
export function describeDifference(sent: string, registered: string): Difference {
  if (sent.includes('\\')) return 'backslash'
  if (sent.toLowerCase() === registered.toLowerCase()) return 'case'
  if (`${sent}/` === registered || sent === `${registered}/`) return 'trailing-slash'
  const [, sentScheme, sentAuthority = '', sentPath = '', sentQuery = '', sentFragment = ''] =
    parts.exec(sent) ?? []
  const [, scheme, authority = '', path = '', query = '', fragment = ''] =
    parts.exec(registered) ?? []
  if (sentAuthority.includes('@') && !authority.includes('@')) return 'userinfo'
  if (sentScheme !== scheme) return 'scheme'
  if (hostOf(sentAuthority) !== hostOf(authority)) return 'host'
  if (sentAuthority !== authority) return 'port'
  if (sentPath !== path) return isSameDecoded(sentPath, path) ? 'encoding' : 'path'
  if (sentQuery !== query) return 'query'
  return sentFragment !== fragment ? 'fragment' : 'other'
}

const hostOf = (authority: string): string => authority.replace(/:\d*$/, '')

/** Whether two paths differ only in how characters are written, `%2e` and `.`, or in what that makes of dots. */
function isSameDecoded(a: string, b: string): boolean {
  try {
    const decoded = decodeURIComponent(a)
    return decoded === decodeURIComponent(b) || (a.includes('%') && decoded.includes('..'))
  } catch {
    return false
  }
}
