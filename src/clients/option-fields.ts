/** What fewer apps decide, from the fields of their settings. */
import {
  type ClientOptions,
  type ClientRegistration,
  type DpopPolicy,
  dpopPolicies,
  type ExchangePolicy,
  type IdTokenAlgorithm,
  idTokenAlgorithms,
} from '@/model/client'
import {
  type Field,
  type LifetimeProblem,
  type Read,
  readChoice,
  readLifetime,
  readUri,
  readUris,
  type UrisProblem,
} from './fields'
import {
  checkHttpsOrLoopbackUri,
  checkHttpsUri,
  checkResource,
  hostOf,
  isHost,
  type UriReason,
} from './uris'

/** `needed`: the redirect URIs are of several hosts, or of none. */
export type SectorProblem = 'not-a-host' | 'needed'
export type SubjectClientsProblem = 'too-many' | 'not-an-id'

const mostSubjectClients = 50
const clientId = /^[!-~]{1,256}$/

/** The options that have a field of their own, but for keys and for what only an administrator decides. */
export const readOptions = (
  current: ClientRegistration,
  field: Field,
  redirectUris: readonly string[],
) => {
  const isPairwise = field('subject_type') === 'pairwise'
  const sectorIdentifier = readSector(field('sector_identifier'), isPairwise, redirectUris)
  return {
    dpop: { value: readChoice<DpopPolicy>(dpopPolicies, field('dpop'), current.options.dpop) },
    requiresPushedRequests: isOn(field, 'requires_pushed_requests'),
    requiresRequestObjects: isOn(field, 'requires_request_objects'),
    subjectType: { value: isPairwise ? 'pairwise' : 'public' },
    sectorIdentifier,
    sectorIdentifierUri: { value: provedBy(current, sectorIdentifier) },
    accessTokenAlgorithm: {
      value: algorithmOf(field('access_token_algorithm')) ?? current.options.accessTokenAlgorithm,
    },
    userinfoAlgorithm: { value: algorithmOf(field('userinfo_algorithm')) },
    assertionAlgorithm: { value: algorithmOf(field('assertion_algorithm')) },
    requestObjectAlgorithm: { value: algorithmOf(field('request_object_algorithm')) },
    initiateLoginUri: readUri(field('initiate_login_uri'), checkHttpsOrLoopbackUri),
    clientUri: readUri(field('client_uri'), checkHttpsUri),
    policyUri: readUri(field('policy_uri'), checkHttpsUri),
    tosUri: readUri(field('tos_uri'), checkHttpsUri),
    defaultMaxAge: readLifetime(field, 'default_max_age', 0),
    refreshTokenMaxLifetime: readLifetime(field, 'refresh_token_max_lifetime'),
    allowsQueryParameters: isOn(field, 'allows_query_parameters'),
  } satisfies OptionReads
}

type OptionReads = { readonly [Name in keyof ClientOptions]?: Read<ClientOptions[Name], unknown> }

const algorithmOf = (text: string): IdTokenAlgorithm | null =>
  idTokenAlgorithms.find((it) => it === text) ?? null

const isOn = (field: Field, name: string): Read<boolean, never> => ({ value: field(name) !== '' })

/** A pairwise subject is one per sector, so it has to be clear which sector it is — OpenID Connect Core §8.1. */
function readSector(
  text: string,
  isPairwise: boolean,
  redirectUris: readonly string[],
): Read<string | null, SectorProblem> {
  const host = text.trim().toLowerCase()
  if (host !== '') return isHost(host) ? { value: host } : { problem: 'not-a-host' }
  const hosts = new Set(redirectUris.map(hostOf))
  const isClear = hosts.size === 1 && !hosts.has('')
  return isPairwise && !isClear ? { problem: 'needed' } : { value: null }
}

/** The document that proves a sector proves no other one. */
const provedBy = (
  { options }: ClientRegistration,
  sector: Read<string | null, unknown>,
): string | null =>
  'value' in sector && sector.value === options.sectorIdentifier
    ? options.sectorIdentifierUri
    : null

export type TrustReads = {
  readonly resources: Read<readonly string[], UrisProblem<UriReason>>
  readonly audiences: Read<readonly string[], UrisProblem<UriReason>>
  readonly exchange: Read<ExchangePolicy, SubjectClientsProblem>
  readonly isSelfRegistered: Read<boolean, never>
}

/**
 * What reaches beyond the app itself: whose tokens it gets, reads and exchanges, and whether somebody vouches for it. For
 * anybody but an administrator it stays as it is.
 */
export function readTrust(
  { options }: ClientRegistration,
  field: Field,
  isAdministrator: boolean,
): TrustReads {
  if (!isAdministrator) {
    return {
      resources: { value: options.resources },
      audiences: { value: options.audiences },
      exchange: { value: options.exchange },
      isSelfRegistered: { value: options.isSelfRegistered },
    }
  }
  return {
    resources: readUris(field('resources'), checkResource),
    audiences: readUris(field('audiences'), checkResource),
    exchange: readExchange(field),
    isSelfRegistered: { value: options.isSelfRegistered && field('vouched_for') === '' },
  }
}

function readExchange(field: Field): Read<ExchangePolicy, SubjectClientsProblem> {
  const subjectClients = [...new Set(field('exchange.subject_clients').split(/\s+/))].filter(
    (id) => id !== '',
  )
  if (subjectClients.length > mostSubjectClients) return { problem: 'too-many' }
  if (!subjectClients.every((id) => clientId.test(id))) return { problem: 'not-an-id' }
  return {
    value: {
      subjectClients,
      impersonation: field('exchange.impersonation') !== '',
      delegation: field('exchange.delegation') !== '',
    },
  }
}

export type OptionProblems = {
  readonly sectorIdentifier?: SectorProblem
  readonly initiateLoginUri?: UriReason
  readonly clientUri?: UriReason
  readonly policyUri?: UriReason
  readonly tosUri?: UriReason
  readonly defaultMaxAge?: LifetimeProblem
  readonly refreshTokenMaxLifetime?: LifetimeProblem
  readonly resources?: UrisProblem<UriReason>
  readonly audiences?: UrisProblem<UriReason>
  readonly exchange?: SubjectClientsProblem
}
