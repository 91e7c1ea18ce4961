import { randomId } from '@/crypto/random'
import type { Client, ClientRegistration } from '@/model/client'
import type { Stores } from '@/stores/stores'
import { newSecret } from './secrets'

export type RegisteredClient = {
  readonly client: Client
  /** Null for a public client: it could not keep one. */
  readonly secret: string | null
}

/** Creates an app. Its secret is in the answer and nowhere else. */
export async function registerClient(
  { clients }: Pick<Stores, 'clients'>,
  registration: ClientRegistration,
  ownerId: string,
  at: Date,
): Promise<RegisteredClient> {
  const client: Client = {
    ...registration,
    id: randomId(),
    ownerId,
    logoHash: null,
    createdAt: at,
    disabledAt: null,
  }
  const made = registration.isPublic ? null : newSecret(client.id, at)
  await clients.create(client, made?.record ?? null)
  return { client, secret: made?.secret ?? null }
}
