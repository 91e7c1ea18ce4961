import type { Client } from '@/model/client'
import { attemptKeys, unprovenLimits } from '@/sign-in/limits'

import { contextOf } from '../context'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'

/**
 * Counts what is about to be kept for a client that proves nothing, so that nobody who knows its id fills the database. A
 * client that has proved itself is not counted: all its people may come from one address, its own.
 *
 * @throws {OAuthError} 429 with `Retry-After`, as RFC 9126 §2.3 has it; RFC 6749 and RFC 8628 have no code for it, and
 *   `slow_down` would tell a device to wait longer between polls
 */
export async function countUnproven(
  kind: 'device-code' | 'pushed-request',
  client: Client,
  request: Request,
  { stores, now }: Provider,
): Promise<void> {
  if (!client.isPublic) return
  const limited = [
    {
      key: attemptKeys.unprovenAddress(kind, contextOf(request).address),
      limit: unprovenLimits.address,
    },
    { key: attemptKeys.unprovenClient(kind, client.id), limit: unprovenLimits.client },
  ]
  const at = now()
  const windows = limited.map(({ key, limit }) => ({
    key,
    windowEndsAt: new Date(at.getTime() + limit.windowSeconds * 1000),
  }))
  const counts = await stores.attempts.count(windows, at)
  const exceeded = counts.filter(
    ({ count }, index) => count > (limited[index]?.limit.attempts ?? 0),
  )
  if (exceeded.length === 0) return

  await stores.attempts.forgive(limited.map(({ key }) => key)) // what is refused uses up nobody else's count
  const until = Math.max(...exceeded.map(({ windowEndsAt }) => windowEndsAt.getTime()))
  const seconds = Math.max(1, Math.ceil((until - at.getTime()) / 1000))
  throw new OAuthError(
    'temporarily_unavailable',
    'too many requests of this client, or from this address: wait and try again',
    null,
    { 'Retry-After': String(seconds) },
    429,
  )
}
