import { compareThroughput, measure } from '../rounds.mjs'
import { httpRequest } from '../requests.mjs'

/** `GET /oauth/jwks`, which every API asks for, beside a server that only says hello. */
export async function jwks({ portico, hello, load }, options) {
  const response = await fetch(`${portico.origin}/oauth/jwks`)
  const body = await response.text()
  if (JSON.parse(body).keys[0].kty !== 'EC') throw new Error(`no JWK Set: ${body}`)

  const job = ({ port }, path, expected) => ({
    port,
    requests: Array(options.connections).fill(httpRequest('GET', path, port)),
    check: 'same',
    expected: Array(options.connections).fill(expected),
    atMost: 500_000,
  })
  const ours = job(portico, '/oauth/jwks', body)
  const theirs = job(hello, '/', 'hello')
  return compareThroughput(
    { name: 'jwks', peerName: 'bare node:http hello', goal: 0.4 },
    options,
    (seconds) => measure(load, { ...ours, seconds }, portico.child),
    (seconds) => measure(load, { ...theirs, seconds }, hello.child),
  )
}
