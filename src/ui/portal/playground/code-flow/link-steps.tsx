'use client'

import { type ReactNode, useState } from 'react'
import { CodeBlock } from '../../code'
import { Button, inputClass } from '../../controls'
import { ExplainedList } from '../../explained-list'
import { Icon } from '../../icons'
import { Step, type PlaygroundTexts } from '../parts'
import type { CodeFlowProps } from './code-flow'
import { changeFlow, type CodeFlow } from './flow'
import { makeValues, type SignInValues } from './values'

const scopes = {
  all: 'openid profile email offline_access',
  some: 'openid profile email',
  least: 'openid',
  none: 'profile email',
} as const

const prompts = { consent: 'consent', unset: '', login: 'login', none: 'none' } as const

const controlClass = `${inputClass} min-h-9 max-w-[30rem]`

type Asked = SignInValues & { readonly scope: string; readonly prompt: string }

/** The values that are made, and the request that is made of them. Once there is an answer, they are what was sent. */
export function LinkSteps(props: CodeFlowProps & { readonly flow: CodeFlow }) {
  const { texts, fresh, flow } = props
  const { codeFlow } = texts
  const [values, setValues] = useState(fresh)
  const [scope, setScope] = useState<string>(scopes.all)
  const [prompt, setPrompt] = useState<string>(prompts.consent)
  const [isInsecure, setInsecure] = useState(false)
  const { answer, sent } = flow
  const isOver = answer !== null
  const asked = isOver ? sent : { ...values, scope, prompt }

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
          {asked && <Values texts={texts} values={asked} />}
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
          {asked && <Link {...props} asked={asked} />}
          {asked && isOver && <ExplainedList rows={rowsOf(props, asked)} texts={texts.copy} />}
          {asked && !isOver && (
            <form
              method="get"
              action="/oauth/authorize"
              onSubmit={() =>
                changeFlow(() => ({ sent: asked, answer: null, tokens: null, exchanges: {} }))
              }
              className="flex flex-col items-start gap-4 [&>dl]:w-full"
            >
              {hiddenFields(props, asked).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <ExplainedList
                rows={rowsOf(props, asked, {
                  scope: (
                    <Choice
                      name="scope"
                      value={scope}
                      set={setScope}
                      values={scopes}
                      names={codeFlow.scopeChoices}
                    />
                  ),
                  prompt: (
                    <Choice
                      name="prompt"
                      value={prompt}
                      set={setPrompt}
                      values={prompts}
                      names={codeFlow.promptChoices}
                    />
                  ),
                })}
                texts={texts.copy}
              />
              <Button kind="primary">{codeFlow.signIn}</Button>
            </form>
          )}
        </Folded>
      </Step>
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

function Values({ texts, values }: { readonly texts: PlaygroundTexts; readonly values: Asked }) {
  const { values: means } = texts.codeFlow
  const rows = [
    { name: 'code_verifier', value: values.verifier, means: means.code_verifier },
    { name: 'code_challenge', value: values.challenge, means: means.code_challenge },
    { name: 'state', value: values.state, means: means.state },
    { name: 'nonce', value: values.nonce, means: means.nonce },
  ]
  return <ExplainedList rows={rows} texts={texts.copy} />
}

type Request = Pick<CodeFlowProps, 'texts' | 'issuer' | 'clientId' | 'redirectUri'>
type ParameterName = keyof PlaygroundTexts['codeFlow']['parameters']

/** The parameters, in the order in which they are explained. */
const parametersOf = (
  { clientId, redirectUri }: Request,
  { scope, prompt, state, nonce, challenge }: Asked,
): readonly (readonly [ParameterName, string])[] => [
  ['response_type', 'code'],
  ['client_id', clientId],
  ['redirect_uri', redirectUri],
  ['scope', scope],
  ['prompt', prompt],
  ['state', state],
  ['nonce', nonce],
  ['code_challenge', challenge],
  ['code_challenge_method', 'S256'],
]

const hiddenFields = (request: Request, asked: Asked) =>
  parametersOf(request, asked).filter(([name]) => name !== 'scope' && name !== 'prompt')

const rowsOf = (
  request: Request,
  asked: Asked,
  controls: Readonly<Partial<Record<ParameterName, ReactNode>>> = {},
) =>
  parametersOf(request, asked)
    .filter(([name, value]) => value !== '' || name in controls)
    .map(([name, value]) => ({
      name,
      value,
      means: request.texts.codeFlow.parameters[name],
      ...(controls[name] !== undefined && { control: controls[name] }),
    }))

function Link(props: Request & { readonly asked: Asked }) {
  const { texts, issuer, asked } = props
  const given = parametersOf(props, asked).filter(([, value]) => value !== '')
  const link = `${issuer}/oauth/authorize?${new URLSearchParams(given.map(([name, value]) => [name, value])).toString()}`
  return <CodeBlock code={link} label={texts.codeFlow.linkTitle} texts={texts.copy} wraps />
}

function Choice<Names extends string>(props: {
  readonly name: string
  readonly value: string
  readonly set: (value: string) => void
  readonly values: Readonly<Record<Names, string>>
  readonly names: Readonly<Record<Names, string>>
}) {
  const { name, value, set, values, names } = props
  return (
    <select
      name={name}
      aria-label={name}
      value={value}
      onChange={(event) => set(event.target.value)}
      className={controlClass}
    >
      {(Object.keys(values) as Names[]).map((choice) => (
        <option key={choice} value={values[choice]}>
          {names[choice]}
        </option>
      ))}
    </select>
  )
}
