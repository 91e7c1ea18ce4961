'use client'

import { useState } from 'react'
import { Fill, fill } from '@/ui/fill'
import { Button } from '../controls'
import { CopyButton } from '../copy-button'
import { ExplainedList } from '../explained-list'
import { Icon } from '../icons'
import { exactText, relativeText } from '../texts'
import type { DecodedJwt } from './jwt'
import type { PlaygroundTexts } from './parts'
import { type CheckName, checkNames, type Checks, type Expected, verifyToken } from './verify'

type Meaning = (name: string, value: unknown) => string
type CheckTexts = Readonly<Partial<Record<CheckName, string>>>

/** A token: as it is, its header and claims explained, and a button that verifies it with the published keys. */
export function TokenView(props: {
  readonly texts: PlaygroundTexts
  /** As the answer calls it. */
  readonly name: string
  readonly token: string
  readonly decoded: DecodedJwt
  readonly meaningOf: Meaning
  readonly expected: Omit<Expected, 'now'>
  readonly checkTexts: CheckTexts
}) {
  const { texts, name, token, decoded, meaningOf, expected, checkTexts } = props
  const { playground } = texts
  return (
    <>
      <RawToken {...{ texts, name, token, decoded }} />
      <Part title={playground.header} values={decoded.header} {...{ texts, meaningOf }} />
      <Part title={playground.claims} values={decoded.claims} {...{ texts, meaningOf }} />
      {/* Another token is another question: what was found of the last one goes. */}
      <Verification key={token} {...{ texts, decoded, expected, checkTexts }} />
    </>
  )
}

/** The three parts, told apart by more than colour: weight, and the dots between. */
function RawToken(props: {
  readonly texts: PlaygroundTexts
  readonly name: string
  readonly token: string
  readonly decoded: DecodedJwt
}) {
  const { texts, name, token, decoded } = props
  const [header, claims, signature] = decoded.parts
  const dot = <span className="font-bold">.</span>
  return (
    <div className="relative rounded-control border border-edge bg-sunken px-3.5 py-3 pr-12">
      <code
        className="block max-h-40 overflow-y-auto font-mono text-code wrap-anywhere"
        tabIndex={0}
      >
        <span className="font-semibold text-accent">{header}</span>
        {dot}
        {claims}
        {dot}
        <span className="text-ink-muted">{signature}</span>
      </code>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton value={token} label={name} texts={texts.copy} isSmall />
      </div>
    </div>
  )
}

function Part(props: {
  readonly title: string
  readonly values: Readonly<Record<string, unknown>>
  readonly texts: PlaygroundTexts
  readonly meaningOf: Meaning
}) {
  const { title, values, texts, meaningOf } = props
  const rows = Object.entries(values).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    means: meaningOf(name, value),
  }))
  return (
    <div>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <ExplainedList rows={rows} texts={texts.copy} />
    </div>
  )
}

/** What claims and header members are for, with the times among them said in words. */
export const claimMeaning =
  (
    texts: PlaygroundTexts,
    meanings: Readonly<Record<string, string>> & { readonly other: string },
    now: Date,
  ): Meaning =>
  (name, value) => {
    const text = (Object.hasOwn(meanings, name) ? meanings[name] : undefined) ?? meanings.other
    if (typeof value !== 'number' || !text.includes('{date}')) return text
    const at = new Date(value * 1000)
    if (Number.isNaN(at.getTime())) return meanings.other
    return fill(text, { date: `${relativeText(texts, at, now)}, ${exactText(texts, at)}` })
  }

type Verdict = Checks | 'under-way' | 'insecure' | 'unreachable' | null

function Verification(props: {
  readonly texts: PlaygroundTexts
  readonly decoded: DecodedJwt
  readonly expected: Omit<Expected, 'now'>
  readonly checkTexts: CheckTexts
}) {
  const { texts, decoded, expected, checkTexts } = props
  const { playground } = texts
  const [verdict, setVerdict] = useState<Verdict>(null)

  const verify = async () => {
    if (!window.isSecureContext) {
      setVerdict('insecure')
      return
    }
    setVerdict('under-way')
    try {
      const response = await fetch('/oauth/jwks')
      const jwks = (await response.json()) as Parameters<typeof verifyToken>[1]
      const now = Date.now() / 1000
      setVerdict(await verifyToken(decoded, jwks, { ...expected, now }))
    } catch {
      setVerdict('unreachable')
    }
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="needs-script">
          <Button type="button" onClick={verify} aria-disabled={verdict === 'under-way'}>
            {verdict === 'under-way' ? playground.verifying : playground.verify}
          </Button>
        </span>
        <span className="without-script text-ink-muted">{playground.needsScript}</span>
        <p className="text-ink-muted">
          <Fill
            text={playground.verifyIntro}
            values={{ path: <code className="font-mono text-code">/oauth/jwks</code> }}
          />
        </p>
      </div>
      <div role="status" className="w-full">
        {verdict === 'insecure' && <p className="text-harm">{playground.verifyInsecure}</p>}
        {verdict === 'unreachable' && <p className="text-harm">{playground.verifyUnreachable}</p>}
        {typeof verdict === 'object' && verdict && (
          <CheckList texts={texts} checkTexts={checkTexts} checks={verdict} />
        )}
      </div>
    </div>
  )
}

function CheckList(props: {
  readonly texts: PlaygroundTexts
  readonly checkTexts: CheckTexts
  readonly checks: Checks
}) {
  const { texts, checkTexts, checks } = props
  const { playground } = texts
  return (
    <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {checkNames.flatMap((name) => {
        const isGood = checks[name]
        if (isGood === undefined) return []
        return (
          <li
            key={name}
            className={`flex items-center gap-2 font-medium ${isGood ? 'text-done' : 'text-harm'}`}
          >
            <Icon name={isGood ? 'check' : 'cross'} />
            {checkTexts[name]}
            <span className="sr-only">{isGood ? playground.verifyGood : playground.verifyBad}</span>
          </li>
        )
      })}
    </ul>
  )
}
