'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '../../controls'
import { ExplainedList } from '../../explained-list'
import { Icon } from '../../icons'
import { Step, type PlaygroundTexts } from '../parts'
import { Ask } from './ask'
import type { Parameter } from './choices'
import type { CodeFlowProps } from './code-flow'
import type { CodeFlow, Sent } from './flow'
import { Link, named, rowsOf } from './request-view'
import { makeValues, type SignInValues } from './values'

type Props = CodeFlowProps & { readonly flow: CodeFlow }

/** The values that are made, and the request that is made of them. Once there is an answer, they are what was sent. */
export function LinkSteps(props: Props) {
  const { texts, fresh, flow } = props
  const { codeFlow } = texts
  const [values, setValues] = useState(fresh)
  const [isInsecure, setInsecure] = useState(false)
  const { answer, sent } = flow
  const isOver = answer !== null
  const shown = isOver ? sent : values

  const renew = async () => {
    try {
      setValues(await makeValues())
    } catch {
      setInsecure(true)
    }
  }
  return (
    <>
      <Step number={1} title={codeFlow.valuesTitle} intro={codeFlow.valuesIntro}>
        <Folded isFolded={isOver} texts={texts}>
          {shown && <Values texts={texts} values={shown} />}
          {!isOver && (
            <div className="needs-script">
              <Button type="button" onClick={renew}>
                {codeFlow.newValues}
              </Button>
              <p role="status" className="text-harm">
                {isInsecure && codeFlow.valuesInsecure}
              </p>
            </div>
          )}
        </Folded>
      </Step>
      <Step number={2} title={codeFlow.linkTitle} intro={codeFlow.linkIntro}>
        <Folded isFolded={isOver} texts={texts}>
          {isOver ? (
            sent && <SentRequest {...props} sent={sent} />
          ) : (
            <Ask {...props} values={values} />
          )}
        </Folded>
      </Step>
    </>
  )
}

/** The request as it was sent. */
function SentRequest({ texts, issuer, clientId, sent }: Props & { readonly sent: Sent }) {
  const { requestUri, parameters } = sent
  const through = requestUri === null ? parameters : named(clientId, requestUri)
  return (
    <>
      <Link texts={texts} issuer={issuer} parameters={through} />
      <ExplainedList
        rows={rowsOf(texts, parameters as readonly Parameter[], {})}
        texts={texts.copy}
      />
    </>
  )
}

/** Once it is over, it is one click away. */
function Folded(props: {
  readonly isFolded: boolean
  readonly texts: PlaygroundTexts
  readonly children: ReactNode
}) {
  const { isFolded, texts, children } = props
  if (!isFolded) return children
  return (
    <details className="group/folded needs-script">
      <summary className="inline-flex items-center gap-1 rounded-xs font-medium text-ink-muted hover:text-ink">
        {texts.codeFlow.shownSent}
        <Icon name="chevron" className="transition-transform group-open/folded:rotate-180" />
      </summary>
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </details>
  )
}

function Values(props: { readonly texts: PlaygroundTexts; readonly values: SignInValues }) {
  const { texts, values } = props
  const { values: means } = texts.codeFlow
  const rows = [
    { name: 'code_verifier', value: values.verifier, means: means.code_verifier },
    { name: 'code_challenge', value: values.challenge, means: means.code_challenge },
    { name: 'state', value: values.state, means: means.state },
    { name: 'nonce', value: values.nonce, means: means.nonce },
  ]
  return <ExplainedList rows={rows} texts={texts.copy} />
}
