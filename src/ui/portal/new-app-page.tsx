import type { ReactNode } from 'react'
import type { ClientKind } from '@/model/client'
import { Button, ButtonLink, PortalForm, TextField, TextLink } from './controls'
import { Icon } from './icons'
import { Notice, PageHeader, Panel } from './layout'
import type { PortalTexts } from './texts'

const kinds: readonly ClientKind[] = ['login-redirect', 'web', 'browser', 'machine', 'device']

/** The first step: which kind of app. Each is a link, so it works without script. */
export function ChooseKindPage({ texts }: { readonly texts: PortalTexts }) {
  return (
    <>
      <PageHeader
        before={<Back texts={texts} />}
        title={texts.newApp.title}
        intro={texts.newApp.intro}
      />
      <ul className="grid gap-3 sm:grid-cols-2">
        {kinds.map((kind, index) => (
          <li
            key={kind}
            className={`relative flex gap-3.5 rounded-panel border border-edge bg-surface p-4 transition-colors hover:border-edge-control hover:bg-sunken/50 ${index === 0 ? 'sm:col-span-2' : ''}`}
          >
            <span className="grid size-9 shrink-0 place-items-center rounded-control bg-accent-wash text-accent">
              <Icon name={kind} />
            </span>
            <div>
              <h2 className="text-[0.9375rem] font-semibold">
                <a
                  href={`/apps/new?kind=${kind}`}
                  className="rounded-xs after:absolute after:inset-0"
                >
                  {texts.kinds[kind].name}
                </a>
              </h2>
              <p className="mt-0.5 text-ink-muted">{texts.kinds[kind].means}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

const Back = ({ texts }: { readonly texts: PortalTexts }) => (
  <a
    href="/apps"
    className="mb-2 inline-flex items-center gap-1 rounded-xs text-ink-muted hover:text-ink"
  >
    <Icon name="back" />
    {texts.apps.title}
  </a>
)

/** The second step: a name, and where people come back to. */
export function NewAppPage(props: {
  readonly texts: PortalTexts
  readonly kind: ClientKind
  readonly formToken: string
  readonly name: string
  readonly nameProblem: string | null
  /** The field for redirect URIs; null for a kind that sends nobody back. */
  readonly redirectUris: ReactNode
  /** What an app may do without, folded away unless something is wrong in it. */
  readonly more: { readonly fields: ReactNode; readonly isOpen: boolean } | null
  readonly notice: string | null
}) {
  const { texts, kind, formToken, name, nameProblem, redirectUris, more, notice } = props
  const { fields, newApp, kinds: kindTexts } = texts
  return (
    <>
      <PageHeader before={<Back texts={texts} />} title={newApp.title} intro={newApp.introForm} />
      {notice && <Notice tone="problem">{notice}</Notice>}
      <Panel>
        <div className="flex flex-wrap items-center gap-3.5 border-b border-edge p-4 sm:px-5">
          <span className="grid size-9 shrink-0 place-items-center rounded-control bg-accent-wash text-accent">
            <Icon name={kind} />
          </span>
          <div className="min-w-0 flex-1 basis-60">
            <p className="font-semibold">{kindTexts[kind].name}</p>
            <p className="text-ink-muted">{kindTexts[kind].means}</p>
          </div>
          <TextLink href="/apps/new">{newApp.otherKind}</TextLink>
        </div>
        <PortalForm
          action="/apps/create"
          token={formToken}
          fields={{ kind }}
          className="flex flex-col gap-5 p-4 sm:p-5"
        >
          <TextField
            id="name"
            name="name"
            label={fields.name}
            hint={fields.nameHint}
            error={nameProblem}
            defaultValue={name}
            autoComplete="off"
            autoFocus
            required
          />
          {redirectUris}
          {more && (
            <details className="group" open={more.isOpen}>
              <summary className="inline-flex items-center gap-1 rounded-xs font-medium text-ink-muted hover:text-ink">
                {texts.oauth.settings.more}
                <Icon name="chevron" className="transition-transform group-open:rotate-180" />
              </summary>
              <div className="mt-3">{more.fields}</div>
            </details>
          )}
          <div className="flex gap-2">
            <Button kind="primary">{newApp.submit}</Button>
            <ButtonLink href="/apps" kind="quiet">
              {texts.cancel}
            </ButtonLink>
          </div>
        </PortalForm>
      </Panel>
    </>
  )
}
