import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { findManagedClient } from '@/clients/access'
import { logoUrl } from '@/clients/logo'
import type { Client } from '@/model/client'
import { currentVisit, type CurrentVisit, requireVisit } from '@/server/current'
import type { AppHeaderView } from '@/ui/portal/app-header'

export type Parameters = Promise<{ readonly id: string }>

/** The app of this path, for somebody who may manage it; the page for what does not exist to everybody else. */
export async function requireManaged(
  parameters: Parameters,
  page: '' | '/settings',
): Promise<{ readonly visit: CurrentVisit; readonly client: Client }> {
  const { id } = await parameters
  const visit = await requireVisit(`/apps/${id}${page}`)
  const client = await findManagedClient(visit.provider.stores, visit.user, id)
  return client ? { visit, client } : notFound()
}

export async function managedTitle(parameters: Parameters): Promise<Metadata> {
  const visit = await currentVisit()
  if (!visit) return {}
  const { id } = await parameters
  const client = await findManagedClient(visit.provider.stores, visit.user, id)
  return client ? { title: client.name } : {}
}

export const headerOf = (client: Client): AppHeaderView => ({
  id: client.id,
  name: client.name,
  logoUrl: logoUrl(client),
  kind: client.kind,
  isFirstParty: client.isFirstParty,
  isDisabled: client.disabledAt !== null,
  isSelfRegistered: client.options.isSelfRegistered,
})
