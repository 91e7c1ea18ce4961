import { openOffer } from '@/oauth/consent-offer'
import { PageError } from '@/oauth/errors'
import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { unionOf } from '@/oauth/scope'
import { withOwnParameters } from '@/oauth/way-back'

import { hostedForm } from './form'

/** `POST /consent`: records what was shown, or that it was denied, and goes back to the request that asked. */
export const consent: Handler = hostedForm(async (form, { settings, stores, now }) => {
  const { session } = form.visit
  if (!session) return seeOther(form.continue) // it asks for the sign-in
  const offer = openOffer(settings.secret, session, form.field('token'))
  if (!offer) throw new PageError('form-expired')
  if (form.field('decision') !== 'allow') {
    return seeOther(withOwnParameters(form.continue, { decision: 'deny' }))
  }
  if (!(await stores.clients.find(offer.clientId))) return seeOther(form.continue) // deleted meanwhile: it says so
  const earlier = await stores.consents.find(session.userId, offer.clientId)
  const at = now()
  await stores.consents.save({
    userId: session.userId,
    clientId: offer.clientId,
    scope: unionOf(earlier?.scope ?? '', offer.scope),
    createdAt: earlier?.createdAt ?? at,
    updatedAt: at,
  })
  return seeOther(form.continue)
})
