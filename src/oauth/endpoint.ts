import { UnusableBody } from './body'
import { contextOf } from './context'
import { OAuthError } from './oauth-error'
import type { Handler, Provider } from './provider'
import { json } from './responses'

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
    response.headers.set('Access-Control-Allow-Origin', '*')
    response.headers.set('Access-Control-Expose-Headers', 'WWW-Authenticate')
    return response
  }

async function answer(work: Handler, request: Request, provider: Provider): Promise<Response> {
  try {
    return await work(request, provider)
  } catch (cause) {
    if (cause instanceof OAuthError) return refusal(cause)
    if (cause instanceof UnusableBody) {
      const status = cause.reason === 'too-large' ? 413 : 400
      const body = { error: 'invalid_request', error_description: cause.message }
      return json(body, status)
    }
    const { requestId } = contextOf(request)
    provider.log.error({ err: cause, requestId }, 'an endpoint failed')
    return refusal(new OAuthError('server_error', `the log has it as ${requestId}`))
  }
}

const refusal = ({ code, description, status, challenge }: OAuthError): Response =>
  json(
    { error: code, error_description: description },
    status,
    challenge === null ? {} : { 'WWW-Authenticate': challenge },
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
          'Access-Control-Allow-Headers': 'Authorization, Content-Type',
          'Access-Control-Max-Age': '86400',
        },
      }),
    )
