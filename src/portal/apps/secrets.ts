import { holdsSecret } from '@/clients/register'
import { rotateSecret } from '@/clients/secrets'
import { seeOther } from '@/oauth/responses'
import { noFlash } from '@/portal/flash'
import { flashContext, managedApp } from './managed-app'
import { appPath } from './paths'
import { keepSecret } from './typed'

/** `POST /apps/secret/rotate`: adds a second secret and shows it once; the first one works until it is removed. */
export const rotateAppSecret = managedApp(async ({ client, form, provider }) => {
  if (!holdsSecret(client)) return seeOther(appPath(client.id, '?problem=public'))

  const rotation = await rotateSecret(provider.stores, client.id, provider.now())
  if (!rotation.ok) return seeOther(appPath(client.id, `?problem=${rotation.reason}`))

  provider.log.info({ clientId: client.id, userId: form.user.id }, 'app secret added')
  const fresh = { clientId: client.id, secret: rotation.secret }
  return seeOther(appPath(client.id, '?done=secret-added'), [
    ['Set-Cookie', keepSecret(flashContext(form, provider), fresh)],
  ])
})

/** `POST /apps/secret/remove`: field `secret_id`. The last secret of an app stays. */
export const removeAppSecret = managedApp(async ({ client, form, provider }) => {
  const { stores, log } = provider
  const isRemoved = await stores.clients.removeSecret(client.id, form.field('secret_id'))
  if (!isRemoved) return seeOther(appPath(client.id, '?problem=last-secret'))

  log.info({ clientId: client.id, userId: form.user.id }, 'app secret removed')
  return seeOther(appPath(client.id, '?done=secret-removed'))
})

/** `POST /apps/secret/seen`: its owner has stored the new secret; it is not shown again. */
export const secretSeen = managedApp(async ({ client, form, provider }) =>
  seeOther(appPath(client.id), [['Set-Cookie', noFlash(flashContext(form, provider), 'secret')]]),
)
