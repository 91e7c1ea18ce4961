import type { GrantCircumstances } from '@/model/grant'

import { findGrantProblem } from './grant-life'
import type { Provider } from './provider'
import type { Actor } from './tokens/access-token'

/** An access token that is good now, with what it stands for. */
export type LiveAccessToken = {
  readonly claims: AccessTokenClaims
  /** Null for a client's own token (client credentials): no person gave it anything. */
  readonly circumstances: GrantCircumstances | null
}

export type AccessTokenClaims = {
  readonly sub: string
  readonly client_id: string
  readonly scope: string
  readonly iat: number
  readonly exp: number
  readonly jti: string
  readonly aud: string
  readonly grant_id: string | undefined
  /** The key that it is bound to — RFC 9449 §6.1. */
  readonly cnf: { readonly jkt: string } | undefined
  readonly act: Actor | undefined
}

/**
 * Looks at an access token: signature, `typ`, issuer and end, then whether its grant still lives. At most one read,
 * but for a token that was exchanged. Null for anything that is not good now, whatever the reason.
 */
export async function findLiveAccessToken(
  token: string,
  provider: Provider,
): Promise<LiveAccessToken | null> {
  const { keys, settings, stores, now } = provider
  const verified = await keys.verify('at+jwt', token) // an ID token is no access token (RFC 9068 §4)
  if (!verified || verified['iss'] !== settings.issuer) return null
  const claims = verified as AccessTokenClaims // ours, by its signature
  const at = now()
  if (claims.exp * 1000 <= at.getTime()) return null

  if (claims.grant_id === undefined) {
    for (const id of new Set([claims.client_id, claims.sub])) {
      const client = await stores.clients.find(id) // two, where one exchanged the other's: RFC 8693
      if (client?.disabledAt !== null) return null
    }
    return { claims, circumstances: null }
  }
  const circumstances = await stores.grants.find(claims.grant_id)
  if (!circumstances || findGrantProblem(circumstances)) return null
  if (claims.client_id !== circumstances.client.id) {
    const client = await stores.clients.find(claims.client_id) // it was exchanged: RFC 8693
    if (client?.disabledAt !== null) return null
  }
  return { claims, circumstances }
}
