import type { ReactNode } from 'react'
import { visible } from '@/ui/visible'
import { CopyButton, type CopyTexts } from '../copy-button'
import type { PortalTexts } from '../texts'

/** The texts that go to the browser with the playground. */
export type PlaygroundTexts = Pick<PortalTexts, 'lang' | 'copy' | 'utc' | 'justNow' | 'playground'>

/** One step: its number, its name, and what there is to see. */
export function Step(props: {
  readonly number: number
  readonly title: string
  readonly intro: string
  /** Nothing has come yet that it could show. */
  readonly isWaiting?: boolean
  readonly children?: ReactNode
}) {
  const { number, title, intro, isWaiting = false, children } = props
  return (
    <li className="group relative pb-9 sm:pl-12">
      <span
        aria-hidden="true"
        className="absolute top-0 bottom-0 left-[0.90625rem] hidden w-px bg-edge group-last:hidden sm:block"
      />
      <span
        aria-hidden="true"
        className={`absolute top-0 left-0 hidden size-[1.8125rem] place-items-center rounded-full border text-[0.8125rem] font-semibold sm:grid ${
          isWaiting
            ? 'border-edge bg-canvas text-ink-muted'
            : 'border-transparent bg-accent text-accent-ink'
        }`}
      >
        {number}
      </span>
      <h2 className={`pt-0.5 text-base font-semibold ${isWaiting ? 'text-ink-muted' : ''}`}>
        <span aria-hidden="true" className="text-ink-muted sm:hidden">
          {number} ·{' '}
        </span>
        {title}
      </h2>
      <p className="mt-0.5 max-w-[42rem] text-pretty text-ink-muted">{intro}</p>
      {children && <div className="mt-4 flex flex-col gap-4">{children}</div>}
    </li>
  )
}

export type Explained = {
  readonly name: string
  readonly value: string
  readonly means: ReactNode
  /** In place of the plain value. */
  readonly control?: ReactNode
}

/** Parameters or claims: the exact name, the exact value, and what it is for. */
export function ExplainedList(props: {
  readonly rows: readonly Explained[]
  readonly texts: CopyTexts
}) {
  const { rows, texts } = props
  return (
    <dl className="divide-y divide-edge rounded-panel border border-edge bg-surface">
      {rows.map(({ name, value, means, control }) => (
        <div
          key={name}
          className="grid gap-x-5 gap-y-1 px-4 py-2.5 sm:grid-cols-[8.5rem_minmax(0,1fr)]"
        >
          <dt className="font-mono text-code font-semibold">{name}</dt>
          <dd className="min-w-0">
            {control ?? (
              <div className="flex items-start gap-1">
                <code className="min-w-0 font-mono text-code wrap-anywhere">
                  {visible(shortened(value))}
                </code>
                <span className="-my-1">
                  <CopyButton value={value} label={name} texts={texts} isSmall />
                </span>
              </div>
            )}
            <p className="mt-0.5 text-ink-muted">{means}</p>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const longest = 160

/** A token in full is below, or one copy away. */
const shortened = (value: string): string =>
  value.length <= longest ? value : `${value.slice(0, longest - 24)} … ${value.slice(-16)}`
