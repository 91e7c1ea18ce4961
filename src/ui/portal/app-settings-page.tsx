import type { ReactNode } from 'react'
import type { Dialect, GrantType, ScopeName } from '@/model/client'
import { Fill } from '@/ui/fill'
import { AppHeader, type AppHeaderView } from './app-header'
import { Name } from './app-logo'
import { Button, inputClass, notesOf, PortalForm, Switch, TextField } from './controls'
import { DeleteConfirmation } from './delete-confirmation'
import { Notice, Panel, Section, Sections } from './layout'
import { LogoField } from './logo-field'
import { counted, durationText, type PortalTexts } from './texts'

type Choice<Name> = { readonly name: Name; readonly field: string; readonly isOn: boolean }

type Lifetime = {
  readonly amount: string
  readonly unit: string
  /** Seconds, where the field is empty. */
  readonly usual: number
  readonly problem: string | null
}

export type AppSettingsView = AppHeaderView & {
  /** As it was typed last. */
  readonly typedName: string
  readonly nameProblem: string | null
  readonly typedFirstParty: boolean
  readonly mayBeFirstParty: boolean
  readonly dialects: readonly Choice<Dialect>[]
  readonly grantTypes: readonly Choice<GrantType>[]
  readonly scopes: readonly Choice<ScopeName>[]
  readonly accessTokenLifetime: Lifetime
  readonly refreshTokenLifetime: Lifetime
  readonly users: number
}

type Props = {
  readonly texts: PortalTexts
  readonly app: AppSettingsView
  readonly formToken: string
  readonly redirectUris: ReactNode
  readonly notice: string | null
}

export function AppSettingsPage(props: Props) {
  const { texts, app, formToken, notice } = props
  return (
    <>
      <AppHeader {...{ texts, app, formToken }} current="settings" />
      {notice && <Notice tone="problem">{notice}</Notice>}
      <Sections>
        <Registration {...props} />
        <Logo {...props} />
        <Disable {...props} />
        <Delete {...props} />
      </Sections>
    </>
  )
}

function Registration({ texts, app, formToken, redirectUris }: Props) {
  const { settings, fields } = texts
  return (
    <PortalForm action="/apps/update" token={formToken} fields={{ client_id: app.id }}>
      <Sections>
        <Section title={settings.general}>
          <Panel className="flex flex-col gap-5 p-4 sm:p-5">
            <TextField
              id="name"
              name="name"
              label={fields.name}
              hint={fields.nameHint}
              error={app.nameProblem}
              defaultValue={app.typedName}
              autoComplete="off"
              required
            />
            {redirectUris}
            <Switch
              name="first_party"
              title={settings.firstParty}
              means={
                app.mayBeFirstParty
                  ? settings.firstPartyMeans
                  : `${settings.firstPartyMeans} ${settings.firstPartyAdministrators}`
              }
              isOn={app.typedFirstParty}
              isDisabled={!app.mayBeFirstParty}
            />
          </Panel>
        </Section>
        <Section title={settings.ways} intro={settings.waysIntro}>
          <Panel className="divide-y divide-edge px-4 sm:px-5">
            <div className="py-1.5">
              {app.dialects.map(({ name, field, isOn }) => (
                <Switch
                  key={field}
                  name={field}
                  title={settings.dialects[name].name}
                  means={settings.dialects[name].means}
                  isOn={isOn}
                />
              ))}
            </div>
            <div className="pt-3 pb-1.5">
              <h3 className="font-semibold">{settings.grantTypes}</h3>
              <div className="gap-x-8 sm:grid sm:grid-cols-2">
                {app.grantTypes.map(({ name, field, isOn }) => (
                  <Switch
                    key={field}
                    name={field}
                    title={settings.grants[name].name}
                    wire={name.replace('urn:ietf:params:oauth:grant-type:', '')}
                    means={settings.grants[name].means}
                    isOn={isOn}
                  />
                ))}
              </div>
            </div>
          </Panel>
        </Section>
        <Section title={settings.scopes} intro={settings.scopesIntro}>
          <Panel className="gap-x-8 px-4 py-1.5 sm:grid sm:grid-cols-2 sm:px-5">
            {app.scopes.map(({ name, field, isOn }) => (
              <Switch
                key={field}
                name={field}
                title={name}
                means={settings.scopeMeans[name]}
                isOn={isOn}
              />
            ))}
          </Panel>
        </Section>
        <Section title={settings.lifetimes} intro={settings.lifetimesIntro}>
          <Panel className="flex flex-col gap-x-8 gap-y-5 p-4 sm:flex-row sm:p-5">
            <LifetimeField
              name="access_token_lifetime"
              label={settings.accessTokenLifetime}
              lifetime={app.accessTokenLifetime}
              texts={texts}
            />
            <LifetimeField
              name="refresh_token_lifetime"
              label={settings.refreshTokenLifetime}
              lifetime={app.refreshTokenLifetime}
              texts={texts}
            />
          </Panel>
        </Section>
      </Sections>
      <div className="mt-5">
        <Button kind="primary">{settings.save}</Button>
      </div>
    </PortalForm>
  )
}

const units = ['seconds', 'minutes', 'hours', 'days'] as const

function LifetimeField(props: {
  readonly name: string
  readonly label: string
  readonly lifetime: Lifetime
  readonly texts: PortalTexts
}) {
  const { name, label, lifetime, texts } = props
  const { settings } = texts
  const hint = settings.usual.replace('{duration}', durationText(texts, lifetime.usual))
  return (
    <div className="flex-1">
      <label htmlFor={name} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={name}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={lifetime.amount}
          aria-invalid={lifetime.problem ? true : undefined}
          aria-describedby={notesOf({ id: name, hint, error: lifetime.problem })}
          autoFocus={lifetime.problem !== null}
          className={`${inputClass} min-h-10 max-w-28`}
        />
        <select
          name={`${name}_unit`}
          defaultValue={lifetime.unit}
          aria-label={`${label}: ${settings.unit}`}
          className={`${inputClass} min-h-10 max-w-36`}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {settings.units[unit]}
            </option>
          ))}
        </select>
      </div>
      {lifetime.problem && (
        <p id={`${name}-error`} role="alert" className="mt-1.5 font-medium text-harm">
          {lifetime.problem}
        </p>
      )}
      <p id={`${name}-hint`} className="mt-1.5 text-ink-muted">
        {hint}
      </p>
    </div>
  )
}

function Logo({ texts, app, formToken }: Props) {
  const { settings } = texts
  const field = {
    choose: settings.logoChoose,
    save: settings.logoSave,
    unreadable: settings.logoUnreadable,
  }
  return (
    <Section title={settings.logo} intro={settings.logoIntro}>
      <Panel className="flex flex-wrap items-center gap-4 p-4 sm:p-5">
        <PortalForm
          action="/apps/logo"
          token={formToken}
          fields={{ client_id: app.id }}
          className="flex items-center gap-4"
        >
          <LogoField app={app} texts={field} />
        </PortalForm>
        {app.logoUrl !== null && (
          <PortalForm
            action="/apps/logo"
            token={formToken}
            fields={{ client_id: app.id, logo: '' }}
          >
            <Button kind="quiet">{settings.logoRemove}</Button>
          </PortalForm>
        )}
        <p className="without-script text-ink-muted">{settings.logoNeedsScript}</p>
      </Panel>
    </Section>
  )
}

function Disable({ texts, app, formToken }: Props) {
  const { settings } = texts
  const [title, text, submit] = app.isDisabled
    ? [settings.enable, settings.enableText, settings.enableSubmit]
    : [settings.disable, settings.disableText, settings.disableSubmit]
  return (
    <Section title={title.replace('{app}', () => app.name)}>
      <Panel className="flex flex-col items-start gap-4 p-4 sm:flex-row sm:items-center sm:justify-between sm:gap-8 sm:p-5">
        <p className="max-w-[38rem] text-pretty">{text}</p>
        <PortalForm
          action="/apps/disable"
          token={formToken}
          fields={{ client_id: app.id, disabled: app.isDisabled ? 'no' : 'yes' }}
        >
          <Button kind={app.isDisabled ? 'plain' : 'plain-harm'}>{submit}</Button>
        </PortalForm>
      </Panel>
    </Section>
  )
}

function Delete({ texts, app, formToken }: Props) {
  const { settings } = texts
  const users =
    app.users === 0 ? settings.deleteNobody : counted(texts, settings.deleteUsers, app.users)
  return (
    <Section id="delete" title={settings.delete.replace('{app}', () => app.name)}>
      <Panel className="flex flex-col gap-4 p-4 sm:p-5">
        <p className="max-w-[42rem] text-pretty">
          <strong className="font-semibold">{users}</strong> {settings.deleteText}
        </p>
        <PortalForm action="/apps/delete" token={formToken} fields={{ client_id: app.id }}>
          <DeleteConfirmation
            name={app.name}
            label={<Fill text={settings.deleteConfirm} values={{ app: <Name>{app.name}</Name> }} />}
            submit={settings.deleteSubmit}
          />
        </PortalForm>
      </Panel>
    </Section>
  )
}
