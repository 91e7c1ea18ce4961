import {
  type ClientKind,
  type ClientRegistration,
  clientKinds,
  dialects,
  type GrantType,
  grantTypes,
  idTokenAlgorithms,
  pkcePolicies,
  scopeNames,
} from '@/model/client'
import { kindDefaults } from './kinds'
import { checkRedirectUri, type RedirectUriReason, redirectUriLines } from './redirect-uri'

/** A field of a form by its name; `''` when it was not sent. */
export type Field = (name: string) => string

export type NameProblem = 'missing' | 'too-long' | 'bad-character'
export type RedirectUrisProblem =
  | { readonly kind: 'missing' | 'too-many' }
  | {
      readonly kind: 'refused'
      readonly uris: readonly { readonly uri: string; readonly reason: RedirectUriReason }[]
    }
export type LifetimeProblem = 'not-a-number' | 'too-short' | 'too-long'

/** What is wrong with a registration, by field; a field that is not named is good. */
export type RegistrationProblems = {
  readonly name?: NameProblem
  readonly redirectUris?: RedirectUrisProblem
  readonly postLogoutRedirectUris?: RedirectUrisProblem
  readonly accessTokenLifetime?: LifetimeProblem
  readonly refreshTokenLifetime?: LifetimeProblem
}

export type RegistrationResult =
  | { readonly ok: true; readonly registration: ClientRegistration }
  | { readonly ok: false; readonly problems: RegistrationProblems }

const longestName = 80
const mostRedirectUris = 50
const shortestLifetime = 60
const longestLifetime = 365 * 24 * 60 * 60

/** Units of a lifetime's field, in seconds. */
export const lifetimeUnits = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const
export type LifetimeUnit = keyof typeof lifetimeUnits

/** Names of the switches' fields, each `on` or absent. */
export const switchField = {
  dialect: (name: string) => `dialect.${name}`,
  grantType: (name: string) => `grant.${name}`,
  scope: (name: string) => `scope.${name}`,
} as const

export const isClientKind = (text: string): text is ClientKind =>
  (clientKinds as readonly string[]).includes(text)

type Read<T, P> = { readonly value: T } | { readonly problem: P }

/** Controls, and characters that turn the direction of a text: a name must not pretend to be another. */
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u

function readName(text: string): Read<string, NameProblem> {
  const name = text.normalize('NFC').trim()
  if (name === '') return { problem: 'missing' }
  if (deceptive.test(name)) return { problem: 'bad-character' }
  if (Array.from(name).length > longestName) return { problem: 'too-long' }
  return { value: name }
}

function readRedirectUris(text: string, isNeeded: boolean): Read<string[], RedirectUrisProblem> {
  const lines = redirectUriLines(text)
  if (lines.length === 0 && isNeeded) return { problem: { kind: 'missing' } }
  if (lines.length > mostRedirectUris) return { problem: { kind: 'too-many' } }

  const refused = lines.flatMap((uri) => {
    const check = checkRedirectUri(uri)
    return check.ok ? [] : [{ uri, reason: check.reason }]
  })
  return refused.length > 0 ? { problem: { kind: 'refused', uris: refused } } : { value: lines }
}

/** Seconds of a number and its unit; empty means: what is usual. */
function readLifetime(field: Field, name: string): Read<number | null, LifetimeProblem> {
  const amount = field(name).trim()
  if (amount === '') return { value: null }
  if (!/^\d{1,9}$/.test(amount)) return { problem: 'not-a-number' }

  const unit = field(`${name}_unit`)
  const seconds = Number(amount) * (isLifetimeUnit(unit) ? lifetimeUnits[unit] : 1)
  if (seconds < shortestLifetime) return { problem: 'too-short' }
  if (seconds > longestLifetime) return { problem: 'too-long' }
  return { value: seconds }
}

/** One of these words; what is none of them changes nothing. */
const readChoice = <T extends string>(choices: readonly T[], text: string, current: T): T =>
  choices.find((choice) => choice === text) ?? current

/** Whether a client can have a grant at all: one without a secret cannot prove that it is itself (RFC 6749 §4.4). */
export const mayHaveGrantType = (
  { isPublic }: Pick<ClientRegistration, 'isPublic'>,
  grantType: GrantType,
): boolean => !(isPublic && grantType === 'client_credentials')

const isLifetimeUnit = (text: string): text is LifetimeUnit => Object.hasOwn(lifetimeUnits, text)

/** A name and the URIs of a new app; everything else is what its kind starts with. */
export function readNewRegistration(kind: ClientKind, field: Field): RegistrationResult {
  const { redirects, ...switches } = kindDefaults[kind]
  const name = readName(field('name'))
  const redirectUris = readRedirectUris(field('redirect_uris'), redirects)
  const postLogoutRedirectUris = readRedirectUris(field('post_logout_redirect_uris'), false)

  if ('problem' in name || 'problem' in redirectUris || 'problem' in postLogoutRedirectUris) {
    return { ok: false, problems: problemsOf({ name, redirectUris, postLogoutRedirectUris }) }
  }
  return {
    ok: true,
    registration: {
      ...switches,
      kind,
      name: name.value,
      redirectUris: redirectUris.value,
      postLogoutRedirectUris: postLogoutRedirectUris.value,
      authenticationMethod: switches.isPublic ? 'none' : 'client_secret_basic',
      pkce: 'required',
      idTokenAlgorithm: 'RS256',
      accessTokenLifetime: null,
      refreshTokenLifetime: null,
    },
  }
}

/**
 * Everything that the owner of an app decides, from the whole form. Its kind and whether it is public stay.
 *
 * @param mayBeFirstParty  whether the field `first_party` is heeded: administrators only
 */
export function readRegistration(
  current: ClientRegistration,
  field: Field,
  { mayBeFirstParty }: { readonly mayBeFirstParty: boolean },
): RegistrationResult {
  const chosenGrantTypes = grantTypes.filter(
    (it) => field(switchField.grantType(it)) !== '' && mayHaveGrantType(current, it),
  )
  const redirects = chosenGrantTypes.some(
    (it) => it === 'login_redirect' || it === 'authorization_code',
  )
  const name = readName(field('name'))
  const redirectUris = readRedirectUris(field('redirect_uris'), redirects)
  const postLogoutRedirectUris = readRedirectUris(field('post_logout_redirect_uris'), false)
  const accessTokenLifetime = readLifetime(field, 'access_token_lifetime')
  const refreshTokenLifetime = readLifetime(field, 'refresh_token_lifetime')

  if (
    'problem' in name ||
    'problem' in redirectUris ||
    'problem' in postLogoutRedirectUris ||
    'problem' in accessTokenLifetime ||
    'problem' in refreshTokenLifetime
  ) {
    const uris = { redirectUris, postLogoutRedirectUris }
    const lifetimes = { accessTokenLifetime, refreshTokenLifetime }
    return { ok: false, problems: problemsOf({ name, ...uris, ...lifetimes }) }
  }
  return {
    ok: true,
    registration: {
      kind: current.kind,
      isPublic: current.isPublic,
      isFirstParty: mayBeFirstParty ? field('first_party') !== '' : current.isFirstParty,
      name: name.value,
      dialects: dialects.filter((it) => field(switchField.dialect(it)) !== ''),
      grantTypes: chosenGrantTypes,
      scopes: scopeNames.filter((it) => field(switchField.scope(it)) !== ''),
      redirectUris: redirectUris.value,
      postLogoutRedirectUris: postLogoutRedirectUris.value,
      authenticationMethod: current.authenticationMethod,
      pkce: current.isPublic ? 'required' : readChoice(pkcePolicies, field('pkce'), current.pkce),
      idTokenAlgorithm: readChoice(
        idTokenAlgorithms,
        field('id_token_algorithm'),
        current.idTokenAlgorithm,
      ),
      accessTokenLifetime: accessTokenLifetime.value,
      refreshTokenLifetime: refreshTokenLifetime.value,
    },
  }
}

function problemsOf(read: {
  readonly [F in keyof RegistrationProblems]: Read<unknown, RegistrationProblems[F]>
}): RegistrationProblems {
  return Object.fromEntries(
    Object.entries(read).flatMap(([field, it]) => ('problem' in it ? [[field, it.problem]] : [])),
  )
}
