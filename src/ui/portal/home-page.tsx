import type { ScopeName } from '@/model/client'
import { Fill, fill } from '@/ui/fill'
import { harmless } from '@/ui/visible'
import { AppLogo, Name } from './app-logo'
import { Button, buttonClass, ButtonLink, PortalForm } from './controls'
import { Icon } from './icons'
import { Badge, Empty, PageHeader, Panel } from './layout'
import { durationText, type PortalTexts } from './texts'
import { Time } from './time'

export type ConnectedApp = {
  /** What its form says of which one it is. */
  readonly fields: Readonly<Record<string, string>>
  readonly name: string
  readonly logo: { readonly name: string; readonly logoUrl: string | null }
  /** Where the app is, or begins a sign-in; null when it has no address in a browser. */
  readonly url: string | null
  readonly isDisabled: boolean
  readonly scopes: readonly ScopeName[]
  /** Whether it may do what the person may, which no scope says. */
  readonly actsForUser: boolean
  /** The label of the service by which the broker sends the person there; null: it is an app of the portal's own. */
  readonly through: string | null
  readonly since: Date
  readonly lastUsedAt: Date
  /** Seconds that an access token given before may go on for; null: nothing goes on. */
  readonly accessTokenLifetime: number | null
}

type Props = {
  readonly texts: PortalTexts
  readonly apps: readonly ConnectedApp[]
  readonly formToken: string
  readonly now: Date
  /** Where somebody without apps may go on. */
  readonly next: 'playground' | 'register' | null
}

export function HomePage({ texts, apps, next, ...rest }: Props) {
  const { home } = texts
  return (
    <>
      <PageHeader title={home.title} intro={home.intro} />
      {apps.length === 0 ? (
        <Empty
          title={home.emptyTitle}
          text={home.empty}
          action={
            next === 'playground' ? (
              <ButtonLink href="/playground" kind="primary">
                {home.emptyPlayground}
              </ButtonLink>
            ) : (
              next === 'register' && (
                <ButtonLink href="/apps/new" kind="primary">
                  {home.emptyRegister}
                </ButtonLink>
              )
            )
          }
        />
      ) : (
        <Panel>
          <ul className="divide-y divide-edge">
            {apps.map((app) => (
              <App key={Object.values(app.fields).join(' ')} app={app} texts={texts} {...rest} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function App(props: Omit<Props, 'apps' | 'next'> & { readonly app: ConnectedApp }) {
  const { app, texts, now, formToken } = props
  const { home } = texts
  return (
    <li className="p-4 sm:px-5">
      <div className="flex items-start gap-3.5">
        <AppLogo app={app.logo} size={40} />
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-x-2 text-[0.9375rem]">
            <Name>{app.name}</Name>
            {app.isDisabled && <Badge tone="caution">{texts.apps.disabled}</Badge>}
          </h2>
          <p className="wrap-anywhere text-ink-muted">{seesText(texts, app)}</p>
          <p className="mt-0.5 text-[0.8125rem] text-ink-muted">
            <Fill
              text={home.since}
              values={{ date: <Time at={app.since} now={now} texts={texts} /> }}
            />
            {' · '}
            <Fill
              text={home.lastUsed}
              values={{ date: <Time at={app.lastUsedAt} now={now} texts={texts} /> }}
            />
          </p>
        </div>
        {app.url !== null && !app.isDisabled && (
          <ButtonLink
            href={app.url}
            small
            icon="out"
            rel="noreferrer"
            aria-label={fill(home.openLabel, { app: harmless(app.name) })}
          >
            <span className="max-sm:hidden">{home.open}</span>
          </ButtonLink>
        )}
      </div>
      <details className="group mt-2 ml-[2.75rem]">
        <summary
          aria-label={fill(home.revokeLabel, { app: harmless(app.name) })}
          className={buttonClass({ kind: 'quiet', small: true })}
        >
          {home.revoke}
          <Icon name="chevron" className="transition-transform group-open:rotate-180" />
        </summary>
        <PortalForm
          action="/account/apps/revoke"
          token={formToken}
          fields={app.fields}
          className="mt-2 flex flex-col items-start gap-3 ml-2.5"
        >
          <p className="max-w-[42rem] text-pretty">
            <Fill text={revokeText(texts, app)} values={{ app: <Name>{app.name}</Name> }} />
          </p>
          <Button kind="harm" small>
            {home.revoke}
          </Button>
        </PortalForm>
      </details>
    </li>
  )
}

/** "Sees who you are, your name and your e-mail address · Keeps its access while you are away" */
function seesText({ home, lang }: PortalTexts, app: ConnectedApp): string {
  const { scopes, through, actsForUser } = app
  const named = scopes.map((scope) => home.scopes[scope]).filter((text) => text !== '')
  return [
    ...(through === null ? [] : [fill(home.through, { service: harmless(through) })]),
    ...(named.length > 0
      ? [fill(home.sees, { list: new Intl.ListFormat(lang).format(named) })]
      : []),
    ...(actsForUser ? [home.acts] : []),
    ...(scopes.includes('offline_access') || through !== null ? [home.offline] : []),
  ].join(' · ')
}

/** What ends with a revocation, and when. The app's name is still to be filled in. */
function revokeText(texts: PortalTexts, { accessTokenLifetime, through }: ConnectedApp): string {
  const { home } = texts
  if (accessTokenLifetime === null) return home.revokeAtOnceText
  const duration = durationText(texts, accessTokenLifetime)
  return through === null
    ? fill(home.revokeText, { duration })
    : fill(home.revokePlaceText, { duration, service: harmless(through) })
}
