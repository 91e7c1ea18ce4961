// What an app's developer sets in the dashboard, and what its page then shows.
import { generateKeyPairSync } from 'node:crypto'

import type { Page } from 'playwright/test'

import { expect, type Shared, test } from './fixtures'
import { inspector } from './inspection'
import { createOauthApp, password, registerPerson, signIn } from './people'

const redirect_uris = 'https://notes.example/callback'

/** The administrator, in a browser. */
async function administratorsPage(open: () => Promise<Page>, url: string) {
  const page = await open()
  await page.goto(`${url}/login`)
  await signIn(page, 'ada', password)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  return page
}

const newWebApp = ({ administrator }: Shared) =>
  createOauthApp(administrator, 'web', { name: 'Notes', redirect_uris })

test('the settings of an app say beside each field what is wrong, and never keep a private key', async ({
  openBrowser,
  shared,
}) => {
  test.slow() // it looks at three long pages, each in two sizes, light and dark
  const { id } = await newWebApp(shared)
  const { page, inspect } = await inspector(await administratorsPage(openBrowser, shared.url))
  await page.goto(`${shared.url}/apps/${id}/settings`)
  for (const fold of await page.locator('details.group\\/fold > summary').all()) await fold.click()
  await inspect('settings-open', 'portal')

  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const jwks = (key: typeof publicKey) => JSON.stringify({ keys: [key.export({ format: 'jwk' })] })
  await page.getByLabel('By a key of its own').check()
  await page.getByLabel('Public keys', { exact: true }).fill(jwks(privateKey))
  await page.getByLabel('Privacy policy').fill('http://notes.example/privacy')
  await page.getByLabel('One for this app').check()
  await page.getByLabel('Redirect URIs', { exact: true }).fill('com.example.notes:/callback')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  await expect(page.getByText('This is a private key, so it was not saved.')).toBeVisible()
  await expect(page.getByLabel('Public keys', { exact: true })).toHaveValue('')
  await expect(page.getByLabel('Privacy policy')).toHaveAccessibleDescription(/Use https\./)
  await expect(page.getByLabel('Sector')).toHaveAccessibleDescription(/name the sector/)
  await inspect('settings-wrong', 'portal')

  await page.getByLabel('Public keys', { exact: true }).fill(jwks(publicKey))
  await page.getByLabel('Privacy policy').fill('https://notes.example/privacy')
  await page.getByLabel('Sector').fill('notes.example')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Your changes are saved.')).toBeVisible()
  await expect(page.getByText('authentication, jwks')).toBeVisible() // what is set, beside the title
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByText('With a key of its own (private_key_jwt)')).toBeVisible()
  await expect(page.getByText('so no secret is taken')).toBeVisible()
  await inspect('app-with-key', 'portal')
})

test('an app of a Rails server gets links that are ready, and may have its code shown on a page', async ({
  openBrowser,
  shared,
}) => {
  const { id } = await newWebApp(shared)
  const { page, inspect } = await inspector(await administratorsPage(openBrowser, shared.url))
  await page.goto(`${shared.url}/apps/${id}/settings`)
  const uris = page.getByLabel('Redirect URIs', { exact: true })
  await uris.fill(`urn:ietf:wg:oauth:2.0:oob\n${redirect_uris}`)
  await expect(page.getByText('Turn that on under Compatibility.')).toBeVisible()
  await page.getByText('For clients that were made for other servers.').click()
  await page.getByLabel('As a Rails server answers').check()
  await expect(page.getByText('Turn that on under Compatibility.')).toBeHidden()
  await expect(page.getByText('Choose Optional for it under Requests.')).toBeVisible()
  await page.getByText('What a request for signing in has to be like.').click()
  await page.getByLabel('Optional', { exact: true }).check()
  await expect(page.getByText('Without PKCE, somebody who catches a code')).toBeVisible()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Your changes are saved.')).toBeVisible()

  await page.getByRole('link', { name: 'Overview' }).click()
  const links = page.getByRole('link', { name: 'Authorize', exact: true })
  await expect(links).toHaveCount(2)
  await inspect('app-of-rails', 'portal')
  await links.last().click() // the one that ends on a page of ours
  await page.locator('#allow').click()
  await expect(page.getByText(/pac_[\w-]+/)).toBeVisible()
})

test('the page of an app for devices has the requests of a device, and what its person does', async ({
  openBrowser,
  shared,
}) => {
  const { id } = await createOauthApp(shared.administrator, 'device', { name: 'TV' })
  const { page, inspect } = await inspector(await administratorsPage(openBrowser, shared.url))
  await page.goto(`${shared.url}/apps/${id}`)
  await expect(page.getByText(`${shared.url}/device`, { exact: true })).toBeVisible()
  await expect(page.getByText('device_code=$device_code')).toBeVisible()
  await inspect('app-of-device', 'portal')
})

test('a person can read what an app says of itself before they allow it', async ({
  openBrowser,
  shared,
}) => {
  const { id } = await newWebApp(shared)
  const answer = await shared.administrator.fillIn(`/apps/${id}/settings`, '/apps/update', {
    name: 'Notes',
    redirect_uris,
    'dialect.oauth': 'on',
    'grant.authorization_code': 'on',
    'scope.openid': 'on',
    pkce: 'optional',
    policy_uri: 'https://notes.example/privacy',
    tos_uri: 'https://notes.example/terms',
  })
  expect(answer.headers.get('location')).toContain('done=saved')
  const { page, inspect } = await inspector(await openBrowser())
  const request = {
    client_id: id,
    redirect_uri: redirect_uris,
    response_type: 'code',
    scope: 'openid',
  }
  await page.goto(`${shared.url}/oauth/authorize?${new URLSearchParams(request).toString()}`)
  await signIn(page, await registerPerson(shared.url))
  const policy = page.getByRole('link', { name: 'Privacy policy' })
  await expect(policy).toHaveAttribute('href', 'https://notes.example/privacy')
  await expect(page.getByRole('link', { name: 'Terms of service' })).toBeVisible()
  await inspect('consent-with-pages', 'hosted')
})
