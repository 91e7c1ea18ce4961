// What people do on their security page about the upstreams that they sign in by.
import { upstreamRedirectUri } from '@/federation/redirect-uri'
import { depart } from '@/federation/round-trip'
import { PageError } from '@/oauth/errors'
import { UpstreamFailure, type Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

import { signedInForm } from '../signed-in-form'
import { upstreamFailurePage } from './failure'
import { findOffered } from './sign-in'

/** `POST /account/upstreams/link`: field `of`, the upstream's id. The person goes there, and comes back linked. */
export const linkUpstream: Handler = signedInForm(async (form, provider) => {
  const upstream = await findOffered(form.field('of'), provider)
  if (!upstream) throw new PageError('not-found')
  const flow = {
    purpose: 'link',
    upstreamId: upstream.id,
    redirectUri: upstreamRedirectUri(provider.settings.issuer, upstream.id),
    back: '/security',
    invitation: null,
    userId: form.user.id,
  } as const
  try {
    return await depart(form.request, flow, upstream, {}, provider)
  } catch (cause) {
    if (!(cause instanceof UpstreamFailure)) throw cause
    const back = { kind: 'security', url: '/security' } as const
    return upstreamFailurePage({ request: form.request, upstream, cause, back }, provider)
  }
})

/** `POST /account/upstreams/unlink`: field `id`, the account's. The last way in stays. */
export const unlinkUpstream: Handler = signedInForm(async (form, { stores, log }) => {
  const id = form.field('id').slice(0, 64)
  const outcome = await stores.accounts.unlink(form.user.id, id)
  if (outcome === 'last') return seeOther('/security?problem=last-way-in')
  if (outcome === 'unlinked') log.info({ userId: form.user.id }, 'upstream account unlinked')
  return seeOther(outcome === 'unlinked' ? '/security?done=upstream-unlinked' : '/security')
})
