import { readBody } from './body'
import { OAuthError } from './oauth-error'
import { readParameters, type Parameters } from './parameters'

/** The parameters of a post — RFC 6749 §3.2: a form, nothing in the query. @throws {UnusableBody} */
export const formParameters = async (request: Request): Promise<Parameters> =>
  readParameters(await readBody(request, 'application/x-www-form-urlencoded'))

/** @throws {OAuthError} `invalid_request` when it was sent twice (RFC 6749 §3.2) */
export function optional(parameters: Parameters, name: string): string | undefined {
  if (parameters.isRepeated(name)) {
    throw new OAuthError('invalid_request', `${name} was sent more than once`)
  }
  return parameters.get(name)
}

/** @throws {OAuthError} `invalid_request` when it is absent, empty or was sent twice */
export function required(parameters: Parameters, name: string): string {
  const value = optional(parameters, name)
  if (value === undefined) throw new OAuthError('invalid_request', `${name} is missing`)
  return value
}
