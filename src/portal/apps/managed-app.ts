import { findManagedClient } from '@/clients/access'
import type { Client } from '@/model/client'
import type { Handler, Provider } from '@/oauth/provider'
import type { FlashContext } from '@/portal/flash'
import { type SignedInForm, signedInForm } from '@/portal/signed-in-form'
import { PageError } from '@/oauth/errors'

export type ManagedApp = {
  readonly client: Client
  readonly form: SignedInForm
  readonly provider: Provider
}

/**
 * A form about one app, named by the field `client_id`, that whoever posts it may manage. Another's app and one that
 * does not exist get the same answer.
 */
export const managedApp = (work: (app: ManagedApp) => Promise<Response>): Handler =>
  signedInForm(async (form, provider) => {
    const client = await findManagedClient(provider.stores, form.user, form.field('client_id'))
    if (!client) throw new PageError('not-found')
    return work({ client, form, provider })
  })

/** For whom a flash of this form is. */
export const flashContext = (
  form: Pick<SignedInForm, 'user'>,
  provider: Provider,
): FlashContext => ({
  settings: provider.settings,
  userId: form.user.id,
  now: provider.now,
})
