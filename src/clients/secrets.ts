import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import type { ClientSecret } from '@/model/client'
import type { Stores } from '@/stores/stores'

/** What a client's secret begins with, so that a leaked one is recognized. */
export const secretPrefix = 'pcs_'

/** A new secret, to be shown once, and the record that is stored in its place. */
export function newSecret(
  clientId: string,
  at: Date,
): { readonly secret: string; readonly record: ClientSecret } {
  const secret = randomSecret(secretPrefix)
  const record = {
    id: randomId(),
    clientId,
    secretHash: sha256(secret),
    hint: secret.slice(-4),
    createdAt: at,
  }
  return { secret, record }
}

export type Rotation =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly reason: 'two-secrets' }

/** Adds a second secret. The first one works until it is removed. */
export async function rotateSecret(
  { clients }: Pick<Stores, 'clients'>,
  clientId: string,
  at: Date,
): Promise<Rotation> {
  const { secret, record } = newSecret(clientId, at)
  const isAdded = await clients.addSecret(record)
  return isAdded ? { ok: true, secret } : { ok: false, reason: 'two-secrets' }
}
