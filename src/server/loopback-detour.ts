import type { IncomingMessage } from 'node:http'

const names = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * On a developer's machine `127.0.0.1` and `localhost` are two sites with two sets of cookies. A page that is asked for
 * under the other name is sent to the one in `PORTICO_URL`; apps and tools, which follow no redirects, are left alone.
 * Answers the place to go, or null.
 */
export function loopbackDetour(issuer: string): (message: IncomingMessage) => string | null {
  const { hostname, port } = new URL(issuer)
  if (!names.test(hostname)) return () => null
  return ({ method, headers, url }) => {
    if (method !== 'GET' || headers['sec-fetch-mode'] !== 'navigate') return null
    const [, host = '', sentPort = ''] = /^(.*?)(?::(\d+))?$/.exec(headers.host ?? '') ?? []
    const isOtherName = names.test(host) && host !== hostname && sentPort === port
    return isOtherName && url?.startsWith('/') ? issuer + url : null
  }
}
