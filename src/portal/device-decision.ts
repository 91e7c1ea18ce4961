import { randomId } from '@/crypto/random'
import type { Client } from '@/model/client'
import type { DeviceCode } from '@/model/device-code'
import type { Grant } from '@/model/grant'
import type { Session } from '@/model/session'
import { checkSwitches } from '@/oauth/checks/asking-client'
import { clientView } from '@/oauth/client-view'
import { openDeviceOffer, type DeviceOffer } from '@/oauth/device/offer'
import { PageError } from '@/oauth/errors'
import { deviceCodeGrantType } from '@/oauth/grants/device-code'
import type { Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { unionOf } from '@/oauth/scope'
import { visitOf } from '@/oauth/visit'

import { codePage, donePage } from './device-pages'
import type { Form } from './form'

/** What the person decided about exactly what was shown. Anything but `allow` is a no. */
export async function decide(form: Form, provider: Provider): Promise<Response> {
  const { stores, settings } = provider
  const { session } = form.visit
  if (!session) return seeOther(form.continue) // it asks for the sign-in
  const offer = openDeviceOffer(settings.secret, session, form.field('token'))
  if (!offer) throw new PageError('form-expired')
  const client = await stores.clients.find(offer.clientId)
  if (!client) throw new PageError('client-unknown') // deleted meanwhile, and the code with it

  const outcome = form.field('decision') === 'allow' ? 'allowed' : 'denied'
  if (outcome === 'allowed') checkClient(client)
  const isDecided =
    outcome === 'allowed'
      ? await allow(offer, session, form, provider)
      : await deny(offer, provider)
  if (isDecided) return donePage(form.asPage, client, outcome, provider)
  const userCode = new URL(form.asPage.url).searchParams.get('user_code') ?? ''
  return codePage(
    { request: form.asPage, visit: form.visit, userCode, problem: 'unusable', status: 422 },
    provider,
  )
}

/** @throws {PageError} when it was switched off since it asked */
export function checkClient(client: Client): void {
  if (client.disabledAt !== null) {
    throw new PageError('client-disabled', { client: clientView(client) })
  }
  checkSwitches(client, { dialect: 'oauth', grantType: deviceCodeGrantType })
}

/** Records the consent, and the grant with the decision. `false`: somebody else has decided, or it is too late. */
async function allow(
  offer: DeviceOffer,
  session: Session,
  form: Form,
  provider: Provider,
): Promise<boolean> {
  const { deviceCodes, grants } = provider.stores
  const at = provider.now()
  const code = await deviceCodes.find(offer.hash)
  if (code?.state !== 'pending' || code.expiresAt <= at) {
    return isAllowedBy(session.userId, offer.hash, provider)
  }
  await recordConsent(offer, session, at, provider)
  const grant = grantOf(offer, code, session, at)
  if (!(await deviceCodes.allow(offer.hash, grant, at))) {
    return isAllowedBy(session.userId, offer.hash, provider)
  }
  const visit = await visitOf(form.request, provider)
  if (visit.session?.id === session.id) return true
  await grants.revoke(grant.id, at) // who has closed everything at this moment means this too
  return false
}

async function recordConsent(
  { clientId, scope }: DeviceOffer,
  { userId }: Session,
  at: Date,
  { stores }: Provider,
): Promise<void> {
  const earlier = await stores.consents.find(userId, clientId)
  await stores.consents.save({
    userId,
    clientId,
    scope: unionOf(earlier?.scope ?? '', scope),
    createdAt: earlier?.createdAt ?? at,
    updatedAt: at,
  })
}

const grantOf = (
  { clientId, scope }: DeviceOffer,
  { resources }: DeviceCode,
  { userId, authTime, amr }: Session,
  at: Date,
): Grant => ({
  id: randomId(),
  clientId,
  userId,
  sessionId: null, // the device goes on when this browser signs out
  grantType: deviceCodeGrantType,
  scope,
  resources,
  authentication: { authTime, amr, nonce: null, claims: null },
  createdAt: at,
  revokedAt: null,
})

/** Whether the form was sent twice, and the other one was heard. */
async function isAllowedBy(userId: string, hash: string, { stores }: Provider): Promise<boolean> {
  const { grantId = null } = (await stores.deviceCodes.find(hash)) ?? {}
  return grantId !== null && (await stores.grants.find(grantId))?.user.id === userId
}

/** `false`: it was allowed before, or it is too late. */
async function deny({ hash }: DeviceOffer, { stores, now }: Provider): Promise<boolean> {
  if (await stores.deviceCodes.deny(hash, now())) return true
  return (await stores.deviceCodes.find(hash))?.state === 'denied' // the form was sent twice
}
