/** Names of the cookies. On https `__Host-` ties them to this host and path, and to https (RFC 6265bis §4.1.3.2). */
export const cookieNames = (issuer: string) => {
  const prefix = issuer.startsWith('https:') ? '__Host-' : ''
  return {
    /** The session's secret. */
    session: `${prefix}portico-session`,
    /** Names a browser before anybody has signed in, so that a sign-in form belongs to it. */
    visitor: `${prefix}portico-visitor`,
    /** Shows that somebody has signed in with this browser before, so that strangers cannot lock them out. */
    device: `${prefix}portico-device`,
  } as const
}

/** A `Set-Cookie` value. `maxAge` in seconds; 0 removes it, null ends it with the browser. */
export function cookie(issuer: string, name: string, value: string, maxAge: number | null): string {
  const secure = issuer.startsWith('https:') ? '; Secure' : ''
  const age = maxAge === null ? '' : `; Max-Age=${maxAge}`
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${age}`
}

/** The `Set-Cookie` value after which the browser holds no session. */
export const signOutCookie = (issuer: string): string =>
  cookie(issuer, cookieNames(issuer).session, '', 0)

/** The value of a cookie that a request sent, or null. The first one counts. */
export function readCookie(request: Request, name: string): string | null {
  const header = request.headers.get('cookie')
  if (header === null) return null
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return null
}
