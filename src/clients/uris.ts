/**
 * What may be registered as an address besides redirect URIs: pages about the app, where it is called, and the resources
 * that it names. Each is a string that is compared or linked to as it stands, so it has to read the same everywhere. Pure.
 */

export const uriReasons = [
  'too-long',
  'bad-character',
  'not-absolute',
  'not-https',
  'no-host',
  'userinfo',
  'fragment',
  'not-called',
] as const
export type UriReason = (typeof uriReasons)[number]

export type UriCheck = { readonly ok: true } | { readonly ok: false; readonly reason: UriReason }

const longest = 2_000
const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

/** An absolute URI, and its parts on the raw string (RFC 3986 appendix B): a parser for browsers would mend it first. */
const absolute = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^#]*)/

/** `host` or `host:port`; nothing in it that two readers could take apart differently. */
const authorityWithHost =
  /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::\d{1,5})?$/

function split(uri: string) {
  const [, scheme = '', authority = null, rest = ''] = absolute.exec(uri) ?? []
  return { scheme: scheme.toLowerCase(), authority, rest }
}

/** What can be said before the string is taken apart. */
function refuseText(uri: string): UriReason | null {
  if (uri.length > longest) return 'too-long'
  // RFC 3986 §2: a URI is ASCII without spaces, quotes and the like; the rest is encoded
  if (/[^!-~]|["<>\\^`{|}]/.test(uri) || /%(?![0-9A-Fa-f]{2})/.test(uri)) return 'bad-character'
  return absolute.test(uri) ? null : 'not-absolute'
}

function refuseWeb(uri: string, mayBeLoopback: boolean): UriReason | null {
  const refusal = refuseText(uri)
  if (refusal) return refusal
  const { scheme, authority } = split(uri)
  const isLoopback = scheme === 'http' && mayBeLoopback && loopback.test(authority ?? '')
  if (scheme !== 'https' && !isLoopback) return 'not-https'
  if (authority?.includes('@')) return 'userinfo'
  if (!authorityWithHost.test(authority ?? '')) return 'no-host'
  return uri.includes('#') ? 'fragment' : null
}

const checked = (reason: UriReason | null): UriCheck =>
  reason === null ? { ok: true } : { ok: false, reason }

/** A page or a document on https: `client_uri`, `policy_uri`, `tos_uri`. */
export const checkHttpsUri = (uri: string): UriCheck => checked(refuseWeb(uri, false))

/**
 * Where an app is called or fetched from: https, or http on this very machine, which is what an app is developed on.
 * `initiate_login_uri`, `backchannel_logout_uri`, `jwks_uri`; whether the portal reaches the machine that it runs on is a
 * setting's to say.
 */
export const checkHttpsOrLoopbackUri = (uri: string): UriCheck => checked(refuseWeb(uri, true))

/** Where the portal itself calls an app: not on its own machine, while it may not reach into a private network. */
export const checkCalledUri =
  (mayCallLoopback: boolean) =>
  (uri: string): UriCheck => {
    const web = checkHttpsOrLoopbackUri(uri)
    const isUnreachable = !mayCallLoopback && loopback.test(split(uri).authority ?? '')
    return web.ok && isUnreachable ? checked('not-called') : web
  }

/**
 * A resource indicator: an absolute URI without a fragment — RFC 8707 §2. Any scheme will do, for it is a name. It holds
 * no space, so that several can be kept and sent in one string.
 */
export function checkResource(uri: string): UriCheck {
  const refusal = refuseText(uri)
  if (refusal) return checked(refusal)
  const { scheme, authority, rest } = split(uri)
  if (authority === null && rest === '') return checked('not-absolute')
  if (uri.includes('#')) return checked('fragment')
  if (authority?.includes('@')) return checked('userinfo')
  const isWeb = scheme === 'https' || scheme === 'http'
  return checked(isWeb && !authorityWithHost.test(authority ?? '') ? 'no-host' : null)
}

/** A host on its own: the sector of a pairwise client — OpenID Connect Core §8.1. */
export const isHost = (text: string): boolean =>
  text.length <= 253 && authorityWithHost.test(text) && !text.includes(':')

/** The host of a URI, in lower case, with its port; `''` where it has none. */
export const hostOf = (uri: string): string => (split(uri).authority ?? '').toLowerCase()
