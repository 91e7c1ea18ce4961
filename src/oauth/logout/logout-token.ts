import { randomId } from '@/crypto/random'
import type { Client } from '@/model/client'
import type { LogoutDelivery } from '@/model/logout-delivery'

import { logoutTokenLifetime } from '../lifetimes'
import type { Provider } from '../provider'
import { subjectOf } from '../subject'

/** What a logout token says has happened. */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/**
 * Signs a logout token — OpenID Connect Back-Channel Logout 1.0 §2.4. It has no `nonce` and a `typ` of its own, so that
 * nobody takes it for an ID token; each attempt at a delivery has one of its own, as it lives for two minutes.
 */
export function issueLogoutToken(
  { userId, sessionId }: Pick<LogoutDelivery, 'userId' | 'sessionId'>,
  client: Client,
  { keys, settings, now }: Pick<Provider, 'keys' | 'settings' | 'now'>,
): Promise<string> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  const claims = {
    iss: settings.issuer,
    aud: client.id,
    iat: issuedAt,
    exp: issuedAt + logoutTokenLifetime,
    jti: randomId(),
    events: { [logoutEvent]: {} },
    sub: subjectOf(userId, client, settings),
    sid: sessionId,
  }
  return keys.sign('logout+jwt', claims, client.idTokenAlgorithm) // as its ID tokens: §2.4
}
