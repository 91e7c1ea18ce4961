'use client'

import { useState } from 'react'
import { Fill, fill } from '@/ui/fill'
import { Button } from '../controls'
import { CopyButton } from '../copy-button'
import { Icon } from '../icons'
import { exactText, relativeText } from '../texts'
import { decodeJwt, type DecodedJwt } from './jwt'
import { ExplainedList, Step, type PlaygroundTexts } from './parts'
import { checkNames, type Checks, verifyToken } from './verify'

type Props = {
  readonly texts: PlaygroundTexts
  readonly token: string | undefined
  readonly issuer: string
  readonly clientId: string
  readonly now: Date
}

/** The access token taken apart, and its signature checked. */
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
      <RawToken {...{ texts, token, decoded }} />
      <Part title={playground.header} values={decoded.header} {...{ texts, now }} />
      <Part title={playground.claims} values={decoded.claims} {...{ texts, now }} />
      {/* Another token is another question: what was found of the last one goes. */}
      <Verification key={token} {...{ texts, decoded, issuer, clientId }} />
    </Step>
  )
}

/** The three parts, told apart by more than colour: weight, and the dots between. */
function RawToken(props: {
  readonly texts: PlaygroundTexts
  readonly token: string
  readonly decoded: DecodedJwt
}) {
  const { texts, token, decoded } = props
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
        <CopyButton value={token} label="access_token" texts={texts.copy} isSmall />
      </div>
    </div>
  )
}

function Part(props: {
  readonly title: string
  readonly values: Readonly<Record<string, unknown>>
  readonly texts: PlaygroundTexts
  readonly now: Date
}) {
  const { title, values, texts, now } = props
  const rows = Object.entries(values).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    means: meaningOf(texts, name, value, now),
  }))
  return (
    <div>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <ExplainedList rows={rows} texts={texts.copy} />
    </div>
  )
}

function meaningOf(texts: PlaygroundTexts, name: string, value: unknown, now: Date): string {
  const { claimTexts } = texts.playground
  const text = Object.hasOwn(claimTexts, name)
    ? claimTexts[name as keyof typeof claimTexts]
    : claimTexts.other
  if (typeof value !== 'number' || !text.includes('{date}')) return text
  const at = new Date(value * 1000)
  if (Number.isNaN(at.getTime())) return claimTexts.other
  return fill(text, { date: `${relativeText(texts, at, now)}, ${exactText(texts, at)}` })
}

type Verdict = Checks | 'under-way' | 'insecure' | 'unreachable' | null

function Verification(props: {
  readonly texts: PlaygroundTexts
  readonly decoded: DecodedJwt
  readonly issuer: string
  readonly clientId: string
}) {
  const { texts, decoded, issuer, clientId } = props
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
      setVerdict(await verifyToken(decoded, jwks, { issuer, clientId, now }))
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
        {typeof verdict === 'object' && verdict && <CheckList texts={texts} checks={verdict} />}
      </div>
    </div>
  )
}

function CheckList({
  texts,
  checks,
}: {
  readonly texts: PlaygroundTexts
  readonly checks: Checks
}) {
  const { playground } = texts
  return (
    <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {checkNames.map((name) => (
        <li
          key={name}
          className={`flex items-center gap-2 font-medium ${checks[name] ? 'text-done' : 'text-harm'}`}
        >
          <Icon name={checks[name] ? 'check' : 'cross'} />
          {playground.verifyChecks[name]}
          <span className="sr-only">
            {checks[name] ? playground.verifyGood : playground.verifyBad}
          </span>
        </li>
      ))}
    </ul>
  )
}
