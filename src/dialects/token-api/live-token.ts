import { sha256 } from '@/crypto/digest'
import type { Provider } from '@/oauth/provider'
import type { ApiTokenWithUser } from '@/stores/api-tokens'

import { isAllowed } from './allowed-client'

/** As they are given out; what looks otherwise is not looked up. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => uuid.test(text)

/**
 * A token that is good now: it has not ended, and neither its user nor its client was switched off. Null for anything
 * else, a refresh token too, whatever the reason.
 */
export async function findLiveToken(
  token: string,
  { stores, now }: Provider,
): Promise<ApiTokenWithUser | null> {
  const found = isUuid(token) ? await stores.apiTokens.find(sha256(token)) : null
  if (!found || found.token.expiresAt <= now() || found.user.disabledAt !== null) return null
  if (found.client ? !isAllowed(found.client) : found.token.clientId !== null) return null
  return found
}
