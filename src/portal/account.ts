// What a person changes on their own pages: the password, the sessions, the apps that they let in.
import type { Handler, Provider } from '@/oauth/provider'
import { PasswordHasherBusy } from '@/crypto/password-hasher'
import { contextOf } from '@/oauth/context'
import { sealEnded, signedOutPath } from '@/oauth/logout/signed-out'
import { seeOther } from '@/oauth/responses'
import { withOwnParameters } from '@/oauth/way-back'
import { knownBrowser } from '@/sessions/known-browser'
import { signInWithPassword } from '@/sign-in/password'
import { findPasswordProblem } from '@/users/password'

import { signIn, signOutHeaders } from './session-cookies'
import { signedInForm, type SignedInForm } from './signed-in-form'

/** Who has no password sets a first one this soon after signing in, so that an open browser is not enough: seconds. */
const firstPasswordWindow = 600

/** `POST /account/password`: asks for the old one, if there is one; other sessions and their grants end. */
export const changePassword: Handler = signedInForm(async (form, provider) => {
  const { stores, logouts, passwords, now } = provider
  try {
    const refusal = await findRefusal(form, provider)
    if (refusal) return back('/security', refusal)
    const hash = await passwords.hash(form.field('new_password'))
    await stores.users.changePassword(form.user.id, hash, now(), form.session.id)
    void logouts.deliver()
    const { headers } = await signIn(form.request, form.visit, form.user, provider) // a new cookie
    return back('/security', { done: 'password-changed' }, headers)
  } catch (cause) {
    if (cause instanceof PasswordHasherBusy) return back('/security', { problem: 'busy' })
    throw cause
  }
})

async function findRefusal(
  form: SignedInForm,
  provider: Provider,
): Promise<Record<string, string> | null> {
  const { user, request, session } = form
  const { issuer, secret } = provider.settings
  const problem = await findPasswordProblem(form.field('new_password'), user.username)
  if (problem) return { problem, field: 'new_password' }
  if ((await provider.stores.users.findPassword(user.id)) === null) {
    const seconds = (provider.now().getTime() - session.createdAt.getTime()) / 1000
    return seconds <= firstPasswordWindow ? null : { problem: 'sign-in-again' }
  }
  const proof = {
    login: user.username,
    password: form.field('current_password'),
    address: contextOf(request).address,
    knownBrowserOf: (userId: string) => knownBrowser(request, issuer, secret, userId),
  }
  const outcome = await signInWithPassword(proof, provider, provider.now())
  if (outcome.ok) return null
  return outcome.reason === 'too-many-attempts'
    ? { problem: 'too-many-attempts' }
    : { problem: 'wrong-password', field: 'current_password' }
}

/** `POST /account/sessions/end`: one session by its id, `others`, or `all`. */
export const endSessions: Handler = signedInForm(async (form, provider) => {
  const { stores, logouts, now } = provider
  const { user, session } = form
  const which = form.field('session_id')
  if (which === 'others') {
    await stores.sessions.endAll(user.id, session.id, now())
    void logouts.deliver()
    return back('/security', { done: 'others-ended' })
  }
  if (which === 'all') {
    const ended = await stores.sessions.listOfUser(user.id, now())
    await stores.sessions.endAll(user.id, null, now())
    return signedOut(
      ended.map(({ id }) => id),
      provider,
    )
  }
  await stores.sessions.end(user.id, which, now())
  if (which === session.id) return signedOut([session.id], provider)
  void logouts.deliver()
  return back('/security', { done: 'session-ended' })
})

/** This browser holds no session any more. */
function signedOut(sessionIds: readonly string[], provider: Provider): Response {
  void provider.logouts.deliver()
  const path = signedOutPath(sealEnded(sessionIds, provider))
  return seeOther(path, signOutHeaders(provider.settings.issuer))
}

/**
 * `POST /account/apps/revoke`: the app gets nothing more, and has to ask again. It is named by `client_id`, or by `place`
 * and `upstream_id` where the broker has sent the person.
 */
export const revokeAccess: Handler = signedInForm(async (form, { stores, now }) => {
  const { id } = form.user
  const audience = form.field('place').slice(0, 2000)
  if (audience === '') {
    await stores.consents.withdraw(id, form.field('client_id').slice(0, 256), now())
  } else {
    const upstreamId = form.field('upstream_id').slice(0, 256)
    await stores.brokerGrants.revokePlace(id, { audience, upstreamId }, now())
  }
  return back('/', { done: 'access-revoked' })
})

const back = (
  path: string,
  outcome: Record<string, string>,
  headers: Parameters<typeof seeOther>[1] = [],
): Response => seeOther(withOwnParameters(path, outcome), headers)
