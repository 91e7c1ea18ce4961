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
  readonly id: string
  readonly name: string
  readonly logoUrl: string | null
  /** Where the app is, or begins a sign-in; null when it has no address in a browser. */
  readonly url: string | null
  readonly isDisabled: boolean
  readonly scopes: readonly ScopeName[]
  readonly since: Date
  readonly lastUsedAt: Date
  /** Seconds that an access token given before may go on for. */
  readonly accessTokenLifetime: number
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
              <App key={app.id} app={app} texts={texts} {...rest} />
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
  const revokeText = fill(home.revokeText, {
    duration: durationText(texts, app.accessTokenLifetime),
  })
  return (
    <li className="p-4 sm:px-5">
      <div className="flex items-start gap-3.5">
        <AppLogo app={app} size={40} />
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-x-2 text-[0.9375rem]">
            <Name>{app.name}</Name>
            {app.isDisabled && <Badge tone="caution">{texts.apps.disabled}</Badge>}
          </h2>
          <p className="text-ink-muted">{seesText(texts, app.scopes)}</p>
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
          fields={{ client_id: app.id }}
          className="mt-2 flex flex-col items-start gap-3 ml-2.5"
        >
          <p className="max-w-[42rem] text-pretty">
            <Fill text={revokeText} values={{ app: <Name>{app.name}</Name> }} />
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
function seesText({ home, lang }: PortalTexts, scopes: readonly ScopeName[]): string {
  const named = scopes.map((scope) => home.scopes[scope]).filter((text) => text !== '')
  const list = new Intl.ListFormat(lang).format(named)
  const sees = named.length > 0 ? [fill(home.sees, { list })] : []
  return [...sees, ...(scopes.includes('offline_access') ? [home.offline] : [])].join(' · ')
}
