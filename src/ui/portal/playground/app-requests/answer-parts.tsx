'use client'

import { ExplainedList } from '../../explained-list'
import type { Tokens } from '../code-flow/flow'
import { decodeJwt } from '../jwt'
import { Step } from '../parts'
import { AccessTokenPanel, IdTokenPanel } from '../token-panel'
import { claimMeaning } from '../token-view'
import { type Exchange, objectOf } from '../wire'
import type { AppRequestsProps } from './app-requests'
import type { RequestKind } from './kinds'

type Props = Omit<AppRequestsProps, 'first'> & {
  readonly kind: RequestKind
  readonly answer: {
    readonly exchange: Exchange
    readonly text: string
    readonly tokens: Tokens | null
  } | null
  readonly audience: string
}

/** What the answer holds, taken apart and explained. */
export function AnswerParts(props: Props) {
  const { texts, kind, answer } = props
  const { flows } = texts
  if (!answer?.exchange.isGood) {
    return <Step number={3} title={flows.answerTitle} intro={flows.answerWaiting} isWaiting />
  }
  if (answer.tokens) return <TokenParts {...props} tokens={answer.tokens} />
  if (kind === 'introspection') return <Introspected {...props} text={answer.text} />
  return <Step number={3} title={flows.answerTitle} intro={flows.revokedIntro} />
}

function TokenParts({ texts, issuer, now, audience, tokens }: Props & { readonly tokens: Tokens }) {
  const { codeFlow, flows } = texts
  const token = tokens.access_token
  const isOpaque = decodeJwt(token) === null
  return (
    <>
      <Step
        number={3}
        title={codeFlow.accessTokenTitle}
        intro={isOpaque ? flows.opaque : flows.tokenIntro}
      >
        {!isOpaque && <AccessTokenPanel {...{ texts, issuer, now, audience, token }} />}
      </Step>
      {tokens.id_token !== undefined && (
        <Step number={4} title={codeFlow.idTokenTitle} intro={codeFlow.idTokenIntro}>
          <IdTokenPanel
            {...{ texts, issuer, now, audience }}
            token={tokens.id_token}
            nonce={null}
          />
        </Step>
      )}
    </>
  )
}

/** RFC 7662 §2.2. */
function Introspected({ texts, now, text }: Props & { readonly text: string }) {
  const { playground, flows } = texts
  const members = objectOf(text) ?? {}
  const meaningOf = claimMeaning(
    texts,
    { ...playground.claimTexts, ...flows.claims, ...flows.introspected },
    now,
  )
  const rows = Object.entries(members).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    means: meaningOf(name, value),
  }))
  const isActive = members['active'] === true
  return (
    <Step
      number={3}
      title={flows.answerTitle}
      intro={isActive ? flows.activeIntro : flows.inactiveIntro}
    >
      <ExplainedList rows={rows} texts={texts.copy} />
    </Step>
  )
}
