import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import { invitationPurpose } from '@/federation/admit'
import { seeOther } from '@/oauth/responses'
import { upstreamSignInPath } from '@/oauth/upstream-ways'

import { flash, noFlash, readFlash, type FlashContext } from '../../flash'
import { upstreamPath } from '../paths'
import { upstreamForm } from './administrators-form'

/** Days. */
export const invitationLifetime = 7

/** A link that its administrator has not handed on yet. */
export type FreshInvitation = { readonly upstreamId: string; readonly url: string }

/** `POST /admin/upstreams/invite`: a link by which one person can come who has no account here. It is shown once. */
export const inviteByUpstream = upstreamForm(
  async ({ upstream: { id }, form, provider, context }) => {
    const { stores, settings, log, now } = provider
    const code = randomSecret()
    const at = now()
    await stores.oneTimeLinks.create({
      hash: sha256(code),
      purpose: `${invitationPurpose(id)}${randomId()}`,
      userId: null,
      createdAt: at,
      expiresAt: new Date(at.getTime() + invitationLifetime * 86_400_000),
      consumedAt: null,
    })
    log.info({ upstreamId: id, userId: form.user.id }, 'invitation made')
    const query = new URLSearchParams({ of: id, invitation: code }).toString()
    const fresh: FreshInvitation = {
      upstreamId: id,
      url: `${settings.issuer}${upstreamSignInPath}?${query}`,
    }
    const cookie = flash(context, 'secret', fresh)
    if (cookie === null) throw new Error('an invitation does not fit into a cookie')
    return seeOther(upstreamPath(id, '#invitation'), [['Set-Cookie', cookie]])
  },
)

/** `POST /admin/upstreams/seen`: the link is handed on; it is not shown again. */
export const invitationSeen = upstreamForm(({ upstream: { id }, context }) =>
  Promise.resolve(seeOther(upstreamPath(id), [['Set-Cookie', noFlash(context, 'secret')]])),
)

/** The invitation that was made a moment ago, or null. */
export function readFreshInvitation(
  context: FlashContext,
  cookie: string | null | undefined,
  upstreamId: string,
): FreshInvitation | null {
  const fresh = readFlash(context, cookie) as FreshInvitation | null // sealed by `inviteByUpstream`
  return fresh?.upstreamId === upstreamId ? fresh : null
}
