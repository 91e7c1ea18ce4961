import { UpstreamFailure } from '@/oauth/provider'

import { clockSkew, type IdTokenClaims } from './id-token'
import { shown, type Trip } from './trip'

type Asked = {
  /** When the person was sent to prove themselves anew: milliseconds since 1970. Null: they were not asked to. */
  readonly since: number | null
  /** Whether an upstream that is asked this says when: it was sent `max_age`. */
  readonly isPromised: boolean
  readonly now: Date
}

/**
 * When the person proved at the upstream who they are, by `auth_time` — OpenID Connect Core §2; null: it does not say.
 *
 * Who had to prove themselves anew has done so since they were sent there, or it is no fresh sign-in (§3.1.3.7, the last
 * step). An upstream that was sent `max_age` has to say when. One that knows `prompt` only, or speaks no OpenID Connect, has
 * no way to say it: it is taken at its word, for else nobody who has no other way in could ever sign in anew.
 *
 * @throws {UpstreamFailure} `not-fresh`
 */
export function authenticationTime(
  idToken: IdTokenClaims | null,
  { since, isPromised, now }: Asked,
  trip: Trip,
): Promise<Date | null> {
  const told = idToken?.['auth_time']
  const at = typeof told === 'number' && told > 0 ? Math.min(told * 1000, now.getTime()) : null
  if (since === null) return Promise.resolve(at === null ? null : new Date(at))
  return trip.check(
    'id-token',
    'auth_time',
    () => freshTime(at, since, isPromised, told),
    (time) => (time === null ? 'it does not say' : time.toISOString()),
  )
}

/** By our clock: what one that is behind says of a moment after we asked, is that moment or later. */
function freshTime(
  at: number | null,
  since: number,
  isPromised: boolean,
  told: unknown,
): Date | null {
  if (at === null) {
    if (!isPromised) return null
    throw notFresh(`auth_time ${shown(told)}, where max_age=0 asks for the time of a new sign-in`)
  }
  if (at >= since - clockSkew * 1000) return new Date(Math.max(at, since))
  const seconds = Math.floor(since / 1000)
  throw notFresh(
    `auth_time ${shown(told)}, where the person was sent to sign in anew at ${seconds}`,
  )
}

const notFresh = (what: string) =>
  new UpstreamFailure('not-fresh', 'id-token', `the ID token has ${what}`)
