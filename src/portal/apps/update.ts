import { readRegistration, switchField } from '@/clients/registration'
import { dialects, grantTypes, scopeNames } from '@/model/client'
import { seeOther } from '@/oauth/responses'
import { noFlash } from '@/portal/flash'
import type { SignedInForm } from '@/portal/signed-in-form'
import { flashContext, managedApp } from './managed-app'
import { appSettingsPath } from './paths'
import { keepTyped } from './typed'

const lifetimes = [
  'access_token_lifetime',
  'refresh_token_lifetime',
  'refresh_token_max_lifetime',
  'default_max_age',
]

/** Every field of the form. */
export const fields = [
  'name',
  'redirect_uris',
  'post_logout_redirect_uris',
  'first_party',
  'vouched_for',
  ...dialects.map(switchField.dialect),
  ...grantTypes.map(switchField.grantType),
  ...scopeNames.map(switchField.scope),
  ...['authentication', 'jwks', 'jwks_uri', 'assertion_algorithm', 'dpop'],
  ...['pkce', 'requires_pushed_requests', 'requires_request_objects', 'request_object_algorithm'],
  ...['id_token_algorithm', 'access_token_algorithm', 'userinfo_algorithm'],
  ...lifetimes.flatMap((name) => [name, `${name}_unit`]),
  ...['subject_type', 'sector_identifier', 'resources', 'audiences'],
  ...['exchange.impersonation', 'exchange.delegation', 'exchange.subject_clients'],
  ...['initiate_login_uri', 'backchannel_logout_uri', 'client_uri', 'policy_uri', 'tos_uri'],
  'allows_query_parameters',
]

/** `POST /apps/update`: `client_id` and every field of the app's settings. */
export const updateApp = managedApp(async ({ client, form, provider }) => {
  const flash = flashContext(form, provider)
  const read = readRegistration(client, form.field, {
    isAdministrator: form.user.isAdministrator,
    mayCallLoopback: provider.settings.allowPrivateNetwork,
  })
  if (!read.ok) {
    const typed = {
      form: `update:${client.id}`,
      values: typedValues(form),
      problems: read.problems,
    }
    const cookie = keepTyped(flash, typed)
    return seeOther(appSettingsPath(client.id, '?again=1'), [['Set-Cookie', cookie]])
  }

  await provider.stores.clients.update(client.id, read.registration)
  provider.log.info({ clientId: client.id, userId: form.user.id }, 'app changed')
  return seeOther(appSettingsPath(client.id, '?done=saved'), [
    ['Set-Cookie', noFlash(flash, 'form')],
  ])
})

const typedValues = (form: SignedInForm): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((name) => {
      const value = form.field(name)
      return value === '' ? [] : [[name, value]]
    }),
  )
