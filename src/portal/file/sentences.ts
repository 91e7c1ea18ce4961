/** What stands against a value, for somebody who edits a file. */
import type { LifetimeProblem, NameProblem, UrisProblem } from '@/clients/fields'
import type { JwksProblem, JwksUriProblem } from '@/clients/key-fields'
import type { SectorProblem, SubjectClientsProblem } from '@/clients/option-fields'
import type { RedirectUriReason } from '@/clients/redirect-uri'
import type { UriReason } from '@/clients/uris'
import type { UpstreamFieldProblem } from '@/federation/validation'
import type { PasswordProblem } from '@/users/password'
import type { UsernameProblem } from '@/users/username'

export const nameSentences: Readonly<Record<NameProblem, string>> = {
  missing: 'is empty',
  'too-long': 'is longer than 80 characters',
  'bad-character': 'holds an invisible character, or one that turns the direction of the text',
}

export const lifetimeSentences: Readonly<Record<LifetimeProblem, string>> = {
  'not-a-number': 'is no whole number of seconds',
  'too-short': 'is too short: the shortest lifetime is 60s',
  'too-long': 'is too long: the longest is 365d',
}

export const urisSentences: Readonly<
  Record<Exclude<UrisProblem<never>['kind'], 'refused'>, string>
> = {
  missing: 'wants at least one: people are sent back to it. Or leave the grants for people out',
  'too-many': 'holds more than 50',
}

export const redirectUriSentences: Readonly<Record<RedirectUriReason, string>> = {
  empty: 'is empty',
  'too-long': 'is longer than 2000 characters',
  'control-character': 'holds a control character',
  whitespace: 'holds a space: write %20',
  backslash: 'holds a backslash: write a slash',
  'not-ascii': 'holds a letter that is not ASCII: write it percent-encoded, or the host as xn--…',
  'not-absolute': 'is not complete: it begins with https://',
  'forbidden-scheme': 'has a scheme that can run script or read files in a browser',
  'scheme-without-dot': 'has a scheme of its own without a dot: write com.example.app:/callback',
  wildcard: 'has a wildcard: write each address in full',
  fragment: 'has a fragment: leave out what is behind #',
  userinfo: 'has a user name before the host: leave it out',
  'no-host': 'has no host',
  'bad-host': 'has a host that cannot be read',
  'bad-port': 'has a port that is no number from 0 to 65535',
  'http-not-loopback': 'is http, which is for localhost, 127.0.0.1 and [::1] only: write https',
  'bad-encoding': 'has a percent sign without two hexadecimal digits of UTF-8',
  'dot-segment': 'has . or .. in its path',
  'empty-query': 'ends in a question mark: leave it out',
  'reserved-parameter': 'has a parameter in its query that Portico adds itself',
}

export const uriSentences: Readonly<Record<UriReason, string>> = {
  'too-long': 'is longer than 2000 characters',
  'bad-character': 'holds a character that no URI has, or a percent sign that encodes nothing',
  'not-absolute': 'is not complete: it begins with a scheme, such as https://',
  'not-https': 'is not https',
  'no-host': 'has no host, or one that cannot be read',
  userinfo: 'has a user name before the host: leave it out',
  fragment: 'has a fragment: leave out what is behind #',
  'not-called':
    'is on the machine of this server, which it calls only with PORTICO_ALLOW_PRIVATE_NETWORK',
}

export const jwksSentences: Readonly<Record<JwksProblem, string>> = {
  'too-long': 'is longer than 20000 characters',
  'not-json': 'is no JSON',
  'not-a-jwk-set': 'is no JWK Set: it is a mapping with a list, keys, each with its kty',
  'no-keys': 'holds no key',
  'too-many-keys': 'holds more than 20 keys',
  'private-key': 'holds a private key: whoever has it can pass for the app. Write the public one',
  'symmetric-key': 'holds a shared secret: only public keys are taken',
  'short-key': 'holds an RSA key of fewer than 2048 bits',
  'broken-key': 'holds a key that cannot be read',
  'doubled-kid': 'holds two keys with one kid',
  'no-usable-key': 'holds no key for RS256, PS256, ES256 or EdDSA',
  missing: 'is missing: private_key_jwt wants jwks or jwks_uri',
  'needed-by-requests': 'is missing: signed requests want jwks or jwks_uri',
}

export const jwksUriSentences: Readonly<Record<JwksUriProblem, string>> = {
  ...uriSentences,
  'two-sources': 'stands beside jwks: one of the two',
}

export const sectorSentences: Readonly<Record<SectorProblem, string>> = {
  'not-a-host': 'is no host',
  needed: 'is missing: the redirect URIs of a pairwise app are of several hosts, or of none',
}

export const subjectClientsSentences: Readonly<Record<SubjectClientsProblem, string>> = {
  'too-many': 'names more than 50 apps',
  'not-an-id': 'names something that is no client id',
}

export const upstreamSentences: Readonly<Record<UpstreamFieldProblem, string>> = {
  missing: 'is empty',
  'too-long': 'is too long',
  characters: 'holds a character that has no place there',
  'not-a-url':
    'is no complete address that begins with https://, without credentials and without #',
  'not-https': 'is not https',
  'not-a-key': 'is no private key of the curve P-256 in PEM, as Apple gives it',
  'not-used': 'is of no use for this preset: leave it out',
}

export const usernameSentences: Readonly<Record<UsernameProblem, string>> = {
  missing: 'is empty',
  'too-short': 'is shorter than 2 characters',
  'too-long': 'is longer than 64 characters',
  'not-a-username':
    'wants letters and digits of one alphabet, and ".", "_" or "-" after the first of them',
}

export const passwordSentences: Readonly<Record<PasswordProblem, string>> = {
  missing: 'is empty',
  'too-short': 'is shorter than 8 characters',
  'too-long': 'is longer than 256 characters',
  'too-common': 'is one of the passwords that are guessed first',
  'same-as-username': 'is the username',
}
