import type { DeviceDoneView } from '@/model/pages'
import { Fill } from '@/ui/fill'

import { ClientLogo, Name } from './client'
import { Frame } from './frame'
import { Below, Heading } from './parts'
import type { HostedProps } from './texts'

export function DeviceDonePage({ view, texts, signature }: HostedProps<DeviceDoneView>) {
  const { client, outcome } = view
  const { title, text } = texts.device.done[outcome]
  return (
    <Frame texts={texts} signature={signature} keystone={<ClientLogo client={client} />}>
      <Heading>{title}</Heading>
      <p id={outcome} className="mt-3 text-ink-muted">
        <Fill text={text} values={{ app: <Name>{client.name}</Name> }} />
      </p>
      {outcome === 'allowed' && <Below>{texts.consent.withdraw}</Below>}
    </Frame>
  )
}
