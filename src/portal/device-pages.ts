import type { Client } from '@/model/client'
import type { DeviceCode } from '@/model/device-code'
import type { DeviceCodeView, DeviceDoneView } from '@/model/pages'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import { clientView } from '@/oauth/client-view'
import { consentItems } from '@/oauth/consent-page'
import { sealDeviceOffer } from '@/oauth/device/offer'
import type { Provider } from '@/oauth/provider'
import { allowedScope } from '@/oauth/scope'
import type { Visit } from '@/oauth/visit'

/** The page of one user code: where its link leads, and where its forms go back to. */
export const pathOf = (userCode: string): string => `/device?user_code=${userCode}`

type CodePage = {
  readonly request: Request
  readonly visit: Visit
  /** As it was typed. */
  readonly userCode: string
  readonly problem: DeviceCodeView['problem']
  readonly status: number
}

/** Asks for the code that the device shows. */
export function codePage(
  { request, visit, userCode, problem, status }: CodePage,
  { pages, localeOf }: Provider,
): Promise<Response> {
  const view: DeviceCodeView = { userCode, problem, token: visit.formToken, continue: '/device' }
  return pages.render('device-code', view, {
    locale: localeOf(request),
    status,
    headers: visit.headers,
  })
}

type ConsentPage = {
  readonly request: Request
  readonly session: Session
  readonly user: User
  readonly userCode: string
  readonly code: DeviceCode
  readonly client: Client
}

/** Asks a person to let a device in, and shows exactly what it would get, and where it asked from. */
export function deviceConsentPage(
  { request, session, user, userCode, code, client }: ConsentPage,
  { pages, settings, localeOf, now }: Provider,
): Promise<Response> {
  const scope = allowedScope(code.scope, client)
  const offer = { hash: code.hash, clientId: client.id, scope }
  return pages.render(
    'device-consent',
    {
      client: clientView(client),
      isSelfRegistered: client.options.isSelfRegistered,
      userCode,
      user,
      items: consentItems(scope || 'openid', user, client), // even without a scope it learns who it is
      address: code.address,
      userAgent: code.userAgent,
      secondsAgo: Math.round((now().getTime() - code.createdAt.getTime()) / 1000),
      token: sealDeviceOffer(settings.secret, session, offer),
      continue: pathOf(userCode),
    },
    { locale: localeOf(request) },
  )
}

/** The last page: everything else happens on the device. */
export const donePage = (
  request: Request,
  client: Client,
  outcome: DeviceDoneView['outcome'],
  { pages, localeOf }: Provider,
): Promise<Response> =>
  pages.render(
    'device-done',
    { client: clientView(client), outcome },
    { locale: localeOf(request) },
  )
