import { PasswordHasherBusy } from '@/crypto/password-hasher'
import type { RegisterView } from '@/model/pages'
import { contextOf } from '@/oauth/context'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import { queryParameters, type Parameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf, type Visit } from '@/oauth/visit'
import { upstreamWays } from '@/oauth/upstream-ways'
import { wayBack, withOwnParameters } from '@/oauth/way-back'
import { attemptKeys, registrationLimit } from '@/sign-in/limits'
import { registerUser, type Registered } from '@/users/register'

import { clientOfWayBack } from './client-of-way-back'
import { hostedForm, type Form } from './form'

/** `GET /register`: carries the parameters of `/login` through. */
export const registerForm: Handler = page(async (request, provider) => {
  const visit = await visitOf(request, provider)
  const path = requestToReturnTo(queryParameters(request))
  return registerPage({ request, visit, path }, provider)
})

/** `/register` takes the parameters of `/login`, or names the authorization request that brought the person. */
function requestToReturnTo(parameters: Parameters): string {
  const named = wayBack(parameters.get('continue'))
  return parameters.get('client_id') === undefined &&
    /^\/(oauth\/authorize|auth|device)\?/.test(named)
    ? named
    : `/login?${parameters.raw}`
}

/** `POST /register`: then back to the same sign-in page, where the password is entered. */
export const register: Handler = hostedForm(async (form, provider) => {
  const typed = {
    username: form.field('username').slice(0, 256),
    email: form.field('email').slice(0, 320),
  }
  const again = (problem: Problem, status: number) => {
    const shown = { request: form.asPage, visit: form.visit, path: form.continue, typed }
    return registerPage({ ...shown, ...problem, status }, provider)
  }
  if (!form.isTokenGood) return again({ problem: 'form-expired' }, 403)
  if (!provider.settings.selfRegistration) throw new PageError('registration-closed')
  if (!(await mayTryAgain(form.request, provider))) {
    return again({ problem: 'too-many-attempts' }, 429)
  }
  const outcome = await tryToRegister({ ...typed, password: form.field('password') }, provider)
  if (outcome === 'busy') return again({ problem: 'busy' }, 503)
  if (!outcome.ok) return again({ problems: outcome.problems }, 422)
  const ours = { notice: 'registered', login_hint: outcome.user.username }
  return seeOther(withOwnParameters(signInPath(form), ours))
})

const signInPath = (form: Form): string => (form.continue === '/' ? '/login' : form.continue)

/** Counts a registration from this address; false: there were too many. */
export async function mayTryAgain(request: Request, { stores, now }: Provider): Promise<boolean> {
  const at = now()
  const { attempts, windowSeconds } = registrationLimit
  const windowEndsAt = new Date(at.getTime() + windowSeconds * 1000)
  const key = attemptKeys.registration(contextOf(request).address)
  const [count] = await stores.attempts.count([{ key, windowEndsAt }], at)
  return (count?.count ?? 0) <= attempts
}

async function tryToRegister(
  fields: { username: string; email: string; password: string },
  { stores, passwords, now }: Provider,
): Promise<Registered | 'busy'> {
  try {
    return await registerUser(fields, { email: 'required' }, stores, passwords, now())
  } catch (cause) {
    if (cause instanceof PasswordHasherBusy) return 'busy'
    throw cause
  }
}

type Problem = Partial<Pick<RegisterView, 'problem' | 'problems'>>

type RegisterPage = Problem & {
  readonly request: Request
  readonly visit: Visit
  /** The request to go on with. */
  readonly path: string
  readonly typed?: { readonly username: string; readonly email: string }
  readonly status?: number
}

async function registerPage(shown: RegisterPage, provider: Provider): Promise<Response> {
  const { pages, settings, localeOf } = provider
  if (!settings.selfRegistration) throw new PageError('registration-closed')
  const { request, visit, path, typed, problem, problems, status } = shown
  const back = withOwnParameters(path, { notice: null, login_hint: null })
  const view: RegisterView = {
    client: await clientOfWayBack(path, provider),
    username: typed?.username ?? '',
    email: typed?.email ?? '',
    problems: problems ?? {},
    problem: problem ?? null,
    signInUrl: back,
    code: null,
    upstreams: (await upstreamWays(back, visit.session !== null, provider)).upstreams,
    token: visit.formToken,
    continue: back,
  }
  const wait = problem === 'too-many-attempts' ? '3600' : problem === 'busy' ? '5' : null
  return pages.render('register', view, {
    locale: localeOf(request),
    status: status ?? 200,
    headers: { ...visit.headers, ...(wait !== null && { 'Retry-After': wait }) },
  })
}
