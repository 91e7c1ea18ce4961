import type { Page } from 'playwright/test'

import { backchannel } from './backchannel'
import { expect, test, type OpenBrowser, type Shared } from './fixtures'
import { inspector, type Inspector, type PageKind } from './inspection'
import { unseenFocus } from './keyboard'
import { oauthApp, postForm } from './oauth-app'
import { becomeAdministrator, createOauthApp, newName, registerPerson, signIn } from './people'

test.describe.configure({ timeout: 120_000 }) // each page is read aloud four times

test('pages for a device', async ({ openBrowser, shared }) => {
  const { url, administrator } = shared
  const { page, look } = await onlooker(openBrowser)
  await page.goto(`${url}/device`)
  await look('device-code', 'hosted')
  await page.locator('#user_code').fill('mmqh-nct')
  await page.locator('#submit').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await look('device-code-wrong', 'hosted')
  await page.goto(`${url}/device?user_code=BBBB-BBBB`)
  await signIn(page, await registerPerson(url))
  await expect(page.getByRole('alert')).toBeVisible()
  await look('device-code-unusable', 'hosted')

  const { id } = await createOauthApp(administrator, 'device', { name: 'Notes TV' })
  const fields = { client_id: id, scope: 'openid profile email offline_access' }
  for (const decision of ['allow', 'deny']) {
    const headers = { 'User-Agent': `NotesTV/3.1 (${'a long name '.repeat(12)})` }
    const asked = await postForm(`${url}/oauth/device_authorization`, fields, headers)
    await page.goto(String(asked.body['verification_uri_complete']))
    await expect(page.locator('#allow')).toBeVisible()
    if (decision === 'allow') await look('device-consent', 'hosted')
    await page.locator(`#${decision}`).click()
    await expect(page.locator('#allow')).toBeHidden()
    await look(`device-done-${decision}`, 'hosted')
  }
})

test('the page after signing out of apps', async ({ openBrowser, home, start, relyingParty }) => {
  const portico = await start(await home(), { settings: { PORTICO_ALLOW_PRIVATE_NETWORK: 'on' } })
  const { url } = portico
  const administrator = await becomeAdministrator(portico)
  const { page, look } = await onlooker(openBrowser)
  await page.goto(`${url}/`)
  await signIn(page, 'ada')
  const [up, down] = [await backchannel(), await backchannel()]
  await up.open()
  const apps = [
    ['Calendar', up.uri],
    ['Diary', down.uri],
    ['Letters', ''],
    ['The longest name that an app can have, which is eighty characters in all of them', ''],
  ] as const
  let diary = ''
  for (const [name, uri] of apps) {
    const { redirectUri, nextArrival } = await relyingParty()
    const fields = { name, redirect_uris: redirectUri }
    const credentials = await createOauthApp(administrator, 'web', fields)
    await page.goto(`${url}/apps/${credentials.id}/settings`)
    await openAll(page)
    await page.getByLabel('Address that is told of a sign-out').fill(uri)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Your changes are saved.')).toBeVisible()
    const { link, finish } = (await oauthApp(url, credentials, redirectUri)).begin('openid')
    await page.goto(link)
    await page.locator('#allow').click()
    await finish(await nextArrival())
    if (name === 'Diary') diary = credentials.id
  }
  await page.goto(`${url}/sign-out`)
  await page.locator('#submit').click()
  await expect(page.getByRole('list')).toHaveCount(3)
  await look('signed-out-of-apps', 'hosted')
  await up.close()

  await page.goto(`${url}/apps/${diary}`)
  await signIn(page, 'ada')
  await expect(page.locator('#sign-out-notices').getByRole('listitem')).toHaveCount(1)
  await look('app-sign-out-notices', 'portal')
})

test('pages for a client of a Rails server', async ({ openBrowser, shared }) => {
  const { url } = shared
  const { page, look } = await signedIn(openBrowser, shared, 'ada')
  const id = await aRailsApp(page, shared)
  await look('app-settings-open', 'portal')
  await page.goto(`${url}/apps/${id}`)
  await openAll(page)
  await look('app-open', 'portal')
  const link = page.getByRole('link', { name: 'Authorize' }).last()
  const address = (await link.getAttribute('href'))!
  await page.goto(address)
  await look('consent-out-of-band', 'hosted')
  await page.locator('#allow').click()
  await expect(page.locator('#code')).toBeVisible()
  await look('native-code', 'hosted')
  await page.goto(`${address}&prompt=none&max_age=0`)
  await expect(page.locator('#error')).toBeVisible()
  await look('native-code-refused', 'hosted')
})

test('the page for tokens that register apps', async ({ openBrowser, shared }) => {
  const { page, look } = await signedIn(openBrowser, shared, 'ada')
  await page.goto(`${shared.url}/admin/registration`)
  await page.getByLabel('Days that it works').fill('many')
  await page.getByRole('button', { name: 'Make token' }).click()
  await expect(page.getByText('Give the token a name.')).toBeVisible()
  await look('registration-wrong', 'portal')
  const name = newName('The people who build the shop, and everything that belongs to it')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Days that it works').fill('30')
  await page.getByRole('button', { name: 'Make token' }).click()
  await expect(page.getByText('The token works now.')).toBeVisible()
  await page.getByRole('listitem').filter({ hasText: name }).locator('summary').click()
  await look('registration', 'portal')
})

test('the profile page', async ({ openBrowser, shared }) => {
  const username = await registerPerson(shared.url)
  const { page, look } = await signedIn(openBrowser, shared, username)
  await page.goto(`${shared.url}/profile`)
  await look('profile-empty', 'portal')
  await page.getByLabel('Name', { exact: true }).fill('Alice Martin')
  await page.getByLabel('Phone number').fill('12')
  await page.getByLabel('Street and number').fill('1 rue des Arcades\nBâtiment B')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  await look('profile-wrong', 'portal')
})

test('the pages about errors', async ({ openBrowser, shared }) => {
  const { page, look } = await onlooker(openBrowser)
  for (const [name, path] of [
    ['docs-errors', '/docs/errors'],
    ['docs-error-invalid-grant', '/docs/errors/invalid_grant'],
    ['docs-error-invalid-request', '/docs/errors/invalid_request'],
  ] as const) {
    await page.goto(shared.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await look(name, 'portal')
  }
})

type Onlooker = Pick<Inspector, 'page'> & { readonly look: Inspector['inspect'] }

/** Inspects pages, and goes through each with the Tab key. */
async function onlooker(openBrowser: OpenBrowser): Promise<Onlooker> {
  const { page, inspect } = await inspector(await openBrowser())
  const look = async (name: string, kind: PageKind) => {
    await inspect(name, kind)
    expect.soft(await unseenFocus(page), name).toEqual([])
  }
  return { page, look }
}

async function signedIn(
  openBrowser: OpenBrowser,
  { url }: Shared,
  username: string,
): Promise<Onlooker> {
  const found = await onlooker(openBrowser)
  await found.page.goto(`${url}/`)
  await signIn(found.page, username)
  await expect(found.page.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  return found
}

/** Everything that is folded away, but for the menu of small screens. */
const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details')) {
      fold.open = true
    }
  })

/** Ends on its settings, with everything in sight. */
async function aRailsApp(page: Page, { url, administrator }: Shared): Promise<string> {
  const redirectUri = 'https://ledger.example.com/callback'
  const fields = { name: 'Ledger', redirect_uris: redirectUri }
  const { id } = await createOauthApp(administrator, 'web', fields)
  await page.goto(`${url}/apps/${id}/settings`)
  await openAll(page)
  await page.locator('[name="dialect.rails"]').check()
  await page
    .getByLabel('Redirect URIs', { exact: true })
    .fill(`${redirectUri}\nurn:ietf:wg:oauth:2.0:oob`)
  await page.locator('[name="allows_query_parameters"]').check()
  await page.locator('[name="exchange.impersonation"]').check()
  await page.locator('[name="pkce"][value="optional"]').check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Your changes are saved.')).toBeVisible()
  await openAll(page)
  return id
}
