// The way to an upstream and back: which browser it was, whether it was here already, and for which upstream. What the
// upstream answers is the engine's; what becomes of the person is decided by whoever sent them.
import { isSame, sha256 } from '@/crypto/digest'
import type { Upstream } from '@/model/upstream'
import {
  UpstreamFailure,
  type Provider,
  type UpstreamArrival,
  type UpstreamStep,
  type UpstreamWishes,
} from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { readCookie } from '@/sessions/cookies'

import {
  type Flow,
  flowCookie,
  flowCookieName,
  flowLifetime,
  openFlow,
  sealFlow,
  type SealedFlow,
} from './flow'

export type { Flow, FlowPurpose } from './flow'

export type Outcome =
  | { readonly ok: true; readonly arrival: UpstreamArrival }
  | { readonly ok: false; readonly failure: UpstreamFailure }

export type Arrived = {
  /** Null: it is not known why this browser came. */
  readonly flow: Flow | null
  readonly upstream: Upstream | null
  readonly outcome: Outcome
  /** Ends the flow's cookie: to be put on whatever is answered. */
  readonly headers: readonly (readonly ['Set-Cookie', string])[]
}

/**
 * 303 to the upstream, with what has to be there when the browser comes back in a sealed cookie, for ten minutes.
 *
 * @throws {UpstreamFailure} also when `flow.back` is longer than a cookie holds
 */
export async function depart(
  _request: Request,
  flow: Flow,
  upstream: Upstream,
  wishes: UpstreamWishes,
  { settings, upstreams, now }: Provider,
): Promise<Response> {
  verifyOpen(flow, upstream)
  const { location, state, secrets } = await upstreams.begin(upstream, flow.redirectUri, wishes)
  const expiresAt = now().getTime() + flowLifetime * 1000
  const value = sealFlow({ flow, state, secrets, expiresAt }, settings.secret)
  if (value === null) {
    const detail = 'the request that this sign-in is for is longer than a cookie holds (4 kB)'
    throw new UpstreamFailure('settings', 'authorization', detail)
  }
  const cookie = flowCookie(settings.issuer, state, value, flowLifetime)
  return seeOther(location, [['Set-Cookie', cookie]])
}

/**
 * Takes a browser back that was sent away by {@link depart}, once: it has the cookie that belongs to the `state`, of the
 * last ten minutes, for this redirect URI. Runs the rest of the protocol. Never throws an {@link UpstreamFailure}.
 */
export async function arrive(
  request: Request,
  provider: Provider,
  onStep?: (step: UpstreamStep) => void,
): Promise<Arrived> {
  const { settings, stores, log } = provider
  const url = new URL(request.url)
  const states = url.searchParams.getAll('state').filter((state) => state !== '')
  const [state] = states
  if (state === undefined || states.length > 1) {
    const told = state === undefined ? 'no state' : 'more than one state'
    return lost(`the upstream's answer has ${told}: nobody knows which departure it belongs to`)
  }

  const found = carried(request, state, settings)
  if (typeof found === 'string') return lost(found)
  const { flow } = found
  const headers = [['Set-Cookie', flowCookie(settings.issuer, state, '', 0)]] as const

  const upstream = await stores.upstreams.find(flow.upstreamId)
  const outcome = await outcomeOf(async () => {
    await verifyFirstArrival(found, url.pathname, provider)
    if (!upstream) throw new UpstreamFailure('settings', 'settings', 'it was removed meanwhile')
    verifyOpen(flow, upstream)
    const answer = url.search.slice(1)
    return provider.upstreams.finish(upstream, flow.redirectUri, found.secrets, answer, onStep)
  })
  if (!outcome.ok) {
    const { problem, stage, detail } = outcome.failure
    log.info({ upstream: flow.upstreamId, problem, stage, detail }, 'an upstream sent nobody')
  }
  return { flow, upstream, outcome, headers }
}

/** One that is switched off may be tested before it is switched on. @throws {UpstreamFailure} */
function verifyOpen({ purpose }: Flow, { disabledAt }: Upstream): void {
  if (disabledAt === null || purpose === 'test') return
  throw new UpstreamFailure('settings', 'settings', 'it is switched off')
}

/** What the browser carries for this state, or why it carries nothing. */
function carried(
  request: Request,
  state: string,
  { issuer, secret }: Provider['settings'],
): SealedFlow | string {
  const value = readCookie(request, flowCookieName(issuer, state))
  if (value === null || value === '') {
    return 'this browser has not set out with this state, or has come back with it before, or more than ten minutes ago'
  }
  const sealed = openFlow(value, secret)
  if (!sealed) return 'what this browser carries for this state was not made here'
  return isSame(sealed.state, state) ? sealed : 'what this browser carries is for another state'
}

/** @throws {UpstreamFailure} it is too late, another way back than the one given, or not the first time */
async function verifyFirstArrival(
  { flow, state, expiresAt }: SealedFlow,
  path: string,
  { stores, now }: Provider,
): Promise<void> {
  const refuse = (detail: string) => new UpstreamFailure('state', 'authorization', detail)
  if (now().getTime() >= expiresAt) throw refuse('it set out more than ten minutes ago')
  const { pathname } = new URL(flow.redirectUri)
  if (path !== pathname) throw refuse(`it came back to ${path}, and was sent to ${pathname}`)
  const isFirst = await stores.usedIds.use(sha256(`upstream-state\n${state}`), new Date(expiresAt))
  if (!isFirst) throw refuse('this state was used before')
}

async function outcomeOf(arrival: () => Promise<UpstreamArrival>): Promise<Outcome> {
  try {
    return { ok: true, arrival: await arrival() }
  } catch (cause) {
    if (cause instanceof UpstreamFailure) return { ok: false, failure: cause }
    throw cause
  }
}

const lost = (detail: string): Arrived => ({
  flow: null,
  upstream: null,
  outcome: { ok: false, failure: new UpstreamFailure('state', 'authorization', detail) },
  headers: [],
})
