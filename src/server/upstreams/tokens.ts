import { type UpstreamProblem, UpstreamFailure } from '@/oauth/provider'

import { isText, objectOf, shown, type UpstreamAnswer } from './trip'

/** What a token endpoint gives — RFC 6749 §5.1. */
export type UpstreamTokens = {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** Seconds; null: it does not say. */
  readonly expiresIn: number | null
  readonly idToken: string | null
}

/**
 * Reads the answer of a token endpoint. Some send errors with 200, lifetimes as text, or leave out the type.
 *
 * @throws {UpstreamFailure}
 */
export function readTokens(answer: UpstreamAnswer, asked: string): UpstreamTokens {
  const body = objectOf(answer, asked, 'token')
  const { access_token: accessToken, token_type: type, refresh_token: refreshToken } = body
  const { error, error_description: description, id_token: idToken, expires_in: expiresIn } = body
  if (error !== undefined) throw refusal('token', error, description)
  if (answer.status !== 200 && answer.status !== 201) {
    throw malformed(`${asked} answered ${answer.status} without an error that OAuth knows`)
  }
  if (!isText(accessToken)) {
    throw malformed(`${asked} answered no access_token: ${Object.keys(body).join(', ')}`)
  }
  if (type !== undefined && !(isText(type) && type.toLowerCase() === 'bearer')) {
    throw malformed(`${asked} answered token_type ${shown(type)}, where "Bearer" is expected`)
  }
  const seconds = Number(expiresIn ?? NaN)
  return {
    accessToken,
    refreshToken: isText(refreshToken) ? refreshToken : null,
    expiresIn: Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : null,
    idToken: isText(idToken) ? idToken : null,
  }
}

const malformed = (detail: string) =>
  new UpstreamFailure('malformed', 'token', detail.slice(0, 500))

/** Names of what came, for whoever tests. */
export const namesOf = (tokens: UpstreamTokens): string =>
  [
    'access token',
    tokens.refreshToken !== null && 'refresh token',
    tokens.idToken !== null && 'ID token',
    tokens.expiresIn !== null && `for ${tokens.expiresIn} s`,
  ]
    .filter((name) => name !== false)
    .join(', ')

/** An OAuth error of an upstream, by its first word — RFC 6749 §4.1.2.1 and §5.2. */
export function refusal(
  stage: 'authorization' | 'token' | 'userinfo',
  error: unknown,
  description: unknown,
): UpstreamFailure {
  const code = isText(error) && /^\w{1,60}$/.test(error) ? error : shown(error)
  const words = isText(description) ? `${code}: ${shown(description)}` : code
  const detail = words.replace(/[\w.~+/=-]{24,}/g, (long) => (long === error ? long : '…')) // what it was sent may be in it
  return new UpstreamFailure(problemOf(stage, error), stage, detail)
}

/** It has troubles of its own, which pass — RFC 6749 §4.1.2.1. */
const passing: readonly unknown[] = ['server_error', 'temporarily_unavailable']

/** The person said no; in words of LinkedIn's and Apple's too. */
const denials: readonly unknown[] = [
  'access_denied',
  'user_cancelled_login',
  'user_cancelled_authorize',
]

function problemOf(stage: string, error: unknown): UpstreamProblem {
  if (stage === 'authorization' && denials.includes(error)) return 'denied'
  return passing.includes(error) ? 'unreachable' : 'refused'
}
