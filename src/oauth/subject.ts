import type { Settings } from '@/config/settings'
import { hmac } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'
import type { Client } from '@/model/client'

/**
 * The `sub` under which a client knows a user: the same for all clients, or one for each sector — OpenID Connect Core
 * §8.1. A pairwise one tells nothing of the user's id, and cannot be made without the portal's secret.
 */
export function subjectOf(
  userId: string,
  client: Pick<Client, 'options' | 'redirectUris'>,
  { secret }: Pick<Settings, 'secret'>,
): string {
  if (client.options.subjectType === 'public') return userId
  return hmac(deriveKey(secret, 'pairwise-subject'), `${sectorOf(client)}\n${userId}`)
}

/** The host that names a sector: as registered, or of the redirect URIs, which then share one. */
function sectorOf({ options, redirectUris }: Pick<Client, 'options' | 'redirectUris'>): string {
  if (options.sectorIdentifier !== null) return options.sectorIdentifier
  const [, host = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(redirectUris[0] ?? '') ?? []
  return host.toLowerCase().replace(/:\d*$/, '')
}
