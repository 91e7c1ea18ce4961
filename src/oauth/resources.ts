import type { Client } from '@/model/client'

import { OAuthError } from './oauth-error'
import type { Parameters } from './parameters'

/**
 * The resources that a request names — RFC 8707 §2. Which ones a client may ask for is in its registration.
 * @throws {OAuthError} `invalid_target`
 */
export function readResources(parameters: Parameters, client: Client): readonly string[] {
  const asked = [...new Set(parameters.all('resource'))]
  const isAllowed = asked.every((resource) => client.options.resources.includes(resource))
  if (!isAllowed) {
    throw new OAuthError('invalid_target', 'resource is none that the client is registered for')
  }
  return asked
}

/**
 * The one audience of an access token: what the token request names, of what was granted. A token is for one resource, so
 * that none can use it at another (RFC 8707 §2.2, §3).
 *
 * @param granted  space-separated, as in the grant; empty: the token is for the client itself
 * @throws {OAuthError} `invalid_target`
 */
export function audienceOf(parameters: Parameters, granted: string, client: Client): string {
  const held = granted.split(' ').filter((resource) => resource !== '')
  const asked = parameters.all('resource')
  const [only, ...others] = asked.length > 0 ? asked : held
  if (only === undefined) return client.id
  if (others.some((other) => other !== only)) {
    throw new OAuthError('invalid_target', 'name one resource: an access token is for one')
  }
  if (!held.includes(only)) throw new OAuthError('invalid_target', 'resource was not granted')
  return only
}
