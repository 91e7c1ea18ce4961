import { apps } from '../apps.mjs'
import { formRequest } from '../requests.mjs'
import { compareThroughput, measure } from '../rounds.mjs'

/**
 * A refresh token for an access token and the next refresh token, as an app without a secret does it. Ours writes the
 * rotation to the disk, the peer to its memory. A chain of its own for each connection, which goes on in each round.
 */
export async function refreshRotation({ portico, oidcProvider, load }, options) {
  const job = async ({ port, refreshTokenOf }, tokenPath) => {
    const app = { port, tokenPath, clientId: apps.browser.id }
    const tokens = []
    for (let count = 0; count < options.connections; count += 1) {
      tokens.push(await refreshTokenOf(count))
    }
    const requestOf = (token) => {
      const fields = {
        grant_type: 'refresh_token',
        client_id: apps.browser.id,
        refresh_token: token,
      }
      return formRequest(tokenPath, port, fields).latin1Slice()
    }
    return {
      port,
      requests: tokens.map(requestOf),
      check: 'rotation',
      expected: tokens.map(() => app),
      atMost: 500_000,
    }
  }
  const ours = await job(portico, '/oauth/token')
  const theirs = await job(oidcProvider, '/token')
  return compareThroughput(
    { name: 'refresh_rotation', peerName: 'oidc-provider in memory', goal: 1.5 },
    options,
    (seconds) => measure(load, Object.assign(ours, { seconds }), portico.child),
    (seconds) => measure(load, Object.assign(theirs, { seconds }), oidcProvider.child),
  )
}
