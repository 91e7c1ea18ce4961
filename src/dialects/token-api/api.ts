// The token API of a telephony platform, under /api/auth/0.1: how its answers and refusals look. It owns no rule about
// passwords, users or clients: those are of the rooms that it asks.
import { PasswordHasherBusy } from '@/crypto/password-hasher'
import { UnusableBody } from '@/oauth/body'
import { contextOf } from '@/oauth/context'
import type { Handler, Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'

/** Each refusal's stable id and HTTP status. */
const statuses = {
  invalid_request: 400,
  unauthorized: 401,
  token_api_off: 403,
  client_not_allowed: 403,
  administrators_only: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  request_too_large: 413,
  too_many_attempts: 429,
  server_error: 500,
  busy: 503,
} as const

export type ErrorId = keyof typeof statuses

export const errorIds = Object.keys(statuses) as readonly ErrorId[]

/** A refusal. The message is a sentence for the app's developer and holds nothing that was sent. */
export class TokenApiError extends Error {
  override readonly name = 'TokenApiError'
  constructor(
    readonly errorId: ErrorId,
    message: string,
    readonly details: Readonly<Record<string, string | number>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** Makes an endpoint of the API: closed unless it is switched on, and refusing in its words. */
export const endpoint =
  (work: Handler): Handler =>
  async (request, provider) => {
    try {
      if (!provider.settings.tokenApi) throw isOff()
      return await work(request, provider)
    } catch (cause) {
      return refusal(asApiError(cause, request, provider), provider)
    }
  }

const isOff = (): TokenApiError =>
  new TokenApiError(
    'token_api_off',
    'The token API is switched off on this server: its operator can set PORTICO_TOKEN_API=on.',
  )

/** Where there is nothing. */
export const unknownPath: Handler = endpoint(() =>
  Promise.reject(new TokenApiError('not_found', 'The token API has no such path.')),
)

/** A path of the API, asked with another method. */
export const wrongMethod: Handler = endpoint(() =>
  Promise.reject(
    new TokenApiError('method_not_allowed', 'The path is there, but not with this method.'),
  ),
)

/** Done, and there is nothing to say. */
export const noContent = (): Response =>
  new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })

function asApiError(cause: unknown, request: Request, { log }: Provider): TokenApiError {
  if (cause instanceof TokenApiError) return cause
  if (cause instanceof PasswordHasherBusy) return busy()
  if (cause instanceof UnusableBody) return bodyErrors[cause.reason]
  const { requestId } = contextOf(request)
  log.error({ err: cause, requestId }, 'a request of the token API failed')
  return new TokenApiError('server_error', `Something failed here. The log has it as ${requestId}.`)
}

const busy = (): TokenApiError =>
  new TokenApiError(
    'busy',
    'Too many passwords are being checked. Try again in a moment.',
    {},
    { 'Retry-After': '5' },
  )

const bodyErrors: Readonly<Record<UnusableBody['reason'], TokenApiError>> = {
  'too-large': new TokenApiError('request_too_large', 'The body has more than 64 KiB.'),
  'wrong-type': new TokenApiError(
    'invalid_request',
    'The Content-Type of a body must be application/json.',
  ),
  interrupted: new TokenApiError('invalid_request', 'The body ended too early.'),
}

/** `timestamp` is in UNIX seconds. */
const refusal = (
  { errorId, message, details, headers }: TokenApiError,
  { now }: Provider,
): Response =>
  json(
    { timestamp: now().getTime() / 1000, message, error_id: errorId, details },
    statuses[errorId],
    headers,
  )
