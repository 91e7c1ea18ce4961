import { mayRegisterClients } from '@/clients/access'
import { registerClient } from '@/clients/register'
import { isClientKind, readNewRegistration } from '@/clients/registration'
import { seeOther } from '@/oauth/responses'
import { noFlash } from '@/portal/flash'
import { signedInForm } from '@/portal/signed-in-form'
import { flashContext } from './managed-app'
import { PageError } from '@/oauth/errors'
import { appPath, newAppPath } from './paths'
import { keepSecret, keepTyped } from './typed'

/** `POST /apps/create`: fields `kind`, `name`, `redirect_uris` and `post_logout_redirect_uris` (one a line). */
export const createApp = signedInForm(async (form, provider) => {
  const { stores, now, log } = provider
  const kind = form.field('kind')
  if (!mayRegisterClients(form.user) || !isClientKind(kind)) {
    throw new PageError('not-found')
  }

  const flash = flashContext(form, provider)
  const read = readNewRegistration(kind, form.field)
  if (!read.ok) {
    const fields = ['name', 'redirect_uris', 'post_logout_redirect_uris']
    const values = Object.fromEntries(fields.map((name) => [name, form.field(name)]))
    const typed = { form: `create:${kind}`, values, problems: read.problems }
    return seeOther(newAppPath(kind, '&again=1'), [['Set-Cookie', keepTyped(flash, typed)]])
  }

  const made = await registerClient(stores, read.registration, form.user.id, now())
  log.info({ clientId: made.client.id, userId: form.user.id }, 'app created')
  const cookies: [string, string][] = [['Set-Cookie', noFlash(flash, 'form')]]
  if (made.secret !== null) {
    const fresh = { clientId: made.client.id, secret: made.secret }
    cookies.push(['Set-Cookie', keepSecret(flash, fresh)])
  }
  return seeOther(appPath(made.client.id, '?done=created'), cookies)
})
