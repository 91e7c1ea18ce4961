'use client'

import { type DpopKey, sendWithProof } from '../dpop'
import type { PlaygroundTexts } from '../parts'
import { RequestPart } from '../request-step'
import { type Exchange, type Header, sendOnce } from '../wire'
import { changeFlow } from './flow'

/** The request, posted before anybody is sent anywhere — RFC 9126. */
export function PushPart(props: {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly parameters: readonly Header[]
  readonly dpopKey: DpopKey | null
  /** What went over the wire for the request as it is now. */
  readonly exchanges: readonly Exchange[]
  /** Told the name that the request got; null: it was refused. */
  readonly done: (requestUri: string | null) => void
}) {
  const { texts, issuer, parameters, dpopKey, exchanges, done } = props
  const { flows } = texts
  const push = async () => {
    const outgoing = { path: '/oauth/par', form: parameters }
    const { exchanges: made, body } = dpopKey
      ? await sendWithProof(outgoing, dpopKey, { issuer, accessToken: null })
      : await sendOnce(outgoing)
    changeFlow((flow) => ({ exchanges: { ...flow.exchanges, push: made } }))
    const requestUri = body?.['request_uri']
    done(typeof requestUri === 'string' ? requestUri : null)
  }
  return (
    <div className="flex flex-col gap-3">
      <RequestPart texts={texts} button={flows.push} send={push} exchanges={exchanges}>
        {exchanges.at(-1)?.isGood && <p className="text-ink-muted">{flows.pushed}</p>}
      </RequestPart>
    </div>
  )
}
