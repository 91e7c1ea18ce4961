import { readBody } from '../body'
import { OAuthError } from '../oauth-error'

/** The JSON object of a request. @throws {UnusableBody} @throws {OAuthError} `invalid_request` */
export async function readObject(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const value = parsed(await readBody(request, 'application/json'))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new OAuthError('invalid_request', 'the body must be a JSON object')
  }
  return value as Readonly<Record<string, unknown>>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new OAuthError('invalid_request', 'the body is not JSON')
  }
}
