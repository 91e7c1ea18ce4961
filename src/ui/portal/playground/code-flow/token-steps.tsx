import { decodeJwt } from '../jwt'
import { Step } from '../parts'
import { AccessTokenPanel, IdTokenPanel } from '../token-panel'
import type { CodeFlowProps } from './code-flow'
import { type CodeFlow, sentValue } from './flow'

type Props = CodeFlowProps & { readonly flow: CodeFlow }

/** The ID token, for the app itself. */
export function IdTokenStep({ texts, issuer, clientId, now, flow }: Props) {
  const { playground, codeFlow } = texts
  const { tokens, sent } = flow
  const title = codeFlow.idTokenTitle
  const token = tokens?.id_token
  if (token === undefined) {
    const text = tokens ? codeFlow.noIdToken : codeFlow.idTokenWaiting
    return <Step number={5} title={title} intro={text} isWaiting />
  }
  if (!decodeJwt(token)) return <Step number={5} title={title} intro={playground.tokenMalformed} />
  return (
    <Step number={5} title={title} intro={codeFlow.idTokenIntro}>
      <IdTokenPanel
        {...{ texts, token, issuer, now }}
        audience={clientId}
        nonce={sent?.nonce ?? null}
      />
    </Step>
  )
}

/** The access token, for the app's servers. */
export function AccessTokenStep({ texts, issuer, clientId, now, flow }: Props) {
  const { playground, codeFlow, flows } = texts
  const { tokens, sent } = flow
  const token = tokens?.access_token
  const title = codeFlow.accessTokenTitle
  if (token === undefined) {
    return <Step number={6} title={title} intro={codeFlow.accessTokenWaiting} isWaiting />
  }
  if (!decodeJwt(token)) return <Step number={6} title={title} intro={playground.tokenMalformed} />
  const resource = sentValue(sent, 'resource')
  return (
    <Step
      number={6}
      title={title}
      intro={sent?.isBound ? flows.boundToken : codeFlow.accessTokenIntro}
    >
      <AccessTokenPanel {...{ texts, token, issuer, now }} audience={resource ?? clientId} />
    </Step>
  )
}
