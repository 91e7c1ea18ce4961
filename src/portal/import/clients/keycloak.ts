// The `clients` of a Keycloak realm's export.
import type { Entry } from '../entries'
import { isMapping } from '../entries'
import { flagOf, wordOf } from '../values'
import {
  grantsPart,
  type IncomingClient,
  joined,
  type Part,
  pkcePart,
  scopePart,
  secretPart,
  urisPart,
} from './incoming-client'
import { stringsOf } from './oidc-provider'

type Values = Readonly<Record<string, unknown>>

/** Keycloak's own, which every realm has. */
const builtIn = [
  ...['account', 'account-console', 'admin-cli', 'broker', 'realm-management'],
  'security-admin-console',
]
/** Scopes that Keycloak gives every client, about its own ways. */
const ownScopes = [
  ...['web-origins', 'roles', 'acr', 'basic', 'microprofile-jwt', 'organization', 'role_list'],
  ...['service_account', 'saml_organization'],
]

/** Null: one of Keycloak's own. */
export function keycloakClient(found: Entry): IncomingClient | null {
  const { at } = found
  if ('problem' in found) return { at, id: '', entry: null, notes: [found.problem] }
  const { values } = found
  const id = wordOf(values['clientId'])
  if (builtIn.includes(id)) return null
  const refusal = refusalOf(values)
  if (refusal !== null) return { at, id, entry: null, notes: [refusal] }
  const attributes = isMapping(values['attributes']) ? values['attributes'] : {}
  const isPublic = values['publicClient'] === true
  const isRedirected = flagOf(values['standardFlowEnabled']) !== false
  const all = joined(
    fixedPart(id, values, attributes),
    redirectsPart(values, attributes, isRedirected),
    grantsOf(values, attributes),
    scopePart(
      [
        'openid',
        ...stringsOf(values['defaultClientScopes']),
        ...stringsOf(values['optionalClientScopes']),
      ],
      ownScopes,
    ),
    !isPublic && isRedirected && attributes['pkce.code.challenge.method'] !== 'S256'
      ? pkcePart
      : nothing,
    authenticationPart(values, attributes),
    leftPart(values, attributes),
  )
  return { at, id, ...all }
}

const nothing: Part = { entry: {}, notes: [] }

function refusalOf(values: Values): string | null {
  const {
    protocol = 'openid-connect',
    bearerOnly,
    clientAuthenticatorType: type = 'client-secret',
  } = values
  if (protocol !== 'openid-connect') return `protocol: ${wordOf(protocol)} is not spoken here`
  if (bearerOnly === true) return 'bearerOnly: it asks for no tokens, and need not be registered'
  const isKnown =
    values['publicClient'] === true || type === 'client-secret' || type === 'client-jwt'
  return isKnown ? null : `clientAuthenticatorType: ${wordOf(type)} is not known here`
}

function fixedPart(id: string, values: Values, attributes: Values): Part {
  const isPublic = values['publicClient'] === true
  const isRedirected = flagOf(values['standardFlowEnabled']) !== false
  const lifetime = Number(wordOf(attributes['access.token.lifespan']))
  return {
    entry: {
      client_id: id,
      client_name: /^\$\{/.test(wordOf(values['name']))
        ? undefined
        : wordOf(values['name']) || undefined,
      kind: isPublic ? 'browser' : isRedirected ? 'web' : 'machine',
      disabled: flagOf(values['enabled']) === false ? true : undefined,
      first_party: flagOf(values['consentRequired']) === true ? undefined : true,
      client_uri: /^https:/.test(wordOf(values['baseUrl'])) ? values['baseUrl'] : undefined,
      access_token_lifetime: lifetime > 0 ? lifetime : undefined,
      backchannel_logout_uri: wordOf(attributes['backchannel.logout.url']) || undefined,
    },
    notes: [],
  }
}

function redirectsPart(values: Values, attributes: Values, isRedirected: boolean): Part {
  if (!isRedirected) return nothing
  const root = wordOf(values['rootUrl']).replace(/\/$/, '')
  const whole = (uri: string) => (uri.startsWith('/') ? `${root}${uri}` : uri)
  const redirects = stringsOf(values['redirectUris']).map(whole)
  const after = wordOf(attributes['post.logout.redirect.uris'])
    .split('##')
    .filter((uri) => uri !== '')
  const signedOut = after.flatMap((uri) =>
    uri === '+' ? redirects : uri === '-' ? [] : [whole(uri)],
  )
  return joined(
    urisPart('redirect_uris', redirects),
    urisPart('post_logout_redirect_uris', [...new Set(signedOut)]),
  )
}

function grantsOf(values: Values, attributes: Values): Part {
  const isOn = (name: string) => flagOf(values[name]) === true
  const isRedirected = flagOf(values['standardFlowEnabled']) !== false
  const isDevice = flagOf(attributes['oauth2.device.authorization.grant.enabled']) === true
  const refreshes = flagOf(attributes['use.refresh.tokens']) !== false && (isRedirected || isDevice)
  const grants = [
    ...(isRedirected ? ['authorization_code'] : []),
    ...(refreshes ? ['refresh_token'] : []),
    ...(isOn('serviceAccountsEnabled') ? ['client_credentials'] : []),
    ...(isDevice ? ['urn:ietf:params:oauth:grant-type:device_code'] : []),
  ]
  const left = [
    ...(isOn('implicitFlowEnabled') ? ['implicit'] : []),
    ...(isOn('directAccessGrantsEnabled') ? ['password'] : []),
  ]
  return grantsPart(grants, left)
}

function authenticationPart(values: Values, attributes: Values): Part {
  if (values['publicClient'] === true) {
    return { entry: { token_endpoint_auth_method: 'none' }, notes: [] }
  }
  if (values['clientAuthenticatorType'] === 'client-jwt') {
    const entry = {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: wordOf(attributes['jwks.url']) || undefined,
    }
    return { entry, notes: [] }
  }
  const method = { entry: { token_endpoint_auth_method: 'client_secret_basic' }, notes: [] }
  return joined(method, secretPart(values['secret']))
}

/** What a realm says of a client that has no like here. */
function leftPart(values: Values, attributes: Values): Part {
  const mappers = Array.isArray(values['protocolMappers']) ? values['protocolMappers'].length : 0
  const isFrontChannel =
    flagOf(attributes['frontchannel.logout.url']) !== undefined ||
    wordOf(attributes['frontchannel.logout.url']) !== ''
  return {
    entry: {},
    notes: [
      ...(mappers > 0 ? [`protocolMappers: ${mappers} of them are not known here`] : []),
      ...(isFrontChannel
        ? ['frontchannel.logout.url: is not known here; the back channel is']
        : []),
    ],
  }
}
