import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { presets } from '@/federation/presets'
import { type UpstreamPreset, upstreamPresets } from '@/model/upstream'
import { flashName } from '@/portal/flash'
import { readTyped } from '@/portal/upstreams/admin/form'
import { adminFlash, upstreamsPath } from '@/portal/upstreams/paths'
import { currentLocale, requireVisit } from '@/server/current'
import { ChooseUpstreamPage, NewUpstreamPage } from '@/ui/portal/new-upstream-page'
import { portalTexts } from '@/ui/portal/texts'
import { Framed, one, type Query } from '../../../framed'
import { formView } from '../form-view'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].upstreams.add,
})

export default async function NewUpstream({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit(`${upstreamsPath}/new`)
  const { user, provider, formToken, locale } = visit
  if (!user.isAdministrator) notFound()

  const texts = portalTexts[locale]
  const chosen = await one(searchParams, 'preset')
  const preset = upstreamPresets.find((each) => each === chosen)
  if (!preset) {
    return (
      <Framed visit={visit} current="upstreams" query={searchParams}>
        <ChooseUpstreamPage texts={texts} />
      </Framed>
    )
  }
  const isAgain = (await one(searchParams, 'again')) !== null
  const { issuer } = provider.settings
  const cookie = (await cookies()).get(flashName(issuer, 'form'))?.value
  const form = formView({
    issuer,
    preset,
    id: null,
    hasSecret: false,
    values: beginning(
      preset,
      (await provider.stores.upstreams.list()).map(({ id }) => id),
    ),
    typed: isAgain ? readTyped(adminFlash(user.id, provider), cookie, `create:${preset}`) : null,
  })
  return (
    <Framed visit={visit} current="upstreams" query={searchParams}>
      <NewUpstreamPage {...{ texts, preset, form, formToken }} />
    </Framed>
  )
}

/** The preset's name, and an id that is free. */
function beginning(preset: UpstreamPreset, taken: readonly string[]) {
  let id: string = preset
  for (let count = 2; taken.includes(id); count += 1) id = `${preset}-${count}`
  return { id, label: presets[preset].name, new_users: 'create' }
}
