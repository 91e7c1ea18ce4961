import type { GrantWithCircumstances } from '@/model/grant'

/** Why a grant gives nothing any more. */
export type GrantProblem =
  'revoked' | 'expired' | 'user-disabled' | 'client-disabled' | 'consent-withdrawn'

/**
 * The one place that decides whether a grant is still good; every path asks it, at every use. A password that was sent
 * to the JSON API is the person's own word and needs no consent beside it.
 */
export function findGrantProblem(
  { grant, refreshToken, user, client, hasConsent }: GrantWithCircumstances,
  at: Date,
): GrantProblem | null {
  if (grant.revokedAt !== null) return 'revoked'
  if (refreshToken.expiresAt <= at) return 'expired'
  if (user.disabledAt !== null) return 'user-disabled'
  if (client.disabledAt !== null) return 'client-disabled'
  if (grant.grantType !== 'password' && !client.isFirstParty && !hasConsent) {
    return 'consent-withdrawn'
  }
  return null
}
