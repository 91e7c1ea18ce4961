import type { OneTimeLink } from '@/model/one-time-link'
import type { RecoverView } from '@/model/pages'
import type { User } from '@/model/user'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf, type Visit } from '@/oauth/visit'
import { withOwnParameters } from '@/oauth/way-back'
import { findPasswordProblem } from '@/users/password'

import { hostedForm } from './form'
import { usableLink } from './setup'

/** `GET /recover?code=…`: a new password by the link that the operator was given on the host. */
export const recoverForm: Handler = page(async (request, provider) => {
  const code = queryParameters(request).get('code') ?? ''
  const { user } = await recovered(code, provider)
  return recoverPage({ request, visit: await visitOf(request, provider), code, user }, provider)
})

/** `POST /recover`: sets the password once, and ends every session and grant of the user. */
export const recover: Handler = hostedForm(async (form, provider) => {
  const { stores, logouts, passwords, now } = provider
  const code = form.field('code')
  const { link, user } = await recovered(code, provider)
  const shown = { request: form.asPage, visit: form.visit, code, user }
  if (!form.isTokenGood) {
    return recoverPage({ ...shown, problem: 'form-expired', status: 403 }, provider)
  }
  const password = form.field('password')
  const problem = await findPasswordProblem(password, user.username)
  if (problem) {
    return recoverPage({ ...shown, problems: { password: problem }, status: 422 }, provider)
  }
  const hash = await passwords.hash(password)
  if (!(await stores.oneTimeLinks.consume(link.hash, now()))) throw new PageError('link-unusable')
  await stores.users.changePassword(user.id, hash, now(), null)
  void logouts.deliver()
  const ours = { notice: 'password-changed', login_hint: user.username }
  return seeOther(withOwnParameters('/login', ours))
})

async function recovered(
  code: string,
  provider: Provider,
): Promise<{ link: OneTimeLink; user: User }> {
  const link = await usableLink(code, 'recovery', provider)
  const user = link.userId === null ? null : await provider.stores.users.find(link.userId)
  if (!user) throw new PageError('link-unusable')
  return { link, user }
}

type RecoverPage = Partial<Pick<RecoverView, 'problem' | 'problems'>> & {
  readonly request: Request
  readonly visit: Visit
  readonly code: string
  readonly user: User
  readonly status?: number
}

function recoverPage(shown: RecoverPage, { pages, localeOf }: Provider): Promise<Response> {
  const { request, visit, code, user, problem, problems, status } = shown
  const view: RecoverView = {
    username: user.username,
    code,
    problems: problems ?? {},
    problem: problem ?? null,
    token: visit.formToken,
    continue: '',
  }
  return pages.render('recover', view, {
    locale: localeOf(request),
    status: status ?? 200,
    headers: visit.headers,
  })
}
