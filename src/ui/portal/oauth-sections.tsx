import { Fragment, type ReactNode } from 'react'
import { CodeValue } from './code'
import { TextLink } from './controls'
import { Icon } from './icons'
import { Panel, Section } from './layout'
import { ExplainedList } from './explained-list'
import { type Snippet, Snippets } from './snippets'
import type { PortalTexts } from './texts'

type Texts = PortalTexts['oauth']

/** What the page of an app shows of OAuth; null where a grant is off. */
export type OauthView = {
  readonly authentication: 'secret' | 'none' | 'key'
  /** How an app with a key proves itself; null for any other. */
  readonly assertion: readonly Snippet[] | null
  readonly signIn: {
    /** `value` is null where it is made anew for each request. */
    readonly parameters: readonly {
      readonly name: keyof Texts['parameters']
      readonly value: string | null
    }[]
    readonly links: readonly Snippet[]
    readonly code: readonly Snippet[]
    readonly userinfo: readonly Snippet[]
    readonly getsRefreshToken: boolean
    readonly isPkceLowered: boolean
  } | null
  readonly refresh: { readonly snippets: readonly Snippet[]; readonly rotates: boolean } | null
  readonly clientCredentials: readonly Snippet[] | null
  readonly device: {
    readonly ask: readonly Snippet[]
    readonly poll: readonly Snippet[]
    /** Where the person enters the code. */
    readonly page: string
  } | null
  readonly exchange: { readonly snippets: readonly Snippet[]; readonly isAllowed: boolean } | null
  readonly pushed: {
    readonly push: readonly Snippet[]
    readonly link: readonly Snippet[]
    readonly isRequired: boolean
  } | null
  readonly dpop: { readonly snippets: readonly Snippet[]; readonly isRequired: boolean } | null
  readonly rails: {
    /** Null: PKCE is required, so no link is complete as it stands. */
    readonly links:
      | readonly {
          readonly redirectUri: string
          readonly link: string
          readonly isOutOfBand: boolean
        }[]
      | null
    readonly tokenInfo: readonly Snippet[]
  } | null
  readonly libraries: readonly Snippet[]
  readonly endpoints: readonly {
    readonly name: keyof Texts['endpointNames']
    readonly url: string
    readonly providerUrl: string | null
  }[]
}

type Props = { readonly texts: PortalTexts; readonly oauth: OauthView }

/** The authorization request, parameter by parameter, and what makes the link. */
export function SignInSection({ texts, oauth, appId }: Props & { readonly appId: string }) {
  const { oauth: own } = texts
  const { signIn } = oauth
  if (!signIn) return null
  const settings = `/apps/${appId}/settings`
  return (
    <Section title={own.signIn} intro={own.signInIntro}>
      <div className="flex flex-col gap-4">
        {signIn.isPkceLowered && (
          <p className="rounded-l-xs rounded-r-control border-l-[3px] border-caution bg-caution-wash px-3.5 py-2.5 text-caution">
            {own.pkceLowered} <TextLink href={settings}>{own.pkceChange}</TextLink>.
          </p>
        )}
        <ExplainedList
          texts={texts.copy}
          rows={signIn.parameters.map(({ name, value }) => ({
            name,
            value: value ?? '',
            means: own.parameters[name],
            ...(value === null && {
              control: <p className="text-ink-muted italic">{own.madeAnew}</p>,
            }),
          }))}
        />
        <p className="max-w-[46rem] text-pretty text-ink-muted">
          {signIn.getsRefreshToken ? own.refreshNeeds : own.refreshOff}
        </p>
        <Snippets
          id="authorize"
          title={own.link}
          text={own.linkText}
          snippets={signIn.links}
          texts={texts}
        />
      </div>
    </Section>
  )
}

/** The requests to the token endpoint and to UserInfo. */
export function OauthRequests({ texts, oauth }: Props) {
  const { oauth: own } = texts
  const { assertion, signIn, refresh, clientCredentials, exchange, rails } = oauth
  const requests = [
    ['assertion', own.assertion, own.assertionText, assertion],
    ['code', own.code, own.codeText, signIn?.code],
    ['userinfo', own.userinfo, own.userinfoText, signIn?.userinfo],
    [
      'refresh-token',
      own.refresh,
      refresh?.rotates ? own.refreshRotates : own.refreshSame,
      refresh?.snippets,
    ],
    ['client-credentials', own.clientCredentials, own.clientCredentialsText, clientCredentials],
    [
      'exchange',
      own.exchange,
      exchange?.isAllowed ? own.exchangeText : `${own.exchangeText} ${own.exchangeOff}`,
      exchange?.snippets,
    ],
    ['token-info', own.tokenInfo, own.tokenInfoText, rails?.tokenInfo],
  ] as const
  return requests.map(([id, title, text, snippets]) => (
    <Fragment key={id}>
      {snippets && <Snippets {...{ id, title, text, snippets, texts }} />}
    </Fragment>
  ))
}

export function LibrariesSection({ texts, oauth }: Props) {
  const { oauth: own } = texts
  return (
    <Section title={own.libraries}>
      <Snippets
        id="libraries"
        title={own.libraryConfiguration}
        text={own.librariesIntro}
        snippets={oauth.libraries}
        texts={texts}
      />
    </Section>
  )
}

export function EndpointsSection({ texts, oauth }: Props) {
  const { oauth: own } = texts
  const provider = oauth.endpoints.flatMap(({ name, providerUrl }) =>
    providerUrl === null ? [] : [{ name, url: providerUrl }],
  )
  return (
    <Section title={own.endpoints} intro={own.endpointsIntro}>
      <Panel>
        <Addresses texts={texts} rows={oauth.endpoints} />
        <details className="group border-t border-edge">
          <summary className="flex items-center gap-1 px-4 py-2.5 font-medium text-ink-muted -outline-offset-2 hover:text-ink sm:px-5">
            {own.providerPaths}
            <Icon name="chevron" className="transition-transform group-open:rotate-180" />
          </summary>
          <p className="px-4 pb-1 text-ink-muted sm:px-5">{own.providerPathsIntro}</p>
          <Addresses texts={texts} rows={provider} />
        </details>
      </Panel>
    </Section>
  )
}

function Addresses(props: {
  readonly texts: PortalTexts
  readonly rows: readonly { readonly name: keyof Texts['endpointNames']; readonly url: string }[]
}) {
  const { texts, rows } = props
  return (
    <dl className="divide-y divide-edge">
      {rows.map(({ name, url }) => {
        const label = texts.oauth.endpointNames[name]
        return (
          <Row key={name} label={label}>
            <CodeValue value={url} label={label} texts={texts.copy} />
          </Row>
        )
      })}
    </dl>
  )
}

/** A line of a panel: what it is, and what it says. */
export function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid items-baseline gap-x-6 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)] sm:px-5">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
