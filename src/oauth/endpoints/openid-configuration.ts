import { locales } from '@/model/pages'

import type { Handler } from '../provider'

/**
 * The discovery document — OpenID Connect Discovery 1.0 §4. It names what exists and nothing else: what is left out is
 * not there, and what would be assumed when it is left out (§3) is denied.
 */
export const openidConfiguration: Handler = (_request, { settings: { issuer } }) => {
  const metadata = {
    issuer,
    jwks_uri: `${issuer}/oauth/jwks`,
    scopes_supported: ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'],
    subject_types_supported: ['public'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    ui_locales_supported: locales,
  }
  return Promise.resolve(
    new Response(JSON.stringify(metadata), {
      headers: {
        'Content-Type': 'application/json',
        'Cache-Control': 'public, max-age=3600',
        'Access-Control-Allow-Origin': '*',
        'X-Content-Type-Options': 'nosniff',
      },
    }),
  )
}
