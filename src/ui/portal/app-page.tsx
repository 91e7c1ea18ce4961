import { AppHeader, type AppHeaderView } from './app-header'
import { AppSecrets, type AppSecretsView } from './app-secrets'
import { CodeBlock, CodeValue } from './code'
import { CopyButton } from './copy-button'
import { Button, buttonClass, ButtonLink, PortalForm, TextLink } from './controls'
import { Panel, Section, Sections } from './layout'
import {
  EndpointsSection,
  LibrariesSection,
  OauthRequests,
  type OauthView,
  Row,
  SignInSection,
} from './oauth-sections'
import { DeviceSection, RailsSection, SaferSection } from './more-oauth-sections'
import { type Snippet, Snippets } from './snippets'
import type { PortalTexts } from './texts'

export type AppView = AppHeaderView &
  AppSecretsView & {
    readonly issuer: string
    readonly redirectUris: readonly string[]
    readonly postLogoutRedirectUris: readonly string[]
    /** Null when OAuth is off for it. */
    readonly oauth: OauthView | null
    /** Null when the login redirect is off for it. */
    readonly links: readonly { readonly redirectUri: string; readonly login: string }[] | null
    readonly registerLink: string | null
    readonly refresh: readonly Snippet[] | null
    /** `off`: the JSON API is on, but a password is not taken. */
    readonly password: readonly Snippet[] | 'off' | null
    readonly verify: readonly Snippet[]
    /** `off`: it is on for this app, but not for the server. Null: it is off for this app. */
    readonly tokenApi: readonly Snippet[] | 'off' | null
  }

type Props = {
  readonly texts: PortalTexts
  readonly app: AppView
  readonly formToken: string
  readonly now: Date
  /** A secret that its owner has not stored yet. */
  readonly freshSecret: string | null
}

export function AppPage(props: Props) {
  const { texts, app, formToken, freshSecret } = props
  const link = app.isDisabled ? undefined : app.links?.[0]?.login
  return (
    <>
      <AppHeader
        {...{ texts, app, formToken }}
        current="overview"
        action={
          link && (
            <ButtonLink href={link} kind={freshSecret === null ? 'primary' : 'plain'} icon="out">
              {texts.app.tryLink}
            </ButtonLink>
          )
        }
      />
      {freshSecret !== null && <FreshSecret {...props} secret={freshSecret} />}
      <Sections>
        <Credentials {...props} />
        {app.links && <Links {...props} links={app.links} />}
        {app.oauth && <SignInSection texts={texts} oauth={app.oauth} appId={app.id} />}
        {app.oauth && <RailsSection texts={texts} oauth={app.oauth} />}
        {app.oauth && <DeviceSection texts={texts} oauth={app.oauth} />}
        <Requests {...props} />
        {app.oauth && <LibrariesSection texts={texts} oauth={app.oauth} />}
        {app.oauth && <EndpointsSection texts={texts} oauth={app.oauth} />}
        <AppSecrets {...props} />
      </Sections>
    </>
  )
}

function FreshSecret({ texts, app, formToken, secret }: Props & { readonly secret: string }) {
  const file = `PORTICO_CLIENT_ID=${app.id}\nPORTICO_CLIENT_SECRET=${secret}\n`
  const { app: own } = texts
  return (
    <section
      aria-labelledby="fresh-secret"
      className="mb-8 rounded-panel border border-caution bg-caution-wash p-4 sm:p-5"
    >
      <h2 id="fresh-secret" className="text-base font-semibold">
        {own.secretOnceTitle}
      </h2>
      <p className="mt-0.5 max-w-[46rem] text-pretty">
        {own.secretOnce} {app.kind === 'login-redirect' && own.secretUnused}
      </p>
      <p className="my-3 rounded-control border border-edge bg-surface px-3.5 py-2.5">
        <code className="font-mono text-code wrap-anywhere">{secret}</code>
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={secret} label={own.secretOnceTitle} texts={texts.copy} />
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download={`portico-${app.id}.env`}
          className={buttonClass({ small: true })}
        >
          {own.secretDownload}
        </a>
        <PortalForm action="/apps/secret/seen" token={formToken} fields={{ client_id: app.id }}>
          <Button kind="primary" small>
            {own.secretStored}
          </Button>
        </PortalForm>
      </div>
    </section>
  )
}

function Credentials({ texts, app }: Props) {
  const { app: own, oauth } = texts
  const values = [
    [own.clientId, app.id],
    [own.issuer, app.issuer],
    [own.discovery, `${app.issuer}/.well-known/openid-configuration`],
  ] as const
  const lists = [
    [own.redirectUris, app.redirectUris],
    [oauth.postLogoutRedirectUris, app.postLogoutRedirectUris],
  ] as const
  return (
    <Section title={own.credentials}>
      <Panel>
        <dl className="divide-y divide-edge">
          {values.map(([label, value]) => (
            <Row key={label} label={label}>
              <CodeValue value={value} label={label} texts={texts.copy} />
            </Row>
          ))}
          {app.oauth && (
            <Row label={oauth.authentication}>
              {
                {
                  secret: oauth.authenticatesBySecret,
                  key: oauth.authenticatesByKey,
                  none: oauth.authenticatesByNothing,
                }[app.oauth.authentication]
              }
            </Row>
          )}
          {lists
            .filter(([, uris]) => uris.length > 0)
            .map(([label, uris]) => (
              <Row key={label} label={label}>
                <ul>
                  {uris.map((uri) => (
                    <li key={uri}>
                      <CodeValue value={uri} label={uri} texts={texts.copy} />
                    </li>
                  ))}
                </ul>
              </Row>
            ))}
        </dl>
      </Panel>
    </Section>
  )
}

function Links({ texts, app, links }: Props & { readonly links: NonNullable<AppView['links']> }) {
  const { app: own } = texts
  if (links.length === 0) {
    return (
      <Section title={own.links}>
        <Panel className="px-4 py-4 sm:px-5">
          <p>
            {own.noRedirectUris}{' '}
            <TextLink href={`/apps/${app.id}/settings`}>{own.addRedirectUri}</TextLink>.
          </p>
        </Panel>
      </Section>
    )
  }
  return (
    <Section title={own.links} intro={own.linksIntro}>
      <div className="flex flex-col gap-3">
        {links.map(({ redirectUri, login }) => (
          <div key={redirectUri}>
            {links.length > 1 && (
              <p className="mb-1 font-mono text-code wrap-anywhere text-ink-muted">{redirectUri}</p>
            )}
            <CodeBlock code={login} label={own.loginLink} texts={texts.copy} wraps />
          </div>
        ))}
        <p className="text-ink-muted">{own.linksState}</p>
        {app.registerLink && (
          <div>
            <h3 className="mb-1.5 font-semibold">{own.registerLink}</h3>
            <CodeBlock code={app.registerLink} label={own.registerLink} texts={texts.copy} wraps />
          </div>
        )}
      </div>
    </Section>
  )
}

function Requests({ texts, app }: Props) {
  const { app: own } = texts
  return (
    <Section title={own.requests}>
      <div className="flex flex-col gap-6">
        {app.oauth && <OauthRequests texts={texts} oauth={app.oauth} />}
        {app.refresh && (
          <Snippets
            id="refresh"
            title={own.refresh}
            text={own.refreshText}
            snippets={app.refresh}
            texts={texts}
          />
        )}
        <Snippets
          id="verify"
          title={own.verify}
          text={own.verifyText}
          snippets={app.verify}
          texts={texts}
        />
        {app.password === 'off' && (
          <div>
            <h3 className="font-semibold">{own.password}</h3>
            <p className="max-w-[42rem] text-pretty text-ink-muted">{own.passwordOff}</p>
          </div>
        )}
        {app.password !== null && app.password !== 'off' && (
          <Snippets
            id="password"
            title={own.password}
            text={own.passwordText}
            snippets={app.password}
            texts={texts}
          />
        )}
        {app.tokenApi === 'off' && (
          <div>
            <h3 className="font-semibold">{own.tokenApi}</h3>
            <p className="max-w-[42rem] text-pretty text-ink-muted">{own.tokenApiOff}</p>
          </div>
        )}
        {app.tokenApi !== null && app.tokenApi !== 'off' && (
          <Snippets
            id="token-api"
            title={own.tokenApi}
            text={own.tokenApiText}
            snippets={app.tokenApi}
            texts={texts}
          />
        )}
        {app.oauth && <SaferSection texts={texts} oauth={app.oauth} />}
      </div>
    </Section>
  )
}
