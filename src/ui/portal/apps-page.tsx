import type { ClientKind } from '@/model/client'
import { AppLogo, Name } from './app-logo'
import { CodeValue } from './code'
import { ButtonLink } from './controls'
import { Badge, Empty, PageHeader, Panel } from './layout'
import type { PortalTexts } from './texts'
import { Time } from './time'

export type AppRow = {
  readonly id: string
  readonly name: string
  readonly logoUrl: string | null
  readonly kind: ClientKind
  readonly isFirstParty: boolean
  readonly isDisabled: boolean
  readonly isSelfRegistered: boolean
  readonly createdAt: Date
}

type Props = {
  readonly texts: PortalTexts
  readonly apps: readonly AppRow[]
  readonly mayRegister: boolean
  readonly now: Date
}

export function AppsPage({ texts, apps, mayRegister, now }: Props) {
  const { apps: own } = texts
  const hasApps = apps.length > 0
  return (
    <>
      <PageHeader
        title={own.title}
        intro={own.intro}
        action={
          mayRegister &&
          hasApps && (
            <ButtonLink href="/apps/new" kind="primary" icon="plus">
              {own.new}
            </ButtonLink>
          )
        }
      />
      {hasApps ? (
        <AppTable {...{ texts, apps, now }} />
      ) : (
        <Empty
          title={own.emptyTitle}
          text={mayRegister ? own.empty : own.emptyForOthers}
          action={
            mayRegister && (
              <ButtonLink href="/apps/new" kind="primary" icon="plus">
                {own.emptyAction}
              </ButtonLink>
            )
          }
        />
      )}
    </>
  )
}

const headCell = 'px-4 py-2 text-left text-[0.8125rem] font-medium text-ink-muted'

/** On a small screen only the names stay, each with its kind. */
function AppTable({ texts, apps, now }: Omit<Props, 'mayRegister'>) {
  const { apps: own } = texts
  return (
    <Panel>
      <table className="w-full">
        <thead className="border-b border-edge max-sm:sr-only">
          <tr>
            <th scope="col" className={headCell}>
              {own.name}
            </th>
            <th scope="col" className={`${headCell} max-sm:hidden`}>
              {own.clientId}
            </th>
            <th scope="col" className={`${headCell} text-right max-sm:hidden`}>
              {own.created}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-edge">
          {apps.map((app) => (
            <tr key={app.id} className="relative transition-colors hover:bg-sunken/60">
              <td className="px-4 py-3">
                <div className="flex items-center gap-3">
                  <AppLogo app={app} size={32} />
                  <div className="min-w-0">
                    <div className="flex flex-wrap items-center gap-x-2">
                      {/* The whole row leads there. */}
                      <a
                        href={`/apps/${app.id}`}
                        className="rounded-xs after:absolute after:inset-0 hover:underline"
                      >
                        <Name>{app.name}</Name>
                      </a>
                      {app.isDisabled && <Badge tone="caution">{own.disabled}</Badge>}
                      {app.isSelfRegistered && (
                        <Badge tone="plain">{texts.registration.selfRegistered}</Badge>
                      )}
                      {app.isFirstParty && <Badge tone="plain">{own.firstParty}</Badge>}
                    </div>
                    <p className="text-[0.8125rem] text-ink-muted">{texts.kinds[app.kind].name}</p>
                  </div>
                </div>
              </td>
              <td className="max-w-56 px-4 py-3 max-sm:hidden">
                <span className="relative flex">
                  <CodeValue value={app.id} label={own.clientId} texts={texts.copy} isOneLine />
                </span>
              </td>
              <td className="px-4 py-3 text-right whitespace-nowrap text-ink-muted max-sm:hidden">
                <span className="relative">
                  <Time at={app.createdAt} now={now} texts={texts} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
