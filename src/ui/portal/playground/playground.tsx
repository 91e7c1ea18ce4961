'use client'

import { useEffect } from 'react'
import { Button, ButtonLink } from '../controls'
import { PageHeader } from '../layout'
import { keepAnswer, useAnswer, useSentState } from './answer'
import type { Answer } from './answer-parameters'
import { AnswerStep } from './answer-step'
import { answerIn, codeFlowPath } from './code-flow/flow'
import { FlowTabs } from './flow-tabs'
import { LinkStep, type LinkStepProps } from './link-step'
import { Step, type PlaygroundTexts } from './parts'
import { RefreshStep } from './refresh-step'
import { TokenStep } from './token-step'

/** The login redirect, as the developer of an app sees it: the link, the answer, the token, the next token, the end. */
export function Playground(
  props: LinkStepProps & {
    readonly texts: PlaygroundTexts
    /** What the server found in the query. */
    readonly rendered: Answer | null
    readonly now: Date
    readonly isSignedIn: boolean
  },
) {
  const { texts, issuer, clientId, redirectUri, freshState, rendered, now, isSignedIn } = props
  const { playground } = texts
  const answer = useAnswer(rendered)
  const sentState = useSentState()
  useEffect(() => {
    const isOfCodeFlow = answerIn(location.hash.slice(1)) !== null // a server never sees what is behind #
    if (isOfCodeFlow) location.replace(codeFlowPath + location.hash)
  }, [])
  const hasTokens = answer?.['access_token'] !== undefined
  return (
    <>
      <PageHeader
        title={playground.title}
        intro={playground.intro}
        action={
          answer && (
            <span className="needs-script">
              <Button type="button" onClick={() => keepAnswer(null)}>
                {playground.reset}
              </Button>
            </span>
          )
        }
      />
      <FlowTabs texts={texts} current="login-redirect" />
      <ol className="mt-8">
        <LinkStep {...{ texts, issuer, clientId, redirectUri, freshState }} />
        <AnswerStep {...{ texts, answer, sentState, now }} />
        <TokenStep token={answer?.['access_token']} {...{ texts, issuer, clientId, now }} />
        <RefreshStep {...{ texts, answer, clientId }} />
        <Step
          number={5}
          title={playground.endTitle}
          intro={playground.endIntro}
          isWaiting={!hasTokens}
        >
          {(hasTokens || isSignedIn) && (
            <div className="flex flex-wrap gap-2">
              {hasTokens && (
                <span className="needs-script">
                  <Button type="button" onClick={() => keepAnswer(null)}>
                    {playground.forget}
                  </Button>
                </span>
              )}
              <ButtonLink href="/sign-out">{playground.signOutPortico}</ButtonLink>
            </div>
          )}
        </Step>
      </ol>
    </>
  )
}
