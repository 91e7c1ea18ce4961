import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { brokerRedirectUri } from '@/federation/redirect-uri'
import type { Upstream } from '@/model/upstream'
import { type FlashName, flashName } from '@/portal/flash'
import { readTyped, valuesOf } from '@/portal/upstreams/admin/form'
import { readFreshInvitation } from '@/portal/upstreams/admin/invite'
import { adminFlash, upstreamPath } from '@/portal/upstreams/paths'
import { readTrace } from '@/portal/upstreams/trace'
import { type CurrentVisit, currentLocale, requireVisit } from '@/server/current'
import { portalTexts } from '@/ui/portal/texts'
import { UpstreamPage, type UpstreamPageView } from '@/ui/portal/upstream-page'
import { Framed, one, type Query } from '../../../framed'
import { formView } from '../form-view'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].upstreams.title,
})

export default async function EditUpstream(props: {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Query
}) {
  const { id } = await props.params
  const visit = await requireVisit(upstreamPath(id))
  if (!visit.user.isAdministrator) notFound()
  const upstream = await visit.provider.stores.upstreams.find(id)
  if (!upstream) notFound()
  const isAgain = (await one(props.searchParams, 'again')) !== null
  return (
    <Framed visit={visit} current="upstreams" query={props.searchParams}>
      <UpstreamPage
        texts={portalTexts[visit.locale]}
        view={await viewOf(upstream, visit, isAgain)}
        formToken={visit.formToken}
      />
    </Framed>
  )
}

async function viewOf(
  upstream: Upstream,
  { user, provider }: CurrentVisit,
  isAgain: boolean,
): Promise<UpstreamPageView> {
  const { id, preset, label, isDefault, isBroker, disabledAt, options, sealedSecret } = upstream
  const { stores, settings } = provider
  const flash = adminFlash(user.id, provider)
  const jar = await cookies()
  const left = (name: FlashName) => jar.get(flashName(settings.issuer, name))?.value
  return {
    ...{ id, label, isDefault, isBroker },
    isDisabled: disabledAt !== null,
    takesInvitations: options.newUsers === 'invitation',
    accounts: (await stores.accounts.countByUpstream()).get(id) ?? 0,
    brokerRedirectUri: brokerRedirectUri(settings.issuer),
    form: formView({
      issuer: settings.issuer,
      preset,
      id,
      hasSecret: sealedSecret !== null,
      values: valuesOf(upstream),
      typed: isAgain ? readTyped(flash, left('form'), `update:${id}`) : null,
    }),
    trace: readTrace(flash, left('trace'), id),
    invitation: readFreshInvitation(flash, left('secret'), id)?.url ?? null,
  }
}
