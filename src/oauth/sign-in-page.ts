import type { ClientView, SignInView } from '@/model/pages'

import type { Provider } from './provider'
import { seeOther } from './responses'
import { upstreamWays } from './upstream-ways'
import type { Visit } from './visit'
import { splitQuery, withOwnParameters } from './way-back'
import { readParameters } from './parameters'

const notices = ['registered', 'signed-out', 'password-changed', 'upstream-denied'] as const

/** Parameters of ours in the query of a request that shows the sign-in page; all others are the app's. */
const withoutOurs = (path: string): string =>
  withOwnParameters(path, { notice: null, login_hint: null, decision: null, way: null })

/** The dialect of `/login` carries its parameters through; every other request is named as a whole. */
function registerUrl(path: string): string {
  const [base, query] = splitQuery(path)
  return base === '/login'
    ? withoutOurs(`/register?${query}`)
    : `/register?continue=${encodeURIComponent(withoutOurs(path))}`
}

export type SignInPage = {
  readonly request: Request
  readonly visit: Visit
  /** Null: the portal's own sign-in. */
  readonly client: ClientView | null
  /** The authorization request, path and query: the page posts, and comes back to it. */
  readonly path: string
  readonly problem?: SignInView['problem']
  /** What was typed. */
  readonly identifier?: string
  readonly status?: number
  /** The person has to prove themselves anew. */
  readonly isFresh?: boolean
  /** Nothing but a password does, so no upstream is offered. */
  readonly needsPassword?: boolean
}

/**
 * The sign-in page of a request that needs a session. Where one upstream is the default, people go there at once, unless
 * something is to be said to them first, or they asked for the form: `way=password`.
 */
export async function signInPage(page: SignInPage, provider: Provider): Promise<Response> {
  const { pages, settings, localeOf } = provider
  const [, query] = splitQuery(page.path)
  const parameters = readParameters(query)
  const retryAfter =
    page.problem?.kind === 'too-many-attempts' ? page.problem.retryAfterSeconds : null
  const back = withoutOurs(page.path)
  const found = await upstreamWays(back, page.isFresh ?? page.visit.session !== null, provider)
  const ways = page.needsPassword ? { upstreams: [], straight: null } : found
  const notice =
    notices.find((one) => one === parameters.get('notice')) ??
    (found.upstreams.length > ways.upstreams.length ? 'password-needed' : null)
  const isSilent = !page.problem && notice === null && parameters.get('way') !== 'password'
  if (ways.straight !== null && isSilent) return seeOther(ways.straight)
  const view: SignInView = {
    client: page.client,
    identifier: page.identifier ?? parameters.get('login_hint')?.slice(0, 320) ?? '',
    problem: page.problem ?? null,
    notice,
    registerUrl: settings.selfRegistration ? registerUrl(page.path) : null,
    upstreams: ways.upstreams,
    token: page.visit.formToken,
    continue: back,
  }
  const busy = page.problem?.kind === 'busy' ? 5 : null
  const wait = retryAfter ?? busy
  return pages.render('sign-in', view, {
    locale: localeOf(page.request),
    status: page.status ?? 200,
    headers: { ...page.visit.headers, ...(wait !== null && { 'Retry-After': String(wait) }) },
  })
}
