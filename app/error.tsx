'use client'

import { portalErrorEn } from '@/ui/messages/portal.en'
import { portalErrorFr } from '@/ui/messages/portal.fr'
import { Apology } from '@/ui/portal/apology'
import { Button, ButtonLink } from '@/ui/portal/controls'

type Failure = Error & { readonly digest?: string }

export default function ErrorPage(props: { readonly error: Failure; readonly reset: () => void }) {
  const { error, reset } = props
  const isFrench = typeof document !== 'undefined' && document.documentElement.lang === 'fr'
  const texts = isFrench ? portalErrorFr : portalErrorEn
  return (
    <Apology title={texts.title} text={`${texts.why} ${texts.todo}`}>
      <div className="flex flex-wrap gap-2">
        <Button type="button" kind="primary" onClick={reset}>
          {texts.retry}
        </Button>
        <ButtonLink href="/">{texts.home}</ButtonLink>
      </div>
      {error.digest && (
        <p className="mt-6 text-ink-muted">
          {texts.requestId} <code className="font-mono text-code">{error.digest}</code>
        </p>
      )}
    </Apology>
  )
}
