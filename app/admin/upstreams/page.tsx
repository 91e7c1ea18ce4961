import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { upstreamPath, upstreamsPath } from '@/portal/upstreams/paths'
import { currentLocale, requireVisit } from '@/server/current'
import { portalTexts } from '@/ui/portal/texts'
import { UpstreamsPage } from '@/ui/portal/upstreams-page'
import { Framed, type Query } from '../../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].upstreams.title,
})

export default async function Upstreams({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit(upstreamsPath)
  const { user, provider, formToken, locale } = visit
  if (!user.isAdministrator) notFound()

  const { stores } = provider
  const accounts = await stores.accounts.countByUpstream()
  return (
    <Framed visit={visit} current="upstreams" query={searchParams}>
      <UpstreamsPage
        texts={portalTexts[locale]}
        upstreams={(await stores.upstreams.list()).map(
          ({ id, preset, label, isDefault, isBroker, disabledAt }) => ({
            ...{ id, preset, label, isDefault, isBroker },
            path: upstreamPath(id),
            isDisabled: disabledAt !== null,
            accounts: accounts.get(id) ?? 0,
          }),
        )}
        formToken={formToken}
      />
    </Framed>
  )
}
