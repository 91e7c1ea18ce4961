'use client'

import { useHydrated } from '../../hydrated'
import { decodeJwt } from '../jwt'
import { Step } from '../parts'
import type { CodeFlowProps } from './code-flow'
import { exchange } from './exchange'
import { changeFlow, type CodeFlow, type ExchangeName, type Tokens } from './flow'
import { RequestStep } from './request-step'

type Props = CodeFlowProps & { readonly flow: CodeFlow }

/** The code, for tokens: RFC 6749 §4.1.3, RFC 7636 §4.5. */
export function ExchangeStep({ texts, clientId, redirectUri, flow }: Props) {
  const { codeFlow } = texts
  const { answer, sent, tokens, exchanges } = flow
  const isHydrated = useHydrated()
  const code = answer?.code
  if (code === undefined)
    return <Waiting number={4} title={codeFlow.exchangeTitle} text={codeFlow.exchangeWaiting} />

  const send = () =>
    askForTokens('token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: sent?.verifier ?? '',
    })
  const isStranger = isHydrated && (!sent || sent.state !== answer?.state) // the server cannot know
  return (
    <RequestStep
      texts={texts}
      number={4}
      title={codeFlow.exchangeTitle}
      intro={isStranger && !tokens ? codeFlow.verifierGone : codeFlow.exchangeIntro}
      button={isStranger || exchanges.token ? null : codeFlow.exchange}
      send={send}
      exchange={exchanges.token}
    >
      {exchanges.token?.isGood && <p className="text-ink-muted">{codeFlow.exchanged}</p>}
    </RequestStep>
  )
}

/** OpenID Connect Core §5.3. */
export function UserinfoStep({ texts, flow }: Props) {
  const { codeFlow } = texts
  const { tokens, exchanges } = flow
  if (!tokens)
    return <Waiting number={7} title={codeFlow.userinfoTitle} text={codeFlow.userinfoWaiting} />

  const send = async () => {
    const answered = await exchange({ path: '/oauth/userinfo', bearer: tokens.access_token })
    keep('userinfo', answered.exchange)
  }
  const subject = subjectOf(tokens.id_token)
  return (
    <RequestStep
      texts={texts}
      number={7}
      title={codeFlow.userinfoTitle}
      intro={codeFlow.userinfoIntro}
      button={codeFlow.userinfo}
      send={send}
      exchange={exchanges.userinfo}
    >
      {exchanges.userinfo?.isGood && subject !== null && (
        <p className="text-ink-muted">
          {exchanges.userinfo.response.includes(`"sub": ${JSON.stringify(subject)}`)
            ? codeFlow.userinfoSame
            : codeFlow.userinfoOther}
        </p>
      )}
    </RequestStep>
  )
}

/** RFC 6749 §6; this app is public, so its refresh tokens are rotated. */
export function RefreshStep({ texts, clientId, flow }: Props) {
  const { codeFlow } = texts
  const { tokens, exchanges } = flow
  const refreshToken = tokens?.refresh_token
  if (refreshToken === undefined) {
    const text = tokens ? codeFlow.refreshNone : codeFlow.refreshWaiting
    return <Waiting number={8} title={codeFlow.refreshTitle} text={text} />
  }

  const send = () =>
    askForTokens('refresh', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
    })
  return (
    <RequestStep
      texts={texts}
      number={8}
      title={codeFlow.refreshTitle}
      intro={codeFlow.refreshIntro}
      button={codeFlow.refresh}
      send={send}
      exchange={exchanges.refresh}
    >
      {exchanges.refresh?.isGood && <p className="text-ink-muted">{codeFlow.refreshed}</p>}
    </RequestStep>
  )
}

/** RFC 7009. */
export function RevokeStep({ texts, clientId, flow }: Props) {
  const { codeFlow } = texts
  const { tokens, exchanges } = flow
  if (!tokens)
    return <Waiting number={9} title={codeFlow.revokeTitle} text={codeFlow.revokeWaiting} />

  const send = async () => {
    const token = tokens.refresh_token ?? tokens.access_token
    const form = { token, client_id: clientId }
    keep('revoke', (await exchange({ path: '/oauth/revoke', form })).exchange)
  }
  return (
    <RequestStep
      texts={texts}
      number={9}
      title={codeFlow.revokeTitle}
      intro={codeFlow.revokeIntro}
      button={codeFlow.revoke}
      send={send}
      exchange={exchanges.revoke}
    >
      {exchanges.revoke?.isGood && <p className="text-ink-muted">{codeFlow.revoked}</p>}
    </RequestStep>
  )
}

const Waiting = (props: {
  readonly number: number
  readonly title: string
  readonly text: string
}) => <Step number={props.number} title={props.title} intro={props.text} isWaiting />

const keep = (name: ExchangeName, made: CodeFlow['exchanges'][ExchangeName] & object): void =>
  changeFlow(({ exchanges }) => ({ exchanges: { ...exchanges, [name]: made } }))

async function askForTokens(
  name: 'token' | 'refresh',
  form: Readonly<Record<string, string>>,
): Promise<void> {
  const answered = await exchange({ path: '/oauth/token', form })
  keep(name, answered.exchange)
  const tokens = answered.exchange.isGood ? tokensOf(answered.body) : null
  if (tokens) changeFlow((flow) => ({ tokens: { ...flow.tokens, ...tokens } }))
}

function tokensOf(body: Readonly<Record<string, unknown>> | null): Tokens | null {
  const names = ['access_token', 'id_token', 'refresh_token'] as const
  const found = Object.fromEntries(
    names.flatMap((name) => (typeof body?.[name] === 'string' ? [[name, body[name]]] : [])),
  ) as Partial<Tokens>
  const { access_token: accessToken } = found
  return accessToken === undefined ? null : { ...found, access_token: accessToken }
}

function subjectOf(idToken: string | undefined): string | null {
  const subject = idToken === undefined ? null : decodeJwt(idToken)?.claims['sub']
  return typeof subject === 'string' ? subject : null
}
