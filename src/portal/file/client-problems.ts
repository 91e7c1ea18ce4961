import type { RedirectUrisProblem, UrisProblem } from '@/clients/fields'
import type { RegistrationProblems } from '@/clients/registration'
import type { UriReason } from '@/clients/uris'
import { type ClientRegistration, outOfBandUri } from '@/model/client'

import { type ClientKeyName, keyOfField } from './client-fields'
import type { Spot } from './problems'
import {
  jwksSentences,
  jwksUriSentences,
  lifetimeSentences,
  nameSentences,
  redirectUriSentences,
  sectorSentences,
  subjectClientsSentences,
  uriSentences,
  urisSentences,
} from './sentences'

/** An entry, and its keys whose values could not be read: what follows from them is not said again. */
export type Place = { readonly spot: Spot; readonly broken: ReadonlySet<ClientKeyName> }

/** Says what the form of the dashboard says beside its fields, at the keys of the file. */
export function sayProblems(
  problems: RegistrationProblems,
  { options, ...candidate }: ClientRegistration,
  place: Place,
): void {
  const { name, redirectUris, postLogoutRedirectUris, resources, audiences } = problems
  const { jwks, jwksUri, sectorIdentifier, exchange } = problems
  if (name) say('client_name', nameSentences[name], place)
  sayRedirectUris('redirect_uris', candidate.redirectUris, redirectUris, place)
  sayRedirectUris(
    'post_logout_redirect_uris',
    candidate.postLogoutRedirectUris,
    postLogoutRedirectUris,
    place,
  )
  sayResources('resources', options.resources, resources, place)
  sayResources('audiences', options.audiences, audiences, place)
  if (jwks) say('jwks', jwksSentences[jwks], place, 'jwks_uri')
  if (jwksUri) say('jwks_uri', jwksUriSentences[jwksUri], place)
  if (sectorIdentifier) {
    say('sector_identifier', sectorSentences[sectorIdentifier], place, 'redirect_uris')
  }
  if (exchange) say('exchange', subjectClientsSentences[exchange], place)
  for (const field of lifetimeFields) {
    const problem = problems[field]
    if (problem) say(keyOfField[field], lifetimeSentences[problem], place)
  }
  for (const field of uriFields) {
    const problem = problems[field]
    if (problem) say(keyOfField[field], uriSentences[problem], place)
  }
}

const lifetimeFields = [
  'accessTokenLifetime',
  'refreshTokenLifetime',
  'refreshTokenMaxLifetime',
  'defaultMaxAge',
] as const

const uriFields = [
  'backchannelLogoutUri',
  'initiateLoginUri',
  'clientUri',
  'policyUri',
  'tosUri',
] as const

/** Unless it follows from a key that could not be read. */
function say(
  key: ClientKeyName,
  message: string,
  { spot, broken }: Place,
  because?: ClientKeyName,
): void {
  const isKnown = broken.has(key) || (because !== undefined && broken.has(because))
  if (!isKnown) spot.at(key).refuse(message)
}

function sayRedirectUris(
  key: ClientKeyName,
  uris: readonly string[],
  problem: RedirectUrisProblem | undefined,
  place: Place,
): void {
  sayUris(key, uris, problem, place, ({ uri, reason }) =>
    uri === outOfBandUri
      ? 'is for apps with dialects: [oauth, rails]'
      : redirectUriSentences[reason],
  )
}

function sayResources(
  key: ClientKeyName,
  uris: readonly string[],
  problem: UrisProblem<UriReason> | undefined,
  place: Place,
): void {
  sayUris(key, uris, problem, place, ({ reason }) => uriSentences[reason])
}

type Refused<Reason> = { readonly uri: string; readonly reason: Reason }

function sayUris<Reason>(
  key: ClientKeyName,
  uris: readonly string[],
  problem: UrisProblem<Reason> | undefined,
  place: Place,
  sentenceOf: (refused: Refused<Reason>) => string,
): void {
  if (!problem) return
  if (problem.kind !== 'refused') {
    say(key, urisSentences[problem.kind], place)
    return
  }
  for (const refused of problem.uris) {
    const index = uris.findIndex((uri) => uri.trim() === refused.uri)
    place.spot.at(key).at(index).refuse(sentenceOf(refused))
  }
}
