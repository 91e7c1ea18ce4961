import type { GrantCircumstances } from '@/model/grant'

import { accessTokenLifetime } from './lifetimes'
import type { Provider } from './provider'
import { json } from './responses'
import { covers } from './scope'
import { issueAccessToken } from './tokens/access-token'
import { issueIdToken } from './tokens/id-token'

/** The answer of the token endpoint for a person's grant — RFC 6749 §5.1, OpenID Connect Core §3.1.3.3. */
export async function tokenResponse(
  circumstances: GrantCircumstances,
  refreshToken: string | null,
  scope: string,
  provider: Provider,
): Promise<Response> {
  const { grant, client } = circumstances
  const lifetime = accessTokenLifetime(client, provider.settings)
  const { accessToken } = await issueAccessToken({ ...grant, scope }, lifetime, provider)
  const idToken = covers(scope, 'openid') ? await issueIdToken(circumstances, provider) : undefined
  return json({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: lifetime,
    scope: scope || undefined, // §3.3: a scope is never empty
    refresh_token: refreshToken ?? undefined,
    id_token: idToken,
  })
}
