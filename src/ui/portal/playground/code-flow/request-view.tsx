import type { ReactNode } from 'react'
import { CodeBlock } from '../../code'
import type { PlaygroundTexts } from '../parts'
import type { Parameter } from './choices'

/** The parameters, each with what it is for, or with what changes it. */
export const rowsOf = (
  { codeFlow, flows }: PlaygroundTexts,
  parameters: readonly Parameter[],
  controls: Readonly<Partial<Record<string, ReactNode>>>,
) =>
  parameters
    .filter(([name, value]) => value !== '' || name in controls)
    .map(([name, value]) => ({
      name,
      value,
      means: { ...codeFlow.parameters, ...flows.parameters }[name],
      ...(controls[name] !== undefined && { control: controls[name] }),
    }))

/** What goes through the browser of a request that was pushed — RFC 9126 §4. */
export const named = (clientId: string, requestUri: string) =>
  [
    ['client_id', clientId],
    ['request_uri', requestUri],
  ] as const

export const query = (parameters: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()

export function Link(props: {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly parameters: readonly (readonly [string, string])[]
}) {
  const { texts, issuer, parameters } = props
  const link = `${issuer}/oauth/authorize?${query(parameters)}`
  return <CodeBlock code={link} label={texts.codeFlow.linkTitle} texts={texts.copy} wraps />
}
