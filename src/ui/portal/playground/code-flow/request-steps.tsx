'use client'

import { useHydrated } from '../../hydrated'
import { sendWithProof } from '../dpop'
import { playgroundKey } from '../dpop-key'
import { decodeJwt } from '../jwt'
import { Step } from '../parts'
import { RequestStep } from '../request-step'
import { tokensOf } from '../tokens'
import { type AnsweredAll, type Exchange, type Outgoing, send, sendOnce } from '../wire'
import type { CodeFlowProps } from './code-flow'
import { changeFlow, type CodeFlow, type ExchangeName, sentValue } from './flow'

type Props = CodeFlowProps & { readonly flow: CodeFlow }

/** The code, for tokens: RFC 6749 §4.1.3, RFC 7636 §4.5. */
export function ExchangeStep(props: Props) {
  const { texts, clientId, redirectUri, flow } = props
  const { codeFlow, flows } = texts
  const { answer, sent, tokens, exchanges } = flow
  const isHydrated = useHydrated()
  const code = answer?.code
  if (code === undefined)
    return <Waiting number={4} title={codeFlow.exchangeTitle} text={codeFlow.exchangeWaiting} />

  const ask = () =>
    askForTokens(props, 'token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: sentValue(sent, 'redirect_uri') ?? redirectUri,
      client_id: clientId,
      code_verifier: sent?.verifier ?? '',
    })
  const isStranger = isHydrated && (!sent || sent.state !== answer?.state) // the server cannot know
  const intro = sent?.isBound
    ? `${codeFlow.exchangeIntro} ${flows.boundIntro}`
    : codeFlow.exchangeIntro
  return (
    <RequestStep
      texts={texts}
      number={4}
      title={codeFlow.exchangeTitle}
      intro={isStranger && !tokens ? codeFlow.verifierGone : intro}
      button={isStranger || exchanges.token ? null : codeFlow.exchange}
      send={ask}
      exchanges={exchanges.token ?? []}
    >
      {isGood(exchanges.token) && <p className="text-ink-muted">{codeFlow.exchanged}</p>}
    </RequestStep>
  )
}

/** OpenID Connect Core §5.3. */
export function UserinfoStep(props: Props) {
  const { texts, flow } = props
  const { codeFlow, flows } = texts
  const { tokens, exchanges, sent } = flow
  if (!tokens)
    return <Waiting number={7} title={codeFlow.userinfoTitle} text={codeFlow.userinfoWaiting} />

  const ask = async () => {
    const scheme = sent?.isBound ? 'DPoP' : 'Bearer'
    const authorization = ['Authorization', `${scheme} ${tokens.access_token}`] as const
    const outgoing = { path: '/oauth/userinfo', headers: [authorization] }
    keep('userinfo', (await sendAs(props, outgoing, tokens.access_token)).exchanges)
  }
  const subject = subjectOf(tokens.id_token)
  const isOfResource = sentValue(sent, 'resource') !== null
  return (
    <RequestStep
      texts={texts}
      number={7}
      title={codeFlow.userinfoTitle}
      intro={isOfResource ? flows.userinfoOfResource : codeFlow.userinfoIntro}
      button={codeFlow.userinfo}
      send={ask}
      exchanges={exchanges.userinfo ?? []}
    >
      {isGood(exchanges.userinfo) && subject !== null && (
        <p className="text-ink-muted">
          {exchanges.userinfo?.at(-1)?.response.includes(`"sub": ${JSON.stringify(subject)}`)
            ? codeFlow.userinfoSame
            : codeFlow.userinfoOther}
        </p>
      )}
    </RequestStep>
  )
}

/** RFC 6749 §6; this app is public, so its refresh tokens are rotated. */
export function RefreshStep(props: Props) {
  const { texts, clientId, flow } = props
  const { codeFlow } = texts
  const { tokens, exchanges } = flow
  const refreshToken = tokens?.refresh_token
  if (refreshToken === undefined) {
    const text = tokens ? codeFlow.refreshNone : codeFlow.refreshWaiting
    return <Waiting number={8} title={codeFlow.refreshTitle} text={text} />
  }

  const ask = () =>
    askForTokens(props, 'refresh', {
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
      send={ask}
      exchanges={exchanges.refresh ?? []}
    >
      {isGood(exchanges.refresh) && <p className="text-ink-muted">{codeFlow.refreshed}</p>}
    </RequestStep>
  )
}

/** RFC 7009. */
export function RevokeStep({ texts, clientId, flow }: Props) {
  const { codeFlow } = texts
  const { tokens, exchanges } = flow
  if (!tokens)
    return <Waiting number={9} title={codeFlow.revokeTitle} text={codeFlow.revokeWaiting} />

  const ask = async () => {
    const token = tokens.refresh_token ?? tokens.access_token
    const form = [
      ['token', token],
      ['client_id', clientId],
    ] as const
    keep('revoke', [(await send({ path: '/oauth/revoke', form })).exchange])
  }
  return (
    <RequestStep
      texts={texts}
      number={9}
      title={codeFlow.revokeTitle}
      intro={codeFlow.revokeIntro}
      button={codeFlow.revoke}
      send={ask}
      exchanges={exchanges.revoke ?? []}
    >
      {isGood(exchanges.revoke) && <p className="text-ink-muted">{codeFlow.revoked}</p>}
    </RequestStep>
  )
}

const Waiting = (props: {
  readonly number: number
  readonly title: string
  readonly text: string
}) => <Step number={props.number} title={props.title} intro={props.text} isWaiting />

const isGood = (exchanges: readonly Exchange[] | undefined): boolean =>
  exchanges?.at(-1)?.isGood ?? false

const keep = (name: ExchangeName, made: readonly Exchange[]): void =>
  changeFlow(({ exchanges }) => ({ exchanges: { ...exchanges, [name]: made } }))

/** With a proof, where the request was made with one. */
async function sendAs(
  { issuer, flow }: Pick<Props, 'issuer' | 'flow'>,
  outgoing: Outgoing,
  accessToken: string | null,
): Promise<AnsweredAll> {
  if (flow.sent?.isBound) {
    return sendWithProof(outgoing, await playgroundKey(), { issuer, accessToken })
  }
  return sendOnce(outgoing)
}

async function askForTokens(
  props: Props,
  name: 'token' | 'refresh',
  form: Readonly<Record<string, string>>,
): Promise<void> {
  const outgoing = { path: '/oauth/token', form: Object.entries(form) }
  const answered = await sendAs(props, outgoing, null)
  keep(name, answered.exchanges)
  const tokens = answered.exchange.isGood ? tokensOf(answered.body) : null
  if (tokens) changeFlow((flow) => ({ tokens: { ...flow.tokens, ...tokens } }))
}

function subjectOf(idToken: string | undefined): string | null {
  const subject = idToken === undefined ? null : decodeJwt(idToken)?.claims['sub']
  return typeof subject === 'string' ? subject : null
}
