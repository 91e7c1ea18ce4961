import { type OAuthErrorCode, oauthErrorStatuses } from '@/model/oauth-errors'

export type { OAuthErrorCode }

/**
 * A refusal in the protocol's words — RFC 6749 §5.2. `description` is for the client's developer, says what to change,
 * and never holds anything that was sent.
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    /** A `WWW-Authenticate` value; what is answered with one to a resource's caller is 401 (RFC 9110 §11.6.1). */
    readonly challenge: string | null = null,
    readonly headers: Readonly<Record<string, string>> = {},
    /** Another one than the token endpoint's: a resource refuses a bad proof with 401. */
    readonly status: number = oauthErrorStatuses[code],
  ) {
    super(`${code}: ${description}`)
  }
}

/** Where an error is explained, with its usual causes: `error_uri` — RFC 6749 §5.2. */
export const errorUri = (issuer: string, code: OAuthErrorCode): string =>
  `${issuer}/docs/errors/${code}`
