/** Every error of the protocol that goes over the wire, with its status where an endpoint answers it directly. */
const statuses = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  unsupported_token_type: 400,
  invalid_scope: 400,
  access_denied: 400,
  login_required: 400,
  consent_required: 400,
  interaction_required: 400,
  unmet_authentication_requirements: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  registration_not_supported: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  server_error: 500,
  temporarily_unavailable: 503,
} as const

export type OAuthErrorCode = keyof typeof statuses

/**
 * A refusal in the protocol's words — RFC 6749 §5.2. `description` is for the client's developer, says what to change,
 * and never holds anything that was sent.
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'
  readonly status: number

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    /** A `WWW-Authenticate` value. */
    readonly challenge: string | null = null,
  ) {
    super(`${code}: ${description}`)
    this.status = statuses[code]
  }
}
