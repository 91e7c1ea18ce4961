// What a client says of itself when it registers, and how it is told what was made of it: RFC 7591 §2, OpenID Connect
// Dynamic Client Registration 1.0 §2, and what later specifications add. A member that is not in the table is nobody's
// business: `logo_uri`, which would have browsers ask a stranger's server for every visitor, `contacts`,
// `software_statement` (RFC 7591 §3.1.1) and names in other languages among them.
import { kindDefaults } from '@/clients/kinds'
import {
  authenticationMethods,
  idTokenAlgorithms,
  type Client,
  type ClientKind,
  type ClientOptions,
  type ClientRegistration,
  type GrantType,
} from '@/model/client'

import * as read from './values'
import type { Reader } from './values'

/** What the token endpoint knows, of what an app can register for. */
export const registrableGrantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
] as const satisfies readonly GrantType[]

export const subjectTypes = ['public', 'pairwise'] as const

type Member<T> = { readonly reader: Reader<T>; readonly absent: T }

/** @param absent  what it is when it is left out */
const member = <T>(reader: Reader<T>, absent: NoInfer<T>): Member<T> => ({ reader, absent })

/** What may be left out altogether. */
const optional = <T>(reader: Reader<T>): Member<T | null> => ({ reader, absent: null })

/** Each member: how it is read, and its default. */
const members = {
  client_name: optional(read.clientName),
  client_uri: optional(read.page),
  policy_uri: optional(read.page),
  tos_uri: optional(read.page),
  application_type: optional(read.choice(['web', 'native'])),
  redirect_uris: member(read.redirectUris, []),
  post_logout_redirect_uris: member(read.postLogoutRedirectUris, []),
  response_types: optional(read.choices(['code'])),
  grant_types: member(read.choices(registrableGrantTypes), ['authorization_code']),
  scope: optional(read.scope),
  token_endpoint_auth_method: member(read.choice(authenticationMethods), 'client_secret_basic'),
  token_endpoint_auth_signing_alg: optional(read.signatureAlgorithm),
  jwks: optional(read.jwks),
  jwks_uri: optional(read.address),
  id_token_signed_response_alg: member(read.choice(idTokenAlgorithms), 'RS256'),
  userinfo_signed_response_alg: optional(read.choice(idTokenAlgorithms)),
  request_object_signing_alg: optional(read.signatureAlgorithm),
  require_signed_request_object: member(read.flag, false),
  require_pushed_authorization_requests: member(read.flag, false),
  dpop_bound_access_tokens: member(read.flag, false),
  subject_type: member(read.choice(subjectTypes), 'public'),
  sector_identifier_uri: optional(read.address),
  default_max_age: optional(read.seconds),
  require_auth_time: member(read.flag, false),
  initiate_login_uri: optional(read.address),
  backchannel_logout_uri: optional(read.address),
  backchannel_logout_session_required: member(read.flag, false),
}

type Members = typeof members
export type ClientMetadata = { readonly [Name in keyof Members]: Members[Name]['absent'] }

/**
 * Reads each member by itself; whether they go together is for the rules. What is null or an empty text was left out.
 * @throws {OAuthError} `invalid_client_metadata`, `invalid_redirect_uri`
 */
export const readMetadata = (body: Readonly<Record<string, unknown>>): ClientMetadata =>
  Object.fromEntries(
    Object.entries(members).map(([name, { reader, absent }]) => {
      const value = body[name] ?? ''
      return [name, value === '' ? absent : reader(value, name)]
    }),
  ) as ClientMetadata

/** What of a client has no name in its metadata, and stays as whoever looks after the portal has set it. */
export type Unsaid = Pick<
  ClientRegistration,
  'isFirstParty' | 'dialects' | 'pkce' | 'accessTokenLifetime' | 'refreshTokenLifetime'
> & { readonly grantTypes: readonly GrantType[]; readonly options: ClientOptions }

/** @param sectorIdentifier  the host of the sector, once it is proved; null: there is none */
export function registrationOf(
  metadata: ClientMetadata,
  sectorIdentifier: string | null,
  unsaid: Unsaid,
): ClientRegistration {
  const kind = kindOf(metadata)
  const isPublic = metadata.token_endpoint_auth_method === 'none'
  const { grant_types: grantTypes } = metadata
  return {
    isFirstParty: unsaid.isFirstParty,
    dialects: unsaid.dialects,
    accessTokenLifetime: unsaid.accessTokenLifetime,
    refreshTokenLifetime: unsaid.refreshTokenLifetime,
    name: metadata.client_name ?? nameFrom(metadata),
    kind,
    isPublic,
    pkce: isPublic ? 'required' : unsaid.pkce,
    grantTypes: [...unsaid.grantTypes.filter((one) => !isRegistrable(one)), ...grantTypes],
    scopes:
      metadata.scope ??
      kindDefaults[kind].scopes.filter(
        (one) => one !== 'offline_access' || grantTypes.includes('refresh_token'),
      ),
    redirectUris: metadata.redirect_uris,
    postLogoutRedirectUris: metadata.post_logout_redirect_uris,
    authenticationMethod: metadata.token_endpoint_auth_method,
    idTokenAlgorithm: metadata.id_token_signed_response_alg,
    backchannelLogoutUri: metadata.backchannel_logout_uri,
    options: {
      ...unsaid.options,
      jwks: metadata.jwks,
      jwksUri: metadata.jwks_uri,
      assertionAlgorithm: metadata.token_endpoint_auth_signing_alg,
      requestObjectAlgorithm: metadata.request_object_signing_alg,
      dpop: dpopOf(metadata, unsaid.options),
      requiresPushedRequests: metadata.require_pushed_authorization_requests,
      requiresRequestObjects: metadata.require_signed_request_object,
      subjectType: metadata.subject_type,
      sectorIdentifier,
      sectorIdentifierUri: metadata.sector_identifier_uri,
      userinfoAlgorithm: metadata.userinfo_signed_response_alg,
      initiateLoginUri: metadata.initiate_login_uri,
      clientUri: metadata.client_uri,
      policyUri: metadata.policy_uri,
      tosUri: metadata.tos_uri,
      defaultMaxAge: metadata.default_max_age,
    },
  }
}

const isRegistrable = (grantType: GrantType): boolean =>
  registrableGrantTypes.some((one) => one === grantType)

function kindOf({
  grant_types: grantTypes,
  token_endpoint_auth_method: method,
}: ClientMetadata): ClientKind {
  if (grantTypes.includes('authorization_code')) return method === 'none' ? 'browser' : 'web'
  return grantTypes.includes('urn:ietf:params:oauth:grant-type:device_code') ? 'device' : 'machine'
}

/** An app that gives no name goes by where it is, which is what a person is shown in any case. */
const nameFrom = ({ redirect_uris: [uri = ''] }: ClientMetadata): string =>
  (/^https?:\/\/([^/?#]+)/i.exec(uri)?.[1] ?? /^([^:]+):/.exec(uri)?.[1] ?? 'Unnamed').slice(0, 80)

/** With a nonce or without is not for the client to say. */
const dpopOf = (
  { dpop_bound_access_tokens: isBound }: ClientMetadata,
  { dpop }: ClientOptions,
): ClientOptions['dpop'] => (!isBound ? 'optional' : dpop === 'optional' ? 'required' : dpop)

/** All that is registered, by its name on the wire: RFC 7591 §3.2.1. What is not set is left out. */
export function metadataOf(client: Client): Readonly<Record<string, unknown>> {
  const { options, grantTypes, redirectUris, backchannelLogoutUri } = client
  const said: Readonly<Record<Exclude<keyof Members, 'jwks'>, unknown>> = {
    client_name: client.name,
    client_uri: options.clientUri,
    policy_uri: options.policyUri,
    tos_uri: options.tosUri,
    application_type: applicationTypeOf(redirectUris),
    redirect_uris: redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    response_types: grantTypes.includes('authorization_code') ? ['code'] : [],
    grant_types: grantTypes.filter(isRegistrable),
    scope: client.scopes.join(' '),
    token_endpoint_auth_method: client.authenticationMethod,
    token_endpoint_auth_signing_alg: options.assertionAlgorithm,
    jwks_uri: options.jwksUri,
    id_token_signed_response_alg: client.idTokenAlgorithm,
    userinfo_signed_response_alg: options.userinfoAlgorithm,
    request_object_signing_alg: options.requestObjectAlgorithm,
    require_signed_request_object: options.requiresRequestObjects,
    require_pushed_authorization_requests: options.requiresPushedRequests,
    dpop_bound_access_tokens: options.dpop !== 'optional',
    subject_type: options.subjectType,
    sector_identifier_uri: options.sectorIdentifierUri,
    default_max_age: options.defaultMaxAge,
    require_auth_time: true, // it is in every ID token
    initiate_login_uri: options.initiateLoginUri,
    backchannel_logout_uri: backchannelLogoutUri,
    backchannel_logout_session_required: backchannelLogoutUri === null ? null : true, // so is sid
  }
  const jwks = options.jwks === null ? null : (JSON.parse(options.jwks) as unknown)
  return Object.fromEntries(
    Object.entries({ ...said, jwks, introspection_signed_response_alg: client.idTokenAlgorithm }) // RFC 9701 §6
      .filter(([, value]) => value !== null && value !== ''),
  )
}

/** `native`: on the person's own machine, reached by a scheme of its own or by loopback. */
const applicationTypeOf = (redirectUris: readonly string[]): 'web' | 'native' =>
  redirectUris.some((uri) => !/^https:/i.test(uri)) ? 'native' : 'web'
