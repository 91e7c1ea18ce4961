import type { GrantType } from '@/model/client'

import { proveClient, spendAssertion } from '../client-authentication'
import { clientParameters } from '../client-parameters'
import { checkPolicy, readProof, spendProof } from '../dpop'
import { endpoint, preflight } from '../endpoint'
import { required } from '../form-parameters'
import { authorizationCodeGrant } from '../grants/authorization-code'
import { clientCredentialsGrant } from '../grants/client-credentials'
import { deviceCodeGrant, deviceCodeGrantType } from '../grants/device-code'
import { refreshTokenGrant } from '../grants/refresh-token'
import { tokenExchangeGrant, tokenExchangeGrantType } from '../grants/token-exchange'
import { OAuthError } from '../oauth-error'
import type { GrantHandler } from '../token-request'

/** The grants there are, by `grant_type`. */
export const grants = new Map<GrantType, GrantHandler>([
  ['authorization_code', authorizationCodeGrant],
  ['refresh_token', refreshTokenGrant],
  ['client_credentials', clientCredentialsGrant],
  [deviceCodeGrantType, deviceCodeGrant],
  [tokenExchangeGrantType, tokenExchangeGrant],
])

/** The token endpoint — RFC 6749 §3.2. */
export const token = endpoint(async (request, provider) => {
  const parameters = await clientParameters(request, provider)
  const proof = await readProof(request, null, provider) // RFC 9449 §5
  const proven = await proveClient(request, parameters, provider) // §3.2.1
  checkPolicy(proof, proven.client, provider) // before anything is used up
  await spendAssertion(proven, provider)
  await spendProof(proof, provider)
  const { client } = proven
  const grantType = required(parameters, 'grant_type') as GrantType
  const grant = grants.get(grantType)
  if (!grant) throw new OAuthError('unsupported_grant_type', 'this grant_type does not exist here')
  if (!client.dialects.includes('oauth') || !client.grantTypes.includes(grantType)) {
    throw new OAuthError(
      'unauthorized_client',
      `this grant is switched off for the client: see Apps, Settings, ${grantType}`,
    ) // §5.2
  }
  return grant({ client, parameters, thumbprint: proof?.thumbprint ?? null }, provider)
})

export const tokenPreflight = preflight('POST')
