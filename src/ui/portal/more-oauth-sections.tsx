import { visible } from '@/ui/visible'
import { Fill } from '@/ui/fill'
import { CodeBlock } from './code'
import { ButtonLink } from './controls'
import { Icon } from './icons'
import { Panel, Section } from './layout'
import type { OauthView } from './oauth-sections'
import { Snippets } from './snippets'
import type { PortalTexts } from './texts'

type Props = { readonly texts: PortalTexts; readonly oauth: OauthView }

/** What a device asks, and what its person does meanwhile. */
export function DeviceSection({ texts, oauth }: Props) {
  const { oauth: own } = texts
  const { device } = oauth
  if (!device) return null
  return (
    <Section
      title={own.deviceTitle}
      intro={
        <Fill
          text={own.deviceIntro}
          values={{
            page: <code className="font-mono text-code wrap-anywhere">{device.page}</code>,
          }}
        />
      }
    >
      <div className="flex flex-col gap-6">
        <Snippets
          id="device-ask"
          title={own.deviceAsk}
          text={own.deviceAskText}
          snippets={device.ask}
          texts={texts}
        />
        <Snippets
          id="device-poll"
          title={own.devicePoll}
          text={own.devicePollText}
          snippets={device.poll}
          texts={texts}
        />
      </div>
    </Section>
  )
}

/** Links that are complete as they stand, one for each redirect URI, as a Rails server shows them. */
export function RailsSection({ texts, oauth }: Props) {
  const { oauth: own } = texts
  const { rails } = oauth
  if (!rails) return null
  if (rails.links === null) {
    return (
      <Section title={own.rails}>
        <p className="max-w-[42rem] text-pretty text-ink-muted">{own.railsNeedsPkce}</p>
      </Section>
    )
  }
  return (
    <Section title={own.rails} intro={own.railsIntro}>
      <ul className="flex flex-col gap-4">
        {rails.links.map(({ redirectUri, link, isOutOfBand }) => (
          <li key={redirectUri}>
            <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
              <p className="min-w-0 text-ink-muted">
                <code className="font-mono text-code wrap-anywhere">{visible(redirectUri)}</code>
                {isOutOfBand && <span className="ml-2">{own.railsOutOfBand}</span>}
              </p>
              <ButtonLink href={link} small icon="out">
                {own.railsTry}
              </ButtonLink>
            </div>
            <CodeBlock code={link} label={redirectUri} texts={texts.copy} wraps />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Pushed requests and bound tokens: folded away, unless the app has to use them. */
export function SaferSection({ texts, oauth }: Props) {
  const { oauth: own } = texts
  const { pushed, dpop } = oauth
  if (!pushed || !dpop) return null
  const must = (text: string, isRequired: boolean, sentence: string) =>
    isRequired ? `${text} ${sentence}` : text
  return (
    <Panel>
      <details className="group/safer" open={pushed.isRequired || dpop.isRequired}>
        <summary className="flex items-center justify-between gap-3 px-4 py-3 font-semibold -outline-offset-2 sm:px-5">
          {own.moreWays}
          <Icon
            name="chevron"
            className="text-ink-muted transition-transform group-open/safer:rotate-180"
          />
        </summary>
        <div className="flex flex-col gap-6 px-4 pb-5 sm:px-5">
          <Snippets
            id="push"
            title={own.push}
            text={must(own.pushText, pushed.isRequired, own.pushRequired)}
            snippets={pushed.push}
            texts={texts}
          />
          <Snippets
            id="push-link"
            title={own.pushLink}
            text={own.pushLinkText}
            snippets={pushed.link}
            texts={texts}
          />
          <Snippets
            id="dpop"
            title={own.dpop}
            text={must(own.dpopText, dpop.isRequired, own.dpopRequired)}
            snippets={dpop.snippets}
            texts={texts}
          />
        </div>
      </details>
    </Panel>
  )
}
