import type { UpstreamPreset } from '@/model/upstream'
import { fill } from '@/ui/fill'
import { UpstreamMark } from '@/ui/upstream-mark'
import { harmless } from '@/ui/visible'
import { Button, ButtonLink, PortalForm } from './controls'
import { Icon } from './icons'
import { Badge, Empty, PageHeader, Panel } from './layout'
import { counted, type PortalTexts } from './texts'

export type UpstreamRow = {
  readonly id: string
  readonly preset: UpstreamPreset
  readonly label: string
  readonly path: string
  readonly isDefault: boolean
  readonly isBroker: boolean
  readonly isDisabled: boolean
  readonly accounts: number
}

type Props = {
  readonly texts: PortalTexts
  /** In the order of their buttons. */
  readonly upstreams: readonly UpstreamRow[]
  readonly formToken: string
}

export function UpstreamsPage(props: Props) {
  const { upstreams: own } = props.texts
  const { upstreams } = props
  const add = (
    <ButtonLink kind="primary" icon="plus" href="/admin/upstreams/new">
      {own.add}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={own.title} intro={own.intro} action={upstreams.length > 0 && add} />
      {upstreams.length === 0 ? (
        <Empty title={own.emptyTitle} text={own.empty} action={add} />
      ) : (
        <>
          {upstreams.length > 1 && <p className="mb-3 text-ink-muted">{own.order}</p>}
          <Panel>
            <ul className="divide-y divide-edge">
              {upstreams.map((upstream, index) => (
                <Item key={upstream.id} {...props} {...{ upstream, index }} />
              ))}
            </ul>
          </Panel>
        </>
      )}
    </>
  )
}

function Item(props: Props & { readonly upstream: UpstreamRow; readonly index: number }) {
  const { texts, upstream, upstreams, index } = props
  const { upstreams: own } = texts
  const { badges } = own
  return (
    <li className="flex items-center gap-x-4 px-4 py-3 sm:px-5">
      <UpstreamMark preset={upstream.preset} label={upstream.label} />
      <div className="min-w-0 flex-1 items-center gap-x-6 sm:grid sm:grid-cols-[minmax(0,1fr)_7rem]">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
            <a className="wrap-anywhere hover:underline" href={upstream.path}>
              <bdi>{harmless(upstream.label)}</bdi>
            </a>
            {upstream.isDefault && <Badge tone="accent">{badges.default}</Badge>}
            {upstream.isBroker && <Badge tone="plain">{badges.broker}</Badge>}
            {upstream.isDisabled && <Badge tone="caution">{badges.disabled}</Badge>}
          </h2>
          <p className="text-[0.8125rem] text-ink-muted">
            {own.presets[upstream.preset].name} · <code className="font-mono">{upstream.id}</code>
          </p>
        </div>
        <p className="text-[0.8125rem] text-ink-muted tabular-nums">
          {counted(texts, own.accounts, upstream.accounts)}
        </p>
      </div>
      {upstreams.length > 1 && (
        <div className="flex gap-1">
          <Move {...props} direction="up" isEnd={index === 0} />
          <Move {...props} direction="down" isEnd={index === upstreams.length - 1} />
        </div>
      )}
      <ButtonLink
        small
        href={upstream.path}
        aria-label={fill(own.editLabel, { label: harmless(upstream.label) })}
      >
        {own.edit}
      </ButtonLink>
    </li>
  )
}

function Move({
  texts,
  upstream,
  formToken,
  direction,
  isEnd,
}: Props & {
  readonly upstream: UpstreamRow
  readonly direction: 'up' | 'down'
  readonly isEnd: boolean
}) {
  const label = fill(texts.upstreams[direction], { label: harmless(upstream.label) })
  return (
    <PortalForm
      action="/admin/upstreams/order"
      token={formToken}
      fields={{ id: upstream.id, direction }}
      className={isEnd ? 'invisible' : ''}
    >
      <Button kind="quiet" small aria-label={label} title={label}>
        <Icon name={direction === 'up' ? 'up' : 'chevron'} />
      </Button>
    </PortalForm>
  )
}
