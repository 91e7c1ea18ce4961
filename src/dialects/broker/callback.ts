// The return from the upstream, and the page that explains why nobody can be sent on.
import { admit, type AdmissionRefusal } from '@/federation/admit'
import { proveCookie, provePath } from '@/federation/prove-cookie'
import { type Arrived, arrive } from '@/federation/round-trip'
import type { BrokerProblem } from '@/model/broker-problem'
import type { Upstream, UpstreamPerson } from '@/model/upstream'
import type { User } from '@/model/user'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

import { beginGrant } from './grant'
import { checkPlace, type Place, withTokens } from './place'
import { problemPage } from './problem-page'
import { asRefusal, BrokerRefusal, explain } from './refusal'

/** `GET /api/auth/callback`: with what the upstream sent, on to the place; without, the page for `error`. */
export const callback: Handler = page(async (request, provider) => {
  if (request.method !== 'GET') throw new PageError('method-not-allowed')
  const parameters = queryParameters(request)
  if (!parameters.hasAny(['code', 'state'])) return problemPage(request, parameters, provider)

  const arrived = await arrive(request, provider)
  try {
    const { location, headers } = await wayOn(arrived, provider)
    return seeOther(location, [...arrived.headers, ...headers])
  } catch (cause) {
    return explain(asRefusal(cause, request, provider), request, arrived.headers)
  }
})

/** Ours is made around it, and travels in an address: characters. */
const longestUpstreamToken = 8192

type WayOn = {
  readonly location: string
  readonly headers: readonly (readonly [string, string])[]
}

/** To the place, with tokens. Whether it is allowed is asked again: ten minutes may lie between. */
async function wayOn({ flow, upstream, outcome }: Arrived, provider: Provider): Promise<WayOn> {
  if (!outcome.ok) throw outcome.failure
  if (flow?.purpose !== 'broker' || !upstream) throw new BrokerRefusal('state_invalid')
  if (upstream.disabledAt !== null) throw new BrokerRefusal('broker_not_set')
  const place = await checkPlace(flow.back, provider)
  const { person, refreshToken } = outcome.arrival
  if (refreshToken === null) throw new BrokerRefusal('no_refresh_token')
  if (refreshToken.length > longestUpstreamToken) {
    throw new BrokerRefusal('upstream_answer', { reason: 'too-large' })
  }

  const admission = await admit(person, upstream, null, provider)
  switch (admission.kind) {
    case 'refused':
      throw new BrokerRefusal(refusals[admission.reason])
    case 'prove':
      return toProof(person, upstream, admission.user, place, provider)
    default: {
      const { user } = admission
      const tokens = await beginGrant({ place, upstream, user, person, refreshToken }, provider)
      return { location: withTokens(place.url, tokens), headers: [] }
    }
  }
}

const refusals: Readonly<Record<AdmissionRefusal, BrokerProblem>> = {
  'no-account': 'no_account',
  'invitation-needed': 'invitation_needed',
  'email-unverified': 'email_unverified',
  disabled: 'user_disabled',
}

/** The e-mail address is a user's, whose password has to be shown once. Then the same way is gone again from its start. */
function toProof(
  { issuer, subject, email }: UpstreamPerson,
  { id: upstreamId }: Upstream,
  { id: userId }: User,
  place: Place,
  provider: Provider,
): WayOn {
  const back = `/api/auth/login?${new URLSearchParams({ follow: place.url }).toString()}`
  const cookie = proveCookie({ issuer, subject, email, upstreamId, userId, back }, provider)
  return { location: provePath, headers: [['Set-Cookie', cookie]] }
}
