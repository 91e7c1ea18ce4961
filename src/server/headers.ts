import type { Settings } from '@/config/settings'

/** A year, in seconds. */
const strictTransport = 'max-age=31536000'

/** What every answer of ours says to a browser, whatever it holds: pages, redirects, JSON. */
export function secureHeaders(
  settings: Pick<Settings, 'issuer'>,
): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(settings.issuer.startsWith('https:') && { 'Strict-Transport-Security': strictTransport }),
  }
}
