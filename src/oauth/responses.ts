/** 303: the browser follows with GET, whatever it came with; a form's fields go nowhere (RFC 9700 §4.12). */
export const seeOther = (
  location: string,
  headers: readonly (readonly [string, string])[] = [],
): Response =>
  new Response(null, {
    status: 303,
    headers: [
      ['Location', location],
      ['Cache-Control', 'no-store'],
      ['Referrer-Policy', 'no-referrer'],
      ...headers.map(([name, value]): [string, string] => [name, value]),
    ],
  })

/** JSON that is for this caller only. */
export const json = (
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  })

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
