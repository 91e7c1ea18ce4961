import { accountOf } from '@/federation/admit'
import type { Arrived, Flow } from '@/federation/round-trip'
import type { Upstream, UpstreamPerson } from '@/model/upstream'
import type { Provider, UpstreamStep } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf } from '@/oauth/visit'

import { flash } from '../flash'
import { upstreamFailurePage, type Failed } from './failure'
import { adminFlash, upstreamPath } from './paths'
import { traceOf } from './trace'

/** Somebody who is back from an upstream. */
export type Returned = {
  readonly request: Request
  readonly flow: Flow
  readonly upstream: Upstream
  readonly outcome: Arrived['outcome']
  readonly steps: readonly UpstreamStep[]
  readonly provider: Provider
}

/** Links the account to the user who went to fetch it, if they are still the one who is signed in. */
export async function linkArrived(
  { request, flow, upstream, provider }: Returned,
  person: UpstreamPerson,
  failed: Omit<Failed, 'cause'>,
): Promise<Response> {
  const { user } = await visitOf(request, provider)
  if (!user || user.id !== flow.userId) {
    return upstreamFailurePage({ ...failed, cause: 'session-changed' }, provider)
  }
  const { stores, log, now } = provider
  const outcome = await stores.accounts.link(accountOf(person, upstream, user.id, now()))
  if (outcome === 'taken') {
    return upstreamFailurePage({ ...failed, cause: 'linked-elsewhere' }, provider)
  }
  log.info({ userId: user.id, upstreamId: upstream.id }, 'upstream account linked')
  return seeOther('/security?done=upstream-linked')
}

/** Shows the administrator who runs the test what happened, good or bad. Nobody is signed in by it. */
export async function testArrived({
  request,
  flow,
  upstream,
  outcome,
  steps,
  provider,
}: Returned): Promise<Response> {
  const { user } = await visitOf(request, provider)
  const back = { kind: 'upstream', url: upstreamPath(upstream.id) } as const
  if (!user?.isAdministrator || user.id !== flow.userId) {
    const failed = { request, upstream, back, cause: 'session-changed' } as const
    return upstreamFailurePage(failed, provider)
  }
  const context = { ...adminFlash(user.id, provider), isFromAway: true }
  const cookie =
    flash(context, 'trace', traceOf(upstream.id, outcome, steps, 300)) ??
    flash(context, 'trace', traceOf(upstream.id, outcome, steps, 60))
  if (cookie === null) throw new Error('what happened in a test does not fit into a cookie')
  return seeOther(`${upstreamPath(upstream.id)}#test`, [['Set-Cookie', cookie]])
}
