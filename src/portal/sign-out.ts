import {
  endedParameter,
  findAppsOfEnded,
  sealEnded,
  signedOutPath,
} from '@/oauth/logout/signed-out'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf } from '@/oauth/visit'
import { withOwnParameters } from '@/oauth/way-back'

import { signOutHeaders } from './session-cookies'
import { signedInForm } from './signed-in-form'

/** `GET /sign-out`: asks, as a link alone must not sign anybody out. */
export const signOutForm: Handler = page(async (request, provider) => {
  const visit = await visitOf(request, provider)
  if (!visit.user) return seeOther('/signed-out')
  const view = { username: visit.user.username, token: visit.formToken, continue: '' }
  return provider.pages.render('sign-out', view, { locale: provider.localeOf(request) })
})

/** `POST /sign-out`: ends this browser's session; a request to end it that asked first goes on. */
export const signOut: Handler = signedInForm(async (form, provider) => {
  const { stores, logouts, settings, now } = provider
  const { session } = form
  await stores.sessions.end(session.userId, session.id, now())
  void logouts.deliver()
  const ended = sealEnded([session.id], provider)
  const goesOn = /^\/(oauth\/end_session|session\/end)\?/.test(form.continue)
  const location = goesOn
    ? withOwnParameters(form.continue, { [endedParameter]: ended })
    : signedOutPath(ended)
  return seeOther(location, signOutHeaders(settings.issuer))
})

/** `GET /signed-out`: says which apps know of it, and which do not yet. */
export const signedOut: Handler = page(async (request, provider) => {
  const apps = await findAppsOfEnded(queryParameters(request).get('of'), provider)
  const view = { signInUrl: '/login', apps }
  return provider.pages.render('signed-out', view, { locale: provider.localeOf(request) })
})
