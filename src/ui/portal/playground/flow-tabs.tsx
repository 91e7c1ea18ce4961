'use client'

import { useEffect, useRef } from 'react'
import { type Flow, flows, pathOf } from './flows'
import type { PlaygroundTexts } from './parts'

/** The way between the flows that the playground shows: a link each, so they work without script. */
export function FlowTabs(props: {
  readonly texts: PlaygroundTexts
  readonly current: Flow
  /** Whether this page can show the flow itself; told that it was chosen, it does. */
  readonly choose?: (flow: Flow) => boolean
}) {
  const { texts, current, choose } = props
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-current=page]')
    const row = list.current?.parentElement
    if (chosen && row)
      row.scrollLeft = chosen.offsetLeft - (row.clientWidth - chosen.clientWidth) / 2 // on a phone
  }, [current])
  return (
    <nav
      aria-label={texts.codeFlow.tabs}
      className="relative -mx-4 mb-6 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0"
    >
      <ul ref={list} className="flex gap-1 sm:flex-wrap">
        {flows.map((flow) => (
          <li key={flow}>
            <a
              href={pathOf(flow)}
              aria-current={flow === current ? 'page' : undefined}
              onClick={(event) => {
                if (choose?.(flow)) event.preventDefault()
              }}
              className="inline-block rounded-full border border-edge bg-surface px-3 py-1 font-medium whitespace-nowrap text-ink-muted -outline-offset-1 transition-colors hover:text-ink aria-[current=page]:border-transparent aria-[current=page]:bg-accent-wash aria-[current=page]:text-accent"
            >
              {texts.flows.names[flow]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
