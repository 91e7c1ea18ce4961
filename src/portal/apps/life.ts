import { seeOther } from '@/oauth/responses'
import { managedApp } from './managed-app'
import { appSettingsPath, appsPath } from './paths'

/** `POST /apps/disable`: field `disabled`, `yes` or `no`. A disabled app gets nothing at its next request. */
export const disableApp = managedApp(async ({ client, form, provider }) => {
  const isDisabled = form.field('disabled') === 'yes'
  await provider.stores.clients.setDisabled(client.id, isDisabled ? provider.now() : null)
  const done = isDisabled ? 'disabled' : 'enabled'
  provider.log.info({ clientId: client.id, userId: form.user.id }, `app ${done}`)
  return seeOther(appSettingsPath(client.id, `?done=${done}`))
})

/** `POST /apps/delete`: field `confirmation`, the app's name as it is. */
export const deleteApp = managedApp(async ({ client, form, provider }) => {
  const confirmation = form.field('confirmation').normalize('NFC').trim()
  if (confirmation !== client.name) {
    return seeOther(appSettingsPath(client.id, '?problem=confirmation'))
  }
  await provider.stores.clients.delete(client.id)
  provider.log.info({ clientId: client.id, userId: form.user.id }, 'app deleted')
  return seeOther(`${appsPath}?done=deleted`)
})
