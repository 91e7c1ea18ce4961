// Where an upstream sends people back to. What came back is checked by the round trip; what becomes of it depends on why
// the person was sent there.
import { arrive, type Arrived, type Flow } from '@/federation/round-trip'
import type { UpstreamFailureView } from '@/model/pages'
import type { Upstream } from '@/model/upstream'
import { readBody } from '@/oauth/body'
import { page } from '@/oauth/page'
import { readParameters } from '@/oauth/parameters'
import { pathParts } from '@/oauth/path'
import { UpstreamFailure, type Handler, type Provider, type UpstreamStep } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

import { signInPathOf, toSignIn, upstreamFailurePage, withCookies, type Failed } from './failure'
import { linkArrived, testArrived, type Returned } from './returned'
import { signInArrived } from './sign-in-arrived'

/** `GET /api/auth/callback/[upstream]` */
export const upstreamCallback: Handler = page(async (request, provider) => {
  const steps: UpstreamStep[] = []
  const arrived = await arrive(request, provider, (step) => void steps.push(step))
  return withCookies(await goOn(request, arrived, steps, provider), arrived.headers)
})

/** What an upstream's answer may hold: RFC 6749 §4.1.2, RFC 9207, OpenID Connect Session Management, Apple's `user`. */
const known = [
  ...['code', 'state', 'iss', 'error', 'error_description', 'error_uri'],
  ...['session_state', 'user'],
]

/**
 * `POST /api/auth/callback/[upstream]`: OAuth 2.0 Form Post Response Mode. It comes from another site, without our cookies
 * (SameSite=Lax), so it does nothing but go on to the GET, where they are there again.
 */
export const upstreamCallbackByPost: Handler = page(async (request) => {
  const { raw } = readParameters(await readBody(request, 'application/x-www-form-urlencoded'))
  const sent = [...new URLSearchParams(raw)].filter(([name]) => known.includes(name))
  return seeOther(`${new URL(request.url).pathname}?${new URLSearchParams(sent).toString()}`)
})

async function goOn(
  request: Request,
  arrived: Arrived,
  steps: readonly UpstreamStep[],
  provider: Provider,
): Promise<Response> {
  const { flow, outcome } = arrived
  const upstream = flow && upstreamOf(request, flow, arrived.upstream)
  if (!flow || !upstream) {
    const cause = outcome.ok ? notOurs : outcome.failure
    const failed = { request, upstream: arrived.upstream, cause, back: toSignIn('/') }
    return upstreamFailurePage(failed, provider)
  }
  const returned: Returned = { request, flow, upstream, outcome, steps, provider }
  if (flow.purpose === 'test') return testArrived(returned)
  const back = backOf(flow)
  const failed = { request, upstream, back }
  if (!outcome.ok) return notArrived({ ...failed, cause: outcome.failure }, flow, provider)
  if (upstream.disabledAt !== null) {
    return upstreamFailurePage({ ...failed, cause: 'unknown-upstream' }, provider)
  }
  const { arrival } = outcome
  return flow.purpose === 'link'
    ? linkArrived(returned, arrival.person, failed)
    : signInArrived(returned, arrival, failed)
}

const notOurs = new UpstreamFailure(
  'state',
  'authorization',
  'the answer came to another address than the one of the upstream that was asked',
)

/** An answer that comes to another upstream's address is nobody's — RFC 9700 §4.4.2. The broker's has an address of its own. */
function upstreamOf(request: Request, flow: Flow, upstream: Upstream | null): Upstream | null {
  const isThere = pathParts(request).at(-1) === flow.upstreamId && upstream?.id === flow.upstreamId
  return isThere && flow.purpose !== 'broker' ? upstream : null
}

const backOf = ({ purpose, back }: Flow): UpstreamFailureView['back'] =>
  purpose === 'link' ? { kind: 'security', url: '/security' } : toSignIn(back)

/** Who said no there is not told that something is wrong. */
function notArrived(failed: Failed, flow: Flow, provider: Provider): Promise<Response> {
  const isDenied = failed.cause instanceof UpstreamFailure && failed.cause.problem === 'denied'
  if (!isDenied) return upstreamFailurePage(failed, provider)
  const path =
    flow.purpose === 'link'
      ? '/security?problem=upstream-denied'
      : signInPathOf(flow.back, { notice: 'upstream-denied' })
  return Promise.resolve(seeOther(path))
}
