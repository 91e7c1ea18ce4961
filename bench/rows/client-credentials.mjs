import { apps } from '../apps.mjs'
import { basic, formRequest } from '../requests.mjs'
import { compareThroughput, measure } from '../rounds.mjs'

/** The client credentials grant: the secret is checked, and a JWT is signed. Nothing is written on either side. */
const clientCredentials =
  (algorithm, { id, secret }, goal) =>
  async ({ portico, oidcProvider, load }, options) => {
    const job = (port, path, scope) => {
      const fields = { grant_type: 'client_credentials', scope }
      const request = formRequest(path, port, fields, basic(id, secret)).latin1Slice()
      const each = Array.from({ length: options.connections })
      return {
        port,
        requests: each.fill(request),
        check: 'issued',
        expected: Array.from({ length: options.connections }, () => algorithm),
        atMost: 500_000,
      }
    }
    const ours = job(portico.port, '/oauth/token', 'openid')
    const theirs = job(oidcProvider.port, '/token', 'notes')
    const name = `client_credentials_${algorithm.toLowerCase()}`
    return compareThroughput(
      { name, peerName: 'oidc-provider in memory', goal },
      options,
      (seconds) => measure(load, { ...ours, seconds }, portico.child),
      (seconds) => measure(load, { ...theirs, seconds }, oidcProvider.child),
    )
  }

export const clientCredentialsEs256 = clientCredentials('ES256', apps.es256, 2.5)
export const clientCredentialsRs256 = clientCredentials('RS256', apps.rs256, 1)
