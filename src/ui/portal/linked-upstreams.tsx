import type { UpstreamPreset } from '@/model/upstream'
import { fill } from '@/ui/fill'
import { UpstreamMark } from '@/ui/upstream-mark'
import { harmless } from '@/ui/visible'
import { Button, PortalForm } from './controls'
import { Fact } from './fact'
import { Empty, Panel, Section } from './layout'
import type { PortalTexts } from './texts'

export type LinkedUpstream = {
  readonly id: string
  /** Null: the service was removed here. */
  readonly upstream: { readonly label: string; readonly preset: UpstreamPreset } | null
  readonly email: string | null
  readonly linkedAt: Date
  readonly usedAt: Date | null
}

export type LinkedUpstreamsProps = {
  readonly texts: PortalTexts
  readonly linked: readonly LinkedUpstream[]
  /** Those that are not connected yet. */
  readonly others: readonly { readonly id: string; readonly label: string }[]
  readonly formToken: string
  readonly now: Date
}

/** The other services by which a person signs in; nothing at all where there are none. */
export function LinkedUpstreams(props: LinkedUpstreamsProps) {
  const { texts, linked, others, formToken } = props
  const { own } = texts.upstreams
  if (linked.length === 0 && others.length === 0) return null
  return (
    <Section id="services" title={own.title} intro={own.intro}>
      {linked.length === 0 ? (
        <Empty title={own.none} text={own.noneText} />
      ) : (
        <Panel>
          <ul className="divide-y divide-edge">
            {linked.map((account) => (
              <Linked key={account.id} {...props} account={account} />
            ))}
          </ul>
        </Panel>
      )}
      {others.length > 0 && (
        <div className="mt-3 flex flex-wrap gap-2">
          {others.map(({ id, label }) => (
            <PortalForm
              key={id}
              action="/account/upstreams/link"
              token={formToken}
              fields={{ of: id }}
            >
              <Button icon="plus">{fill(own.connect, { label: harmless(label) })}</Button>
            </PortalForm>
          ))}
        </div>
      )}
    </Section>
  )
}

function Linked({
  texts,
  account,
  formToken,
  now,
}: LinkedUpstreamsProps & { readonly account: LinkedUpstream }) {
  const { own } = texts.upstreams
  const { id, upstream, email, linkedAt, usedAt } = account
  const label = upstream ? harmless(upstream.label) : own.gone
  return (
    <li className="flex items-center gap-4 px-4 py-3 sm:px-5">
      <UpstreamMark preset={upstream?.preset ?? 'oauth'} label={label} />
      <div className="min-w-0 flex-1 items-center gap-x-6 sm:grid sm:grid-cols-[minmax(0,1fr)_7.5rem_7.5rem]">
        <div className="min-w-0">
          <h3 className="font-medium wrap-anywhere">
            <bdi>{label}</bdi>
          </h3>
          {email !== null && (
            <p className="text-[0.8125rem] wrap-anywhere text-ink-muted">{harmless(email)}</p>
          )}
        </div>
        <Fact label={own.linked} at={linkedAt} {...{ texts, now }} />
        {usedAt && <Fact label={own.used} at={usedAt} {...{ texts, now }} />}
      </div>
      <PortalForm action="/account/upstreams/unlink" token={formToken} fields={{ id }}>
        <Button small aria-label={fill(own.disconnectLabel, { label })}>
          {own.disconnect}
        </Button>
      </PortalForm>
    </li>
  )
}
