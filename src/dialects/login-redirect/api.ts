// The JSON API of this dialect: how its answers and refusals look.
import { PasswordHasherBusy } from '@/crypto/password-hasher'
import { readBody, UnusableBody } from '@/oauth/body'
import { contextOf } from '@/oauth/context'
import type { Handler, Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'
import { OwnerGone } from '@/stores/owner-gone'

/** Each refusal's stable code and HTTP status. */
const statuses = {
  invalid_request: 400,
  invalid_credentials: 401,
  invalid_refresh_token: 401,
  client_not_allowed: 403,
  registration_closed: 403,
  taken: 409,
  request_too_large: 413,
  invalid_field: 422,
  too_many_attempts: 429,
  server_error: 500,
  busy: 503,
} as const

export type ApiErrorCode = keyof typeof statuses

/** A refusal of the JSON API. The message is a sentence for the app's developer and holds nothing that was sent. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly details: { readonly field?: string; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message)
  }
}

/** The fields of a JSON object, as sent. */
export type Fields = Readonly<Record<string, unknown>>

/** Makes an endpoint that takes a JSON object and refuses in the dialect's words. */
export const jsonEndpoint =
  (work: (fields: Fields, request: Request, provider: Provider) => Promise<Response>): Handler =>
  async (request, provider) => {
    try {
      return await work(await readFields(request), request, provider)
    } catch (cause) {
      return refusal(asApiError(cause, request, provider))
    }
  }

async function readFields(request: Request): Promise<Fields> {
  const text = await readBody(request, 'application/json')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ApiError('invalid_request', 'The body is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('invalid_request', 'The body must be a JSON object.')
  }
  return value as Fields
}

function asApiError(cause: unknown, request: Request, { log }: Provider): ApiError {
  if (cause instanceof ApiError) return cause
  if (cause instanceof PasswordHasherBusy) {
    return new ApiError('busy', 'Too many passwords are being checked. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  }
  if (cause instanceof UnusableBody) return bodyErrors[cause.reason]
  if (cause instanceof OwnerGone) {
    return new ApiError('invalid_credentials', 'The app or the user is gone since this began.')
  }
  const { requestId } = contextOf(request)
  log.error({ err: cause, requestId }, 'an API request failed')
  return new ApiError('server_error', `Something failed here. The log has it as ${requestId}.`)
}

const bodyErrors: Readonly<Record<UnusableBody['reason'], ApiError>> = {
  'too-large': new ApiError('request_too_large', 'The body has more than 64 KiB.'),
  'wrong-type': new ApiError('invalid_request', 'The Content-Type must be application/json.'),
  interrupted: new ApiError('invalid_request', 'The body ended too early.'),
}

function refusal({ code, message, details }: ApiError): Response {
  const status = statuses[code]
  const { field, retryAfterSeconds } = details
  const body = { status_code: status, success: false, error: code, message, field }
  return json(
    body,
    status,
    retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
  )
}

/**
 * A field that must be a text.
 * @throws {ApiError} `invalid_request` when it is missing, empty or something else
 */
export function requiredText(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string' && value !== '') return value
  throw new ApiError('invalid_request', `${name} must be a text.`, { field: name })
}
