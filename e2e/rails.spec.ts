// A client of a Rails server: registered where it looks for it, and served in the way that it is used to.
import type { Page } from 'playwright/test'

import { expect, test } from './fixtures'
import { askJson } from './oauth-app'
import { registerPerson, signIn } from './people'
import { verifyAccessToken } from './relying-party'

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'

test('is registered, shows its code on a page, and brings everything in the query', async ({
  openBrowser,
  shared,
}) => {
  const { url } = shared
  const developer = await openBrowser()
  const { id, secret } = await registerClient(developer, url)
  const link = await authorizeLink(developer, url, id)

  const page = await openBrowser()
  const username = await registerPerson(url)
  await page.goto(link)
  await signIn(page, username)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ledger asks for access')
  await page.locator('#allow').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your code for Ledger')
  expect(new URL(page.url()).pathname).toBe('/oauth/authorize/native')
  const code = await page.locator('#code').innerText()

  const credentials = { client_id: id, client_secret: secret }
  const query = new URLSearchParams({
    ...credentials,
    grant_type: 'authorization_code',
    code,
    redirect_uri: outOfBand,
  })
  const { status, body } = await askJson(`${url}/oauth/token?${query}`, { method: 'POST' })
  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7200 })
  expect(Math.abs(Number(body['created_at']) - Date.now() / 1000)).toBeLessThan(60)
  const token = String(body['access_token'])
  const { sub } = await verifyAccessToken(token, url, id)

  expect(await tokenInfo(url, token)).toMatchObject({
    status: 200,
    body: { resource_owner_id: sub, application: { uid: id } },
  })
  await page.goto(`${url}/oauth/authorized_applications`)
  await page.getByRole('listitem').filter({ hasText: 'Ledger' }).locator('summary').click()
  await page.getByRole('button', { name: 'Revoke access' }).click()
  await expect(page.getByRole('status')).toHaveText('The access is revoked.')
  expect(await tokenInfo(url, token)).toMatchObject({
    status: 401,
    body: { error: 'invalid_token' },
  })

  const log = shared.output() // at level debug
  expect(log).toContain('/oauth/token')
  for (const kept of [secret, code]) expect(log).not.toContain(kept)
})

/** Where a Rails server has its form; then, by name, everything that such a client needs. */
async function registerClient(page: Page, url: string): Promise<{ id: string; secret: string }> {
  await page.goto(`${url}/oauth/applications/new`)
  await signIn(page, 'ada')
  await page.getByRole('link', { name: 'Web app with a server' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Ledger')
  await page
    .getByLabel('Redirect URIs', { exact: true })
    .fill('https://ledger.example.com/callback')
  await page.getByRole('button', { name: 'Register app' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ledger')
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const secret = await page.locator('code', { hasText: /^pcs_/ }).innerText()

  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByLabel('Redirect URIs', { exact: true }).fill(outOfBand)
  await expect(
    page.getByText('only for an app that is answered as by a Rails server'),
  ).toBeVisible()
  await page.locator('summary', { hasText: 'Compatibility' }).click()
  await page.locator('[name="dialect.rails"]').check()
  await expect(page.getByText('only for an app that is answered as by a Rails server')).toBeHidden()
  await page.locator('[name="allows_query_parameters"]').check()
  await expect(page.getByText('Addresses end up in the logs of every proxy')).toBeVisible()
  await page.locator('summary', { hasText: 'Requests' }).click()
  await page.locator('[name="pkce"][value="optional"]').check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Your changes are saved.')).toBeVisible()
  return { id, secret }
}

/** The link that is ready on the app's page. */
async function authorizeLink(page: Page, url: string, id: string): Promise<string> {
  await page.goto(`${url}/apps/${id}`)
  const shown = page.getByRole('listitem').filter({ hasText: 'The code is shown on a page.' })
  const link = await shown.getByRole('link', { name: 'Authorize' }).getAttribute('href')
  expect(Object.fromEntries(new URL(link!).searchParams)).toMatchObject({
    client_id: id,
    redirect_uri: outOfBand,
    response_type: 'code',
  })
  return link!
}

const tokenInfo = (url: string, token: string) =>
  askJson(`${url}/oauth/token/info`, { headers: { Authorization: `Bearer ${token}` } })
