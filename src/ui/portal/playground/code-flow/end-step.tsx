'use client'

import { CodeBlock } from '../../code'
import { Button } from '../../controls'
import { Step } from '../parts'
import { keepEndState } from '../sign-out/end-state'
import type { CodeFlowProps } from './code-flow'
import { type CodeFlow, forgetFlow } from './flow'

/** Signing out at the portal, and coming back — OpenID Connect RP-Initiated Logout 1.0 §2. */
export function EndStep(props: CodeFlowProps & { readonly flow: CodeFlow }) {
  const { texts, issuer, clientId, redirectUri, freshEndState: endState, flow } = props
  const { codeFlow } = texts
  const { tokens } = flow
  if (!tokens) {
    return <Step number={10} title={codeFlow.endTitle} intro={codeFlow.endWaiting} isWaiting />
  }
  const idToken = tokens.id_token
  const parameters = {
    ...(idToken === undefined ? { client_id: clientId } : { id_token_hint: idToken }),
    post_logout_redirect_uri: redirectUri,
    state: endState,
  }
  const link = `${issuer}/oauth/end_session?${new URLSearchParams(parameters).toString()}`
  return (
    <Step number={10} title={codeFlow.endTitle} intro={codeFlow.endIntro}>
      {idToken === undefined && <p className="text-ink-muted">{codeFlow.endNoIdToken}</p>}
      <CodeBlock code={link} label={codeFlow.endTitle} texts={texts.copy} wraps />
      <div className="flex flex-wrap gap-2">
        <form method="get" action="/oauth/end_session" onSubmit={() => keepEndState(endState)}>
          {Object.entries(parameters).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button kind="primary">{codeFlow.end}</Button>
        </form>
        <Button type="button" onClick={forgetFlow}>
          {codeFlow.forget}
        </Button>
      </div>
    </Step>
  )
}
