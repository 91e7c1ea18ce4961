import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import { outOfBandUri } from '@/model/client'
import type { Session } from '@/model/session'

import type { AuthorizationRequest } from './authorization-request'
import { authorizationCodeLifetime, outOfBandCodeLifetime } from './lifetimes'
import type { Provider } from './provider'

/** Records the grant and its code in one write. */
export async function issueCode(
  asked: AuthorizationRequest,
  session: Session,
  { stores, now }: Provider,
): Promise<string> {
  const code = randomSecret('pac_')
  const isByHand = asked.redirectUri === outOfBandUri
  const lifetime = isByHand ? outOfBandCodeLifetime : authorizationCodeLifetime
  const at = now()
  const grantId = randomId()
  await stores.authorizationCodes.create(
    {
      id: grantId,
      clientId: asked.client.id,
      userId: session.userId,
      sessionId: session.id,
      grantType: 'authorization_code',
      scope: asked.scope,
      resources: asked.resources.join(' '),
      authentication: {
        authTime: session.authTime,
        amr: session.amr,
        nonce: asked.nonce,
        claims: asked.claims,
      },
      createdAt: at,
      revokedAt: null,
    },
    {
      hash: sha256(code),
      grantId,
      clientId: asked.client.id,
      redirectUri: asked.redirectUri,
      isRedirectUriSent: asked.isRedirectUriSent,
      thumbprint: asked.thumbprint,
      createdAt: at,
      expiresAt: new Date(at.getTime() + lifetime * 1000),
      consumedAt: null,
      ...asked.challenge,
    },
  )
  return code
}
