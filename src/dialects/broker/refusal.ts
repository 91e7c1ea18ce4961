import type { BrokerProblem } from '@/model/broker-problem'
import { contextOf } from '@/oauth/context'
import { page } from '@/oauth/page'
import {
  type Handler,
  type Provider,
  UpstreamFailure,
  type UpstreamProblem,
} from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

type RefusalDetails = {
  /** The place that was asked. */
  readonly place?: string
  /** What the upstream did wrong. */
  readonly reason?: UpstreamProblem
}

/** Why somebody is not sent on. It leads to the page that explains it. */
export class BrokerRefusal extends Error {
  override readonly name = 'BrokerRefusal'
  constructor(
    readonly problem: BrokerProblem,
    readonly details: RefusalDetails = {},
  ) {
    super(problem)
  }
}

/** What is shown of a place is cut here, so that the page's own address stays short. */
const longestShown = 500

/** Makes a handler whose refusals lead to the page at `/api/auth/callback`, without anything that the upstream sent. */
export const brokered = (work: Handler): Handler =>
  page(async (request, provider) => {
    try {
      return await work(request, provider)
    } catch (cause) {
      return explain(asRefusal(cause, request, provider), request)
    }
  })

/** The way to the page. */
export function explain(
  { problem, details }: BrokerRefusal,
  request: Request,
  headers?: readonly (readonly [string, string])[],
): Response {
  const { requestId } = contextOf(request)
  const parameters = new URLSearchParams({ error: problem })
  if (details.place !== undefined) parameters.set('place', details.place.slice(0, longestShown))
  if (details.reason !== undefined) parameters.set('reason', details.reason)
  if (requestId !== '-') parameters.set('request_id', requestId)
  return seeOther(`/api/auth/callback?${parameters.toString()}`, headers)
}

/** @throws whatever is neither a refusal nor the upstream's failure: a bug */
export function asRefusal(cause: unknown, request: Request, { log }: Provider): BrokerRefusal {
  if (cause instanceof BrokerRefusal) return cause
  if (!(cause instanceof UpstreamFailure)) throw cause
  const { problem, stage, detail } = cause
  const { requestId } = contextOf(request)
  log.warn({ problem, stage, detail, requestId }, 'the broker’s upstream failed')
  return new BrokerRefusal(problemOf(problem), { reason: problem })
}

function problemOf(problem: UpstreamProblem): BrokerProblem {
  switch (problem) {
    case 'denied':
      return 'access_denied'
    case 'state':
      return 'state_invalid'
    case 'refused':
      return 'upstream_refused'
    case 'unreachable':
    case 'timeout':
      return 'upstream_unreachable'
    case 'settings':
    case 'not-https':
    case 'private-address':
      return 'upstream_settings'
    default:
      return 'upstream_answer'
  }
}
