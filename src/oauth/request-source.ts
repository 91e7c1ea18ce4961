// Where the parameters of an authorization request stand: in the URL, in a request object (RFC 9101), or in a request that
// was pushed (RFC 9126). The latter two count alone, whatever stands beside them.
import type { Client } from '@/model/client'
import type { PushedRequest } from '@/model/pushed-request'

import { findRedirectUri } from './checks/asking-client'
import { hasKeys } from './client-keys'
import { clientView } from './client-view'
import { PageError } from './errors'
import { OAuthError } from './oauth-error'
import { readParameters, type Parameters } from './parameters'
import type { Provider } from './provider'
import { findPushedRequest, isPushedRequestUri } from './pushed-requests'
import { readRequestObject } from './request-object'

export type RequestKind = 'plain' | 'signed' | 'pushed'

export type RequestSource = {
  readonly client: Client
  readonly parameters: Parameters
  readonly kind: RequestKind
  /** The request that was sent ahead; null: none was. */
  readonly pushed: PushedRequest | null
  /** What is wrong with the request object, where the URL beside it names a place to say so. */
  readonly problem: OAuthError | null
}

/**
 * @param askedAt  when the browser first brought this very request; null: it comes for the first time
 * @throws {PageError} `request-uri-unusable`, `request-object-unusable`, `redirect-uri-unregistered`
 */
export async function findSource(
  query: Parameters,
  client: Client,
  askedAt: Date | null,
  provider: Provider,
): Promise<RequestSource> {
  const plain = { client, parameters: query, kind: 'plain', pushed: null, problem: null } as const
  const [object, requestUri] = [query.get('request'), query.get('request_uri')]
  if (object !== undefined && requestUri !== undefined) return plain // refused as such: RFC 9101 §5
  if (requestUri !== undefined && isPushedRequestUri(requestUri)) {
    const pushed = await findPushedRequest(requestUri, client, askedAt !== null, provider)
    return { ...plain, parameters: readParameters(pushed.parameters), kind: 'pushed', pushed }
  }
  if (object === undefined || !hasKeys(client)) return plain
  try {
    const parameters = await readRequestObject(object, client, askedAt ?? provider.now(), provider)
    return { ...plain, parameters, kind: 'signed' }
  } catch (cause) {
    if (!(cause instanceof OAuthError)) throw cause
    if (findRedirectUri(query, client) !== null) return { ...plain, problem: cause }
    throw new PageError('request-object-unusable', {
      client: clientView(client),
      facts: [{ kind: 'parameter', name: 'error_description', value: cause.description }],
    })
  }
}

/**
 * Whether the request came in the way in which its client has to send it.
 * @throws {OAuthError} `invalid_request`
 */
export function checkKind(client: Client, kind: RequestKind): void {
  if (client.options.requiresPushedRequests && kind !== 'pushed') {
    throw new OAuthError('invalid_request', 'the client has to push its requests first') // RFC 9126 §6
  }
  if (kind === 'plain') checkMayBeUnsigned(client) // a pushed one was looked at when it came
}

/** @throws {OAuthError} `invalid_request` — RFC 9101 §10.5 */
export function checkMayBeUnsigned({ options }: Client): void {
  if (!options.requiresRequestObjects) return
  throw new OAuthError('invalid_request', 'the client has to send request objects')
}
