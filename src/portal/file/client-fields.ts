import { type ClientOptions, type ClientRegistration, defaultClientOptions } from '@/model/client'

import type { clientKeys } from './client-keys'
import type { Key } from './readers'

export type ClientKeyName = keyof typeof clientKeys

/** What is decided of a client, the options beside the rest. Whether it is public is said by how it authenticates. */
export type ClientFields = Omit<ClientRegistration, 'options' | 'isPublic'> & ClientOptions

type ReadBy<Name extends ClientKeyName> = (typeof clientKeys)[Name] extends Key<infer T> ? T : never

type KeyFor<T> = {
  [Name in ClientKeyName]: ReadBy<Name> extends NonNullable<T> ? Name : never
}[ClientKeyName]

/** The key of each field. A field without one does not compile, nor one whose key reads something else. */
export const keyOfField: { readonly [Field in keyof ClientFields]: KeyFor<ClientFields[Field]> } = {
  name: 'client_name',
  kind: 'kind',
  isFirstParty: 'first_party',
  redirectUris: 'redirect_uris',
  postLogoutRedirectUris: 'post_logout_redirect_uris',
  dialects: 'dialects',
  grantTypes: 'grant_types',
  scopes: 'scope',
  authenticationMethod: 'token_endpoint_auth_method',
  jwks: 'jwks',
  jwksUri: 'jwks_uri',
  assertionAlgorithm: 'token_endpoint_auth_signing_alg',
  requestObjectAlgorithm: 'request_object_signing_alg',
  pkce: 'pkce',
  dpop: 'dpop',
  requiresPushedRequests: 'require_pushed_authorization_requests',
  requiresRequestObjects: 'require_signed_request_object',
  idTokenAlgorithm: 'id_token_signed_response_alg',
  accessTokenAlgorithm: 'access_token_signing_alg',
  userinfoAlgorithm: 'userinfo_signed_response_alg',
  subjectType: 'subject_type',
  sectorIdentifier: 'sector_identifier',
  sectorIdentifierUri: 'sector_identifier_uri',
  accessTokenLifetime: 'access_token_lifetime',
  refreshTokenLifetime: 'refresh_token_lifetime',
  refreshTokenMaxLifetime: 'refresh_token_max_lifetime',
  defaultMaxAge: 'default_max_age',
  resources: 'resources',
  audiences: 'audiences',
  exchange: 'exchange',
  allowsQueryParameters: 'query_parameters',
  initiateLoginUri: 'initiate_login_uri',
  clientUri: 'client_uri',
  policyUri: 'policy_uri',
  tosUri: 'tos_uri',
  backchannelLogoutUri: 'backchannel_logout_uri',
  isSelfRegistered: 'self_registered',
}

export const fieldNames = Object.keys(keyOfField) as readonly (keyof ClientFields)[]

export const fieldsOf = ({ options, isPublic: _, ...rest }: ClientRegistration): ClientFields => ({
  ...rest,
  ...options,
})

const isOption = (name: string): boolean => Object.hasOwn(defaultClientOptions, name)

/** The other way round. */
export function registrationOf(fields: ClientFields): ClientRegistration {
  const entries = Object.entries(fields)
  const options = Object.fromEntries(entries.filter(([name]) => isOption(name)))
  const rest = Object.fromEntries(entries.filter(([name]) => !isOption(name)))
  const isPublic = fields.authenticationMethod === 'none'
  return { ...rest, isPublic, options } as unknown as ClientRegistration // both together are all fields
}
