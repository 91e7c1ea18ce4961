import type { UpstreamPreset } from '@/model/upstream'
import { fill } from '@/ui/fill'
import { UpstreamMark } from '@/ui/upstream-mark'
import { TextLink } from './controls'
import { PageHeader, Panel } from './layout'
import type { PortalTexts } from './texts'
import { UpstreamForm, type UpstreamFormView } from './upstream-form'

/** Which service it is to be. */
export function ChooseUpstreamPage({ texts }: { readonly texts: PortalTexts }) {
  const { upstreams: own } = texts
  return (
    <>
      <PageHeader before={<Back texts={texts} />} title={own.choose} intro={own.chooseIntro} />
      <ul className="grid gap-3 sm:grid-cols-2">
        {(Object.keys(own.presets) as UpstreamPreset[]).map((preset) => (
          <li key={preset}>
            <a
              href={`/admin/upstreams/new?preset=${preset}`}
              className="flex items-center gap-3 rounded-panel border border-edge bg-surface px-4 py-3.5 font-medium transition-colors hover:border-edge-control hover:bg-sunken"
            >
              <UpstreamMark preset={preset} label={own.presets[preset].name} />
              {own.presets[preset].name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

export function NewUpstreamPage(props: {
  readonly texts: PortalTexts
  readonly preset: UpstreamPreset
  readonly form: UpstreamFormView
  readonly formToken: string
}) {
  const { texts, preset, form, formToken } = props
  const { upstreams: own } = texts
  const { name, means } = own.presets[preset]
  return (
    <>
      <PageHeader
        before={<Back texts={texts} />}
        title={fill(own.newTitle, { name })}
        intro={means}
      />
      <Panel className="p-4 sm:p-5">
        <UpstreamForm texts={texts} view={form} formToken={formToken} />
      </Panel>
    </>
  )
}

export function Back({ texts }: { readonly texts: PortalTexts }) {
  return (
    <p className="mb-2 text-[0.8125rem]">
      <TextLink href="/admin/upstreams">{texts.upstreams.back}</TextLink>
    </p>
  )
}
