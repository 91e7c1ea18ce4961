import { type BrokerProblem, brokerProblems } from '@/model/broker-problem'
import type { Parameters } from '@/oauth/parameters'
import { type Provider, upstreamProblems } from '@/oauth/provider'

/**
 * The page that explains a refusal. Its address can be made by anybody, so what stands in there is shown as text or
 * chooses among texts of ours, and leads nowhere.
 *
 * The list is shown in full: its entries are addresses that everybody passes through who signs in, and hold no secret.
 * The redirect URIs of apps are not, for they would name every app to whoever asks.
 */
export function problemPage(
  request: Request,
  parameters: Parameters,
  { pages, settings, localeOf }: Provider,
): Promise<Response> {
  const error = parameters.get('error')
  const problem = brokerProblems.find((one) => one === error) ?? 'unknown'
  const requestId = parameters.get('request_id') ?? null
  const isOfPlace = problem.startsWith('place_')
  return pages.render(
    'broker-problem',
    {
      problem,
      place: isOfPlace ? (parameters.get('place') ?? null) : null,
      allowed: isOfPlace ? settings.followWhitelist : null,
      reason: upstreamProblems.find((one) => one === parameters.get('reason')) ?? null,
      requestId: requestId !== null && /^[\w-]{1,64}$/.test(requestId) ? requestId : null,
    },
    { locale: localeOf(request), status: isForbidden(problem) ? 403 : 400 },
  )
}

const isForbidden = (problem: BrokerProblem): boolean =>
  [
    'access_denied',
    'no_account',
    'invitation_needed',
    'email_unverified',
    'user_disabled',
  ].includes(problem)
