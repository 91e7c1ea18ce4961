/** Requests as they go over the wire. */

/** @returns {string} */
export function httpRequest(method, path, port, body = '', headers = {}) {
  const lines = Object.entries({
    Host: `localhost:${port}`,
    ...headers,
    ...(body !== '' && { 'Content-Length': Buffer.byteLength(body) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** A form that is posted. @returns {Buffer} */
export const formRequest = (path, port, fields, headers = {}) =>
  Buffer.from(
    httpRequest('POST', path, port, new URLSearchParams(fields).toString(), {
      ...form,
      ...headers,
    }),
    'latin1',
  )

/** A client's credentials — RFC 6749 §2.3.1. */
export const basic = (id, secret) => ({
  Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})
