import { randomId } from '@/crypto/random'
import type { Client, GrantType } from '@/model/client'
import type { Grant } from '@/model/grant'

import type { Provider } from './provider'
import { subjectOf } from './subject'
import { issueAccessToken, type IssuedAccessToken } from './tokens/access-token'
import { newRefreshToken } from './tokens/refresh-token'

export type GrantRequest = {
  readonly client: Client
  readonly userId: string
  readonly sessionId: string | null
  readonly grantType: GrantType
  readonly scope: string
  /** Seconds. */
  readonly accessTokenLifetime: number
}

export type IssuedTokens = IssuedAccessToken & {
  readonly grantId: string
  readonly refreshToken: string
}

/** Records a grant with a refresh token, in one write, and signs its first access token. */
export async function issueGrant(request: GrantRequest, provider: Provider): Promise<IssuedTokens> {
  const at = provider.now()
  const grant: Grant = {
    id: randomId(),
    clientId: request.client.id,
    userId: request.userId,
    sessionId: request.sessionId,
    grantType: request.grantType,
    scope: request.scope,
    resources: '',
    authentication: null,
    createdAt: at,
    revokedAt: null,
  }
  const { client } = request
  const { refreshToken, stored } = newRefreshToken(grant, client, provider.settings, at)
  await provider.stores.grants.create(grant, stored)
  const issued = await issueAccessToken(
    {
      subject: subjectOf(grant.userId, client, provider.settings),
      clientId: client.id,
      audience: client.id,
      scope: grant.scope,
      lifetime: request.accessTokenLifetime,
      grantId: grant.id,
      thumbprint: null,
      algorithm: client.options.accessTokenAlgorithm,
    },
    provider,
  )
  return { ...issued, grantId: grant.id, refreshToken }
}
