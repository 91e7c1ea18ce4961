import type { Client } from '@/model/client'

import { claimsInScope, claimsOf } from '../claims'
import { endpoint, preflight } from '../endpoint'
import type { Provider } from '../provider'
import { accessOf, challenges, refusal } from '../resource-access'
import { json } from '../responses'
import { covers } from '../scope'
import { subjectOf } from '../subject'

/** The UserInfo endpoint, GET and POST — OpenID Connect Core §5.3. */
export const userinfo = endpoint(async (request, provider) => {
  const live = await accessOf(request, provider)
  if (!live) return json({}, 401, { 'WWW-Authenticate': challenges })
  const { claims, circumstances } = live
  const scheme = claims.cnf ? 'DPoP' : 'Bearer'
  if (!circumstances || !covers(claims.scope, 'openid')) {
    const scope = 'openid'
    throw refusal(scheme, 'insufficient_scope', 'the access token has no openid scope', { scope })
  }
  const { user, grant, client } = circumstances
  if (claims.aud !== client.id) {
    throw refusal(scheme, 'invalid_token', 'the access token is for another resource')
  }
  const asked = grant.authentication?.claims?.userinfo ?? []
  const names = [...claimsInScope(claims.scope), ...asked]
  const facts = { sub: subjectOf(user.id, client, provider.settings), ...claimsOf(user, names) }
  return client.options.userinfoAlgorithm === null ? json(facts) : signed(facts, client, provider)
})

export const userinfoPreflight = preflight('GET, POST')

/** The answer as a JWT — §5.3.2. Its `typ` is its own: it is no ID token, and never taken for one. */
async function signed(
  facts: object,
  { id, options }: Client,
  { keys, settings, now }: Provider,
): Promise<Response> {
  const iat = Math.floor(now().getTime() / 1000)
  const claims = { ...facts, iss: settings.issuer, aud: id, iat }
  const jwt = await keys.sign('userinfo+jwt', claims, options.userinfoAlgorithm ?? undefined)
  return new Response(jwt, {
    headers: {
      'Content-Type': 'application/jwt',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
