import type { Dialect } from '@/model/client'
import type { Grant, GrantCircumstances } from '@/model/grant'

/** Why a grant gives nothing any more. */
export type GrantProblem = 'revoked' | 'user-disabled' | 'client-disabled' | 'consent-withdrawn'

/**
 * The one place that decides whether a grant is still good; every path asks it, at every use. A password that was sent
 * to the JSON API is the person's own word and needs no consent beside it. When a token ends is the token's own matter.
 */
export function findGrantProblem({
  grant,
  user,
  client,
  hasConsent,
}: GrantCircumstances): GrantProblem | null {
  if (grant.revokedAt !== null) return 'revoked'
  if (user.disabledAt !== null) return 'user-disabled'
  if (client.disabledAt !== null) return 'client-disabled'
  if (grant.grantType !== 'password' && !client.isFirstParty && !hasConsent) {
    return 'consent-withdrawn'
  }
  return null
}

/**
 * The dialect in which a grant was given. Its refresh tokens are used there alone: another dialect has other rules for
 * who may, and for a token that was used before.
 */
export const dialectOf = ({ grantType }: Grant): Dialect =>
  grantType === 'login_redirect' || grantType === 'password' ? 'login-redirect' : 'oauth'
