import type { ClientRegistration } from '@/model/client'
import { lifetimeUnits } from './fields'
import { switchField } from './registration'

/** What the form of an app's settings holds before anything is typed: read again, it is the same registration. */
export function formValues(client: ClientRegistration): Readonly<Record<string, string>> {
  const { options } = client
  return {
    name: client.name,
    redirect_uris: client.redirectUris.join('\n'),
    post_logout_redirect_uris: client.postLogoutRedirectUris.join('\n'),
    ...on({ first_party: client.isFirstParty }),
    ...on(namesOf(client.dialects, switchField.dialect)),
    ...on(namesOf(client.grantTypes, switchField.grantType)),
    ...on(namesOf(client.scopes, switchField.scope)),

    authentication:
      client.authenticationMethod === 'private_key_jwt' ? 'private_key_jwt' : 'secret',
    jwks: options.jwks === null ? '' : JSON.stringify(JSON.parse(options.jwks), null, 2),
    jwks_uri: options.jwksUri ?? '',
    assertion_algorithm: options.assertionAlgorithm ?? '',
    dpop: options.dpop,

    pkce: client.pkce,
    ...on({
      requires_pushed_requests: options.requiresPushedRequests,
      requires_request_objects: options.requiresRequestObjects,
    }),
    request_object_algorithm: options.requestObjectAlgorithm ?? '',
    ...lifetime('default_max_age', options.defaultMaxAge),
    initiate_login_uri: options.initiateLoginUri ?? '',

    id_token_algorithm: client.idTokenAlgorithm,
    access_token_algorithm: options.accessTokenAlgorithm,
    userinfo_algorithm: options.userinfoAlgorithm ?? '',
    ...lifetime('access_token_lifetime', client.accessTokenLifetime),
    ...lifetime('refresh_token_lifetime', client.refreshTokenLifetime),
    ...lifetime('refresh_token_max_lifetime', options.refreshTokenMaxLifetime),
    subject_type: options.subjectType,
    sector_identifier: options.sectorIdentifier ?? '',
    resources: options.resources.join('\n'),
    audiences: options.audiences.join('\n'),

    backchannel_logout_uri: client.backchannelLogoutUri ?? '',

    ...on({
      'exchange.impersonation': options.exchange.impersonation,
      'exchange.delegation': options.exchange.delegation,
    }),
    'exchange.subject_clients': options.exchange.subjectClients.join('\n'),

    ...on({ allows_query_parameters: options.allowsQueryParameters }),
    client_uri: options.clientUri ?? '',
    policy_uri: options.policyUri ?? '',
    tos_uri: options.tosUri ?? '',
  }
}

/** A checkbox that is off sends nothing. */
const on = (switches: Readonly<Record<string, boolean>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [[name, 'on']] : [])),
  )

const namesOf = (
  names: readonly string[],
  field: (name: string) => string,
): Record<string, boolean> => Object.fromEntries(names.map((name) => [field(name), true]))

/** In the largest unit of which it is a whole number. */
function lifetime(field: string, seconds: number | null): Record<string, string> {
  if (seconds === null) return { [field]: '', [`${field}_unit`]: 'days' }
  const [unit, length] = Object.entries(lifetimeUnits)
    .reverse()
    .find(([, length]) => seconds % length === 0) ?? ['seconds', 1]
  return { [field]: String(seconds / length), [`${field}_unit`]: unit }
}
