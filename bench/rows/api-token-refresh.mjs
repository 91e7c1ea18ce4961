import { refreshRequest } from '../portico.mjs'
import { httpRequest } from '../requests.mjs'
import { compareThroughput, measure } from '../rounds.mjs'

/** `POST /api/token` with a refresh token: looked up on the disk, signed with ES256. The peer looks it up in memory. */
export async function apiTokenRefresh({ portico, refreshTokens, oidcProvider, load }, options) {
  const job = ({ port }, tokens, requestOf) => {
    const mine = Array.from(
      { length: options.connections },
      (_, index) => tokens[index % tokens.length],
    )
    const requests = mine.map(requestOf)
    return { port, requests, check: 'refreshed', expected: mine, atMost: 500_000 }
  }
  const ours = job(portico, refreshTokens, (token) => refreshRequest(portico, token))
  const theirs = job(oidcProvider, oidcProvider.refreshTokens, (token) =>
    httpRequest(
      'POST',
      '/token',
      oidcProvider.port,
      String(
        new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: 'app',
          refresh_token: token,
        }),
      ),
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ),
  )
  return compareThroughput(
    { name: 'api_token_refresh', peerName: 'oidc-provider in memory', goal: 1 },
    options,
    (seconds) => measure(load, { ...ours, seconds }, portico.child),
    (seconds) => measure(load, { ...theirs, seconds }, oidcProvider.child),
  )
}
