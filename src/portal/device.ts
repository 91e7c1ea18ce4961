// The page of RFC 8628 §3.3: a person enters the code that a device shows, sees who asks for what and from where, and
// decides. Only somebody who is signed in learns whether a code is good.
import type { Client } from '@/model/client'
import type { DeviceCode } from '@/model/device-code'
import { readUserCode, userCodeHash } from '@/oauth/device/user-code'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { signInPage } from '@/oauth/sign-in-page'
import { visitOf } from '@/oauth/visit'

import { checkClient, decide } from './device-decision'
import { codePage, deviceConsentPage, pathOf } from './device-pages'
import { hostedForm, type Form } from './form'
import { countUserCode } from './user-code-attempts'

/**
 * `GET /device`: asks for the code. With `user_code`, as in `verification_uri_complete`, the code is entered already; it
 * still has to be confirmed (§3.3.1).
 */
export const deviceForm: Handler = page(async (request, provider) => {
  const parameters = queryParameters(request)
  const visit = await visitOf(request, provider)
  const typed = parameters.get('user_code')?.slice(0, longestTyped) ?? ''
  if (typed === '') {
    return codePage({ request, visit, userCode: '', problem: null, status: 200 }, provider)
  }
  const userCode = readUserCode(typed)
  if (userCode === null) {
    const shown = { request, visit, userCode: typed, problem: 'incomplete', status: 422 } as const
    return codePage(shown, provider)
  }
  const { session, user } = visit
  if (!session || !user) {
    const path = `/device?${parameters.raw}`
    return signInPage({ request, visit, client: null, path }, provider)
  }
  const forgive = await countUserCode(request, session, provider)
  const found = await findUndecided(userCode, provider)
  if (!found) {
    return codePage({ request, visit, userCode, problem: 'unusable', status: 422 }, provider)
  }
  await forgive()
  checkClient(found.client)
  return deviceConsentPage({ request, session, user, userCode, ...found }, provider)
})

/** What is typed by hand is never longer. */
const longestTyped = 64

/** `POST /device`: the code, or what the person has decided about it. */
export const device: Handler = hostedForm((form, provider) =>
  form.field('decision') === '' ? enterCode(form, provider) : decide(form, provider),
)

async function enterCode(form: Form, provider: Provider): Promise<Response> {
  const typed = form.field('user_code').slice(0, longestTyped)
  const userCode = readUserCode(typed)
  const shown = { request: form.asPage, visit: form.visit, userCode: typed }
  if (!form.isTokenGood) {
    return codePage({ ...shown, problem: 'form-expired', status: 403 }, provider)
  }
  if (userCode === null) {
    const problem = typed.trim() === '' ? 'missing' : 'incomplete'
    return codePage({ ...shown, problem, status: 422 }, provider)
  }
  return seeOther(pathOf(userCode))
}

/** The code that somebody may decide about now; everything else is one and the same: null. */
async function findUndecided(
  userCode: string,
  { stores, settings, now }: Provider,
): Promise<{ code: DeviceCode; client: Client } | null> {
  const code = await stores.deviceCodes.findByUserCode(userCodeHash(settings.secret, userCode))
  if (code?.state !== 'pending' || code.expiresAt <= now()) return null
  const client = await stores.clients.find(code.clientId)
  return client && { code, client }
}
