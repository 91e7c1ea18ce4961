'use client'

import { useState } from 'react'
import { keepAnswer } from './answer'
import type { Answer } from './answer-parameters'
import { Step, type PlaygroundTexts } from './parts'
import { RequestStep } from './request-step'
import { type Exchange, send } from './wire'

/** The next access token for the refresh token, with the request and the answer as they went over the wire. */
export function RefreshStep(props: {
  readonly texts: PlaygroundTexts
  readonly answer: Answer | null
  readonly clientId: string
}) {
  const { texts, answer, clientId } = props
  const { playground } = texts
  const [made, setMade] = useState<Exchange | null>(null)
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
    const json = { response_type: 'refresh', client_id: clientId, refresh_token: refreshToken }
    const { exchange, body } = await send({ path: '/api/token', json })
    const tokens = exchange.isGood ? tokensOf(body) : null
    if (tokens) keepAnswer({ ...answer, ...tokens })
    setMade(exchange)
  }
  return (
    <RequestStep
      texts={texts}
      number={4}
      title={playground.refreshTitle}
      intro={playground.refreshIntro}
      button={playground.refresh}
      send={refresh}
      exchanges={made ? [made] : []}
    >
      {made?.isGood && <p className="text-ink-muted">{playground.refreshed}</p>}
    </RequestStep>
  )
}

/** What an answer has that the page shows above; null when it is no answer with tokens. */
function tokensOf(body: Readonly<Record<string, unknown>> | null): Answer | null {
  const accessToken = body?.['access_token']
  const expiration = body?.['expiration']
  return typeof accessToken === 'string' && typeof expiration === 'number'
    ? { access_token: accessToken, expiration: String(expiration) }
    : null
}
