import { randomId } from '@/crypto/random'
import type { Client, ClientRegistration } from '@/model/client'
import type { Stores } from '@/stores/stores'
import { newSecret } from './secrets'

export type RegisteredClient = {
  readonly client: Client
  /** Null for a client that holds none. */
  readonly secret: string | null
}

/** Creates an app. Its secret is in the answer and nowhere else. */
export async function registerClient(
  { clients }: Pick<Stores, 'clients'>,
  registration: ClientRegistration,
  ownerId: string | null,
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
  const made = holdsSecret(registration) ? newSecret(client.id, at) : null
  await clients.create(client, made?.record ?? null)
  return { client, secret: made?.secret ?? null }
}

/** Whether a client proves itself by a secret: not one that could not keep it, and not one that has a key. */
export const holdsSecret = ({
  isPublic,
  authenticationMethod,
}: Pick<ClientRegistration, 'isPublic' | 'authenticationMethod'>): boolean =>
  !isPublic && authenticationMethod !== 'private_key_jwt'
