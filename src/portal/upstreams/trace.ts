import type { Arrived } from '@/federation/round-trip'
import type { UpstreamStep } from '@/oauth/provider'

import { readFlash, type FlashContext } from '../flash'

/** What happened on a round trip that an administrator ran. */
export type Trace = {
  readonly upstreamId: string
  readonly steps: readonly UpstreamStep[]
  readonly outcome:
    | { readonly ok: true; readonly found: readonly (readonly [name: string, value: string])[] }
    | {
        readonly ok: false
        readonly problem: string
        readonly stage: string
        readonly detail: string
      }
}

/** @param longest  characters of a text that somebody else wrote: it travels in a cookie */
export function traceOf(
  upstreamId: string,
  outcome: Arrived['outcome'],
  steps: readonly UpstreamStep[],
  longest: number,
): Trace {
  const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
  return {
    upstreamId,
    steps: steps.slice(0, 20).map((step) => ({
      ...step,
      what: cut(step.what),
      found: step.found === null ? null : cut(step.found),
    })),
    outcome: outcome.ok
      ? { ok: true, found: foundIn(outcome).map(([name, value]) => [name, cut(value)]) }
      : {
          ok: false,
          problem: outcome.failure.problem,
          stage: outcome.failure.stage,
          detail: cut(outcome.failure.detail),
        },
  }
}

/** Who it would be, by the names of the claim map; what was not told is left out. */
function foundIn({
  arrival: { person },
}: Extract<Arrived['outcome'], { ok: true }>): readonly (readonly [string, string])[] {
  const { roles, isEmailVerified, email } = person
  const told: Readonly<Record<string, string | null>> = {
    issuer: person.issuer,
    subject: person.subject,
    email,
    emailVerified: email === null ? null : String(isEmailVerified),
    username: person.username,
    name: person.name,
    givenName: person.givenName,
    familyName: person.familyName,
    picture: person.picture,
    roles: roles.length > 0 ? roles.join(', ') : null,
  }
  return Object.entries(told).filter((entry): entry is [string, string] => entry[1] !== null)
}

/** What the last test of this upstream was like, or null. */
export function readTrace(
  context: FlashContext,
  cookie: string | null | undefined,
  upstreamId: string,
): Trace | null {
  const trace = readFlash(context, cookie) as Trace | null // sealed by `testArrived`
  return trace?.upstreamId === upstreamId ? trace : null
}
