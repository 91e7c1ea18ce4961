import type { Session } from '@/model/session'
import type { User } from '@/model/user'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import type { Handler, Provider } from '@/oauth/provider'

import { readForm, type Form } from './form'

export type SignedInForm = Form & { readonly session: Session; readonly user: User }

/** A form of the signed-in portal: there is a session, and the form belongs to it. */
export const signedInForm = (
  work: (form: SignedInForm, provider: Provider) => Promise<Response>,
): Handler =>
  page(async (request, provider) => {
    const form = await readForm(request, provider)
    const { session, user } = form.visit
    if (!session || !user) throw new PageError('sign-in-needed')
    if (!form.isTokenGood) throw new PageError('form-expired')
    return work({ ...form, session, user }, provider)
  })
