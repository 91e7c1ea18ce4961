import { sha256 } from '@/crypto/digest'
import type { OneTimeLink } from '@/model/one-time-link'
import type { RegisterView } from '@/model/pages'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf, type Visit } from '@/oauth/visit'
import { registerFirstAdministrator } from '@/users/register'

import { hostedForm } from './form'
import { signIn } from './session-cookies'

/** `GET /setup?code=…`: the first administrator's link, until there is one. */
export const setupForm: Handler = page(async (request, provider) => {
  const code = queryParameters(request).get('code')
  await usableLink(code, 'setup', provider)
  return setupPage({ request, visit: await visitOf(request, provider), code: code ?? '' }, provider)
})

/** `POST /setup`: of any number of callers one becomes the first administrator, and is signed in. */
export const setup: Handler = hostedForm(async (form, provider) => {
  const code = form.field('code')
  const link = await usableLink(code, 'setup', provider)
  const typed = { username: form.field('username'), email: form.field('email') }
  const shown = { request: form.asPage, visit: form.visit, code, typed }
  if (!form.isTokenGood) {
    return setupPage({ ...shown, problem: 'form-expired', status: 403 }, provider)
  }
  const { stores, passwords, now } = provider
  const fields = { ...typed, password: form.field('password') }
  const outcome = await registerFirstAdministrator(fields, stores, passwords, now())
  if (outcome === 'closed') throw new PageError('setup-closed')
  if (!outcome.ok) {
    return setupPage({ ...shown, problems: outcome.problems, status: 422 }, provider)
  }
  await stores.oneTimeLinks.consume(link.hash, now())
  const user = await stores.users.find(outcome.user.id)
  if (!user) throw new Error('the first administrator vanished')
  const { headers } = await signIn(form.request, form.visit, user, provider)
  return seeOther('/', headers)
})

/**
 * The link behind a code, while it can be used.
 * @throws {PageError} `setup-closed` once there is an administrator, `link-unusable` for any other code
 */
export async function usableLink(
  code: string | undefined,
  purpose: OneTimeLink['purpose'],
  { stores, now }: Provider,
): Promise<OneTimeLink> {
  const link = code?.length === 43 ? await stores.oneTimeLinks.find(sha256(code)) : null
  if (purpose === 'setup' && (await stores.users.hasAdministrator())) {
    throw new PageError('setup-closed') // asked after the link was read: who used it became the administrator before
  }
  if (link?.purpose !== purpose || link.consumedAt !== null || link.expiresAt <= now()) {
    throw new PageError('link-unusable')
  }
  return link
}

type SetupPage = Partial<Pick<RegisterView, 'problem' | 'problems'>> & {
  readonly request: Request
  readonly visit: Visit
  readonly code: string
  readonly typed?: { readonly username: string; readonly email: string }
  readonly status?: number
}

function setupPage(shown: SetupPage, { pages, localeOf }: Provider): Promise<Response> {
  const { request, visit, code, typed, problem, problems, status } = shown
  const view: RegisterView = {
    client: null,
    username: typed?.username ?? '',
    email: typed?.email ?? '',
    problems: problems ?? {},
    problem: problem ?? null,
    signInUrl: null,
    code,
    upstreams: [],
    token: visit.formToken,
    continue: '',
  }
  return pages.render('setup', view, {
    locale: localeOf(request),
    status: status ?? 200,
    headers: visit.headers,
  })
}
