'use client'

import { decodeJwt } from './jwt'
import type { PlaygroundTexts } from './parts'
import { claimMeaning, TokenView } from './token-view'

type Props = {
  readonly texts: PlaygroundTexts
  readonly token: string
  readonly issuer: string
  /** For whom it is to be. */
  readonly audience: string
  readonly now: Date
}

/** An access token, taken apart and explained. */
export function AccessTokenPanel(props: Props) {
  const { texts, token, now } = props
  const { playground, codeFlow, flows } = texts
  const meanings = { ...playground.claimTexts, ...flows.claims, sub: codeFlow.accessTokenSub }
  return (
    <Panel
      {...props}
      name="access_token"
      meanings={meanings}
      checkTexts={playground.verifyChecks}
      idToken={undefined}
      key={token}
      now={now}
    />
  )
}

/** An ID token, taken apart and explained. */
export function IdTokenPanel(props: Props & { readonly nonce: string | null }) {
  const { texts, token, nonce } = props
  const { playground, codeFlow, flows } = texts
  return (
    <Panel
      {...props}
      name="id_token"
      meanings={{ ...flows.claims, ...codeFlow.idTokenClaims }}
      checkTexts={{ ...playground.verifyChecks, ...codeFlow.idTokenChecks }}
      idToken={{ nonce }}
      key={token}
    />
  )
}

function Panel(
  props: Props & {
    readonly name: string
    readonly meanings: Readonly<Record<string, string>> & { readonly other: string }
    readonly checkTexts: Readonly<Record<string, string>>
    readonly idToken: { readonly nonce: string | null } | undefined
  },
) {
  const { texts, token, issuer, audience, now, name, meanings, checkTexts, idToken } = props
  const decoded = decodeJwt(token)
  if (!decoded) return <p className="text-ink-muted">{texts.playground.tokenMalformed}</p>
  const { alg } = decoded.header
  const { algorithms } = texts.codeFlow
  const said = typeof alg === 'string' && Object.hasOwn(algorithms, alg)
  const algText = said ? { alg: algorithms[alg as keyof typeof algorithms] } : {}
  return (
    <TokenView
      {...{ texts, name, token, decoded, checkTexts }}
      meaningOf={claimMeaning(texts, { ...meanings, ...algText }, now)}
      expected={{ issuer, audience, ...(idToken && { idToken }) }}
    />
  )
}
