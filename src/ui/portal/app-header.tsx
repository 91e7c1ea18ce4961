import type { ReactNode } from 'react'
import type { ClientKind } from '@/model/client'
import { harmless } from '@/ui/visible'
import { AppLogo } from './app-logo'
import { Button, PortalForm } from './controls'
import { Icon } from './icons'
import { Badge, Notice, Tabs } from './layout'
import type { PortalTexts } from './texts'

export type AppHeaderView = {
  readonly id: string
  readonly name: string
  readonly logoUrl: string | null
  readonly kind: ClientKind
  readonly isFirstParty: boolean
  readonly isDisabled: boolean
  readonly isSelfRegistered: boolean
}

/** What stands above each page about one app: its name, and the way between those pages. */
export function AppHeader(props: {
  readonly texts: PortalTexts
  readonly app: AppHeaderView
  readonly current: 'overview' | 'settings'
  readonly formToken: string
  readonly action?: ReactNode
}) {
  const { texts, app, current, formToken, action } = props
  const tabs = [
    ['overview', `/apps/${app.id}`],
    ['settings', `/apps/${app.id}/settings`],
  ] as const
  return (
    <>
      <a
        href="/apps"
        className="mb-2 inline-flex items-center gap-1 rounded-xs text-ink-muted hover:text-ink"
      >
        <Icon name="back" />
        {texts.apps.title}
      </a>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3.5">
          <AppLogo app={app} size={40} />
          <div className="min-w-0">
            <h1 className="text-[1.625rem] leading-tight tracking-tight wrap-anywhere">
              <bdi>{harmless(app.name)}</bdi>
            </h1>
            <p className="flex flex-wrap items-center gap-x-2 text-ink-muted">
              {texts.kinds[app.kind].name}
              {app.isFirstParty && <Badge tone="plain">{texts.apps.firstParty}</Badge>}
              {app.isSelfRegistered && (
                <Badge tone="plain">{texts.registration.selfRegistered}</Badge>
              )}
              {app.isDisabled && <Badge tone="caution">{texts.apps.disabled}</Badge>}
            </p>
          </div>
        </div>
        {action}
      </div>
      <Tabs
        label={texts.app.sections}
        tabs={tabs.map(([tab, path]) => ({
          name: texts.app[tab],
          path,
          isCurrent: tab === current,
        }))}
      />
      {app.isDisabled && (
        <Notice
          tone="caution"
          action={
            <PortalForm
              action="/apps/disable"
              token={formToken}
              fields={{ client_id: app.id, disabled: 'no' }}
            >
              <Button small>{texts.app.enable}</Button>
            </PortalForm>
          }
        >
          {texts.app.disabledNotice}
        </Notice>
      )}
    </>
  )
}
