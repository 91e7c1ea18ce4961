/**
 * A username and password by Basic — RFC 7617: UTF-8, and raw, unlike a client's (RFC 6749 §2.3.1); the first colon ends
 * the username, so that the password may hold others. Null: they are none.
 */
export function readBasicLogin(header: string): { login: string; password: string } | null {
  const [, encoded = ''] = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header) ?? []
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? null : { login: text.slice(0, colon), password: text.slice(colon + 1) }
}
