import { upstreamRedirectUri } from '@/federation/redirect-uri'
import { depart } from '@/federation/round-trip'
import { UpstreamFailure } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

import { flash } from '../../flash'
import { upstreamPath } from '../paths'
import { traceOf } from '../trace'
import { upstreamForm } from './administrators-form'

/** `POST /admin/upstreams/test`: the round trip, also of an upstream that is disabled. Nobody is signed in by it. */
export const testUpstream = upstreamForm(async ({ upstream, form, provider, context }) => {
  const path = upstreamPath(upstream.id)
  const flow = {
    purpose: 'test',
    upstreamId: upstream.id,
    redirectUri: upstreamRedirectUri(provider.settings.issuer, upstream.id),
    back: path,
    invitation: null,
    userId: form.user.id,
  } as const
  try {
    return await depart(form.request, flow, upstream, {}, provider)
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure)) throw failure
    const cookie = flash(context, 'trace', traceOf(upstream.id, { ok: false, failure }, [], 300))
    if (cookie === null)
      throw new Error('what happened in a test does not fit into a cookie', { cause: failure })
    return seeOther(`${path}#test`, [['Set-Cookie', cookie]])
  }
})
