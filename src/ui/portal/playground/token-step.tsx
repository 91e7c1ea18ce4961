'use client'

import { Step, type PlaygroundTexts } from './parts'
import { decodeJwt } from './jwt'
import { claimMeaning, TokenView } from './token-view'

type Props = {
  readonly texts: PlaygroundTexts
  readonly token: string | undefined
  readonly issuer: string
  readonly clientId: string
  readonly now: Date
}

/** The access token of a login redirect taken apart, and its signature checked. */
export function TokenStep({ texts, token, issuer, clientId, now }: Props) {
  const { playground } = texts
  if (token === undefined) {
    return (
      <Step number={3} title={playground.tokenTitle} intro={playground.tokenWaiting} isWaiting />
    )
  }
  const decoded = decodeJwt(token)
  if (!decoded) {
    return <Step number={3} title={playground.tokenTitle} intro={playground.tokenMalformed} />
  }
  return (
    <Step number={3} title={playground.tokenTitle} intro={playground.tokenIntro}>
      <TokenView
        name="access_token"
        meaningOf={claimMeaning(texts, playground.claimTexts, now)}
        expected={{ issuer, audience: clientId }}
        checkTexts={playground.verifyChecks}
        {...{ texts, token, decoded }}
      />
    </Step>
  )
}
