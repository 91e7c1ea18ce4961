import type { Client } from '@/model/client'

import { requestParameters } from './authorization-request'
import { hasKeys, verifyByClient } from './client-keys'
import { algorithmsFor, isHeldToFapi } from './fapi'
import { OAuthError } from './oauth-error'
import { readParameters, type Parameters } from './parameters'
import type { Provider } from './provider'
import { clockSkew, isTimely, type JwtClaims, type JwtHeader } from './signed-jwt'

/** Seconds that a request object may be good for, and may be old — FAPI 2.0 Message Signing §5.3.1. */
const longestLife = 3600

/** Claims that are about the JWT and not the request — RFC 9101 §4. */
const aboutTheJwt = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/**
 * Reads a request object — RFC 9101 §6. All parameters come from it; what stands beside it counts for nothing.
 *
 * @param cameAt  when it first came: a person may take longer to sign in than it is good for
 * @throws {OAuthError} `request_not_supported` for a client that has no keys, `invalid_request_object`
 */
export async function readRequestObject(
  jwt: string,
  client: Client,
  cameAt: Date,
  provider: Provider,
): Promise<Parameters> {
  if (!hasKeys(client)) {
    throw new OAuthError(
      'request_not_supported',
      'request objects are for clients that have registered keys',
    )
  }
  const algorithms = algorithmsFor(client, client.options.requestObjectAlgorithm)
  const verified = await verifyByClient(jwt, client, algorithms, provider)
  if (!verified) throw unusable('it is not signed by a key and algorithm of the client')
  const { header, claims } = verified
  checkType(header, claims, client)
  checkParties(claims, client, provider)
  checkTime(claims, client, cameAt)
  if (claims['request'] !== undefined || claims['request_uri'] !== undefined) {
    throw unusable('it may not hold or name another request object') // §4
  }
  return parametersOf(claims)
}

const unusable = (reason: string): OAuthError =>
  new OAuthError('invalid_request_object', `the request object is not good: ${reason}`)

/** §10.8: nothing that was signed for something else, such as a client's assertion, passes for a request. */
function checkType({ typ }: JwtHeader, { sub }: JwtClaims, client: Client): void {
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ
  if (type !== undefined && type !== 'jwt' && type !== 'oauth-authz-req+jwt') {
    throw unusable('typ has to be oauth-authz-req+jwt')
  }
  if (sub === client.id) throw unusable('sub may not be the client')
}

function checkParties(
  { iss, aud, client_id: clientId }: JwtClaims,
  client: Client,
  { settings }: Provider,
): void {
  if (clientId !== client.id) throw unusable('client_id has to be the one beside it') // §5
  if (iss !== undefined && iss !== client.id) throw unusable('iss has to be the client')
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (!audiences.includes(settings.issuer)) throw unusable('aud has to be the issuer') // §4
}

function checkTime(claims: JwtClaims, client: Client, at: Date): void {
  const { exp, nbf } = claims
  if (!isTimely(claims, at)) throw unusable('it has ended, or is not good yet')
  if (isHeldToFapi(client) && (exp === undefined || nbf === undefined)) {
    throw unusable('it needs exp and nbf')
  }
  if (typeof nbf !== 'number') return
  if (nbf < at.getTime() / 1000 - longestLife - clockSkew) throw unusable('nbf is too long ago')
  if (typeof exp === 'number' && exp - nbf > longestLife) {
    throw unusable('it is good for longer than an hour')
  }
}

/** The parameters as a form would hold them. A member that nobody knows is nobody's business. */
function parametersOf(claims: JwtClaims): Parameters {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(claims)) {
    if (aboutTheJwt.includes(name)) continue
    const values: readonly unknown[] = name === 'resource' && Array.isArray(value) ? value : [value]
    for (const one of values) {
      const text = textOf(name, one)
      if (text !== null) form.append(name, text)
    }
  }
  return readParameters(form.toString())
}

function textOf(name: string, value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (name === 'claims' && typeof value === 'object') return JSON.stringify(value) // Core §6.1
  if (value === null || !requestParameters.includes(name)) return null
  throw unusable(`${name} has to be a text`)
}
