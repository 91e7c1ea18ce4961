import type { ReactNode } from 'react'

/** One heading, a sentence, and the page's one primary action. */
export function PageHeader(props: {
  readonly title: ReactNode
  readonly intro?: ReactNode
  readonly action?: ReactNode
  readonly before?: ReactNode
}) {
  const { title, intro, action, before } = props
  return (
    <div className="mb-6">
      {before}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-[1.625rem] leading-tight tracking-tight text-balance wrap-anywhere">
            {title}
          </h1>
          {intro && <p className="mt-1.5 max-w-[42rem] text-pretty text-ink-muted">{intro}</p>}
        </div>
        {action}
      </div>
    </div>
  )
}

/** The ways through what belongs together: a link each, so they work without script. */
export function Tabs(props: {
  readonly label: string
  readonly tabs: readonly {
    readonly name: string
    readonly path: string
    readonly isCurrent: boolean
  }[]
}) {
  const { label, tabs } = props
  return (
    <nav aria-label={label} className="mt-4 mb-6 border-b border-edge">
      <ul className="-mb-px flex gap-5">
        {tabs.map(({ name, path, isCurrent }) => (
          <li key={path}>
            <a
              href={path}
              aria-current={isCurrent ? 'page' : undefined}
              className="inline-block border-b-2 border-transparent py-2 font-medium text-ink-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The parts of a page, one below the other. */
export function Sections({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-col gap-10">{children}</div>
}

/** A part of a page with a heading of its own. */
export function Section(props: {
  readonly title: string
  readonly intro?: ReactNode
  readonly action?: ReactNode
  readonly id?: string
  readonly children: ReactNode
}) {
  const { title, intro, action, id, children } = props
  return (
    <section id={id}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 className="text-base font-semibold">{title}</h2>
          {intro && <p className="mt-0.5 max-w-[42rem] text-pretty text-ink-muted">{intro}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

/** What lies on the ground: a list, a form. */
export function Panel(props: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <div className={`rounded-panel border border-edge bg-surface ${props.className ?? ''}`}>
      {props.children}
    </div>
  )
}

const tones = {
  problem: 'border-harm bg-harm-wash text-harm',
  caution: 'border-caution bg-caution-wash text-caution',
  done: 'border-done bg-done-wash text-done',
} as const

/** Says what happened, or what is so. A problem is announced at once. */
export function Notice(props: {
  readonly tone: keyof typeof tones
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  const { tone, action, children } = props
  return (
    <div
      role={tone === 'problem' ? 'alert' : 'status'}
      className={`mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-l-xs rounded-r-control border-l-[3px] px-3.5 py-2.5 ${tones[tone]}`}
    >
      <p className="max-w-[46rem] text-pretty">{children}</p>
      {action}
    </div>
  )
}

/** In place of a list that has nothing in it: a sentence and an action. */
export function Empty(props: {
  readonly title: string
  readonly text: string
  readonly action?: ReactNode
}) {
  const { title, text, action } = props
  return (
    <Panel className="flex flex-col items-start gap-1.5 px-6 py-8">
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="max-w-[34rem] text-ink-muted">{text}</p>
      {action && <div className="mt-3">{action}</div>}
    </Panel>
  )
}

/** A few words about the state of something. */
export function Badge(props: {
  readonly tone: 'plain' | 'accent' | 'done' | 'caution'
  readonly children: string
}) {
  const look = {
    plain: 'border-edge text-ink-muted',
    accent: 'border-transparent bg-accent-wash text-accent',
    done: 'border-transparent bg-done-wash text-done',
    caution: 'border-transparent bg-caution-wash text-caution',
  }[props.tone]
  return (
    <span
      className={`inline-block rounded-full border px-2 py-px text-xs font-medium whitespace-nowrap ${look}`}
    >
      {props.children}
    </span>
  )
}
