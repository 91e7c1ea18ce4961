import { Fill, fill } from '@/ui/fill'
import { AppHeader, type AppHeaderView } from './app-header'
import { CodeBlock, CodeValue } from './code'
import { CopyButton } from './copy-button'
import { Button, buttonClass, ButtonLink, PortalForm, TextLink } from './controls'
import { Notice, Panel, Section, Sections } from './layout'
import { type Snippet, Snippets } from './snippets'
import type { PortalTexts } from './texts'
import { Time } from './time'

export type AppView = AppHeaderView & {
  readonly isPublic: boolean
  /** Whether this version answers the way in which it signs people in. */
  readonly isAnswered: boolean
  readonly issuer: string
  readonly redirectUris: readonly string[]
  /** Null when the login redirect is off for it. */
  readonly links: readonly { readonly redirectUri: string; readonly login: string }[] | null
  readonly registerLink: string | null
  readonly refresh: readonly Snippet[] | null
  /** `off`: the JSON API is on, but a password is not taken. */
  readonly password: readonly Snippet[] | 'off' | null
  readonly verify: readonly Snippet[]
  readonly secrets: readonly {
    readonly id: string
    readonly hint: string
    readonly createdAt: Date
  }[]
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
      {!app.isAnswered && <Notice tone="caution">{texts.notAnswered}</Notice>}
      {freshSecret !== null && <FreshSecret {...props} secret={freshSecret} />}
      <Sections>
        <Credentials {...props} />
        {app.links && <Links {...props} links={app.links} />}
        {app.isAnswered && <Requests {...props} />}
        <Secrets {...props} />
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
  const { app: own } = texts
  const discovery = `${app.issuer}/.well-known/openid-configuration`
  const values = [
    [own.clientId, app.id],
    [own.issuer, app.issuer],
    [own.discovery, discovery],
  ] as const
  return (
    <Section title={own.credentials}>
      <Panel>
        <dl className="divide-y divide-edge">
          {values.map(([label, value]) => (
            <div key={label} className={row}>
              <dt className="text-ink-muted">{label}</dt>
              <dd className="min-w-0">
                <CodeValue value={value} label={label} texts={texts.copy} />
              </dd>
            </div>
          ))}
          {app.redirectUris.length > 0 && (
            <div className={row}>
              <dt className="text-ink-muted">{own.redirectUris}</dt>
              <dd className="min-w-0">
                <ul>
                  {app.redirectUris.map((uri) => (
                    <li key={uri}>
                      <CodeValue value={uri} label={uri} texts={texts.copy} />
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )}
        </dl>
      </Panel>
    </Section>
  )
}

const row = 'grid items-baseline gap-x-6 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)] sm:px-5'

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
      </div>
    </Section>
  )
}

function Secrets({ texts, app, formToken, now }: Props) {
  const { app: own } = texts
  if (app.isPublic) {
    return (
      <Section title={own.secrets}>
        <p className="text-ink-muted">{own.noSecrets}</p>
      </Section>
    )
  }
  return (
    <Section
      title={own.secrets}
      intro={own.secretsIntro}
      action={
        app.secrets.length < 2 && (
          <PortalForm action="/apps/secret/rotate" token={formToken} fields={{ client_id: app.id }}>
            <Button icon="plus">{own.addSecret}</Button>
          </PortalForm>
        )
      }
    >
      <Panel>
        <ul className="divide-y divide-edge">
          {app.secrets.map((secret) => (
            <li key={secret.id} className="px-4 py-3 sm:px-5">
              <p className="flex flex-wrap gap-x-6">
                <span>
                  <span className="text-ink-muted">{own.secretEnds}</span>{' '}
                  <code className="font-mono text-code">{secret.hint}</code>
                </span>
                <span>
                  <span className="text-ink-muted">{own.secretCreated}</span>{' '}
                  <Time at={secret.createdAt} now={now} texts={texts} />
                </span>
              </p>
              {app.secrets.length > 1 && (
                <details className="mt-1">
                  <summary
                    aria-label={fill(own.removeSecretLabel, { hint: secret.hint })}
                    className={`${buttonClass({ kind: 'quiet', small: true })} -ml-2.5`}
                  >
                    {own.removeSecret}
                  </summary>
                  <PortalForm
                    action="/apps/secret/remove"
                    token={formToken}
                    fields={{ client_id: app.id, secret_id: secret.id }}
                    className="mt-2 mb-1 flex flex-col items-start gap-3"
                  >
                    <p>
                      <Fill
                        text={own.removeSecretText}
                        values={{
                          hint: <code className="font-mono text-code">{secret.hint}</code>,
                        }}
                      />
                    </p>
                    <Button kind="harm" small>
                      {own.removeSecretSubmit}
                    </Button>
                  </PortalForm>
                </details>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  )
}
