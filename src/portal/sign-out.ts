import { page } from '@/oauth/page'
import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf } from '@/oauth/visit'

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
export const signOut: Handler = signedInForm(async (form, { stores, settings, now }) => {
  const { session } = form
  await stores.sessions.end(session.userId, session.id, now())
  const goesOn = /^\/(oauth\/end_session|session\/end)\?/.test(form.continue)
  return seeOther(goesOn ? form.continue : '/signed-out', signOutHeaders(settings.issuer))
})

/** `GET /signed-out` */
export const signedOut: Handler = page((request, { pages, localeOf }) =>
  pages.render('signed-out', { signInUrl: '/login' }, { locale: localeOf(request) }),
)
