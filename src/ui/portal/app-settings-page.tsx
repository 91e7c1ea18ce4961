import type { ReactNode } from 'react'
import type { Dialect, GrantType, ScopeName } from '@/model/client'
import { Fill } from '@/ui/fill'
import { AppHeader, type AppHeaderView } from './app-header'
import { Name } from './app-logo'
import { Button, PortalForm, Switch, TextField } from './controls'
import { DeleteConfirmation } from './delete-confirmation'
import { Notice, Panel, Section, Sections } from './layout'
import { LifetimeField, type LifetimeView } from './lifetime-field'
import { LogoField } from './logo-field'
import { OauthSettings, type OauthSettingsView } from './oauth-settings'
import { counted, type PortalTexts } from './texts'

type Choice<Name> = { readonly name: Name; readonly field: string; readonly isOn: boolean }

export type AppSettingsView = AppHeaderView & {
  /** As it was typed last. */
  readonly typedName: string
  readonly nameProblem: string | null
  readonly typedFirstParty: boolean
  readonly mayBeFirstParty: boolean
  readonly dialects: readonly Choice<Dialect>[]
  readonly grantTypes: readonly Choice<GrantType>[]
  readonly scopes: readonly Choice<ScopeName>[]
  readonly accessTokenLifetime: LifetimeView
  readonly refreshTokenLifetime: LifetimeView
  readonly oauth: OauthSettingsView
  readonly users: number
}

type Props = {
  readonly texts: PortalTexts
  readonly app: AppSettingsView
  readonly formToken: string
  readonly redirectUris: ReactNode
  readonly postLogoutRedirectUris: ReactNode
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

function Registration({ texts, app, formToken, redirectUris, postLogoutRedirectUris }: Props) {
  const { settings, fields } = texts
  return (
    <PortalForm
      action="/apps/update"
      token={formToken}
      fields={{ client_id: app.id }}
      className="group/registration"
    >
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
                    means={grantMeans(texts, name)}
                    isOn={isOn}
                  />
                ))}
              </div>
            </div>
          </Panel>
        </Section>
        <OauthSettings
          texts={texts.oauth.settings}
          app={app.oauth}
          postLogoutRedirectUris={postLogoutRedirectUris}
        />
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

const grantMeans = ({ settings, oauth }: PortalTexts, name: GrantType): string =>
  name === 'urn:ietf:params:oauth:grant-type:device_code'
    ? `${settings.grants[name].means} ${oauth.settings.deviceLater}`
    : settings.grants[name].means

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
