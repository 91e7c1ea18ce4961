import type { ReactNode } from 'react'
import { visible } from '@/ui/visible'
import { CopyButton, type CopyTexts } from './copy-button'

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
          className="grid gap-x-5 gap-y-1 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]"
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
