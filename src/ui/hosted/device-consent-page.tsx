import type { DeviceConsentView } from '@/model/pages'
import { Fill, fill } from '@/ui/fill'
import { visible } from '@/ui/visible'

import { ClientLogo, Name } from './client'
import { ConsentItems, SelfRegistered } from './consent-page'
import { Frame } from './frame'
import { Below, Button, Form, Heading } from './parts'
import { durationText, type HostedProps } from './texts'

/** The code comes first, and what it means to go on; then what an app's own consent page says. */
export function DeviceConsentPage({ view, texts, signature }: HostedProps<DeviceConsentView>) {
  const app = <Name>{view.client.name}</Name>
  const words = texts.device.consent
  return (
    <Frame texts={texts} signature={signature} keystone={<ClientLogo client={view.client} />}>
      <Heading>
        <Fill text={words.title} values={{ app }} />
      </Heading>
      <p className="mt-2 text-ink-muted">
        <Fill
          text={texts.consent.signedInAs}
          values={{ user: <Name>{view.user.username}</Name> }}
        />
      </p>
      <p className="mt-6">
        {words.question}
        <strong
          id="user-code"
          className="mt-2 block rounded-control bg-sunken py-3 text-center font-mono text-3xl font-semibold tracking-wider"
        >
          {view.userCode}
        </strong>
      </p>
      <p className="notice border-caution bg-caution-wash text-caution">
        <Fill text={words.warning} values={{ app }} />
      </p>
      {view.isSelfRegistered && <SelfRegistered texts={texts} />}
      <p className="mt-6 mb-2">
        <Fill text={texts.consent.intro} values={{ app }} />
      </p>
      <ConsentItems items={view.items} texts={texts} />
      <Origin view={view} texts={texts} />
      <Form action="/device" view={view}>
        <div className="grid grid-cols-2 gap-3">
          <Button id="deny" name="decision" value="deny" kind="plain">
            {words.deny}
          </Button>
          <Button id="allow" name="decision" value="allow">
            {words.allow}
          </Button>
        </div>
      </Form>
      <Below>{texts.consent.withdraw}</Below>
    </Frame>
  )
}

const longestUserAgent = 120

/** Where the device is: somebody who was lured here may see that it is not theirs. */
function Origin({ view, texts }: Omit<HostedProps<DeviceConsentView>, 'signature'>) {
  const words = texts.device.consent
  const { address, userAgent, secondsAgo } = view
  return (
    <section aria-labelledby="origin" className="border-t border-edge pt-5">
      <h2 id="origin" className="text-base font-normal">
        {words.origin}
      </h2>
      <dl className="facts">
        <dt>{words.address}</dt>
        <dd>{address === null ? <i>{words.notKnown}</i> : <code>{visible(address)}</code>}</dd>
        <dt>{words.software}</dt>
        <dd>
          {userAgent ? <code>{visible(shortened(userAgent))}</code> : <i>{words.notKnown}</i>}
        </dd>
        <dt>{words.time}</dt>
        <dd>{fill(words.ago, { duration: durationText(texts, secondsAgo) })}</dd>
      </dl>
    </section>
  )
}

const shortened = (text: string): string =>
  text.length > longestUserAgent ? `${text.slice(0, longestUserAgent)}…` : text
