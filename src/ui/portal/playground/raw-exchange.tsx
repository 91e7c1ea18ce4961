'use client'

import { useState } from 'react'
import { Fill, fill } from '@/ui/fill'
import { CodeBlock } from '../code'
import { Button, TextLink } from '../controls'
import { ExplainedList } from '../explained-list'
import { Icon } from '../icons'
import { decodeJwt } from './jwt'
import type { PlaygroundTexts } from './parts'
import { covered, type Exchange } from './wire'

/** A request and its answer, with the proof in it taken apart, and what an error means. */
export function RawExchange(props: {
  readonly texts: PlaygroundTexts
  readonly exchange: Exchange
}) {
  const { texts, exchange } = props
  const { codeFlow } = texts
  return (
    <>
      <Request texts={texts} exchange={exchange} />
      {exchange.proof !== null && <Proof texts={texts} proof={exchange.proof} />}
      <div>
        <Title text={codeFlow.response} />
        <CodeBlock code={exchange.response} label={codeFlow.response} texts={texts.copy} wraps />
      </div>
      {exchange.error !== null && <ErrorHelp texts={texts} error={exchange.error} />}
    </>
  )
}

/** Where an error is explained, and how it is mended. */
export function ErrorHelp({
  texts,
  error,
}: {
  readonly texts: PlaygroundTexts
  readonly error: string
}) {
  if (!/^[a-z_]{1,64}$/.test(error)) return null
  return (
    <p>
      <TextLink href={`/docs/errors/${error}`} target="_blank">
        <Fill
          text={texts.flows.errorHelp}
          values={{ error: <code className="font-mono text-code">{error}</code> }}
        />
      </TextLink>
    </p>
  )
}

function Request({
  texts,
  exchange,
}: {
  readonly texts: PlaygroundTexts
  readonly exchange: Exchange
}) {
  const { codeFlow, flows } = texts
  const { request, secrets } = exchange
  const [isRevealed, setRevealed] = useState(false)
  const hidden = covered(request, secrets)
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Title
          text={codeFlow.request}
          note={request.includes('\n&') ? codeFlow.shownInLines : null}
        />
        {hidden !== request && (
          <Button type="button" small onClick={() => setRevealed(!isRevealed)}>
            {isRevealed ? flows.hide : flows.reveal}
          </Button>
        )}
      </div>
      <CodeBlock
        code={isRevealed ? request : hidden}
        label={codeFlow.request}
        texts={texts.copy}
        wraps
      />
    </div>
  )
}

const Title = ({ text, note = null }: { readonly text: string; readonly note?: string | null }) => (
  <h3 className="mb-1.5 font-semibold">
    {text}
    {note !== null && <span className="ml-2 font-normal text-ink-muted">{note}</span>}
  </h3>
)

/** What the proof of possession says — RFC 9449 §4.2. */
function Proof({ texts, proof }: { readonly texts: PlaygroundTexts; readonly proof: string }) {
  const { flows } = texts
  const decoded = decodeJwt(proof)
  if (!decoded) return null
  const rows = Object.entries({ ...decoded.header, ...decoded.claims }).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    means: Object.hasOwn(flows.proofClaims, name)
      ? flows.proofClaims[name as keyof typeof flows.proofClaims]
      : '',
  }))
  return (
    <details className="group/proof">
      <summary className="inline-flex items-center gap-1 rounded-xs font-medium text-ink-muted hover:text-ink">
        {fill(flows.proof, { name: 'DPoP' })}
        <Icon name="chevron" className="transition-transform group-open/proof:rotate-180" />
      </summary>
      <div className="mt-2">
        <ExplainedList rows={rows} texts={texts.copy} />
      </div>
    </details>
  )
}
