import { grantTypes, idTokenAlgorithms, scopeNames, type ScopeName } from '@/model/client'
import { locales } from '@/model/pages'

import { acrValues } from '../acr'
import { prompts, responseModes } from '../authorization-request'
import { claimsInScope, claimsSupported } from '../claims'
import { dpopAlgorithms } from '../dpop'
import { preflight } from '../endpoint'
import type { Handler, Provider } from '../provider'
import { signatureAlgorithmsWithRs256 } from '../public-jwk'
import { subjectTypes } from '../registration/client-metadata'
import { grants } from './token'

/**
 * The metadata of OpenID Connect Discovery 1.0 §3 and RFC 8414 §2. It names what works and nothing else; what would be
 * assumed where a member is left out is said.
 */
function metadata({ issuer }: Provider['settings']): object {
  const provenMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    jwks_uri: `${issuer}/oauth/jwks`,
    registration_endpoint: `${issuer}/oauth/register`,
    end_session_endpoint: `${issuer}/oauth/end_session`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    device_authorization_endpoint: `${issuer}/oauth/device_authorization`,
    pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
    require_pushed_authorization_requests: false,
    response_types_supported: ['code'],
    response_modes_supported: responseModes,
    grant_types_supported: grantTypes.filter((grantType) => grants.has(grantType)),
    subject_types_supported: subjectTypes,
    id_token_signing_alg_values_supported: idTokenAlgorithms,
    userinfo_signing_alg_values_supported: idTokenAlgorithms,
    token_endpoint_auth_methods_supported: [...provenMethods, 'none'],
    token_endpoint_auth_signing_alg_values_supported: signatureAlgorithmsWithRs256,
    introspection_endpoint_auth_methods_supported: provenMethods,
    introspection_endpoint_auth_signing_alg_values_supported: signatureAlgorithmsWithRs256,
    introspection_signing_alg_values_supported: idTokenAlgorithms,
    revocation_endpoint_auth_methods_supported: [...provenMethods, 'none'],
    revocation_endpoint_auth_signing_alg_values_supported: signatureAlgorithmsWithRs256,
    dpop_signing_alg_values_supported: dpopAlgorithms,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    scopes_supported: scopeNames.filter(givesSomething),
    claims_supported: claimsSupported,
    claim_types_supported: ['normal'],
    acr_values_supported: acrValues,
    prompt_values_supported: prompts,
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_object_signing_alg_values_supported: signatureAlgorithmsWithRs256,
    request_uri_parameter_supported: false,
    ui_locales_supported: locales,
  }
}

/** Whether a scope that is granted makes a difference. */
const givesSomething = (scope: ScopeName): boolean =>
  scope === 'openid' || scope === 'offline_access' || claimsInScope(scope).length > 0

/** The discovery document: `/.well-known/openid-configuration` and `/.well-known/oauth-authorization-server`. */
export const openidConfiguration: Handler = (_request, { settings }) =>
  Promise.resolve(
    new Response(JSON.stringify(metadata(settings)), {
      headers: {
        'Content-Type': 'application/json',
        'Cache-Control': 'public, max-age=3600',
        'Access-Control-Allow-Origin': '*',
        'X-Content-Type-Options': 'nosniff',
      },
    }),
  )

export const discoveryPreflight = preflight('GET')
