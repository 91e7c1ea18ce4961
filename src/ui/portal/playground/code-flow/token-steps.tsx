import { decodeJwt } from '../jwt'
import { Step } from '../parts'
import { claimMeaning, TokenView } from '../token-view'
import type { CodeFlowProps } from './code-flow'
import type { CodeFlow } from './flow'

type Props = CodeFlowProps & { readonly flow: CodeFlow }

/** The ID token, for the app itself. */
export function IdTokenStep({ texts, issuer, clientId, now, flow }: Props) {
  const { playground, codeFlow } = texts
  const { tokens, sent } = flow
  const token = tokens?.id_token
  if (token === undefined) {
    const text = tokens ? codeFlow.noIdToken : codeFlow.idTokenWaiting
    return <Step number={5} title={codeFlow.idTokenTitle} intro={text} isWaiting />
  }
  const decoded = decodeJwt(token)
  if (!decoded) {
    return <Step number={5} title={codeFlow.idTokenTitle} intro={playground.tokenMalformed} />
  }
  const meanings = { ...codeFlow.idTokenClaims, ...algorithmText(codeFlow, decoded.header) }
  return (
    <Step number={5} title={codeFlow.idTokenTitle} intro={codeFlow.idTokenIntro}>
      <TokenView
        name="id_token"
        meaningOf={claimMeaning(texts, meanings, now)}
        expected={{ issuer, clientId, idToken: { nonce: sent?.nonce ?? null } }}
        checkTexts={{ ...playground.verifyChecks, ...codeFlow.idTokenChecks }}
        {...{ texts, token, decoded }}
      />
    </Step>
  )
}

/** The access token, for the app's servers. */
export function AccessTokenStep({ texts, issuer, clientId, now, flow }: Props) {
  const { playground, codeFlow } = texts
  const token = flow.tokens?.access_token
  const title = codeFlow.accessTokenTitle
  if (token === undefined) {
    return <Step number={6} title={title} intro={codeFlow.accessTokenWaiting} isWaiting />
  }
  const decoded = decodeJwt(token)
  if (!decoded) return <Step number={6} title={title} intro={playground.tokenMalformed} />
  const meanings = {
    ...playground.claimTexts,
    sub: codeFlow.accessTokenSub,
    ...algorithmText(codeFlow, decoded.header),
  }
  return (
    <Step number={6} title={title} intro={codeFlow.accessTokenIntro}>
      <TokenView
        name="access_token"
        meaningOf={claimMeaning(texts, meanings, now)}
        expected={{ issuer, clientId }}
        checkTexts={playground.verifyChecks}
        {...{ texts, token, decoded }}
      />
    </Step>
  )
}

const algorithmText = (
  { algorithms }: Props['texts']['codeFlow'],
  { alg }: Readonly<Record<string, unknown>>,
): { readonly alg?: string } => (alg === 'ES256' || alg === 'RS256' ? { alg: algorithms[alg] } : {})
