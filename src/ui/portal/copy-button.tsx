'use client'

import { useEffect, useState } from 'react'
import { buttonClass } from './controls'
import { Icon } from './icons'

export type CopyTexts = { readonly copy: string; readonly copied: string; readonly failed: string }

const shownForMs = 2_000

/** Copies, and says that it did. It keeps its width, so that nothing moves. */
export function CopyButton(props: {
  readonly value: string
  /** What is copied, for those who do not see it. */
  readonly label: string
  readonly texts: CopyTexts
  /** Only the drawing; the words are read out. */
  readonly isSmall?: boolean
}) {
  const { value, label, texts, isSmall = false } = props
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)

  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), shownForMs)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }

  const said = outcome === null ? '' : texts[outcome]
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={`${texts.copy}: ${label}`}
      title={said || texts.copy}
      className={`needs-script ${
        isSmall
          ? 'inline-grid size-7 shrink-0 place-items-center rounded-control text-ink-muted hover:bg-sunken hover:text-ink'
          : buttonClass({ small: true })
      }`}
    >
      <Icon
        name={outcome === 'copied' ? 'check' : 'copy'}
        className={outcome === 'copied' ? 'text-done' : ''}
      />
      {!isSmall && (
        <span className="grid justify-items-start">
          <span className={`col-start-1 row-start-1 ${outcome ? 'invisible' : ''}`}>
            {texts.copy}
          </span>
          <span className={`col-start-1 row-start-1 ${outcome === 'copied' ? '' : 'invisible'}`}>
            {texts.copied}
          </span>
        </span>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </button>
  )
}
