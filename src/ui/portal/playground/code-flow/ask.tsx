'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '../../controls'
import { ExplainedList } from '../../explained-list'
import { useHydrated } from '../../hydrated'
import { Icon } from '../../icons'
import type { DpopKey } from '../dpop'
import { playgroundKey } from '../dpop-key'
import type { PlaygroundTexts } from '../parts'
import {
  type ChoiceName,
  choiceNames,
  type Chosen,
  firstChoices,
  given,
  type Parameter,
  parametersOf,
  usualChoices,
} from './choices'
import type { CodeFlowProps } from './code-flow'
import { changeFlow, type CodeFlow } from './flow'
import { Choice, Toggle } from './link-controls'
import { PushPart } from './push-part'
import { Link, named, query, rowsOf } from './request-view'
import type { SignInValues } from './values'

type Props = CodeFlowProps & { readonly flow: CodeFlow; readonly values: SignInValues }

/** The request as it is now, and what changes it. */
function useRequest(props: Props) {
  const [chosen, setChosen] = useState<Chosen>(usualChoices)
  const [isPushed, setPushed] = useState(false)
  /** The name that a request got, if it got one, and which request that was. */
  const [answer, setAnswer] = useState<{ uri: string | null; text: string } | null>(null)
  const [isBound, setBound] = useState(false)
  const [isKeyless, setKeyless] = useState(false)
  /** Comes a moment after the switch was turned. */
  const [made, setMade] = useState<DpopKey | null>(null)

  const bind = async (isOn: boolean) => {
    setBound(isOn)
    try {
      if (isOn) setMade(await playgroundKey())
    } catch {
      setBound(false)
      setKeyless(true)
    }
  }
  const key = isBound ? made : null
  const parameters = parametersOf(props, props.values, chosen, key?.thumbprint ?? null)
  const text = query(given(parameters))
  const isAnswered = isPushed && answer?.text === text
  return {
    ...{ chosen, isPushed, setPushed, isBound, bind, isKeyless, key, parameters, isAnswered },
    choose: (name: ChoiceName, value: string) => setChosen({ ...chosen, [name]: value }),
    pushed: (uri: string | null) => setAnswer({ uri, text }),
    isReady: !isBound || key !== null,
    requestUri: isAnswered ? answer.uri : null,
  }
}

/** The request while it can still be changed. */
export function Ask(props: Props) {
  const { texts, issuer, clientId, resource, values, flow } = props
  const request = useRequest(props)
  const { chosen, isPushed, parameters, requestUri, isReady, key } = request
  const isHydrated = useHydrated()

  const begin = () =>
    changeFlow(({ exchanges: { push } }) => ({
      sent: { ...values, parameters: given(parameters), requestUri, isBound: key !== null },
      answer: null,
      tokens: null,
      exchanges: requestUri !== null && push ? { push } : {},
    }))
  const controls = Object.fromEntries(
    choiceNames.map((name) => [
      name,
      <Choice
        key={name}
        {...{ texts, name, resource }}
        value={chosen[name]}
        isSent={!isHydrated || (requestUri === null && chosen[name] !== '')}
        set={(value) => request.choose(name, value)}
      />,
    ]),
  )
  return (
    <>
      <Switches texts={texts} request={request} />
      <form
        method="get"
        action="/oauth/authorize"
        onSubmit={begin}
        className="flex flex-col items-start gap-4 [&>*]:w-full"
      >
        <Parameters texts={texts} parameters={parameters} controls={controls} />
        {isPushed && isReady && (
          <PushPart
            {...{ texts, issuer, parameters: given(parameters), dpopKey: key }}
            exchanges={request.isAnswered ? (flow.exchanges.push ?? []) : []}
            done={request.pushed}
          />
        )}
        {(!isPushed || requestUri !== null) && isReady && (
          <Send
            {...{ texts, issuer, controls }}
            parameters={requestUri === null ? given(parameters) : named(clientId, requestUri)}
          />
        )}
      </form>
    </>
  )
}

function Switches(props: {
  readonly texts: PlaygroundTexts
  readonly request: ReturnType<typeof useRequest>
}) {
  const { texts, request } = props
  const { codeFlow, flows } = texts
  return (
    <div className="needs-script">
      <Toggle
        name="par"
        title={flows.pushToggle}
        means={flows.pushToggleMeans}
        isOn={request.isPushed}
        set={request.setPushed}
      />
      <Toggle
        name="dpop"
        title={flows.dpopToggle}
        means={request.isKeyless ? codeFlow.valuesInsecure : flows.dpopToggleMeans}
        isOn={request.isBound}
        set={request.bind}
      />
    </div>
  )
}

type Controls = Readonly<Partial<Record<string, ReactNode>>>

/** What every app decides, and folded away what few do. */
function Parameters(props: {
  readonly texts: PlaygroundTexts
  readonly parameters: readonly Parameter[]
  readonly controls: Controls
}) {
  const { texts, parameters, controls } = props
  const isFirst = ([name]: Parameter) =>
    firstChoices.includes(name as ChoiceName) || !(name in controls)
  const [first, more] = [
    parameters.filter(isFirst),
    parameters.filter((parameter) => !isFirst(parameter)),
  ]
  return (
    <>
      <ExplainedList rows={rowsOf(texts, first, controls)} texts={texts.copy} />
      <details className="group/more">
        <summary className="inline-flex items-center gap-1 rounded-xs font-medium text-ink-muted hover:text-ink">
          {texts.flows.moreParameters}
          <Icon name="chevron" className="transition-transform group-open/more:rotate-180" />
        </summary>
        <div className="mt-3">
          <ExplainedList rows={rowsOf(texts, more, controls)} texts={texts.copy} />
        </div>
      </details>
    </>
  )
}

/** The link, and the button that follows it: what is chosen sends itself, without script what is left out, too. */
function Send(props: {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly parameters: readonly (readonly [name: string, value: string])[]
  readonly controls: Controls
}) {
  const { texts, issuer, parameters, controls } = props
  return (
    <>
      <Link texts={texts} issuer={issuer} parameters={parameters} />
      {parameters
        .filter(([name]) => !(name in controls))
        .map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      <div>
        <Button kind="primary">{texts.codeFlow.signIn}</Button>
      </div>
    </>
  )
}
