import type { ErrorCode, ErrorView } from '@/model/pages'
import { fill } from '@/ui/fill'
import { visible } from '@/ui/visible'

import { ClientLogo, Name } from './client'
import { ErrorFacts } from './error-facts'
import { WayBack } from './way-back'
import { Frame } from './frame'
import { Heading, TextLink } from './parts'
import { durationText, type HostedProps } from './texts'

/** Errors that did not come with an app's request: there is a way on from here, the home page. */
const leadsHome: readonly ErrorCode[] = [
  'form-expired',
  'cross-site',
  'setup-closed',
  'link-unusable',
  'registration-closed',
  'sign-in-needed',
  'forbidden',
  'not-found',
]

export function ErrorPage({ view, texts, signature }: HostedProps<ErrorView>) {
  const { client, requestId, retryAfterSeconds } = view
  const text = texts.error.texts[view.code]
  const isForDeveloper =
    view.facts.length > 0 || view.oauthError !== null || view.settingsUrl !== null
  return (
    <Frame
      texts={texts}
      signature={signature}
      keystone={client ? <ClientLogo client={client} /> : null}
      step={isForDeveloper && <ErrorFacts view={view} texts={texts} />}
    >
      {client && (
        <p className="mb-1">
          <Name>{client.name}</Name>
        </p>
      )}
      <Heading>{text.title}</Heading>
      <p className="mt-4">{text.why}</p>
      <p className="mt-2">
        {retryAfterSeconds === null
          ? text.todo
          : fill(texts.error.retry, { duration: durationText(texts, retryAfterSeconds) })}
      </p>
      {leadsHome.includes(view.code) && (
        <p className="mt-6">
          <TextLink href="/">{texts.error.home}</TextLink>
        </p>
      )}
      {view.wayBack && <WayBack view={view.wayBack} texts={texts} />}
      {requestId !== null && (
        <p className="mt-6 text-sm text-ink-muted">
          {texts.error.requestId}{' '}
          <code className="font-mono text-code wrap-anywhere text-ink">{visible(requestId)}</code>
        </p>
      )}
    </Frame>
  )
}
