import type { AuthorizationRequest } from './authorization-request'
import { OAuthError } from './oauth-error'
import type { Provider } from './provider'

/**
 * Whom an ID token names, expired or not; it selects and never authenticates — Core §3.1.2.1. Null: none was sent.
 * @throws {OAuthError} `invalid_request` when it is none of ours, or another client's
 */
export async function readHint(
  { idTokenHint, client }: AuthorizationRequest,
  { keys, settings }: Provider,
): Promise<string | null> {
  if (idTokenHint === null) return null
  const hint = await keys.verify('JWT', idTokenHint)
  if (hint?.['iss'] !== settings.issuer || hint['aud'] !== client.id) {
    throw new OAuthError('invalid_request', 'id_token_hint is no ID token of ours for this client')
  }
  return String(hint['sub'])
}
