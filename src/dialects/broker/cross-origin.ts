import type { Handler, Provider } from '@/oauth/provider'
import { withHeaders } from '@/oauth/responses'

import { BrokerApiError } from './api'

/**
 * Script may refresh where the tokens were given to: the place's origin. Without `Origin` the caller is no page. An app
 * with a private scheme has no origin to hold it to.
 *
 * @throws {BrokerApiError} `origin_not_allowed`
 */
export function checkOrigin(request: Request, audience: string, { settings }: Provider): void {
  const origin = request.headers.get('origin')
  if (origin === null || origin === settings.issuer || origin === audience) return
  if (!/^https?:/.test(audience)) return
  throw new BrokerApiError(
    'origin_not_allowed',
    'The page that asks is not of the origin that the refresh token was given to.',
  )
}

const forScript = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After',
  Vary: 'Origin',
}

/** Lets the page read the answer. No cookie is looked at here, so there is nothing to borrow. */
export function allowOrigin(request: Request, response: Response): Response {
  return request.headers.has('origin') ? withHeaders(response, forScript) : response
}

/** What a browser asks before script may post JSON — Fetch §3.3. */
export const tokensPreflight: Handler = () =>
  Promise.resolve(
    new Response(null, {
      status: 204,
      headers: {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'Content-Type',
        'Access-Control-Max-Age': '86400',
      },
    }),
  )
