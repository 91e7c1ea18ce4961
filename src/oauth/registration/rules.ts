// What goes together in a client's metadata, and what an app may have that nobody vouches for.
import type { ClientMetadata } from './client-metadata'
import { refuse, refuseRedirectUri } from './values'

type Rule = readonly [refusal: string, isBroken: (metadata: ClientMetadata) => boolean]

const hasKeys = ({ jwks, jwks_uri: uri }: ClientMetadata): boolean => jwks !== null || uri !== null

const isPublic = ({ token_endpoint_auth_method: method }: ClientMetadata): boolean =>
  method === 'none'

const has =
  (...wanted: ClientMetadata['grant_types']) =>
  ({ grant_types: grantTypes }: ClientMetadata): boolean =>
    wanted.some((one) => grantTypes.includes(one))

const bringsRefreshTokens = has(
  'authorization_code',
  'urn:ietf:params:oauth:grant-type:device_code',
)

const needsProof = has('client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange')

/** Asked in this order; the first that is broken is the answer. */
const rules: readonly Rule[] = [
  ['grant_types is empty', ({ grant_types: grantTypes }) => grantTypes.length === 0],
  [
    'response_types and grant_types must correspond: code with authorization_code',
    (metadata) => {
      const { response_types: types } = metadata
      return types !== null && types.includes('code') !== has('authorization_code')(metadata)
    },
  ], // RFC 7591 §2.1
  [
    'grant_types has refresh_token, and nothing that would bring one',
    (metadata) => has('refresh_token')(metadata) && !bringsRefreshTokens(metadata),
  ],
  [
    'token_endpoint_auth_method none goes with neither client_credentials nor token-exchange',
    (metadata) => isPublic(metadata) && needsProof(metadata),
  ], // RFC 6749 §4.4
  [
    'jwks and jwks_uri exclude each other',
    ({ jwks, jwks_uri: uri }) => jwks !== null && uri !== null,
  ], // RFC 7591 §2
  [
    'token_endpoint_auth_method private_key_jwt needs jwks or jwks_uri',
    (metadata) => metadata.token_endpoint_auth_method === 'private_key_jwt' && !hasKeys(metadata),
  ],
  [
    'require_signed_request_object needs jwks or jwks_uri',
    (metadata) => metadata.require_signed_request_object && !hasKeys(metadata),
  ],
  [
    'require_pushed_authorization_requests holds the client to FAPI 2, which does not sign with RS256',
    (metadata) =>
      metadata.require_pushed_authorization_requests &&
      [metadata.token_endpoint_auth_signing_alg, metadata.request_object_signing_alg].includes(
        'RS256',
      ),
  ], // FAPI 2.0 Security Profile §5.4.1
]

const redirectUriRules: readonly Rule[] = [
  [
    'redirect_uris is missing: authorization_code needs at least one',
    (metadata) => has('authorization_code')(metadata) && metadata.redirect_uris.length === 0,
  ],
  [
    'application_type web has http and https redirect URIs only',
    ({ application_type: type, redirect_uris: uris }) =>
      type === 'web' && !uris.every((uri) => /^https?:/i.test(uri)),
  ],
  [
    'application_type native has a scheme of its own, http on loopback, or https elsewhere',
    ({ application_type: type, redirect_uris: uris }) =>
      type === 'native' && uris.some((uri) => loopbackOverTls.test(uri)),
  ], // OpenID Connect Registration §2, RFC 8252 §7
]

const loopbackOverTls = /^https:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?]|$)/i

/** @throws {OAuthError} `invalid_client_metadata`, `invalid_redirect_uri` */
export function checkTogether(metadata: ClientMetadata): void {
  const broken = rules.find(([, isBroken]) => isBroken(metadata))
  if (broken) refuse(broken[0])
  const brokenUris = redirectUriRules.find(([, isBroken]) => isBroken(metadata))
  if (brokenUris) refuseRedirectUri(brokenUris[0])
}

const ofStrangers: ClientMetadata['grant_types'] = ['authorization_code', 'refresh_token']

/**
 * What an app may have that anybody can register: people who see it decide about it, with PKCE, where it sends them. No
 * tokens of its own, none for others' tokens, and no device codes, by which a stranger's app could be passed off as one
 * that a person has at hand (RFC 8628 §5.4). What it asks beyond that is not registered, and the answer says so.
 *
 * @throws {OAuthError} `invalid_client_metadata` when nothing is left
 */
export function narrowedForStranger(metadata: ClientMetadata): ClientMetadata {
  const grantTypes = metadata.grant_types.filter((one) => ofStrangers.includes(one))
  return grantTypes.length > 0
    ? { ...metadata, grant_types: grantTypes }
    : refuse('an app that registers itself needs authorization_code in grant_types')
}
