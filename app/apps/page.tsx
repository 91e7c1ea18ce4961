import type { Metadata } from 'next'
import { listManagedClients, mayRegisterClients } from '@/clients/access'
import { logoUrl } from '@/clients/logo'
import { currentLocale, requireVisit } from '@/server/current'
import { AppsPage } from '@/ui/portal/apps-page'
import { portalTexts } from '@/ui/portal/texts'
import { Framed, type Query } from '../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].apps.title,
})

export default async function Apps({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit('/apps')
  const { user, provider, locale } = visit
  const clients = await listManagedClients(provider.stores, user)
  return (
    <Framed visit={visit} current="apps" query={searchParams}>
      <AppsPage
        texts={portalTexts[locale]}
        apps={clients.map((client) => ({
          ...client,
          logoUrl: logoUrl(client),
          isDisabled: client.disabledAt !== null,
          isSelfRegistered: client.options.isSelfRegistered,
        }))}
        mayRegister={mayRegisterClients(user)}
        now={provider.now()}
      />
    </Framed>
  )
}
