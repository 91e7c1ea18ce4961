import { readLogo } from '@/clients/logo'
import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { managedApp } from './managed-app'
import { appSettingsPath } from './paths'

/** `POST /apps/logo`: field `logo`, a `data:` URL; empty removes the logo. */
export const saveLogo = managedApp(async ({ client, form, provider }) => {
  const dataUrl = form.field('logo')
  if (dataUrl === '') {
    await provider.stores.clients.setLogo(client.id, null)
    return seeOther(appSettingsPath(client.id, '?done=logo-removed'))
  }

  const read = readLogo(dataUrl)
  if (!read.ok) return seeOther(appSettingsPath(client.id, `?problem=logo-${read.reason}`))
  await provider.stores.clients.setLogo(client.id, read.logo)
  return seeOther(appSettingsPath(client.id, '?done=logo-saved'))
})

/** `GET /logos?client=…&v=…`: for anybody. `v` is the logo's hash, so an address never changes what it shows. */
export const showLogo: Handler = async (request, { stores }) => {
  const query = new URL(request.url).searchParams
  const logo = await stores.clients.findLogo(query.get('client') ?? '')
  if (!logo || logo.hash !== query.get('v')) {
    return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  }
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      'content-type': logo.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    },
  })
}
