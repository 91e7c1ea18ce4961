// The JSON API of this dialect: how its refusals look.
import { readBody, UnusableBody } from '@/oauth/body'
import { contextOf } from '@/oauth/context'
import type { Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'

/** Each refusal's stable code and HTTP status. */
const statuses = {
  invalid_request: 400,
  invalid_refresh_token: 401,
  user_disabled: 401,
  place_not_allowed: 401,
  upstream_refused: 401,
  upstream_disabled: 401,
  origin_not_allowed: 403,
  request_too_large: 413,
  server_error: 500,
  upstream_unavailable: 502,
} as const

export type BrokerApiErrorCode = keyof typeof statuses

/** A refusal of the JSON API. The message is a sentence for the app's developer and holds nothing that was sent. */
export class BrokerApiError extends Error {
  override readonly name = 'BrokerApiError'
  constructor(
    readonly code: BrokerApiErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Seconds after which an upstream that is down may be asked again. */
const retryAfter = 5

/**
 * The refresh token of the body.
 * @throws {BrokerApiError} `invalid_request`
 * @throws {UnusableBody}
 */
export async function readRefreshToken(request: Request): Promise<string> {
  const text = await readBody(request, 'application/json')
  const token = (readJson(text) as { readonly refreshToken?: unknown } | null)?.refreshToken
  if (typeof token === 'string' && token !== '') return token
  throw new BrokerApiError('invalid_request', 'refreshToken must be a text.')
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BrokerApiError('invalid_request', 'The body is not JSON.')
  }
}

/** What is no refusal is a bug: reported, never described. */
export function refusal(cause: unknown, request: Request, { log }: Provider): Response {
  const error = asApiError(cause)
  const { requestId } = contextOf(request)
  if (error === null) log.error({ err: cause, requestId }, 'an API request failed')
  const { code, message } =
    error ??
    new BrokerApiError('server_error', `Something failed here. The log has it as ${requestId}.`)
  const status = statuses[code]
  const headers: Readonly<Record<string, string>> =
    code === 'upstream_unavailable' ? { 'Retry-After': String(retryAfter) } : {}
  return json({ status_code: status, success: false, error: code, message }, status, headers)
}

function asApiError(cause: unknown): BrokerApiError | null {
  if (cause instanceof BrokerApiError) return cause
  return cause instanceof UnusableBody ? bodyErrors[cause.reason] : null
}

const bodyErrors: Readonly<Record<UnusableBody['reason'], BrokerApiError>> = {
  'too-large': new BrokerApiError('request_too_large', 'The body has more than 64 KiB.'),
  'wrong-type': new BrokerApiError('invalid_request', 'The Content-Type must be application/json.'),
  interrupted: new BrokerApiError('invalid_request', 'The body ended too early.'),
}
