'use client'

import { type ReactNode, useState } from 'react'
import { CodeBlock } from '../../code'
import { Button } from '../../controls'
import { Step, type PlaygroundTexts } from '../parts'
import type { Exchange } from './exchange'

/** A step that sends a request of the app when a button is pressed, and shows it and its answer. */
export function RequestStep(props: {
  readonly texts: PlaygroundTexts
  readonly number: number
  readonly title: string
  readonly intro: string
  /** The button's words; null when there is nothing to send any more. */
  readonly button: string | null
  readonly send: () => Promise<void>
  readonly exchange: Exchange | undefined
  /** Below the answer. */
  readonly children?: ReactNode
}) {
  const { texts, number, title, intro, button, send, exchange, children } = props
  const { playground, codeFlow } = texts
  const [progress, setProgress] = useState<'under-way' | 'unreachable' | null>(null)

  const press = async () => {
    if (progress === 'under-way') return
    setProgress('under-way')
    try {
      await send()
      setProgress(null)
    } catch {
      setProgress('unreachable')
    }
  }
  return (
    <Step number={number} title={title} intro={intro}>
      {button !== null && (
        <div>
          <span className="needs-script">
            <Button type="button" onClick={press} aria-disabled={progress === 'under-way'}>
              {progress === 'under-way' ? codeFlow.working : button}
            </Button>
          </span>
          <span className="without-script text-ink-muted">{playground.needsScript}</span>
        </div>
      )}
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {progress === 'unreachable' && <p className="text-harm">{codeFlow.unreachable}</p>}
        {exchange && (
          <>
            <Message
              title={codeFlow.request}
              note={exchange.request.includes('\n&') ? codeFlow.shownInLines : null}
              text={exchange.request}
              texts={texts}
            />
            <Message title={codeFlow.response} note={null} text={exchange.response} texts={texts} />
            {children}
          </>
        )}
      </div>
    </Step>
  )
}

function Message(props: {
  readonly title: string
  readonly note: string | null
  readonly text: string
  readonly texts: PlaygroundTexts
}) {
  const { title, note, text, texts } = props
  return (
    <div>
      <h3 className="mb-1.5 font-semibold">
        {title}
        {note && <span className="ml-2 font-normal text-ink-muted">{note}</span>}
      </h3>
      <CodeBlock code={text} label={title} texts={texts.copy} wraps />
    </div>
  )
}
