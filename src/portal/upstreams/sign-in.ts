import { upstreamRedirectUri } from '@/federation/redirect-uri'
import { depart } from '@/federation/round-trip'
import type { Upstream } from '@/model/upstream'
import { asksFresh } from '@/oauth/asked-at'
import { page } from '@/oauth/page'
import { queryParameters } from '@/oauth/parameters'
import { UpstreamFailure, type Handler, type Provider } from '@/oauth/provider'
import { isOffered } from '@/oauth/upstream-ways'
import { visitOf } from '@/oauth/visit'
import { wayBack } from '@/oauth/way-back'

import { toSignIn, upstreamFailurePage } from './failure'

/** An invitation's code is as long as every secret of ours. */
const codeLength = 43

/**
 * `GET /sign-in/upstream?of=<id>&continue=<way back>[&invitation=<code>]`: off to the upstream. Somebody who is signed in
 * comes here to prove themselves anew, so they have to do it there.
 */
export const signInByUpstream: Handler = page(async (request, provider) => {
  const parameters = queryParameters(request)
  const back = wayBack(parameters.get('continue'))
  const upstream = await findOffered(parameters.get('of'), provider)
  const failed = { request, upstream, back: toSignIn(back) }
  if (!upstream) return upstreamFailurePage({ ...failed, cause: 'unknown-upstream' }, provider)

  const invitation = parameters.get('invitation')
  const flow = {
    purpose: 'sign-in',
    upstreamId: upstream.id,
    redirectUri: upstreamRedirectUri(provider.settings.issuer, upstream.id),
    back,
    invitation: invitation?.length === codeLength ? invitation : null,
    userId: null,
  } as const
  const { session } = await visitOf(request, provider)
  const isFresh = session !== null || parameters.get('fresh') === 'yes' || asksFresh(back)
  try {
    return await depart(request, flow, upstream, { isFresh }, provider)
  } catch (cause) {
    if (!(cause instanceof UpstreamFailure)) throw cause
    return upstreamFailurePage({ ...failed, cause }, provider)
  }
})

/** An upstream by which people can sign in now. */
export async function findOffered(
  id: string | undefined,
  { stores }: Pick<Provider, 'stores'>,
): Promise<Upstream | null> {
  const upstream = id !== undefined && id.length <= 40 ? await stores.upstreams.find(id) : null
  return upstream && isOffered(upstream) ? upstream : null
}
