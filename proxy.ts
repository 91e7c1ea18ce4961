// Headers of the portal's own pages, which have script: each answer gets a nonce, and only script that carries it runs.
// Everything that a handler answers sets its own headers and is left out below.
import { type NextRequest, NextResponse } from 'next/server'
import { environment } from '@/config/env'

const isHttps = environment().PORTICO_URL?.startsWith('https:') ?? false
const isDevelopment = process.env.NODE_ENV === 'development'

export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname)

  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy) // from here Next knows the nonce
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of headersOf(request.nextUrl.pathname)) response.headers.set(name, value)
  return response
}

/**
 * Chromium applies `form-action` to the redirect after a form, too: the pages whose forms lead to an upstream go without.
 */
const leadsAway = (path: string): boolean =>
  path === '/security' || path.startsWith('/admin/upstreams/')

function contentSecurityPolicy(nonce: string, path: string): string {
  const [evaluation, socket] = isDevelopment ? [" 'unsafe-eval'", ' ws:'] : ['', '']
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    isDevelopment ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'${socket}`,
    `font-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    ...(leadsAway(path) ? [] : [`form-action 'self'`]),
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** The playground gets tokens in its address, which no other site may see. */
function headersOf(path: string): readonly (readonly [string, string])[] {
  const isPlayground = path === '/playground'
  return [
    ['referrer-policy', isPlayground ? 'no-referrer' : 'same-origin'],
    ...(isPlayground ? [] : [['cross-origin-opener-policy', 'same-origin'] as const]),
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['cache-control', 'no-store'],
    ...(isHttps ? [['strict-transport-security', 'max-age=31536000'] as const] : []),
  ]
}

/** Every path but those of handlers, Next's own files and the files of `public`. A test compares it with the route table. */
export const config = {
  matcher: [
    '/((?!_next/|\\.well-known/|api/|oauth/(?:authorize|par|token|userinfo|introspect|revoke|device_authorization|jwks|end_session|register|applications|applications/new|authorized_applications|authorize/native|token/info)$|auth$|request$|token$|token/introspection$|token/revocation$|me$|jwks$|session/end$|reg$|login$|register$|consent$|device$|device/auth$|sign-in/password$|sign-in/upstream$|sign-in/upstream/prove$|sign-out$|signed-out$|setup$|recover$|account/password$|account/profile$|admin/registration/(?:create|remove|seen)$|admin/upstreams/(?:create|update|order|delete|disable|invite|seen|test)$|account/upstreams/(?:link|unlink)$|account/sessions/end$|account/apps/revoke$|playground/form-post$|apps/(?:create|update|logo|disable|delete|secret/rotate|secret/remove|secret/seen)$|logos$|health/live$|health/ready$|icon\\.svg$).*)',
  ],
}
