'use client'

import { useEffect, useState } from 'react'
import { CodeBlock } from '../../code'
import { Button, inputClass } from '../../controls'
import { ExplainedList } from '../../explained-list'
import { Notice, PageHeader } from '../../layout'
import { forgetFlow, useStoredTokens } from '../code-flow/flow'
import { FlowTabs } from '../flow-tabs'
import { Step, type PlaygroundTexts } from '../parts'
import { keepEndState, useCameBack } from './end-state'

/** Signing out at the portal, and coming back — OpenID Connect RP-Initiated Logout 1.0. */
export function SignOutFlow(props: {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  /** A random value to begin with. */
  readonly freshState: string
}) {
  const { texts, issuer, clientId, redirectUri, freshState } = props
  const { playground, codeFlow, flows } = texts
  const { signOut } = flows
  const cameBack = useCameBack()
  const stored = useStoredTokens()?.id_token ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const hint = typed ?? stored

  useEffect(() => {
    if (cameBack) forgetFlow() // as an app does with what it had
  }, [cameBack])

  const parameters = [
    ['id_token_hint', hint],
    ['client_id', clientId],
    ['post_logout_redirect_uri', redirectUri],
    ['state', freshState],
  ].filter(([, value]) => value !== '') as [keyof typeof signOut.parameters, string][]
  const link = `${issuer}/oauth/end_session?${new URLSearchParams(parameters).toString()}`
  const rows = parameters
    .filter(([name]) => name !== 'id_token_hint')
    .map(([name, value]) => ({ name, value, means: signOut.parameters[name] }))
  return (
    <>
      <PageHeader title={playground.title} intro={signOut.intro} />
      <FlowTabs texts={texts} current="sign-out" />
      {cameBack !== null && (
        <Notice tone={cameBack ? 'done' : 'problem'}>
          {cameBack ? codeFlow.signedOutHere : codeFlow.signedOutOther}
        </Notice>
      )}
      <ol>
        <Step number={1} title={signOut.linkTitle} intro={codeFlow.endIntro}>
          <form
            method="get"
            action="/oauth/end_session"
            onSubmit={() => keepEndState(freshState)}
            className="flex flex-col items-start gap-4 [&>*]:w-full"
          >
            <ExplainedList
              rows={[
                {
                  name: 'id_token_hint',
                  value: hint,
                  means: hint === '' ? signOut.noHint : signOut.parameters.id_token_hint,
                  control: (
                    <textarea
                      name={hint === '' ? undefined : 'id_token_hint'}
                      aria-label="id_token_hint"
                      rows={3}
                      value={hint}
                      spellCheck={false}
                      autoComplete="off"
                      onChange={(event) => setTyped(event.target.value.trim())}
                      className={`${inputClass} py-2 font-mono min-[900px]:text-code`}
                    />
                  ),
                },
                ...rows,
              ]}
              texts={texts.copy}
            />
            <CodeBlock code={link} label={signOut.linkTitle} texts={texts.copy} wraps />
            {rows.map(({ name, value }) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <div>
              <Button kind="primary">{codeFlow.end}</Button>
            </div>
          </form>
        </Step>
      </ol>
    </>
  )
}
