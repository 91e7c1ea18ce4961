import { OwnerGone } from '@/stores/owner-gone'

import { UnusableBody } from './body'
import { invalidClient } from './client-authentication'
import { contextOf } from './context'
import { freshNonce } from './dpop-nonce'
import { errorUri, OAuthError } from './oauth-error'
import type { Handler, Provider } from './provider'
import { json, withHeaders } from './responses'

/** Makes an endpoint that servers call: refusals are JSON, and so is what failed. */
export const serverEndpoint =
  (work: Handler): Handler =>
  (request, provider) =>
    answer(work, request, provider)

/**
 * The same for programs in a browser too. Any page may read the answers: no cookie is looked at, so a caller has nothing
 * but the code, token or secret that it sends.
 */
export const endpoint =
  (work: Handler): Handler =>
  async (request, provider) => {
    const response = await answer(work, request, provider)
    return request.headers.has('dpop')
      ? withHeaders(response, { ...readableByAll, 'DPoP-Nonce': freshNonce(provider) }) // RFC 9449 §8.2
      : withHeaders(response, readableByAll)
  }

const readableByAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'WWW-Authenticate, DPoP-Nonce, Retry-After',
} as const

async function answer(work: Handler, request: Request, provider: Provider): Promise<Response> {
  try {
    return await work(request, provider)
  } catch (cause) {
    if (cause instanceof OAuthError) return refusal(cause, provider)
    if (cause instanceof OwnerGone) {
      return refusal(invalidClient(request.headers.has('authorization')), provider) // deleted since it proved itself
    }
    if (cause instanceof UnusableBody) {
      const status = cause.reason === 'too-large' ? 413 : 400
      const code = 'invalid_request'
      const uri = errorUri(provider.settings.issuer, code)
      return json({ error: code, error_description: cause.message, error_uri: uri }, status)
    }
    const { requestId } = contextOf(request)
    provider.log.error({ err: cause, requestId }, 'an endpoint failed')
    const failure = new OAuthError('server_error', `the log has it as ${requestId}`)
    return refusal(failure, provider)
  }
}

const refusal = (
  { code, description, status, challenge, headers }: OAuthError,
  { settings }: Provider,
): Response =>
  json(
    { error: code, error_description: description, error_uri: errorUri(settings.issuer, code) },
    status,
    { ...headers, ...(challenge !== null && { 'WWW-Authenticate': challenge }) },
  )

/** What a browser asks before script may call an endpoint — Fetch §3.3. */
export const preflight =
  (methods: string): Handler =>
  () =>
    Promise.resolve(
      new Response(null, {
        status: 204,
        headers: {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Methods': methods,
          'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP',
          'Access-Control-Max-Age': '86400',
        },
      }),
    )
