'use client'

import { useState } from 'react'
import { CodeBlock } from '../code'
import { Button } from '../controls'
import { keepAnswer } from './answer'
import type { Answer } from './answer-parameters'
import { Step, type PlaygroundTexts } from './parts'

type Exchange = { readonly request: string; readonly response: string; readonly isGood: boolean }

/** The next access token for the refresh token, with the request and the answer as they went over the wire. */
export function RefreshStep(props: {
  readonly texts: PlaygroundTexts
  readonly answer: Answer | null
  readonly clientId: string
}) {
  const { texts, answer, clientId } = props
  const { playground } = texts
  const [exchange, setExchange] = useState<Exchange | 'under-way' | 'unreachable' | null>(null)
  const refreshToken = answer?.['refresh_token']
  if (!answer || refreshToken === undefined) {
    return (
      <Step
        number={4}
        title={playground.refreshTitle}
        intro={playground.refreshWaiting}
        isWaiting
      />
    )
  }

  const refresh = async () => {
    const fields = { response_type: 'refresh', client_id: clientId, refresh_token: refreshToken }
    setExchange('under-way')
    try {
      const response = await fetch('/api/token', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(fields),
      })
      const text = await response.text()
      const tokens = tokensOf(text)
      if (response.ok && tokens) keepAnswer({ ...answer, ...tokens })
      setExchange({
        request: `POST /api/token\nContent-Type: application/json\n\n${pretty(JSON.stringify(fields))}`,
        response: `HTTP ${response.status}\n\n${pretty(text)}`,
        isGood: response.ok,
      })
    } catch {
      setExchange('unreachable')
    }
  }

  return (
    <Step number={4} title={playground.refreshTitle} intro={playground.refreshIntro}>
      <div>
        <span className="needs-script">
          <Button type="button" onClick={refresh} aria-disabled={exchange === 'under-way'}>
            {exchange === 'under-way' ? playground.refreshing : playground.refresh}
          </Button>
        </span>
        <span className="without-script text-ink-muted">{playground.needsScript}</span>
      </div>
      <div role="status" className="flex flex-col gap-3">
        {exchange === 'unreachable' && <p className="text-harm">{playground.refreshUnreachable}</p>}
        {exchange && typeof exchange === 'object' && (
          <>
            <Message title={playground.request} text={exchange.request} texts={texts} />
            <Message title={playground.response} text={exchange.response} texts={texts} />
            {exchange.isGood && <p className="text-ink-muted">{playground.refreshed}</p>}
          </>
        )}
      </div>
    </Step>
  )
}

function Message(props: {
  readonly title: string
  readonly text: string
  readonly texts: PlaygroundTexts
}) {
  const { title, text, texts } = props
  return (
    <div>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <CodeBlock code={text} label={title} texts={texts.copy} wraps />
    </div>
  )
}

/** What an answer has that the page shows above; null when it is no answer with tokens. */
function tokensOf(text: string): Answer | null {
  const body = parsed(text)
  if (typeof body !== 'object' || body === null || !('access_token' in body)) return null
  const { access_token: accessToken } = body
  const expiration = 'expiration' in body ? body.expiration : undefined
  return typeof accessToken === 'string' && typeof expiration === 'number'
    ? { access_token: accessToken, expiration: String(expiration) }
    : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function pretty(text: string): string {
  const value = parsed(text)
  return value === null ? text : JSON.stringify(value, null, 2)
}
