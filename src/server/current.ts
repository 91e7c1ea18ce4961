import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'

import type { Locale } from '@/model/pages'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import type { Provider } from '@/oauth/provider'
import { cookieNames } from '@/sessions/cookies'
import { sessionFormToken } from '@/sessions/form-token'
import { findSession } from '@/sessions/sessions'

import { localeOf } from './locale'
import { provider } from './provider'

/** Who looks at a page of the signed-in portal. */
export type CurrentVisit = {
  readonly session: Session
  readonly user: User
  /** Hidden field `token` of every form on the page. */
  readonly formToken: string
  readonly locale: Locale
  readonly provider: Provider
}

/** The visit behind the request that a server component answers, read once per request. Null: nobody is signed in. */
export const currentVisit = cache(async (): Promise<CurrentVisit | null> => {
  const here = await provider()
  const { settings, stores, now } = here
  const token = (await cookies()).get(cookieNames(settings.issuer).session)?.value ?? null
  const found = await findSession(stores.sessions, token, now(), settings.lifetimes)
  if (!found) return null
  const formToken = sessionFormToken(settings.secret, found.session)
  return { ...found, formToken, locale: await currentLocale(), provider: here }
})

/** The same, or the sign-in page, from which the person comes back to this path. */
export async function requireVisit(returnTo: string): Promise<CurrentVisit> {
  const visit = await currentVisit()
  return visit ?? redirect(`/login?continue=${encodeURIComponent(returnTo)}`)
}

/** The language of the browser. */
export async function currentLocale(): Promise<Locale> {
  const language = (await headers()).get('accept-language') ?? ''
  return localeOf(new Request('http://localhost/', { headers: { 'accept-language': language } }))
}
