import { PasswordHasherBusy } from '@/crypto/password-hasher'
import { OwnerGone } from '@/stores/owner-gone'

import { UnusableBody } from './body'
import { contextOf } from './context'
import { PageError } from './errors'
import { rawQuery } from './parameters'
import type { Handler, Provider } from './provider'
import { seeOther } from './responses'

/** Makes a handler whose refusals and failures are pages. What is no refusal is a bug: reported, never described. */
export const page =
  (work: Handler): Handler =>
  async (request, provider) => {
    try {
      return await work(request, provider)
    } catch (cause) {
      if (cause instanceof OwnerGone && request.method === 'GET') return again(request)
      return errorPage(asPageError(cause, request, provider), request, provider)
    }
  }

/** The client or the user was deleted since the request was read: read anew, it says which. */
const again = (request: Request): Response =>
  seeOther(`${new URL(request.url).pathname}?${rawQuery(request)}`)

function asPageError(cause: unknown, request: Request, { log }: Provider): PageError {
  if (cause instanceof PageError) return cause
  if (cause instanceof OwnerGone) return new PageError('not-found', {}, { cause })
  if (cause instanceof PasswordHasherBusy) return new PageError('busy', { retryAfterSeconds: 5 })
  if (cause instanceof UnusableBody) {
    return new PageError(cause.reason === 'too-large' ? 'request-too-large' : 'request-malformed')
  }
  log.error({ err: cause, requestId: contextOf(request).requestId }, 'a page failed')
  return new PageError('server-error')
}

/** Draws a refusal. */
export function errorPage(
  error: PageError,
  request: Request,
  { pages, settings, localeOf }: Provider,
): Promise<Response> {
  const { client, facts, settingsPath, retryAfterSeconds, wayBack } = error.details
  const { requestId } = contextOf(request)
  return pages.render(
    'error',
    {
      code: error.code,
      oauthError: error.oauthError,
      client: client ?? null,
      facts: facts ?? [],
      settingsUrl: settingsPath === undefined ? null : settings.issuer + settingsPath,
      requestId: requestId === '-' ? null : requestId,
      retryAfterSeconds: retryAfterSeconds ?? null,
      ...(wayBack && { wayBack }),
    },
    {
      locale: localeOf(request),
      status: error.status,
      headers: retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
    },
  )
}
