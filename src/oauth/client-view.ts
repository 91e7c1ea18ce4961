import type { Client } from '@/model/client'
import type { ClientView } from '@/model/pages'

/** A client as a stranger sees it. */
export const clientView = (client: Client): ClientView => ({
  name: client.name,
  logoUrl:
    client.logoHash === null
      ? null
      : `/logos?client=${encodeURIComponent(client.id)}&v=${client.logoHash}`,
})
