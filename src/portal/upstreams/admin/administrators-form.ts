import type { Upstream } from '@/model/upstream'
import { PageError } from '@/oauth/errors'
import type { Handler, Provider } from '@/oauth/provider'

import type { FlashContext } from '../../flash'
import { signedInForm, type SignedInForm } from '../../signed-in-form'
import { adminFlash } from '../paths'

/** A form for administrators only. */
export const administratorsForm = (
  work: (form: SignedInForm, provider: Provider, context: FlashContext) => Promise<Response>,
): Handler =>
  signedInForm(async (form, provider) => {
    if (!form.user.isAdministrator) throw new PageError('forbidden')
    return work(form, provider, adminFlash(form.user.id, provider))
  })

export type UpstreamForm = {
  readonly upstream: Upstream
  readonly form: SignedInForm
  readonly provider: Provider
  readonly context: FlashContext
}

/** The same about one upstream, which the field `id` names. */
export const upstreamForm = (work: (posted: UpstreamForm) => Promise<Response>): Handler =>
  administratorsForm(async (form, provider, context) => {
    const upstream = await provider.stores.upstreams.find(form.field('id').slice(0, 64))
    if (!upstream) throw new PageError('not-found')
    return work({ upstream, form, provider, context })
  })
