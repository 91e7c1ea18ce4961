/**
 * What may be registered as a redirect URI: RFC 9700 §4.1, RFC 8252 §7, and what keeps proxies and browsers from reading
 * one string in two ways. Comparing a request with what is registered is not done here. Pure, so that the page checks
 * with the same function while somebody types.
 */

export const redirectUriReasons = [
  'empty',
  'too-long',
  'control-character',
  'whitespace',
  'backslash',
  'not-ascii',
  'not-absolute',
  'forbidden-scheme',
  'scheme-without-dot',
  'wildcard',
  'fragment',
  'userinfo',
  'no-host',
  'bad-host',
  'bad-port',
  'http-not-loopback',
  'bad-encoding',
  'dot-segment',
  'empty-query',
  'reserved-parameter',
] as const
export type RedirectUriReason = (typeof redirectUriReasons)[number]

export type RedirectUriCheck =
  { readonly ok: true } | { readonly ok: false; readonly reason: RedirectUriReason }

const longest = 2_000
const forbiddenSchemes = ['javascript', 'data', 'vbscript', 'file', 'blob', 'about']
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

/** Parameters of our own answers: a URI that brings one along could pass it off as ours. */
const reservedParameters = [
  'code',
  'state',
  'error',
  'error_description',
  'iss',
  'id_token',
  'access_token',
  'refresh_token',
  'expiration',
  'user_id',
]

type Parts = {
  readonly scheme: string
  /** Null when there is no `//` after the scheme. */
  readonly authority: string | null
  readonly path: string
  /** Null when there is no `?`. */
  readonly query: string | null
}

/** Splits as RFC 3986 appendix B does, on the raw string: a parser for browsers would mend it first. */
function split(uri: string): Parts | null {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(uri)
  if (!match) return null
  const [, scheme = '', authority, path = '', query] = match
  return { scheme: scheme.toLowerCase(), authority: authority ?? null, path, query: query ?? null }
}

type Rule = (uri: string, parts: Parts) => boolean

const isWeb = ({ scheme }: Parts) => scheme === 'https' || scheme === 'http'
const host = ({ authority }: Parts) => (authority ?? '').replace(/:\d*$/, '')
const port = ({ authority }: Parts) => /:(\d*)$/.exec(authority ?? '')?.[1] ?? null

const isHost = (text: string) =>
  /^\[[0-9A-Fa-f:.]+\]$/.test(text) || /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?$/.test(text)

/** `/a/../b`, and what a server behind a proxy may read as the same. */
const hasDotSegment = (path: string) =>
  path
    .split(/\/|%2f|%5c/i)
    .some((segment) => ['.', '..'].includes(segment.replaceAll(/%2e/gi, '.')))

function parameterNames(query: string): string[] {
  return query.split('&').map((pair) => {
    const name = pair.split('=')[0] ?? ''
    return decodeURIComponent(name.replaceAll('+', ' '))
  })
}

/** Asked in this order; the first that holds is the answer. Rules after `bad-encoding` may decode. */
const refusals: readonly (readonly [RedirectUriReason, Rule])[] = [
  ['forbidden-scheme', (_, { scheme }) => forbiddenSchemes.includes(scheme)],
  ['wildcard', (uri) => uri.includes('*')],
  ['fragment', (uri) => uri.includes('#')],
  ['userinfo', (_, { authority }) => authority?.includes('@') ?? false],
  ['scheme-without-dot', (_, parts) => !isWeb(parts) && !parts.scheme.includes('.')],
  ['no-host', (_, parts) => isWeb(parts) && host(parts) === ''],
  ['bad-host', (_, parts) => host(parts) !== '' && !isHost(host(parts))],
  ['bad-port', (_, parts) => port(parts) === '' || Number(port(parts)) > 65_535],
  [
    'http-not-loopback',
    (_, parts) => parts.scheme === 'http' && !loopbackHosts.includes(host(parts)),
  ],
  ['bad-encoding', (uri) => !isDecodable(uri)],
  ['control-character', (uri) => /%(?:[01][0-9a-f]|7f)/i.test(uri)],
  ['dot-segment', (_, { path }) => hasDotSegment(path)],
  ['empty-query', (_, { query }) => query === ''],
  [
    'reserved-parameter',
    (_, { query }) =>
      query !== null && parameterNames(query).some((name) => reservedParameters.includes(name)),
  ],
]

function isDecodable(uri: string): boolean {
  try {
    decodeURIComponent(uri)
    return true
  } catch {
    return false
  }
}

/** What can be said before the string is taken apart. */
function refuseCharacters(uri: string): RedirectUriReason | null {
  if (uri === '') return 'empty'
  if (uri.length > longest) return 'too-long'
  if (/[\u0000-\u001f\u007f-\u009f]/.test(uri)) return 'control-character'
  if (/\s/.test(uri)) return 'whitespace'
  if (uri.includes('\\')) return 'backslash'
  if (!/^[!-~]+$/.test(uri)) return 'not-ascii' // RFC 3986 §2: a URI is ASCII, the rest is encoded
  return null
}

/** Whether this exact string may be registered, and if not, the first reason why. */
export function checkRedirectUri(uri: string): RedirectUriCheck {
  const reason = refuseCharacters(uri)
  if (reason) return { ok: false, reason }

  const parts = split(uri)
  if (!parts) return { ok: false, reason: 'not-absolute' }

  const refusal = refusals.find(([, refuses]) => refuses(uri, parts))
  return refusal ? { ok: false, reason: refusal[0] } : { ok: true }
}

const faults: Partial<Record<RedirectUriReason, RegExp>> = {
  'control-character': /%(?:[01][0-9a-f]|7f)/gi,
  whitespace: /\s+/g,
  backslash: /\\+/g,
  'not-ascii': /[^!-~]+/g,
  'forbidden-scheme': /^[^:]*:/g,
  'scheme-without-dot': /^[^:]*:/g,
  wildcard: /\*+/g,
  fragment: /#.*$/g,
  userinfo: /(?<=\/\/)[^/?#]*@/g,
  'bad-host': /(?<=\/\/)[^/?#]*/g,
  'bad-port': /(?<=\/\/[^/?#]*):\d*(?=[/?#]|$)/g,
  'http-not-loopback': /^http:/gi,
  'bad-encoding': /%(?![0-9a-f]{2})/gi,
  'dot-segment': /(?<=\/|%2f|%5c)(?:\.|%2e){1,2}(?=[/?]|%2f|%5c|$)/gi,
  'empty-query': /\?$/g,
  'reserved-parameter': new RegExp(`(?<=[?&])(?:${reservedParameters.join('|')})(?=[=&]|$)`, 'g'),
}

/** The parts of a refused URI that the reason is about, as start and end, to be marked; none where it is about all. */
export function redirectUriFaults(
  uri: string,
  reason: RedirectUriReason,
): readonly (readonly [number, number])[] {
  const fault = faults[reason]
  if (!fault) return []
  return [...uri.matchAll(fault)].map(({ index, 0: text }) => [index, index + text.length])
}

/** The redirect URIs of a text with one a line, in its order; blank lines and repeats left out. */
export function redirectUriLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
  return [...new Set(lines.filter((line) => line !== ''))]
}
