import type { Client } from '@/model/client'
import type { Handler, Provider } from '@/oauth/provider'

import { ApiError } from './api'

/**
 * Script on a page may call the token API from where its app lives: the origin of one of the redirect URIs. Without
 * `Origin` the caller is no page.
 *
 * @throws {ApiError} `client_not_allowed`
 */
export function checkOrigin(request: Request, client: Client, { settings }: Provider): void {
  const origin = request.headers.get('origin')
  if (origin === null || origin === settings.issuer) return
  const isRegistered = client.redirectUris.some(
    (uri) => URL.canParse(uri) && new URL(uri).origin === origin && origin !== 'null',
  )
  if (isRegistered) return
  throw new ApiError(
    'client_not_allowed',
    'The page that asks is not of this app: none of its redirect URIs has this origin.',
  )
}

/** Lets the page read the answer. No cookie is looked at here, so there is nothing to borrow. */
export function allowOrigin(request: Request, response: Response): Response {
  if (request.headers.has('origin')) {
    response.headers.set('Access-Control-Allow-Origin', '*')
    response.headers.set('Vary', 'Origin')
  }
  return response
}

/** `OPTIONS /api/token`: what a browser asks before script may post JSON — Fetch §3.3. */
export const tokenPreflight: Handler = () =>
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
