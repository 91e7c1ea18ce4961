import type { ConsentItem, ConsentView } from '@/model/pages'
import { Fill } from '@/ui/fill'
import { harmless, visible } from '@/ui/visible'

import { ClientLogo, Name } from './client'
import { Frame } from './frame'
import { Below, Button, Form, Heading } from './parts'
import type { HostedProps } from './texts'

export function ConsentPage({ view, texts, signature }: HostedProps<ConsentView>) {
  const app = <Name>{view.client.name}</Name>
  return (
    <Frame texts={texts} signature={signature} keystone={<ClientLogo client={view.client} />}>
      <Heading>
        <Fill text={texts.consent.title} values={{ app }} />
      </Heading>
      <p className="mt-2 text-ink-muted">
        <Fill
          text={texts.consent.signedInAs}
          values={{ user: <Name>{view.user.username}</Name> }}
        />
      </p>
      {view.isSelfRegistered && <SelfRegistered texts={texts} />}
      <p className="mt-6 mb-2">
        <Fill text={texts.consent.intro} values={{ app }} />
      </p>
      <ConsentItems items={view.items} texts={texts} />
      <p className="border-t border-edge pt-3">
        {texts.consent.destination}
        <strong className="block font-mono text-[0.9375rem] font-semibold wrap-anywhere">
          {visible(view.destination)}
        </strong>
      </p>
      <Pages view={view} texts={texts} />
      <Form action="/consent" view={view}>
        <div className="grid grid-cols-2 gap-3">
          <Button id="deny" name="decision" value="deny" kind="plain">
            {texts.consent.deny}
          </Button>
          <Button id="allow" name="decision" value="allow">
            {texts.consent.allow}
          </Button>
        </div>
      </Form>
      <Below>{texts.consent.withdraw}</Below>
    </Frame>
  )
}

/** A name proves nothing: anybody can register an app and call it what they like. */
export const SelfRegistered = ({ texts }: Pick<HostedProps<unknown>, 'texts'>) => (
  <p className="notice border-caution bg-caution-wash text-caution">
    {texts.consent.selfRegistered}
  </p>
)

/** What the app says of itself. Where these lead is not ours. */
function Pages({ view, texts }: Pick<HostedProps<ConsentView>, 'view' | 'texts'>) {
  const pages = [
    [view.policyUri, texts.consent.policy],
    [view.tosUri, texts.consent.terms],
  ] as const
  if (pages.every(([uri]) => uri === null)) return null
  return (
    <p className="mt-3 flex flex-wrap gap-x-5 text-sm">
      {pages.map(
        ([uri, name]) =>
          uri !== null && (
            <a key={name} href={uri} target="_blank" rel="noopener noreferrer" className="link">
              {name}
            </a>
          ),
      )}
    </p>
  )
}

/** What the app would get, with the person's own data as the example. */
export function ConsentItems(props: {
  readonly items: readonly ConsentItem[]
  readonly texts: HostedProps<ConsentView>['texts']
}) {
  const { items, texts } = props
  return (
    <ul>
      {items.map((item) => (
        <li key={item.scope} className="border-t border-edge py-3">
          {texts.consent.items[item.scope]}
          <Example item={item} texts={texts} />
        </li>
      ))}
    </ul>
  )
}

function Example({
  item,
  texts: { consent },
}: Pick<HostedProps<unknown>, 'texts'> & { readonly item: ConsentItem }) {
  if (item.scope === 'offline_access') return null
  return (
    <span className="block text-sm wrap-anywhere text-ink-muted">
      {item.scope === 'openid' ? (
        consent.knownAs[item.knownAs]
      ) : item.example === null ? (
        consent.nothingYet
      ) : (
        <bdi>{harmless(item.example)}</bdi>
      )}
    </span>
  )
}
