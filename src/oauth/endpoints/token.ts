import type { Client, GrantType } from '@/model/client'

import { authenticateClient } from '../client-authentication'
import { endpoint, preflight } from '../endpoint'
import { formParameters, required } from '../form-parameters'
import { authorizationCodeGrant } from '../grants/authorization-code'
import { clientCredentialsGrant } from '../grants/client-credentials'
import { refreshTokenGrant } from '../grants/refresh-token'
import { OAuthError } from '../oauth-error'
import type { Parameters } from '../parameters'
import type { Provider } from '../provider'

type Grant = (client: Client, parameters: Parameters, provider: Provider) => Promise<Response>

/** The grants there are, by `grant_type`. */
export const grants = new Map<GrantType, Grant>([
  ['authorization_code', authorizationCodeGrant],
  ['refresh_token', refreshTokenGrant],
  ['client_credentials', clientCredentialsGrant],
])

/** The token endpoint — RFC 6749 §3.2. */
export const token = endpoint(async (request, provider) => {
  const parameters = await formParameters(request)
  const client = await authenticateClient(request, parameters, provider) // §3.2.1
  const grantType = required(parameters, 'grant_type') as GrantType
  const grant = grants.get(grantType)
  if (!grant) throw new OAuthError('unsupported_grant_type', 'this grant_type does not exist here')
  if (!client.dialects.includes('oauth') || !client.grantTypes.includes(grantType)) {
    throw new OAuthError(
      'unauthorized_client',
      `this grant is switched off for the client: see Apps, Settings, ${grantType}`,
    ) // §5.2
  }
  return grant(client, parameters, provider)
})

export const tokenPreflight = preflight('POST')
