import type { BrokerProblem } from '@/model/broker-problem'
import type { BrokerProblemView } from '@/model/pages'
import { visible } from '@/ui/visible'

import { Frame } from './frame'
import { Heading, TextLink } from './parts'
import { counted, type HostedProps } from './texts'
import { Value } from './value'

/** Where the operator changes something. */
const ways: Readonly<Partial<Record<BrokerProblem, string>>> = {
  broker_not_set: '/admin/upstreams',
  upstream_settings: '/admin/upstreams',
  no_refresh_token: '/admin/upstreams',
}

const mostEntries = 50

/** Why the broker does not send a person on: for the person first, then for whoever can change it. */
export function BrokerProblemPage({ view, texts, signature }: HostedProps<BrokerProblemView>) {
  const { problem, requestId } = view
  const text = texts.broker.problems[problem]
  return (
    <Frame
      texts={texts}
      signature={signature}
      step={text.developer !== null && <Details view={view} texts={texts} />}
    >
      <Heading>{text.title}</Heading>
      <p className="mt-4">{text.why}</p>
      <p className="mt-2">{text.todo}</p>
      {requestId !== null && (
        <p className="mt-6 text-sm text-ink-muted">
          {texts.error.requestId}{' '}
          <code className="font-mono text-code wrap-anywhere text-ink">{visible(requestId)}</code>
        </p>
      )}
    </Frame>
  )
}

type DetailsProps = Pick<HostedProps<BrokerProblemView>, 'view' | 'texts'>

function Details({ view, texts }: DetailsProps) {
  const { broker } = texts
  const way = ways[view.problem]
  return (
    <section aria-labelledby="developer">
      <h2 id="developer" className="text-sm font-semibold tracking-tight">
        {view.allowed === null ? broker.forOperator : texts.error.developer.heading}
      </h2>
      <p className="mt-1 text-sm text-ink-muted">{broker.problems[view.problem].developer}</p>
      <dl className="facts">
        <dt>
          <code>error</code>
        </dt>
        <dd>
          <code>{view.problem}</code>
        </dd>
        {view.place !== null && (
          <>
            <dt>{broker.asked}</dt>
            <dd id="place">
              <Value text={view.place} texts={texts} />
            </dd>
          </>
        )}
        {view.reason !== null && (
          <>
            <dt>{broker.reason}</dt>
            <dd>
              <code>{visible(view.reason)}</code>
            </dd>
          </>
        )}
      </dl>
      {view.allowed !== null && <Allowed entries={view.allowed} texts={texts} />}
      {way !== undefined && (
        <p className="mt-5 text-sm">
          <TextLink href={way}>{broker.upstreams}</TextLink>
        </p>
      )}
    </section>
  )
}

function Allowed(props: {
  readonly entries: readonly string[]
  readonly texts: DetailsProps['texts']
}) {
  const { entries, texts } = props
  const left = entries.length - mostEntries
  return (
    <>
      <h3 className="mt-6 text-sm font-medium">
        {entries.length > 0 ? texts.broker.allowed : texts.broker.noneAllowed}
      </h3>
      {entries.length > 0 && (
        <ul className="uris" id="allowed">
          {entries.slice(0, mostEntries).map((entry) => (
            <li key={entry}>
              <Value text={entry} texts={texts} />
            </li>
          ))}
          {left > 0 && <li>{counted(texts, texts.error.developer.moreUris, left)}</li>}
        </ul>
      )}
      <p className="mt-4 text-sm text-ink-muted">{texts.broker.change}</p>
      <p className="mt-5 text-sm">
        <TextLink href="/apps">{texts.broker.apps}</TextLink>
      </p>
    </>
  )
}
