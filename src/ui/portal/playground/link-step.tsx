'use client'

import { useState } from 'react'
import { CodeBlock } from '../code'
import { Button, inputClass } from '../controls'
import { keepSentState } from './answer'
import { ExplainedList } from '../explained-list'
import { Step, type PlaygroundTexts } from './parts'

export type LinkStepProps = {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  /** A random value to begin with. */
  readonly freshState: string
}

const scopes = {
  all: 'openid profile email offline_access',
  some: 'openid profile email',
  least: 'openid',
  mask: '3',
} as const

const controlClass = `${inputClass} min-h-9 max-w-[30rem]`

/** The request as an app makes it: a form that gets, so it works without script, too. */
export function LinkStep({ texts, issuer, clientId, redirectUri, freshState }: LinkStepProps) {
  const { playground } = texts
  const [scope, setScope] = useState<string>(scopes.all)
  const [state, setState] = useState(freshState)
  const [mode, setMode] = useState('query')
  const parameters = {
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    response_mode: mode,
  }
  const link = `${issuer}/login?${new URLSearchParams(parameters).toString()}`
  const { parameters: means } = playground
  const rows = [
    { name: 'client_id', value: clientId, means: means.client_id },
    { name: 'redirect_uri', value: redirectUri, means: means.redirect_uri },
    {
      name: 'scope',
      value: scope,
      means: means.scope,
      control: (
        <select
          name="scope"
          aria-label="scope"
          value={scope}
          onChange={(event) => setScope(event.target.value)}
          className={controlClass}
        >
          {Object.entries(scopes).map(([choice, value]) => (
            <option key={choice} value={value}>
              {playground.scopeChoices[choice as keyof typeof scopes]}
            </option>
          ))}
        </select>
      ),
    },
    {
      name: 'state',
      value: state,
      means: means.state,
      control: (
        <input
          name="state"
          aria-label="state"
          value={state}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setState(event.target.value)}
          className={`${controlClass} font-mono min-[900px]:text-code`}
        />
      ),
    },
    {
      name: 'response_mode',
      value: mode,
      means: means.response_mode,
      control: (
        <select
          name="response_mode"
          aria-label="response_mode"
          value={mode}
          onChange={(event) => setMode(event.target.value)}
          className={controlClass}
        >
          <option>query</option>
          <option>fragment</option>
        </select>
      ),
    },
  ]
  return (
    <Step number={1} title={playground.linkTitle} intro={playground.linkIntro}>
      <CodeBlock code={link} label={playground.linkTitle} texts={texts.copy} wraps />
      <form
        method="get"
        action="/login"
        onSubmit={() => keepSentState(state)}
        className="flex flex-col items-start gap-4 [&>dl]:w-full"
      >
        <input type="hidden" name="client_id" value={clientId} />
        <input type="hidden" name="redirect_uri" value={redirectUri} />
        <ExplainedList rows={rows} texts={texts.copy} />
        <Button kind="primary">{playground.signIn}</Button>
      </form>
    </Step>
  )
}
