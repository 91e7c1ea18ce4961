/**
 * Whether a post came from a page of ours, as far as the browser says. `Origin` is `null` on pages that send no
 * referrer (Fetch §3.2), so it only counts against a request when it names somebody; the form's token decides the rest.
 */
export function isSameOriginPost(request: Request, issuer: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  return origin === null || origin === issuer || origin === 'null'
}
