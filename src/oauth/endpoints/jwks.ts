import { preflight } from '../endpoint'
import type { Handler } from '../provider'

/** The JWK Set — RFC 7517 §5. Cached for an hour; a key is published a day before it signs. */
export const jwks: Handler = async (_request, { keys }) =>
  new Response(await keys.jwks(), {
    headers: {
      'Content-Type': 'application/jwk-set+json',
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
      'X-Content-Type-Options': 'nosniff',
    },
  })

export const jwksPreflight = preflight('GET')
