import { preflight } from '../endpoint'
import type { Handler } from '../provider'

/** Cached for an hour; a key is published a day before it signs. */
export const jwksHeaders = {
  'Content-Type': 'application/jwk-set+json',
  'Cache-Control': 'public, max-age=3600',
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
} as const

/** The JWK Set — RFC 7517 §5. */
export const jwks: Handler = async (_request, { keys }) =>
  new Response(await keys.jwks(), { headers: jwksHeaders })

export const jwksPreflight = preflight('GET')
