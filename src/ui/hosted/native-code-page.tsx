import type { NativeCodeView } from '@/model/pages'
import { Fill, fill } from '@/ui/fill'

import { ClientLogo, Name } from './client'
import { Frame } from './frame'
import { Heading, TextLink } from './parts'
import { durationText, type HostedProps } from './texts'

export function NativeCodePage({ view, texts, signature }: HostedProps<NativeCodeView>) {
  const { nativeCode } = texts
  if (view.kind === 'refused') {
    const isDenied = view.error === 'access_denied'
    const { title, text } = nativeCode.refused[isDenied ? 'access_denied' : 'other']
    return (
      <Frame texts={texts} signature={signature}>
        <Heading>{title}</Heading>
        <p className="mt-4">{text}</p>
        {!isDenied && (
          <p className="mt-6 text-sm text-ink-muted">
            <code id="error">{view.error}</code>{' '}
            <TextLink href={`/docs/errors/${view.error}`}>{nativeCode.explained}</TextLink>
          </p>
        )}
      </Frame>
    )
  }
  const app = <Name>{view.client.name}</Name>
  const duration = durationText(texts, view.expiresInSeconds)
  return (
    <Frame texts={texts} signature={signature} keystone={<ClientLogo client={view.client} />}>
      <Heading>
        <Fill text={nativeCode.title} values={{ app }} />
      </Heading>
      <p className="mt-4">
        <Fill text={nativeCode.intro} values={{ app }} />
      </p>
      <p
        id="code"
        role="region"
        aria-label={nativeCode.code}
        tabIndex={0}
        className="input mt-6 font-mono text-2xl wrap-anywhere select-all"
      >
        {view.code}
      </p>
      <p className="mt-4 text-sm text-ink-muted">
        <Fill text={fill(nativeCode.once, { duration })} values={{ app }} />
      </p>
    </Frame>
  )
}
