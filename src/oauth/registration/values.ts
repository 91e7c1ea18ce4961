/** Reads single members of a client's metadata. Each answers its value, or says by its name what is wrong with it. */
import { readName } from '@/clients/fields'
import { checkJwks, type JwksReason } from '@/clients/jwks'
import { checkRedirectUri, type RedirectUriReason } from '@/clients/redirect-uri'
import {
  checkHttpsOrLoopbackUri,
  checkHttpsUri,
  type UriCheck,
  type UriReason,
} from '@/clients/uris'
import { idTokenAlgorithms, type IdTokenAlgorithm, type ScopeName } from '@/model/client'

import { OAuthError } from '../oauth-error'
import { scopesIn } from '../scope'

/** @throws {OAuthError} `invalid_client_metadata`, or `invalid_redirect_uri` — RFC 7591 §3.2.2; never with what was sent */
export type Reader<T> = (value: unknown, name: string) => T

const mostUris = 50
const longestText = 2_000
const longestAge = 365 * 24 * 60 * 60

export const refuse = (description: string): never => {
  throw new OAuthError('invalid_client_metadata', description)
}

export const refuseRedirectUri = (description: string): never => {
  throw new OAuthError('invalid_redirect_uri', description)
}

const text: Reader<string> = (value, name) =>
  typeof value === 'string' && value.length <= longestText
    ? value
    : refuse(`${name} must be a text of at most ${longestText} characters`)

export const flag: Reader<boolean> = (value, name) =>
  typeof value === 'boolean' ? value : refuse(`${name} must be true or false`)

export const seconds: Reader<number> = (value, name) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= longestAge
    ? (value as number)
    : refuse(`${name} must be a number of seconds, at most a year`)

/** One of these words. */
export const choice =
  <T extends string>(choices: readonly T[]): Reader<T> =>
  (value, name) =>
    choices.find((one) => one === value) ?? refuse(`${name} must be ${choices.join(' or ')}`)

/** What a client signs with. One key has two names, of which one is kept — RFC 9864 §2.2. */
export const signatureAlgorithm: Reader<IdTokenAlgorithm> = (value, name) =>
  choice(idTokenAlgorithms)(value === 'Ed25519' ? 'EdDSA' : value, name)

/** Several of these words, each once. */
export const choices =
  <T extends string>(known: readonly T[]): Reader<readonly T[]> =>
  (value, name) => {
    const sent = textsOf(value, name)
    const isKnown = sent.every((one) => known.some((word) => word === one))
    return isKnown
      ? known.filter((word) => sent.includes(word))
      : refuse(`${name} may hold ${known.join(', ')}`)
  }

/** A scope as on the wire; names that there are not here are left out. */
export const scope: Reader<readonly ScopeName[]> = (value, name) => scopesIn(text(value, name))

export const clientName: Reader<string> = (value, name) => {
  const read = readName(text(value, name))
  return 'value' in read ? read.value : refuse(`${name} ${nameFaults[read.problem]}`)
}

const nameFaults = {
  missing: 'is blank',
  'too-long': 'is longer than 80 characters',
  'bad-character': 'has an invisible character, or one that turns the direction of the text',
} as const

/** A page that people may open. */
export const page: Reader<string> = (value, name) => uri(value, name, checkHttpsUri)

/** What the portal itself calls, or sends a browser to. */
export const address: Reader<string> = (value, name) => uri(value, name, checkHttpsOrLoopbackUri)

function uri(value: unknown, name: string, check: (uri: string) => UriCheck): string {
  const sent = text(value, name)
  const checked = check(sent)
  return checked.ok ? sent : refuse(`${name} ${uriFaults[checked.reason]}`)
}

const uriFaults: Readonly<Record<UriReason, string>> = {
  'too-long': 'is longer than 2000 characters',
  'bad-character': 'has a character that a URI may not have',
  'not-absolute': 'must be a whole URI, scheme and all',
  'not-https': 'must be https',
  'no-host': 'has no host',
  userinfo: 'must not have a user name in it',
  fragment: 'must not have a fragment',
  'not-called': 'is on the machine of this server, which it does not call',
}

export const redirectUris: Reader<readonly string[]> = (value, name) =>
  uris(value, name, refuseRedirectUri)

export const postLogoutRedirectUris: Reader<readonly string[]> = (value, name) =>
  uris(value, name, refuse)

/** Compared as strings later, so kept as they were sent; each once. */
function uris(value: unknown, name: string, refuseUri: typeof refuse): readonly string[] {
  const sent = textsOf(value, name, refuseUri)
  if (sent.length > mostUris) return refuseUri(`${name} holds more than ${mostUris}`)
  for (const [index, one] of sent.entries()) {
    const checked = checkRedirectUri(one)
    if (!checked.ok) refuseUri(`${name}, number ${index + 1}, ${redirectUriFaults[checked.reason]}`)
  }
  return [...new Set(sent)]
}

const redirectUriFaults: Readonly<Record<RedirectUriReason, string>> = {
  empty: 'is empty',
  'too-long': 'is longer than 2000 characters',
  'control-character': 'has a control character',
  whitespace: 'has a space',
  backslash: 'has a backslash',
  'not-ascii': 'has a character that is not ASCII',
  'not-absolute': 'must be a whole URI, scheme and all',
  'forbidden-scheme': 'has a scheme that runs script or reads files',
  'scheme-without-dot': 'has a scheme of its own without a dot, as com.example.app: has',
  wildcard: 'has a wildcard',
  fragment: 'has a fragment',
  userinfo: 'has a user name before the host',
  'no-host': 'has no host',
  'bad-host': 'has a host that cannot be read',
  'bad-port': 'has a port that is none',
  'http-not-loopback': 'must be https: http is for localhost, 127.0.0.1 and [::1] only',
  'bad-encoding': 'has a percent sign that encodes nothing',
  'dot-segment': 'has . or .. in its path',
  'empty-query': 'has a question mark without a query',
  'reserved-parameter': 'has a parameter that the answer adds itself',
}

/** JSON of the set, as it is stored. */
export const jwks: Reader<string> = (value, name) => {
  const checked = checkJwks(JSON.stringify(value))
  return checked.ok ? checked.jwks : refuse(`${name} ${jwksFaults[checked.reason]}`)
}

const jwksFaults: Readonly<Record<JwksReason, string>> = {
  'too-long': 'is too long',
  'not-json': 'is no JSON',
  'not-a-jwk-set': 'must be an object with the array keys',
  'no-keys': 'has no keys',
  'too-many-keys': 'has too many keys',
  'private-key': 'has a private key: take it for known to others, and make a new one',
  'symmetric-key': 'has a symmetric key: a public key is needed',
  'short-key': 'has an RSA key of less than 2048 bits',
  'broken-key': 'has a key that cannot be read',
  'doubled-kid': 'has a kid twice',
  'no-usable-key': 'has no key for RS256, PS256, ES256 or EdDSA',
}

function textsOf(value: unknown, name: string, refuseList = refuse): readonly string[] {
  return isListOfTexts(value) ? value : refuseList(`${name} must be an array of texts`)
}

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
