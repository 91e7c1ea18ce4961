'use client'

import { useEffect, useState } from 'react'
import { fill } from '@/ui/fill'
import { visible } from '@/ui/visible'
import { inputClass } from './controls'

/** What is wrong with one line, and the parts of it that are to be marked, as start and end. */
export type RefusedUri = {
  readonly uri: string
  readonly reason: string
  readonly faults: readonly (readonly [number, number])[]
}

export type UriLinesTexts = {
  readonly label: string
  readonly hint: string
  readonly refused: { readonly one: string; readonly other: string }
  readonly lang: string
}

const waitMs = 500

/** One URI a line. Lines that cannot be registered are drawn below, with what is wrong marked and said. */
export function UriLinesField(props: {
  /** The field's name, and its id. */
  readonly name: string
  readonly texts: UriLinesTexts
  readonly initial: string
  /** What the server says of the whole field, besides its lines. */
  readonly error: string | null
  readonly isDisabled?: boolean
  /** The refused lines of a text. */
  readonly check: (text: string) => readonly RefusedUri[]
}) {
  const { name, texts, initial, error, isDisabled = false, check } = props
  const [text, setText] = useState(initial)
  const [checked, setChecked] = useState(initial)

  useEffect(() => {
    const timer = setTimeout(() => setChecked(text), waitMs) // not while a line is half typed
    return () => clearTimeout(timer)
  }, [text])

  const refused = check(checked)
  const hasProblem = refused.length > 0 || (error !== null && text === initial)
  return (
    <div>
      <label htmlFor={name} className="mb-1.5 block font-medium">
        {texts.label}
      </label>
      <textarea
        id={name}
        name={name}
        rows={Math.min(12, Math.max(3, text.split('\n').length + 1))}
        spellCheck={false}
        autoCapitalize="none"
        autoCorrect="off"
        autoComplete="off"
        inputMode="url"
        wrap="off"
        value={text}
        disabled={isDisabled}
        onChange={(event) => setText(event.target.value)}
        aria-invalid={hasProblem ? true : undefined}
        aria-describedby={`${name}-problems ${name}-hint`}
        className={`${inputClass} overflow-x-auto py-2 font-mono leading-6 min-[900px]:text-code`}
      />
      <div id={`${name}-problems`} role="status">
        {refused.length > 0 ? (
          <Refused refused={refused} texts={texts} />
        ) : (
          error !== null &&
          text === initial && <p className="mt-1.5 font-medium text-harm">{error}</p>
        )}
      </div>
      <p id={`${name}-hint`} className="mt-1.5 text-ink-muted">
        {texts.hint}
      </p>
    </div>
  )
}

function Refused(props: {
  readonly refused: readonly RefusedUri[]
  readonly texts: UriLinesTexts
}) {
  const { refused, texts } = props
  const form = new Intl.PluralRules(texts.lang).select(refused.length) === 'one' ? 'one' : 'other'
  return (
    <>
      <p className="mt-1.5 font-medium text-harm">
        {fill(texts.refused[form], { count: refused.length })}
      </p>
      <ul className="mt-1.5 flex flex-col gap-2">
        {refused.map(({ uri, reason, faults }) => (
          <li key={uri} className="rounded-control bg-harm-wash px-3 py-2">
            <code className="block font-mono text-code wrap-anywhere">
              <Marked text={uri} faults={faults} />
            </code>
            <p className="mt-0.5 text-harm">{reason}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Marked({
  text,
  faults,
}: {
  readonly text: string
  readonly faults: RefusedUri['faults']
}) {
  const ends = [0, ...faults.map(([, end]) => end)]
  return (
    <>
      {faults.map(([start, end], index) => (
        <span key={index}>
          {visible(text.slice(ends[index], start))}
          <mark className="bg-transparent font-bold text-harm underline decoration-2 underline-offset-3">
            {visible(text.slice(start, end)).replaceAll(' ', '␠')}
          </mark>
        </span>
      ))}
      {visible(text.slice(ends[faults.length]))}
    </>
  )
}
