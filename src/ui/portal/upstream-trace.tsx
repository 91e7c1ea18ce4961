import { fill } from '@/ui/fill'
import { visible } from '@/ui/visible'
import { Icon } from './icons'
import { Notice, Panel } from './layout'
import type { PortalTexts } from './texts'

export type TraceView = {
  readonly steps: readonly {
    readonly step: keyof PortalTexts['upstreams']['stages']
    readonly what: string
    readonly status: number | null
    readonly milliseconds: number
    readonly found: string | null
    readonly isGood: boolean
  }[]
  readonly outcome:
    | { readonly ok: true; readonly found: readonly (readonly [name: string, value: string])[] }
    | { readonly ok: false; readonly problem: string; readonly detail: string }
}

type Props = { readonly texts: PortalTexts; readonly trace: TraceView }

/** What happened in a test, step by step, in the words of the wire. */
export function UpstreamTrace({ texts, trace }: Props) {
  const { upstreams: own } = texts
  const { outcome, steps } = trace
  return (
    <>
      {outcome.ok ? (
        <Notice tone="done">{own.testGood}</Notice>
      ) : (
        <Notice tone="problem">
          <strong>{fill(own.testBad, { problem: outcome.problem })}</strong>
          <span className="block font-mono text-code wrap-anywhere">{visible(outcome.detail)}</span>
        </Notice>
      )}
      <Panel>
        {steps.length === 0 && <p className="px-4 py-3 text-ink-muted sm:px-5">{own.testNobody}</p>}
        <ol className="divide-y divide-edge">
          {steps.map((step, index) => (
            <Step key={index} texts={texts} step={step} />
          ))}
        </ol>
      </Panel>
      {outcome.ok && <Found texts={texts} found={outcome.found} />}
    </>
  )
}

function Step({
  texts,
  step,
}: {
  readonly texts: PortalTexts
  readonly step: TraceView['steps'][number]
}) {
  const { upstreams: own } = texts
  return (
    <li className="flex gap-3 px-4 py-3 sm:px-5">
      <Icon
        name={step.isGood ? 'check' : 'cross'}
        className={`mt-0.5 ${step.isGood ? 'text-done' : 'text-harm'}`}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">
            {own.stages[step.step]}{' '}
            <span className="sr-only">{step.isGood ? own.stepGood : own.stepBad}</span>
          </span>
          <span className="text-[0.8125rem] text-ink-muted tabular-nums">
            {step.status !== null && `HTTP ${step.status} · `}
            {fill(own.milliseconds, { count: Math.round(step.milliseconds) })}
          </span>
        </p>
        <p className="font-mono text-code wrap-anywhere">{visible(step.what)}</p>
        {step.found !== null && (
          <p
            className={`mt-0.5 font-mono text-code wrap-anywhere whitespace-pre-line ${step.isGood ? 'text-ink-muted' : 'text-harm'}`}
          >
            {step.found.split('\n').map(visible).join('\n')}
          </p>
        )}
      </div>
    </li>
  )
}

function Found({
  texts: { upstreams: own },
  found,
}: {
  readonly texts: PortalTexts
  readonly found: readonly (readonly [string, string])[]
}) {
  const labels: Readonly<Record<string, string>> = {
    ...own.claimNames,
    emailVerified: own.emailVerified,
    issuer: own.fields.issuer,
  }
  return (
    <section className="mt-5">
      <h3 className="mb-2 font-medium">{own.testFound}</h3>
      <Panel className="px-4 py-3 sm:px-5">
        <dl className="grid gap-x-6 gap-y-1 text-[0.8125rem] sm:grid-cols-[auto_minmax(0,1fr)]">
          {found.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-muted">{labels[name] ?? name}</dt>
              {name === 'emailVerified' ? (
                <dd>{value === 'true' ? own.yes : own.no}</dd>
              ) : (
                <dd className="font-mono text-code wrap-anywhere">{visible(value)}</dd>
              )}
            </div>
          ))}
        </dl>
      </Panel>
    </section>
  )
}
