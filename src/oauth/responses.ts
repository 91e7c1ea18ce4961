/** 303: the browser follows with GET, whatever it came with; a form's fields go nowhere (RFC 9700 §4.12). */
export const seeOther = (
  location: string,
  headers: readonly (readonly [string, string])[] = [],
): Response =>
  new Response(null, {
    status: 303,
    headers:
      headers.length === 0
        ? { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }
        : [
            ['Location', location],
            ['Cache-Control', 'no-store'],
            ['Referrer-Policy', 'no-referrer'],
            ...headers.map(([name, value]): [string, string] => [name, value]),
          ],
  })

type PlainHeaders = Readonly<Record<string, string>>

type Plain = { readonly text: string; readonly status: number; readonly headers: PlainHeaders }

/** What an answer of {@link json} was made of. */
const plain = Symbol('plain')
type Made = Response & { [plain]?: Plain }

const jsonHeaders: PlainHeaders = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}

/** JSON that is for this caller only. */
export const json = (body: unknown, status = 200, headers?: PlainHeaders): Response =>
  fromPlain({
    text: JSON.stringify(body),
    status,
    headers: headers ? { ...jsonHeaders, ...headers } : jsonHeaders,
  })

function fromPlain(made: Plain): Response {
  const { text, status, headers } = made
  const response: Made = new Response(text, { status, headers })
  response[plain] = made
  return response
}

/**
 * The answer with more headers. One of {@link json} is made anew: the front server writes an answer whose headers nobody
 * has looked at straight from what it was made of (docs/performance.md).
 */
export function withHeaders(response: Response, more: PlainHeaders): Response {
  const { [plain]: made } = response as Made
  if (made) {
    const { text, status, headers } = made
    return fromPlain({ text, status, headers: together(headers, more) })
  }
  for (const [name, value] of Object.entries(more)) response.headers.set(name, value)
  return response
}

const withJsonHeaders = new WeakMap<PlainHeaders, PlainHeaders>()

/** What most answers have is put together once. */
function together(headers: PlainHeaders, more: PlainHeaders): PlainHeaders {
  if (headers !== jsonHeaders) return { ...headers, ...more }
  const known = withJsonHeaders.get(more)
  if (known) return known
  const both = { ...headers, ...more }
  withJsonHeaders.set(more, both)
  return both
}

/**
 * Adds parameters to a redirect URI, which stays as it was registered, byte for byte: in its query, behind what it has,
 * or in the fragment.
 */
export function withParameters(
  redirectUri: string,
  mode: 'query' | 'fragment',
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const encoded = new URLSearchParams(given).toString()
  if (mode === 'fragment') return `${redirectUri}#${encoded}`
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${encoded}`
}
