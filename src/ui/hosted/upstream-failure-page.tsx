import type { UpstreamFailureView } from '@/model/pages'
import { Fill, fill } from '@/ui/fill'
import { harmless, visible } from '@/ui/visible'

import { Name } from './client'
import { Frame } from './frame'
import { Heading } from './parts'
import type { HostedProps } from './texts'
import { Value } from './value'

type Props = HostedProps<UpstreamFailureView>

/** What the upstream did wrong, in plain words, and what to do; the exact words are folded away. */
export function UpstreamFailurePage({ view, texts, signature }: Props) {
  const { failure } = texts.upstreams
  const { why, todo } = failure.texts[view.code]
  const values = { label: <Name>{view.label ?? ''}</Name> }
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>
        {view.label === null ? (
          failure.titleUnknown
        ) : (
          <Fill text={failure.titles[view.back.kind]} values={values} />
        )}
      </Heading>
      <p className="mt-4">
        <Fill text={why} values={values} />
      </p>
      <p className="mt-2">
        <Fill text={todo} values={values} />
      </p>
      <p className="mt-6">
        <a className="button button-primary" href={view.back.url}>
          {failure.back[view.back.kind]}
        </a>
      </p>
      <Details view={view} texts={texts} />
    </Frame>
  )
}

function Details({ view, texts }: Pick<Props, 'view' | 'texts'>) {
  const { failure } = texts.upstreams
  const { detail, requestId } = view
  return (
    <details className="mt-8 border-t border-edge pt-5 text-sm text-ink-muted">
      <summary>{failure.details}</summary>
      <dl className="facts">
        <dt>{failure.problem}</dt>
        <dd>
          <code>{view.code}</code>
        </dd>
        {detail && (
          <>
            <dt>{failure.stage}</dt>
            <dd>
              <code>{visible(detail.stage)}</code>
            </dd>
            <dt>{failure.exactly}</dt>
            <dd className="wrap-anywhere text-ink">
              <Value text={detail.text} texts={texts} />
            </dd>
          </>
        )}
        {requestId !== null && (
          <>
            <dt>{failure.requestId}</dt>
            <dd>
              <code>{visible(requestId)}</code>
            </dd>
          </>
        )}
      </dl>
    </details>
  )
}

/** What the window is called. */
export function upstreamFailureTitle(
  { label, back }: UpstreamFailureView,
  texts: Props['texts'],
): string {
  const { titles, titleUnknown } = texts.upstreams.failure
  return label === null ? titleUnknown : fill(titles[back.kind], { label: harmless(label) })
}
