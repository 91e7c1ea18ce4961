import type { Client, ClientRegistration } from '@/model/client'
import type { ClientWithSecrets } from '@/stores/clients'
import { usernameKey } from '@/users/username'

import type { WantedClient } from './client-entry'
import { fieldNames, fieldsOf, keyOfField } from './client-fields'
import { planSecrets } from './plan-secrets'
import { isAlike, line, type Planned, type Rooms, type Step } from './step'

/** Finds a user's id by the key of the name: among those that the file makes, then among those that are there. */
export type FindUserId = (usernameKey: string) => Promise<string | null>

/** Compares an entry with what is there. Writes nothing; problems are said at the entry. */
export async function planClient(
  wanted: WantedClient,
  findUserId: FindUserId,
  rooms: Rooms,
): Promise<Planned> {
  const { clients, users } = rooms.stores
  const isPerson = (await users.find(wanted.id)) !== null
  if (isPerson) wanted.spot.at('client_id').refuse(sharedWithPerson)
  const owner = await ownerOf(wanted, findUserId)
  if (isPerson || !owner.ok) return null
  const existing = await clients.findWithSecrets(wanted.id)
  return existing
    ? planChange(wanted, existing, owner.id, rooms)
    : planNew(wanted, owner.id ?? null, rooms)
}

const sharedWithPerson =
  'is the id of a person: a token of the one could pass for a token of the other'

type Owner = { readonly ok: true; readonly id: string | null | undefined } | { readonly ok: false }

async function ownerOf({ owner, spot }: WantedClient, findUserId: FindUserId): Promise<Owner> {
  if (owner === undefined || owner === null) return { ok: true, id: owner }
  const id = await findUserId(usernameKey(owner))
  if (id !== null) return { ok: true, id }
  spot.at('owner').refuse('is the username of nobody')
  return { ok: false }
}

function planNew(wanted: WantedClient, ownerId: string | null, rooms: Rooms): Step {
  const { clients } = rooms.stores
  const secrets = planSecrets(wanted, [], rooms)
  return {
    lines: [line('created', 'client', wanted.id, wanted.isDisabled ? ' (disabled)' : '')],
    run: async () => {
      const at = rooms.now()
      const client: Client = {
        ...wanted.registration,
        id: wanted.id,
        ownerId,
        logoHash: null,
        createdAt: at,
        disabledAt: wanted.isDisabled ? at : null,
      }
      const isMade = await clients.create(client, null)
      if (!isMade) throw new Error(`client ${wanted.id}: made by somebody else in the meantime`)
      return secrets.run()
    },
  }
}

function planChange(
  wanted: WantedClient,
  { client, secrets: stored }: ClientWithSecrets,
  ownerId: string | null | undefined,
  rooms: Rooms,
): Planned {
  const { clients } = rooms.stores
  const { id, isDisabled, registration } = wanted
  const secrets = planSecrets(wanted, stored, rooms)
  const changed = changedKeys(registration, client)
  const isHanded = ownerId !== undefined && ownerId !== client.ownerId
  const isOther = isDisabled !== undefined && isDisabled !== (client.disabledAt !== null)
  const keys = [...changed, ...(isHanded ? ['owner'] : []), ...secrets.keys]
  if (keys.length === 0 && !isOther) return 'unchanged'
  return {
    lines: [
      ...(keys.length > 0 ? [line('changed', 'client', id, `: ${keys.join(', ')}`)] : []),
      ...(isOther ? [line(isDisabled ? 'disabled' : 'enabled', 'client', id)] : []),
    ],
    run: async () => {
      if (changed.length > 0) await clients.update(id, registration)
      if (isHanded) await clients.setOwner(id, ownerId)
      if (isOther) await clients.setDisabled(id, isDisabled ? rooms.now() : null)
      return secrets.run()
    },
  }
}

function changedKeys(
  wanted: ClientRegistration,
  { id: _id, ownerId: _owner, logoHash: _logo, createdAt: _made, disabledAt: _end, ...is }: Client,
): readonly string[] {
  const [before, after] = [fieldsOf(is), fieldsOf(wanted)]
  return fieldNames
    .filter((field) => !isAlike(before[field], after[field]))
    .map((field) => keyOfField[field])
}
