'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '../controls'
import { Step, type PlaygroundTexts } from './parts'
import { RawExchange } from './raw-exchange'
import type { Exchange } from './wire'

/** A step that sends a request of the app when a button is pressed, and shows it and its answer. */
export function RequestStep(props: {
  readonly texts: PlaygroundTexts
  readonly number: number
  readonly title: string
  readonly intro: string
  /** The button's words; null when there is nothing to send any more. */
  readonly button: string | null
  readonly send: () => Promise<void>
  /** What went over the wire: several where the portal wanted a nonce first. */
  readonly exchanges: readonly Exchange[]
  /** Above the button. */
  readonly before?: ReactNode
  /** Below the answer. */
  readonly children?: ReactNode
}) {
  const { texts, number, title, intro, button, send, exchanges, before, children } = props
  return (
    <Step number={number} title={title} intro={intro}>
      {before}
      <RequestPart {...{ texts, button, send, exchanges }}>{children}</RequestPart>
    </Step>
  )
}

/** The button, what went over the wire, and what follows from it. */
export function RequestPart(props: {
  readonly texts: PlaygroundTexts
  readonly button: string | null
  readonly send: () => Promise<void>
  readonly exchanges: readonly Exchange[]
  readonly children?: ReactNode
}) {
  const { texts, button, send, exchanges, children } = props
  const { playground, codeFlow, flows } = texts
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
    <>
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
        {exchanges.map((exchange, index) => (
          <div key={index} className="flex flex-col gap-3">
            {index > 0 && <p className="text-ink-muted">{flows.askedAgain}</p>}
            <RawExchange texts={texts} exchange={exchange} />
          </div>
        ))}
        {exchanges.length > 0 && children}
      </div>
    </>
  )
}
