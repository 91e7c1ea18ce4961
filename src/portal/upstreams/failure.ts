import type { UpstreamFailureCode, UpstreamFailureView } from '@/model/pages'
import type { Upstream } from '@/model/upstream'
import { contextOf } from '@/oauth/context'
import { UpstreamFailure, type Provider } from '@/oauth/provider'
import { withOwnParameters } from '@/oauth/way-back'

export type Failed = {
  readonly request: Request
  readonly upstream: Pick<Upstream, 'id' | 'label'> | null
  /** What the upstream did wrong, or why the person is not let in. */
  readonly cause: UpstreamFailure | UpstreamFailureCode
  readonly back: UpstreamFailureView['back']
}

/** Not an error of ours, and nothing that a proxy should put a page of its own over: no 5xx. */
const statuses: Readonly<Partial<Record<UpstreamFailureCode, number>>> = {
  'unknown-upstream': 404,
  'no-account': 403,
  'invitation-needed': 403,
  'email-unverified': 403,
  disabled: 403,
  'linked-elsewhere': 409,
  'session-changed': 403,
}

/** The page that says why nobody was signed in, in plain words; the operator's words are folded away on it. */
export function upstreamFailurePage(
  { request, upstream, cause, back }: Failed,
  { pages, localeOf, log }: Provider,
): Promise<Response> {
  const { requestId } = contextOf(request)
  const isUpstreams = cause instanceof UpstreamFailure
  const code = isUpstreams ? cause.problem : cause
  const detail = isUpstreams ? { stage: cause.stage, text: cause.detail } : null
  log.info(
    { upstreamId: upstream?.id, problem: code, ...detail, requestId },
    'an upstream sign-in failed',
  )
  const view: UpstreamFailureView = {
    code,
    label: upstream?.label ?? null,
    detail,
    back,
    requestId: requestId === '-' ? null : requestId,
  }
  return pages.render('upstream-failure', view, {
    locale: localeOf(request),
    status: statuses[code] ?? 400,
  })
}

/** The sign-in page of a request, path and query; its form is shown even where people go straight to an upstream. */
export const signInPathOf = (
  back: string,
  parameters: Readonly<Record<string, string>> = { way: 'password' },
): string => withOwnParameters(back === '/' ? '/login' : back, parameters)

export const toSignIn = (back: string): UpstreamFailureView['back'] => ({
  kind: 'sign-in',
  url: signInPathOf(back),
})

/** The answer with cookies; a page may bring some of its own. */
export function withCookies(
  response: Response,
  cookies: readonly (readonly [string, string])[],
): Response {
  for (const [name, value] of cookies) response.headers.append(name, value)
  return response
}
