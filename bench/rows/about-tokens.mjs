import { apps } from '../apps.mjs'
import { basic, formRequest, httpRequest } from '../requests.mjs'
import { compareThroughput, measure } from '../rounds.mjs'

/**
 * What is asked about an access token, again and again. Ours verifies its signature and looks up its grant in the
 * database; the peer looks up the whole token in its memory.
 *
 * @param {(port: number, path: string, accessToken: string) => string} requestOf
 */
const aboutTokens =
  (name, paths, requestOf) =>
  async ({ portico, oidcProvider, load }, options) => {
    const job = async ({ port, accessTokens }, path) => {
      const mine = Array.from(
        { length: options.connections },
        (_, index) => accessTokens[index % accessTokens.length],
      )
      const requests = mine.map((token) => requestOf(port, path, token))
      const expected = new Map()
      for (const request of new Set(requests)) expected.set(request, await answerTo(port, request))
      return {
        port,
        requests,
        check: 'same',
        expected: requests.map((request) => expected.get(request)),
        atMost: 500_000,
      }
    }
    const ours = await job(portico, paths.ours)
    const theirs = await job(oidcProvider, paths.theirs)
    return compareThroughput(
      { name, peerName: 'oidc-provider in memory', goal: 2.5 },
      options,
      (seconds) => measure(load, { ...ours, seconds }, portico.child),
      (seconds) => measure(load, { ...theirs, seconds }, oidcProvider.child),
    )
  }

/** The body of the right answer: it says something of the token, and the same each time. */
async function answerTo(port, request) {
  const [head, body] = request.split('\r\n\r\n')
  const [first, ...lines] = head.split('\r\n')
  const [method, path] = first.split(' ')
  const headers = Object.fromEntries(
    lines
      .map((line) => line.split(': '))
      .filter(([name]) => !/^(host|content-length)$/i.test(name)),
  )
  const url = `http://localhost:${port}${path}`
  const response = await fetch(url, { method, headers, ...(body !== '' && { body }) })
  const text = await response.text()
  const { active, sub, email } = JSON.parse(text)
  if (active !== true && (sub === undefined || email === undefined)) {
    throw new Error(`${path} tells nothing: ${response.status} ${text}`)
  }
  return text
}

/** RFC 7662, by a client with a secret. */
export const introspection = aboutTokens(
  'introspection',
  { ours: '/oauth/introspect', theirs: '/token/introspection' },
  (port, path, token) =>
    formRequest(path, port, { token }, basic(apps.web.id, apps.web.secret)).latin1Slice(),
)

/** OpenID Connect Core §5.3 */
export const userinfo = aboutTokens(
  'userinfo',
  { ours: '/oauth/userinfo', theirs: '/me' },
  (port, path, token) => httpRequest('GET', path, port, '', { Authorization: `Bearer ${token}` }),
)
