'use client'

import { ButtonLink } from '../../controls'
import { PageHeader } from '../../layout'
import { FlowTabs } from '../flow-tabs'
import type { PlaygroundTexts } from '../parts'
import { AnswerStep } from './answer-step'
import type { CodeAnswer } from './answer-parameters'
import { EndStep } from './end-step'
import { codeFlowPath, forgetFlow, useCodeFlow } from './flow'
import { LinkSteps } from './link-steps'
import { ExchangeStep, RefreshStep, RevokeStep, UserinfoStep } from './request-steps'
import { AccessTokenStep, IdTokenStep } from './token-steps'
import type { SignInValues } from './values'

export type CodeFlowProps = {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  /** A resource that this app may ask a token for. */
  readonly resource: string
  /** Made by the server, for the first drawing and for a browser without script. */
  readonly fresh: SignInValues
  /** A random value for signing out. */
  readonly freshEndState: string
  /** What the server found in the query. */
  readonly rendered: CodeAnswer | null
  readonly now: Date
}

/** The authorization code flow with PKCE as the developer of an app sees it, from the first value to signing out. */
export function CodeFlow(props: CodeFlowProps) {
  const { texts, rendered } = props
  const { playground, codeFlow } = texts
  const flow = useCodeFlow(rendered)
  return (
    <>
      <PageHeader
        title={playground.title}
        intro={codeFlow.intro}
        action={
          flow.answer && (
            <ButtonLink href={codeFlowPath} onClick={forgetFlow}>
              {playground.reset}
            </ButtonLink>
          )
        }
      />
      <FlowTabs texts={texts} current="code" />
      <ol className="mt-8">
        <LinkSteps {...props} flow={flow} />
        <AnswerStep {...props} flow={flow} />
        <ExchangeStep {...props} flow={flow} />
        <IdTokenStep {...props} flow={flow} />
        <AccessTokenStep {...props} flow={flow} />
        <UserinfoStep {...props} flow={flow} />
        <RefreshStep {...props} flow={flow} />
        <RevokeStep {...props} flow={flow} />
        <EndStep {...props} flow={flow} />
      </ol>
    </>
  )
}
