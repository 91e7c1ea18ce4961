/** How an app proves who it is, and the keys with which others check what it signs. */
import type { AuthenticationMethod, ClientRegistration } from '@/model/client'
import { type Field, type Read, readUri } from './fields'
import { checkJwks, type JwksReason } from './jwks'
import { checkCalledUri, type UriReason } from './uris'

/** `missing`: it is to prove itself by a key. `needed-by-requests`: it is to sign its requests. */
export type JwksProblem = JwksReason | 'missing' | 'needed-by-requests'
/** `two-sources`: the keys are given by value, too (RFC 7591 §2). */
export type JwksUriProblem = UriReason | 'two-sources'

export type KeyReads = {
  readonly authenticationMethod: Read<AuthenticationMethod, never>
  readonly jwks: Read<string | null, JwksProblem>
  readonly jwksUri: Read<string | null, JwksUriProblem>
}

/** The fields `authentication` (`secret` or `private_key_jwt`), `jwks` and `jwks_uri`. */
export function readKeys(
  current: Pick<ClientRegistration, 'isPublic' | 'authenticationMethod'>,
  field: Field,
  mayCallLoopback: boolean,
): KeyReads {
  const authenticationMethod = readAuthentication(current, field('authentication'))
  const uri = readUri(field('jwks_uri'), checkCalledUri(mayCallLoopback))
  const text = field('jwks').trim()
  const jwks = text === '' ? null : checkJwks(text)
  return {
    authenticationMethod: { value: authenticationMethod },
    jwks: jwks
      ? jwks.ok
        ? { value: jwks.jwks }
        : { problem: jwks.reason }
      : field('jwks_uri').trim() === ''
        ? withoutKeys(authenticationMethod, field('requires_request_objects') !== '')
        : { value: null },
    jwksUri: jwks && 'value' in uri && uri.value !== null ? { problem: 'two-sources' } : uri,
  }
}

/** An app without a secret cannot have one later, and one with a secret cannot be without: the kind of app says which. */
function readAuthentication(
  { isPublic, authenticationMethod: current }: Parameters<typeof readKeys>[0],
  choice: string,
): AuthenticationMethod {
  if (isPublic) return 'none'
  if (choice === 'private_key_jwt') return 'private_key_jwt'
  if (choice !== 'secret') return current
  return current === 'client_secret_post' ? current : 'client_secret_basic'
}

function withoutKeys(
  method: AuthenticationMethod,
  signsRequests: boolean,
): Read<null, 'missing' | 'needed-by-requests'> {
  if (method === 'private_key_jwt') return { problem: 'missing' }
  return signsRequests ? { problem: 'needed-by-requests' } : { value: null }
}
