import { PasswordHasherBusy } from '@/crypto/password-hasher'
import type { SignInView } from '@/model/pages'
import { contextOf } from '@/oauth/context'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { signInPage } from '@/oauth/sign-in-page'
import { knownBrowser } from '@/sessions/known-browser'
import { isStillProven, signInWithPassword, type PasswordOutcome } from '@/sign-in/password'

import { clientOfWayBack } from './client-of-way-back'
import { hostedForm, type Form } from './form'
import { signIn } from './session-cookies'

/** `POST /sign-in/password`: a username or e-mail and a password; then back to the request that asked for it. */
export const signInByPassword = hostedForm(async (form, provider) => {
  if (!form.isTokenGood) return again(form, { kind: 'form-expired' }, 403, provider)
  const login = form.field('identifier')
  const password = form.field('password')
  if (login.trim() === '' || password === '') return again(form, { kind: 'missing' }, 422, provider)

  const outcome = await prove(form, login, password, provider)
  if (outcome === 'busy') return again(form, { kind: 'busy' }, 503, provider)
  if (outcome.ok) {
    const { session, headers } = await signIn(form.request, form.visit, outcome.user, provider)
    if (await isStillProven(outcome, provider.stores.users)) return seeOther(form.continue, headers)
    await provider.stores.sessions.end(session.userId, session.id, provider.now())
    return again(form, { kind: 'wrong-credentials' }, 401, provider)
  }
  return outcome.reason === 'too-many-attempts'
    ? again(form, { ...outcome, kind: 'too-many-attempts' }, 429, provider)
    : again(form, { kind: 'wrong-credentials' }, 401, provider)
})

/** `GET /sign-in/password`: where a refused form stands in the address bar; opened by hand, it begins anew. */
export const signInAgain: Handler = () => Promise.resolve(seeOther('/login'))

async function prove(
  { request }: Form,
  login: string,
  password: string,
  provider: Provider,
): Promise<PasswordOutcome | 'busy'> {
  const { issuer, secret } = provider.settings
  const knownBrowserOf = (userId: string) => knownBrowser(request, issuer, secret, userId)
  const { address } = contextOf(request)
  try {
    const proof = { login, password, address, knownBrowserOf }
    return await signInWithPassword(proof, provider, provider.now())
  } catch (cause) {
    if (cause instanceof PasswordHasherBusy) return 'busy'
    throw cause
  }
}

/** The page again, with what was typed; never the password. */
async function again(
  form: Form,
  problem: NonNullable<SignInView['problem']>,
  status: number,
  provider: Provider,
): Promise<Response> {
  return signInPage(
    {
      request: form.asPage,
      visit: form.visit,
      client: await clientOfWayBack(form.continue, provider),
      path: form.continue,
      problem,
      identifier: form.field('identifier').slice(0, 320),
      status,
    },
    provider,
  )
}
