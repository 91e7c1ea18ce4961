import type { OAuthErrorCode } from '@/model/oauth-errors'

import type { Meeting } from './error-text'

export type ErrorGroup = 'authorization' | 'token' | 'other'

export type ErrorFacts = {
  readonly group: ErrorGroup
  readonly meeting: Meeting
  /** As it is cited. */
  readonly specification: string
}

const authorization = (meeting: Meeting, specification: string): ErrorFacts => ({
  group: 'authorization',
  meeting,
  specification,
})
const token = (meeting: Meeting, specification: string): ErrorFacts => ({
  group: 'token',
  meeting,
  specification,
})
const other = (meeting: Meeting, specification: string): ErrorFacts => ({
  group: 'other',
  meeting,
  specification,
})

/** Where each error is met, and who has defined it. In the order of the index. */
export const errorFacts: Readonly<Record<OAuthErrorCode, ErrorFacts>> = {
  invalid_request: authorization('both', 'RFC 6749 §4.1.2.1, §5.2'),
  unsupported_response_type: authorization('both', 'RFC 6749 §4.1.2.1'),
  access_denied: authorization('both', 'RFC 6749 §4.1.2.1, RFC 8628 §3.5'),
  login_required: authorization('redirect', 'OpenID Connect Core 1.0 §3.1.2.6'),
  consent_required: authorization('redirect', 'OpenID Connect Core 1.0 §3.1.2.6'),
  interaction_required: authorization('redirect', 'OpenID Connect Core 1.0 §3.1.2.6'),
  unmet_authentication_requirements: authorization(
    'both',
    'OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §2',
  ),
  request_not_supported: authorization('both', 'OpenID Connect Core 1.0 §3.1.2.6'),
  request_uri_not_supported: authorization('both', 'OpenID Connect Core 1.0 §3.1.2.6'),
  registration_not_supported: authorization('both', 'OpenID Connect Core 1.0 §3.1.2.6'),
  invalid_request_object: authorization('both', 'RFC 9101 §7'),
  invalid_request_uri: authorization('redirect', 'RFC 9101 §7, RFC 9126 §4'),

  invalid_client: token('answer', 'RFC 6749 §5.2'),
  invalid_grant: token('answer', 'RFC 6749 §5.2'),
  unauthorized_client: token('both', 'RFC 6749 §4.1.2.1, §5.2'),
  unsupported_grant_type: token('answer', 'RFC 6749 §5.2'),
  invalid_scope: token('both', 'RFC 6749 §4.1.2.1, §5.2'),
  invalid_target: token('both', 'RFC 8707 §2, RFC 8693 §2.2.2'),
  authorization_pending: token('answer', 'RFC 8628 §3.5'),
  slow_down: token('answer', 'RFC 8628 §3.5'),
  expired_token: token('answer', 'RFC 8628 §3.5'),
  invalid_dpop_proof: token('answer', 'RFC 9449 §5, §7.1'),
  use_dpop_nonce: token('answer', 'RFC 9449 §8, §9'),

  invalid_token: other('resource', 'RFC 6750 §3.1'),
  insufficient_scope: other('resource', 'RFC 6750 §3.1'),
  unsupported_token_type: other('answer', 'RFC 7009 §2.2.1'),
  invalid_redirect_uri: other('answer', 'RFC 7591 §3.2.2'),
  invalid_client_metadata: other('answer', 'RFC 7591 §3.2.2'),
  server_error: other('both', 'RFC 6749 §4.1.2.1'),
  temporarily_unavailable: other('answer', 'RFC 6749 §4.1.2.1'),
}
