import { Fill } from '@/ui/fill'
import { AppHeader, type AppHeaderView } from './app-header'
import { Name } from './app-logo'
import { Button, PortalForm, Switch, TextField } from './controls'
import { DeleteConfirmation } from './delete-confirmation'
import { Notice, Panel, Section, Sections } from './layout'
import { LogoField } from './logo-field'
import { Setting } from './settings/fields'
import { isOn, type SettingsForm } from './settings/form'
import { type CheckedFields, MoreSettings } from './settings/more'
import type { UsualLifetimes } from './settings/tokens'
import type { Dialect, GrantType, ScopeName } from '@/model/client'
import { counted, type PortalTexts } from './texts'

export type AppSettingsView = AppHeaderView & {
  readonly usualLifetimes: UsualLifetimes
  /** Those that are worth a switch. */
  readonly grantTypes: readonly GrantType[]
  /** How many people use it. */
  readonly users: number
}

type Props = {
  readonly texts: PortalTexts
  readonly app: AppSettingsView
  readonly form: SettingsForm
  readonly formToken: string
  readonly fields: CheckedFields
  readonly notice: string | null
}

/** The way of a Rails server is under "Compatibility". */
const dialects: readonly Dialect[] = ['login-redirect', 'oauth', 'token-api', 'broker']
const scopes: readonly ScopeName[] = [
  'openid',
  'profile',
  'email',
  'phone',
  'address',
  'offline_access',
]

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

function Registration(props: Props) {
  const { texts, app, form, formToken, fields } = props
  const { settings } = texts
  return (
    <PortalForm
      action="/apps/update"
      token={formToken}
      fields={{ client_id: app.id }}
      className="group/registration"
    >
      <Sections>
        <General {...props} />
        <Ways {...props} />
        <Section title={settings.scopes} intro={settings.scopesIntro}>
          <Panel className="gap-x-8 px-4 py-1.5 sm:grid sm:grid-cols-2 sm:px-5">
            {scopes.map((name) => (
              <Switch
                key={name}
                name={`scope.${name}`}
                title={name}
                means={settings.scopeMeans[name]}
                isOn={isOn(form, `scope.${name}`)}
              />
            ))}
          </Panel>
        </Section>
        <MoreSettings form={form} usual={app.usualLifetimes} fields={fields} />
      </Sections>
      <div className="mt-5">
        <Button kind="primary">{settings.save}</Button>
      </div>
    </PortalForm>
  )
}

function General({ texts, app, form, fields: { redirectUris } }: Props) {
  const { settings, fields, registration } = texts
  return (
    <Section title={settings.general}>
      <Panel className="flex flex-col gap-5 p-4 sm:p-5">
        <TextField
          id="name"
          name="name"
          label={fields.name}
          hint={fields.nameHint}
          error={form.problems['name']}
          defaultValue={form.values['name']}
          autoComplete="off"
          required
        />
        {redirectUris}
        <div>
          <Switch
            name="first_party"
            title={settings.firstParty}
            means={
              form.isAdministrator
                ? settings.firstPartyMeans
                : `${settings.firstPartyMeans} ${settings.firstPartyAdministrators}`
            }
            isOn={isOn(form, 'first_party')}
            isDisabled={!form.isAdministrator}
          />
          {app.isSelfRegistered && form.isAdministrator && (
            <Setting form={form} name="vouched_for" choice={registration.vouchedFor} />
          )}
        </div>
      </Panel>
    </Section>
  )
}

function Ways({ texts, app, form }: Props) {
  const { settings } = texts
  return (
    <Section title={settings.ways} intro={settings.waysIntro}>
      <Panel className="divide-y divide-edge px-4 sm:px-5">
        <div className="py-1.5">
          {dialects.map((name) => (
            <Switch
              key={name}
              name={`dialect.${name}`}
              title={settings.dialects[name].name}
              means={settings.dialects[name].means}
              isOn={isOn(form, `dialect.${name}`)}
            />
          ))}
        </div>
        <div className="pt-3 pb-1.5">
          <h3 className="font-semibold">{settings.grantTypes}</h3>
          <div className="gap-x-8 sm:grid sm:grid-cols-2">
            {app.grantTypes.map((name) => (
              <Switch
                key={name}
                name={`grant.${name}`}
                title={settings.grants[name].name}
                wire={name.replace('urn:ietf:params:oauth:grant-type:', '')}
                means={settings.grants[name].means}
                isOn={isOn(form, `grant.${name}`)}
              />
            ))}
          </div>
        </div>
      </Panel>
    </Section>
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
