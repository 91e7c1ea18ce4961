import { newSecret } from '@/clients/secrets'
import { sha256 } from '@/crypto/digest'
import { randomId } from '@/crypto/random'
import type { ClientSecret } from '@/model/client'

import type { WantedClient } from './client-entry'
import type { Rooms } from './step'

type SecretsPlan = {
  /** The key that says what is another now; none: they stay. */
  readonly keys: readonly string[]
  /** Answers what is said once: the secret that was made. */
  run(): Promise<readonly string[]>
}

/** Where only the hash is known, so is no end of the secret. */
const unknownHint = '····'

/** What is to be done for a client to have exactly the secrets that the file wants. */
export function planSecrets(
  { id, secrets: wanted }: WantedClient,
  stored: readonly ClientSecret[],
  rooms: Rooms,
): SecretsPlan {
  if (wanted.kind === 'none') return nothing
  if (wanted.kind === 'any') return stored.length > 0 ? nothing : generated(id, rooms)

  const hashes = wanted.secrets.map((one) => (wanted.kind === 'values' ? sha256(one) : one))
  const stale = stored.filter(({ secretHash }) => !hashes.includes(secretHash))
  const missing = hashes.filter((hash) => !stored.some(({ secretHash }) => secretHash === hash))
  if (stale.length === 0 && missing.length === 0) return nothing
  const hintOf = (hash: string) =>
    wanted.kind === 'values' ? wanted.secrets[hashes.indexOf(hash)]?.slice(-4) : undefined
  const records = missing.map((secretHash) => ({
    id: randomId(),
    clientId: id,
    secretHash,
    hint: hintOf(secretHash) ?? unknownHint,
    createdAt: rooms.now(),
  }))
  return {
    keys: [wanted.kind === 'values' ? 'client_secret' : 'client_secret_sha256'],
    run: async () => {
      await replace(stored, stale, records, rooms)
      return []
    },
  }
}

const nothing: SecretsPlan = { keys: [], run: () => Promise.resolve([]) }

const generated = (id: string, { stores, now }: Rooms): SecretsPlan => ({
  keys: ['client_secret'],
  run: async () => {
    const { secret, record } = newSecret(id, now())
    await stores.clients.addSecret(record)
    return [`         client_secret: ${secret}   (shown this once)`]
  },
})

/** At most two at any time, and never none: an old one goes before a new one where there is no room. */
async function replace(
  stored: readonly ClientSecret[],
  stale: readonly ClientSecret[],
  records: readonly ClientSecret[],
  { stores: { clients } }: Rooms,
): Promise<void> {
  const leaving = [...stale]
  let count = stored.length
  for (const record of records) {
    const [first] = count === 2 ? leaving.splice(0, 1) : []
    if (first) await clients.removeSecret(record.clientId, first.id)
    else count += 1
    const isAdded = await clients.addSecret(record)
    if (!isAdded)
      throw new Error(`client ${record.clientId}: it was given a secret in the meantime`)
  }
  for (const { clientId, id } of leaving) await clients.removeSecret(clientId, id)
}
