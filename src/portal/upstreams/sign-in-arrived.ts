import { admit } from '@/federation/admit'
import { proveCookie, provePath } from '@/federation/prove-cookie'
import type { UpstreamArrival } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf } from '@/oauth/visit'

import { signIn } from '../session-cookies'
import { upstreamFailurePage, type Failed } from './failure'
import type { Returned } from './returned'

/** Signs in whoever the upstream vouches for, or says why not. */
export async function signInArrived(
  { request, flow, upstream, provider }: Returned,
  { person, authenticatedAt }: UpstreamArrival,
  failed: Omit<Failed, 'cause'>,
): Promise<Response> {
  const admission = await admit(person, upstream, flow.invitation, provider)
  switch (admission.kind) {
    case 'refused':
      return upstreamFailurePage({ ...failed, cause: admission.reason }, provider)
    case 'prove': {
      const { user } = admission
      const { issuer, subject, email } = person
      const claim = { issuer, subject, email, upstreamId: upstream.id, userId: user.id }
      const cookie = proveCookie({ ...claim, back: flow.back }, provider)
      return seeOther(provePath, [['Set-Cookie', cookie]])
    }
    default: {
      const visit = await visitOf(request, provider)
      const proof = { amr: ['fed'], authTime: authenticatedAt }
      const { headers } = await signIn(request, visit, admission.user, provider, proof)
      return seeOther(flow.back, headers)
    }
  }
}
