import { brokerRedirectUri } from '@/federation/redirect-uri'
import { depart } from '@/federation/round-trip'
import type { Upstream } from '@/model/upstream'
import { PageError } from '@/oauth/errors'
import type { Handler, Provider } from '@/oauth/provider'

import { askedPlace, checkPlace } from './place'
import { BrokerRefusal, brokered } from './refusal'

/** `GET /api/auth/login[?follow=]`: sends a person to the upstream, if they may be sent back to where they come from. */
export const login: Handler = brokered(async (request, provider) => {
  if (request.method !== 'GET') throw new PageError('method-not-allowed')
  const place = await checkPlace(askedPlace(request), provider)
  const upstream = await findUpstream(provider)
  const flow = {
    purpose: 'broker',
    upstreamId: upstream.id,
    redirectUri: brokerRedirectUri(provider.settings.issuer),
    back: place.url,
    invitation: null,
    userId: null,
  } as const
  return await depart(request, flow, upstream, {}, provider)
})

async function findUpstream({ stores }: Provider): Promise<Upstream> {
  const upstream = await stores.upstreams.findBroker()
  if (upstream?.disabledAt !== null) throw new BrokerRefusal('broker_not_set')
  return upstream
}
