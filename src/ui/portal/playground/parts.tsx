import type { ReactNode } from 'react'
import type { PortalTexts } from '../texts'

/** The texts that go to the browser with the playground. */
export type PlaygroundTexts = Pick<
  PortalTexts,
  'lang' | 'copy' | 'utc' | 'justNow' | 'playground' | 'codeFlow' | 'flows'
>

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
