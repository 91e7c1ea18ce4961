import type { ReactNode } from 'react'
import { Switch } from '../controls'
import { ExactArea, ExactField, Setting } from './fields'
import { Fold } from './fold'
import { isOn, type SettingsForm } from './form'

type Props = { readonly form: SettingsForm }

/** Where people go after signing out, and how the app hears of it. */
export function SignOut({
  form,
  postLogoutRedirectUris,
}: Props & { readonly postLogoutRedirectUris: ReactNode }) {
  const { registration: own } = form.texts
  const fields = ['post_logout_redirect_uris', 'backchannel_logout_uri']
  return (
    <Fold form={form} id="signOut" fields={fields} isOauth>
      {postLogoutRedirectUris}
      <ExactField
        form={form}
        name="backchannel_logout_uri"
        label={own.backchannelLogoutUri}
        hint={own.backchannelLogoutUriHint}
      />
    </Fold>
  )
}

/** What it may do by token exchange — RFC 8693. */
export function Exchange({ form }: Props) {
  const { registration: own } = form.texts
  const isDisabled = !form.isAdministrator
  const fields = ['exchange.delegation', 'exchange.impersonation', 'exchange.subject_clients']
  return (
    <Fold form={form} id="exchange" fields={fields} isOauth>
      <div>
        <Setting
          form={form}
          name="exchange.delegation"
          choice={own.delegation}
          isDisabled={isDisabled}
        />
        <Setting
          form={form}
          name="exchange.impersonation"
          choice={own.impersonation}
          warning={own.impersonationWarning}
          isDisabled={isDisabled}
        />
      </div>
      <ExactArea
        form={form}
        name="exchange.subject_clients"
        label={own.subjectClients}
        hint={own.subjectClientsHint}
        isDisabled={isDisabled}
      />
      {isDisabled && <p className="text-ink-muted">{own.administrators}</p>}
    </Fold>
  )
}

/** What clients of other servers are used to. */
export function Compatibility({ form }: Props) {
  const { registration: own, settings } = form.texts
  return (
    <Fold
      form={form}
      id="compatibility"
      fields={['dialect.rails', 'allows_query_parameters']}
      isOauth
    >
      <div>
        <div className="group/rails">
          <Switch
            name="dialect.rails"
            title={settings.dialects.rails.name}
            means={settings.dialects.rails.means}
            isOn={isOn(form, 'dialect.rails')}
          />
          {!form.isPublic && (
            <p className="mb-2 hidden max-w-[42rem] pl-7 text-pretty text-ink-muted group-has-[input:checked]/rails:block">
              {own.railsPkce}
            </p>
          )}
        </div>
        <Setting
          form={form}
          name="allows_query_parameters"
          choice={own.allowsQueryParameters}
          warning={own.queryParametersWarning}
        />
      </div>
    </Fold>
  )
}

/** What a person can read about the app before they decide. */
export function Pages({ form }: Props) {
  const { registration: own } = form.texts
  const rows = [
    ['client_uri', own.clientUri],
    ['policy_uri', own.policyUri],
    ['tos_uri', own.tosUri],
  ] as const
  return (
    <Fold form={form} id="pages" fields={rows.map(([name]) => name)}>
      {rows.map(([name, label]) => (
        <ExactField key={name} {...{ form, name, label }} hint={own.pageHint} />
      ))}
    </Fold>
  )
}
