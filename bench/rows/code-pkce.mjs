import { apps, redirectUri, verifier } from '../apps.mjs'
import { authorizationPath } from '../code-flow.mjs'
import { httpRequest } from '../requests.mjs'
import { compareThroughput, measure } from '../rounds.mjs'

/**
 * The whole code flow of somebody who has signed in and allowed it before: the authorization request with the session's
 * cookie, the code in its answer, and the code with its PKCE verifier for an access token and an ID token. Two requests
 * are one of these. Ours writes the grant and the use of its code to the disk, the peer to its memory.
 */
export async function codePkce({ portico, oidcProvider, load }, options) {
  const job = ({ port, sessions }, authorizePath, tokenPath) => {
    const path = authorizationPath(authorizePath, apps.browser.id, { scope: 'openid profile' })
    const app = { port, tokenPath, clientId: apps.browser.id, redirectUri, verifier }
    const mine = Array.from(
      { length: options.connections },
      (_, index) => sessions[index % sessions.length],
    )
    return {
      port,
      requests: mine.map((cookie) => httpRequest('GET', path, port, '', { Cookie: cookie })),
      check: 'code',
      expected: mine.map(() => app),
      atMost: 500_000,
    }
  }
  const ours = job(portico, '/oauth/authorize', '/oauth/token')
  const theirs = job(oidcProvider, '/auth', '/token')
  return compareThroughput(
    { name: 'code_pkce', peerName: 'oidc-provider in memory', goal: 1.5 },
    options,
    (seconds) => measure(load, { ...ours, seconds }, portico.child),
    (seconds) => measure(load, { ...theirs, seconds }, oidcProvider.child),
  )
}
