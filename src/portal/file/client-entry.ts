import { formValues } from '@/clients/form-values'
import { kindDefaults } from '@/clients/kinds'
import { playgroundId } from '@/clients/playground'
import { readRegistration } from '@/clients/registration'
import { type ClientKind, type ClientRegistration, defaultClientOptions } from '@/model/client'

import {
  type ClientFields,
  fieldNames,
  fieldsOf,
  keyOfField,
  registrationOf,
} from './client-fields'
import { clientKeys } from './client-keys'
import { type Place, sayProblems } from './client-problems'
import type { Spot } from './problems'
import { type Entry, readMapping } from './readers'

type ClientEntry = Entry<typeof clientKeys>

/** A client as the file wants it. What is undefined stays as it is. */
export type WantedClient = {
  readonly id: string
  readonly spot: Spot
  readonly registration: ClientRegistration
  readonly secrets: WantedSecrets
  /** A username; null: nobody. */
  readonly owner: string | null | undefined
  readonly isDisabled: boolean | undefined
}

/** `none`: it authenticates without. `any`: those that it has, or a new one. */
export type WantedSecrets =
  | { readonly kind: 'none' }
  | { readonly kind: 'any' }
  | { readonly kind: 'values' | 'hashes'; readonly secrets: readonly string[] }

/** Reads one entry of `clients`. Null: it cannot be used, and the reasons were said. */
export function readClientEntry(value: unknown, spot: Spot): WantedClient | null {
  const read = readMapping(value, clientKeys, spot)
  if (!read) return null
  const { entry, broken } = read
  const id = entry.client_id ?? null
  if (id === null && !broken.has('client_id')) return spot.refuse('client_id is missing')
  if (id === playgroundId) {
    return spot.at('client_id').refuse('is built in: Portico makes it by itself')
  }

  const candidate = candidateOf(id ?? 'unknown', entry)
  const registration = checkedRegistration(candidate, { spot, broken })
  const secrets = readSecrets(candidate, entry, spot)
  if (id === null || !registration || !secrets || broken.size > 0) return null
  const { owner, disabled } = entry
  return { id, spot, registration, secrets, owner, isDisabled: disabled ?? undefined }
}

/** What a client of a kind is before anything else is said of it. */
export function standardFieldsOf(kind: ClientKind): ClientFields {
  const { redirects: _, ...switches } = kindDefaults[kind]
  return fieldsOf({
    ...switches,
    kind,
    name: '',
    redirectUris: [],
    postLogoutRedirectUris: [],
    authenticationMethod: switches.isPublic ? 'none' : 'client_secret_basic',
    pkce: 'required',
    idTokenAlgorithm: 'RS256',
    accessTokenLifetime: null,
    refreshTokenLifetime: null,
    backchannelLogoutUri: null,
    options: defaultClientOptions,
  })
}

/** The entry over what its kind begins with, not checked yet. */
function candidateOf(id: string, entry: ClientEntry): ClientRegistration {
  const kind = entry.kind ?? (entry.token_endpoint_auth_method === 'none' ? 'browser' : 'web')
  const said = fieldNames.flatMap((field) => {
    const value = entry[keyOfField[field]] ?? null
    return value === null ? [] : [[field, value]]
  })
  return registrationOf({
    ...standardFieldsOf(kind),
    name: id,
    ...(Object.fromEntries(said) as Partial<ClientFields>),
  })
}

/** Checked by what checks the form of the dashboard: what the form would hold, read again. */
function checkedRegistration(
  candidate: ClientRegistration,
  place: Place,
): ClientRegistration | null {
  const isGood = checkCombinations(candidate, place.spot)
  const values = formValues(candidate)
  const read = readRegistration(candidate, (name) => values[name] ?? '', { isAdministrator: true })
  if (read.ok) return isGood ? read.registration : null
  sayProblems(read.problems, candidate, place)
  return null
}

/** What the form cannot say, so that its reader leaves it out in silence. */
function checkCombinations(
  { isPublic, grantTypes, dialects, pkce }: ClientRegistration,
  spot: Spot,
): boolean {
  const refusals: readonly (readonly [isBad: boolean, key: string, message: string])[] = [
    [
      isPublic && grantTypes.includes('client_credentials'),
      'grant_types',
      'a public app has no client_credentials: it cannot prove that it is itself',
    ],
    [
      isPublic && pkce !== 'required',
      'pkce',
      'is required of every public app: nothing else proves that a code is its own',
    ],
    [
      dialects.includes('rails') && !dialects.includes('oauth'),
      'dialects',
      'rails goes with oauth: write [oauth, rails]',
    ],
  ]
  const bad = refusals.filter(([isBad]) => isBad)
  for (const [, key, message] of bad) spot.at(key).refuse(message)
  return bad.length === 0
}

function readSecrets(
  { authenticationMethod }: ClientRegistration,
  { client_secret: values, client_secret_sha256: hashes }: ClientEntry,
  spot: Spot,
): WantedSecrets | null {
  const secrets = values ?? hashes ?? []
  if (authenticationMethod === 'none' || authenticationMethod === 'private_key_jwt') {
    if (secrets.length === 0) return { kind: 'none' }
    return spot
      .at(values ? 'client_secret' : 'client_secret_sha256')
      .refuse(`an app with token_endpoint_auth_method: ${authenticationMethod} has no secret`)
  }
  if (values && hashes) {
    return spot.at('client_secret_sha256').refuse('stands beside client_secret: one of the two')
  }
  if (secrets.length === 0) return { kind: 'any' }
  return { kind: values ? 'values' : 'hashes', secrets }
}
