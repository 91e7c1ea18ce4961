import {
  type ClientKind,
  type ClientRegistration,
  clientKinds,
  defaultClientOptions,
  dialects,
  type Dialect,
  type GrantType,
  grantTypes,
  idTokenAlgorithms,
  outOfBandUri,
  pkcePolicies,
  scopeNames,
} from '@/model/client'
import {
  type Field,
  type LifetimeProblem,
  type NameProblem,
  readChoice,
  readLifetime,
  readName,
  readRedirectUris,
  readUri,
  type RedirectUrisProblem,
  settle,
} from './fields'
import { type JwksProblem, type JwksUriProblem, readKeys } from './key-fields'
import { kindDefaults } from './kinds'
import { type OptionProblems, readOptions, readTrust } from './option-fields'
import { checkCalledUri, type UriReason } from './uris'

/** What is wrong with a registration, by field; a field that is not named is good. */
export type RegistrationProblems = OptionProblems & {
  readonly name?: NameProblem
  readonly redirectUris?: RedirectUrisProblem
  readonly postLogoutRedirectUris?: RedirectUrisProblem
  readonly accessTokenLifetime?: LifetimeProblem
  readonly refreshTokenLifetime?: LifetimeProblem
  readonly backchannelLogoutUri?: UriReason
  readonly jwks?: JwksProblem
  readonly jwksUri?: JwksUriProblem
}

export type RegistrationResult =
  | { readonly ok: true; readonly registration: ClientRegistration }
  | { readonly ok: false; readonly problems: RegistrationProblems }

/** Names of the switches' fields, each `on` or absent. */
export const switchField = {
  dialect: (name: string) => `dialect.${name}`,
  grantType: (name: string) => `grant.${name}`,
  scope: (name: string) => `scope.${name}`,
} as const

export const isClientKind = (text: string): text is ClientKind =>
  (clientKinds as readonly string[]).includes(text)

/** Only a client that can prove that it is itself may use them: RFC 6749 §4.4, RFC 8693 §2.1. */
const confidentialGrantTypes: readonly GrantType[] = [
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]

/** Whether a client can have a grant at all. */
export const mayHaveGrantType = (
  { isPublic }: Pick<ClientRegistration, 'isPublic'>,
  grantType: GrantType,
): boolean => !(isPublic && confidentialGrantTypes.includes(grantType))

/** A name and the URIs of a new app; everything else is what its kind starts with. */
export function readNewRegistration(kind: ClientKind, field: Field): RegistrationResult {
  const { redirects, ...switches } = kindDefaults[kind]
  const read = settle({
    name: readName(field('name')),
    redirectUris: readRedirectUris(field('redirect_uris'), { isNeeded: redirects }),
    postLogoutRedirectUris: readRedirectUris(field('post_logout_redirect_uris'), {
      isNeeded: false,
    }),
  })
  if (!read.ok) return read
  return {
    ok: true,
    registration: {
      ...switches,
      ...read.values,
      kind,
      authenticationMethod: switches.isPublic ? 'none' : 'client_secret_basic',
      pkce: 'required',
      idTokenAlgorithm: 'RS256',
      accessTokenLifetime: null,
      refreshTokenLifetime: null,
      backchannelLogoutUri: null,
      options: defaultClientOptions,
    },
  }
}

export type RegistrationRights = {
  /** Whether the fields that reach beyond the app are heeded: `first_party`, and those of {@link readTrust}. */
  readonly isAdministrator: boolean
  /** Whether the portal may call its own machine. Absent: nobody knows, as where a file is checked. */
  readonly mayCallLoopback?: boolean
}

/** Everything that the owner of an app decides, from the whole form. Its kind and whether it is public stay. */
export function readRegistration(
  current: ClientRegistration,
  field: Field,
  { isAdministrator, mayCallLoopback = true }: RegistrationRights,
): RegistrationResult {
  const isOn = (name: string) => field(name) !== ''
  const chosenDialects = readDialects(isOn)
  const chosenGrantTypes = grantTypes.filter(
    (it) => isOn(switchField.grantType(it)) && mayHaveGrantType(current, it),
  )
  const redirectUris = readRedirectUris(field('redirect_uris'), {
    isNeeded: chosenGrantTypes.some((it) => it === 'login_redirect' || it === 'authorization_code'),
    allowed: chosenDialects.includes('rails') ? [outOfBandUri] : [],
  })
  const { authenticationMethod, ...keys } = readKeys(current, field, mayCallLoopback)
  const core = settle({
    name: readName(field('name')),
    redirectUris,
    postLogoutRedirectUris: readRedirectUris(field('post_logout_redirect_uris'), {
      isNeeded: false,
    }),
    accessTokenLifetime: readLifetime(field, 'access_token_lifetime'),
    refreshTokenLifetime: readLifetime(field, 'refresh_token_lifetime'),
    backchannelLogoutUri: readUri(field('backchannel_logout_uri'), checkCalledUri(mayCallLoopback)),
    authenticationMethod,
  })
  const options = settle({
    ...keys,
    ...readOptions(current, field, 'value' in redirectUris ? redirectUris.value : []),
    ...readTrust(current, field, isAdministrator),
  })
  if (!core.ok || !options.ok) {
    return {
      ok: false,
      problems: { ...(!core.ok && core.problems), ...(!options.ok && options.problems) },
    }
  }
  return {
    ok: true,
    registration: {
      ...core.values,
      kind: current.kind,
      isPublic: current.isPublic,
      isFirstParty: isAdministrator ? isOn('first_party') : current.isFirstParty,
      dialects: chosenDialects,
      grantTypes: chosenGrantTypes,
      scopes: scopeNames.filter((it) => isOn(switchField.scope(it))),
      pkce: current.isPublic ? 'required' : readChoice(pkcePolicies, field('pkce'), current.pkce),
      idTokenAlgorithm: readChoice(
        idTokenAlgorithms,
        field('id_token_algorithm'),
        current.idTokenAlgorithm,
      ),
      options: { ...current.options, ...options.values },
    },
  }
}

/** `rails` goes with `oauth`: without it there is nothing to answer in another way. */
function readDialects(isOn: (name: string) => boolean): readonly Dialect[] {
  const chosen = dialects.filter((it) => isOn(switchField.dialect(it)))
  return chosen.includes('oauth') ? chosen : chosen.filter((it) => it !== 'rails')
}
