'use client'

import { fill } from '@/ui/fill'
import { CodeBlock } from '../../code'
import { Button } from '../../controls'
import { Step, type PlaygroundTexts } from '../parts'
import { ErrorHelp, RawExchange } from '../raw-exchange'
import { AccessTokenPanel, IdTokenPanel } from '../token-panel'
import type { Exchange } from '../wire'
import type { DeviceCodes } from './device-codes'
import type { DeviceFlowProps } from './device-flow'
import { type Polling, usePolling } from './polling'

/** The device asks until it has its tokens, and shows them. */
export function PollSteps(props: DeviceFlowProps & { readonly codes: DeviceCodes }) {
  const { texts, issuer, clientId, now, codes } = props
  const { codeFlow } = texts
  const polling = usePolling(clientId, codes)
  const { tokens } = polling
  const shared = { texts, issuer, now, audience: clientId }
  return (
    <>
      <PollStep texts={texts} polling={polling} />
      {tokens?.id_token === undefined ? (
        <Step
          number={4}
          title={codeFlow.idTokenTitle}
          intro={tokens ? codeFlow.noIdToken : codeFlow.idTokenWaiting}
          isWaiting
        />
      ) : (
        <Step number={4} title={codeFlow.idTokenTitle} intro={codeFlow.idTokenIntro}>
          <IdTokenPanel {...shared} token={tokens.id_token} nonce={null} />
        </Step>
      )}
      {tokens ? (
        <Step number={5} title={codeFlow.accessTokenTitle} intro={codeFlow.accessTokenIntro}>
          <AccessTokenPanel {...shared} token={tokens.access_token} />
        </Step>
      ) : (
        <Step
          number={5}
          title={codeFlow.accessTokenTitle}
          intro={codeFlow.accessTokenWaiting}
          isWaiting
        />
      )}
    </>
  )
}

/** The question in full once, and then each answer. */
function PollStep(props: { readonly texts: PlaygroundTexts; readonly polling: Polling }) {
  const { texts, polling } = props
  const { device } = texts.flows
  const { exchanges, wait, askNow } = polling
  const [first, ...others] = exchanges
  const last = exchanges.at(-1)
  return (
    <Step number={3} title={device.pollTitle} intro={device.pollIntro}>
      {wait !== null && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="button" onClick={askNow}>
            {device.askNow}
          </Button>
          <p className="text-ink-muted">{fill(device.everySeconds, { count: wait })}</p>
        </div>
      )}
      {first && <RawExchange texts={texts} exchange={first} />}
      {others.length > 0 && <Answers texts={texts} exchanges={others} />}
      <p role="status" className="font-medium empty:hidden">
        {last && sayOf(texts, last.error)}
      </p>
    </Step>
  )
}

/** What follows the first answer; the questions are all alike. */
function Answers(props: {
  readonly texts: PlaygroundTexts
  readonly exchanges: readonly Exchange[]
}) {
  const { texts, exchanges } = props
  const { device } = texts.flows
  const error = exchanges.at(-1)?.error
  const isUsual = error === null || error === 'authorization_pending'
  return (
    <>
      <ol className="flex flex-col gap-2" aria-label={device.answers}>
        {exchanges.map((exchange, index) => (
          <li key={index}>
            <CodeBlock
              code={exchange.response}
              label={`${texts.codeFlow.response} ${index + 2}`}
              texts={texts.copy}
              wraps
            />
          </li>
        ))}
      </ol>
      {error !== undefined && !isUsual && <ErrorHelp texts={texts} error={error} />}
    </>
  )
}

function sayOf({ flows: { device } }: PlaygroundTexts, error: string | null): string {
  if (error === null) return device.done
  return Object.hasOwn(device.answersMean, error)
    ? device.answersMean[error as keyof typeof device.answersMean]
    : device.refused
}
