'use client'

import { useState } from 'react'
import { PageHeader } from '../../layout'
import { useStoredTokens, type Tokens } from '../code-flow/flow'
import { FlowTabs } from '../flow-tabs'
import { type Flow, pathOf } from '../flows'
import { Step, type PlaygroundTexts } from '../parts'
import { tokensOf } from '../tokens'
import { type Exchange, send } from '../wire'
import { AnswerParts } from './answer-parts'
import type { Credentials } from './credentials'
import { proving } from './credentials'
import { CredentialFields } from './credential-fields'
import { type FieldName, isRequestKind, kinds, type RequestKind, withActorType } from './kinds'
import { RequestFields } from './request-fields'
import { RequestStep } from '../request-step'

export type AppRequestsProps = {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  /** The playground's own client, which has no secret. */
  readonly clientId: string
  readonly now: Date
  /** The one that is shown first. */
  readonly first: RequestKind
}

type Made = { readonly exchange: Exchange; readonly text: string; readonly tokens: Tokens | null }

/**
 * Requests that an app makes by itself. Whoever tries them types the credentials of an app; they are in the memory of
 * this page, so going from one request to another here does not load a page.
 */
export function AppRequests(props: AppRequestsProps) {
  const { texts, clientId, first } = props
  const { playground, flows } = texts
  const [kind, setKind] = useState(first)
  const [credentials, setCredentials] = useState<Credentials>({
    clientId: kinds[first].isForPublic ? clientId : '',
    secret: '',
    method: kinds[first].isForPublic ? 'none' : 'client_secret_basic',
  })
  const [typed, setTyped] = useState<Readonly<Partial<Record<FieldName, string>>>>({})
  const [made, setMade] = useState<Readonly<Partial<Record<RequestKind, Made>>>>({})
  const stored = useStoredTokens()
  const latest = latestTokens(made) ?? stored
  const fields = { ...kinds[kind].usual, ...fromTokens(latest), ...typed }

  const choose = (flow: Flow) => {
    if (!isRequestKind(flow)) return false
    setKind(flow)
    history.replaceState(null, '', pathOf(flow))
    return true
  }
  const ask = async () => {
    const { path, fixed, fields: names, answersTokens } = kinds[kind]
    const { form, headers, secrets } = proving(credentials)
    const filled = withActorType(fields)
    const given = names.flatMap((name) => {
      const value = filled[name] ?? ''
      return value === '' ? [] : [[name, value] as const]
    })
    const answered = await send({ path, form: [...fixed, ...form, ...given], headers, secrets })
    const isGood = answered.exchange.isGood && answersTokens
    const tokens = isGood ? tokensOf(answered.body) : null
    setMade({ ...made, [kind]: { ...answered, tokens } })
    setTyped(tokens ? {} : typed) // what came is what the next request begins with
  }
  const current = made[kind]
  const request = flows.requests[kind]
  return (
    <>
      <PageHeader title={playground.title} intro={request.intro} />
      <FlowTabs texts={texts} current={kind} choose={choose} />
      <ol className="mt-8">
        <Step number={1} title={flows.credentialsTitle} intro={flows.credentialsIntro}>
          <CredentialFields
            {...{ texts, clientId, credentials }}
            set={setCredentials}
            isForPublic={kinds[kind].isForPublic}
          />
        </Step>
        <RequestStep
          key={kind}
          texts={texts}
          number={2}
          title={request.title}
          intro={request.means}
          before={
            <RequestFields
              {...{ texts, kind, fields }}
              set={(name, value) => setTyped({ ...typed, [name]: value })}
            />
          }
          button={request.ask}
          send={ask}
          exchanges={current ? [current.exchange] : []}
        />
        <AnswerParts
          {...props}
          kind={kind}
          answer={current ?? null}
          audience={fields.resource || fields.audience || credentials.clientId}
        />
      </ol>
    </>
  )
}

/** Tokens that came last, of any request here. */
const latestTokens = (made: Readonly<Partial<Record<RequestKind, Made>>>): Tokens | null =>
  Object.values(made).findLast(({ tokens }) => tokens !== null)?.tokens ?? null

const fromTokens = (tokens: Tokens | null): Partial<Record<FieldName, string>> =>
  tokens
    ? {
        token: tokens.access_token,
        subject_token: tokens.access_token,
        ...(tokens.refresh_token !== undefined && { refresh_token: tokens.refresh_token }),
      }
    : {}
