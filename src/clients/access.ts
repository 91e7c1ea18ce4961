import type { Client } from '@/model/client'
import type { User } from '@/model/user'
import type { Stores } from '@/stores/stores'
import { playgroundId } from './playground'

/** Who may create apps: administrators. */
export const mayRegisterClients = (user: User): boolean => user.isAdministrator

/** An app belongs to its owner; administrators look after all. What is built in, nobody edits. */
const mayManage = (user: User, client: Client): boolean =>
  client.id !== playgroundId && (user.isAdministrator || client.ownerId === user.id)

/** An app that this user may see and edit. Somebody else's and one that does not exist are both null. */
export async function findManagedClient(
  { clients }: Pick<Stores, 'clients'>,
  user: User,
  id: string,
): Promise<Client | null> {
  const client = await clients.find(id)
  return client && mayManage(user, client) ? client : null
}

/** All apps that this user may see and edit, newest first. */
export async function listManagedClients(
  { clients }: Pick<Stores, 'clients'>,
  user: User,
): Promise<readonly Client[]> {
  const all = await clients.list(user.isAdministrator ? null : user.id)
  return all.filter((client) => mayManage(user, client))
}
