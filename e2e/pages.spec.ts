import { expect, test, type OpenBrowser, type Shared } from './fixtures'
import { inspector, type Inspector } from './inspection'
import {
  bringTokens,
  createApp,
  emailOf,
  loginLink,
  newName,
  password,
  registerPerson,
  signedInVisitor,
  signIn,
} from './people'
import { runScript } from './portico'

const redirectUri = 'https://notes.example.com/signed-in'

test.describe('pages that strangers see', () => {
  test('for signing in and registering', async ({ openBrowser, shared }) => {
    const { page, inspect } = await inspector(await openBrowser())
    const app = await createApp(shared.administrator, shared.url, redirectUri)
    await page.goto(`${shared.url}/login`)
    await inspect('sign-in', 'hosted')
    await page.goto(app.loginLink)
    await inspect('sign-in-app', 'hosted')
    await signIn(page, 'nobody')
    await expect(page.getByRole('alert')).toBeVisible()
    await inspect('sign-in-wrong', 'hosted')

    await page.getByRole('link', { name: 'Register' }).click()
    await expect(page.locator('#email')).toBeVisible()
    await inspect('register-app', 'hosted')
    await page.locator('#username').fill('ada')
    await page.locator('#email').fill('no address')
    await page.locator('#password').fill('1234567')
    await page.locator('#submit').click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await inspect('register-wrong', 'hosted')

    const username = newName()
    await page.locator('#username').fill(username)
    await page.locator('#email').fill(emailOf(username))
    await page.locator('#password').fill(password)
    await page.locator('#submit').click()
    await expect(page.getByRole('status')).toBeVisible()
    await inspect('sign-in-registered', 'hosted')
  })

  test('for consent and signing out', async ({ openBrowser, shared }) => {
    const { page, inspect } = await inspector(await openBrowser())
    const app = await createApp(shared.administrator, shared.url, redirectUri)
    await page.goto(app.loginLink)
    await signIn(page, await registerPerson(shared.url))
    await expect(page.locator('#allow')).toBeVisible()
    await inspect('consent', 'hosted')
    const longName =
      'The longest name that an app can have, which is eighty characters in all of them'
    const longUri = `https://${'a-very-long-label.'.repeat(6)}example.com/signed-in`
    const long = await createApp(shared.administrator, shared.url, longUri, longName)
    await page.goto(long.loginLink)
    await inspect('consent-long', 'hosted')
    await page.goto(`${shared.url}/sign-out`)
    await inspect('sign-out', 'hosted')
    await page.locator('#submit').click()
    await expect(page.locator('#sign-in')).toBeVisible()
    await inspect('signed-out', 'hosted')
  })

  test('for a setup and for a recovery', async ({ openBrowser, shared, home, start }) => {
    const { page, inspect } = await inspector(await openBrowser())
    const { setupLink } = await start(await home())
    await page.goto(setupLink!)
    await inspect('setup', 'hosted')

    const username = await registerPerson(shared.url)
    const settings = { PORTICO_URL: shared.url }
    const command = `node scripts/recover.mjs ${username}`
    const { output } = await runScript(shared.home, command, settings)
    await page.goto(/http\S+/.exec(output)![0])
    await inspect('recover', 'hosted')
    await page.locator('#password').fill('1234567')
    await page.locator('#submit').click()
    await expect(page.getByRole('alert')).toBeVisible()
    await inspect('recover-wrong', 'hosted')
  })

  test('for errors', async ({ openBrowser, shared }) => {
    const { page, inspect } = await inspector(await openBrowser())
    const { id } = await createApp(shared.administrator, shared.url, redirectUri)
    const off = await createApp(shared.administrator, shared.url, redirectUri, 'Off')
    await shared.administrator.fillIn(`/apps/${off.id}/settings`, '/apps/disable', {
      client_id: off.id,
      disabled: 'yes',
    })
    const link = (uri: string) => loginLink(shared.url, id, uri)
    const pages = {
      'error-client-missing': `${shared.url}/login?scope=openid`,
      'error-client-unknown': loginLink(shared.url, 'nobody', redirectUri),
      'error-client-disabled': off.loginLink,
      'error-redirect-uri': link(`${redirectUri}/`),
      'error-redirect-uri-other': link(`http://localhost:3000/${'long/'.repeat(60)}?a=b`),
      'error-redirect-uri-missing': `${shared.url}/login?client_id=${id}`,
      'error-repeated': `${link(redirectUri)}&client_id=${id}`,
      'error-setup-closed': shared.setupLink!,
      'error-link-unusable': `${shared.url}/recover?code=none`,
    }
    for (const [name, url] of Object.entries(pages)) {
      await page.goto(url)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await inspect(name, 'hosted')
    }
  })
})

test.describe('pages behind the sign-in', () => {
  test('of a person', async ({ openBrowser, shared }) => {
    const username = await registerPerson(shared.url)
    const { page, inspect } = await signedIn(openBrowser, shared, username)
    await inspect('home-empty', 'portal')
    const someone = await signedInVisitor(shared.url, username)
    for (const name of ['Notes', 'Maps']) {
      await bringTokens(
        someone,
        await createApp(shared.administrator, shared.url, redirectUri, name),
      )
    }
    await page.goto(`${shared.url}/`)
    await inspect('home', 'portal')
    await page.getByRole('listitem').filter({ hasText: 'Notes' }).locator('summary').click()
    await inspect('home-revoke', 'portal')

    await page.goto(`${shared.url}/security`)
    await inspect('security', 'portal')
    await page.getByLabel('Current password').fill('not this one')
    await page.getByLabel('New password').fill('a new password for me')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible()
    await inspect('security-wrong', 'portal')
    await page.goto(`${shared.url}/apps`)
    await inspect('apps-of-a-person', 'portal')
    await page.goto(`${shared.url}/nothing/here`)
    await inspect('not-found', 'portal')
  })

  test('of a developer', async ({ openBrowser, shared }) => {
    const { page, inspect } = await signedIn(openBrowser, shared, 'ada')
    await page.goto(`${shared.url}/apps/new`)
    await inspect('apps-new', 'portal')
    await page.goto(`${shared.url}/apps/new?kind=login-redirect`)
    await inspect('apps-new-form', 'portal')
    await page
      .getByLabel('Redirect URIs', { exact: true })
      .fill('http://example.com/*\njavascript:x')
    await expect(page.getByText('2 lines cannot be registered.')).toBeVisible()
    await page.getByRole('button', { name: 'Register app' }).click()
    await expect(page.getByText('Give the app a name.')).toBeVisible()
    await inspect('apps-new-wrong', 'portal')
    await page.getByLabel('Name', { exact: true }).fill('Letters')
    await page.getByLabel('Redirect URIs', { exact: true }).fill(redirectUri)
    await page.getByRole('button', { name: 'Register app' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Letters')
    await inspect('app', 'portal')
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible()
    await inspect('app-settings', 'portal')
    await page.goto(`${shared.url}/apps`)
    await inspect('apps', 'portal')
    await page.goto(`${shared.url}/apps/nothing`)
    await inspect('app-not-found', 'portal')
  })

  test('the playground', async ({ openBrowser, shared }) => {
    const { page, inspect } = await inspector(await openBrowser())
    await page.goto(`${shared.url}/playground`)
    await inspect('playground-stranger', 'portal')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await signIn(page, await registerPerson(shared.url))
    await page.locator('#allow').click()
    await page.getByRole('button', { name: 'Verify signature' }).click()
    await expect(page.getByText('The signature is good')).toBeVisible()
    await page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await expect(page.getByText('HTTP 200')).toBeVisible()
    await inspect('playground', 'portal')
  })
})

async function signedIn(
  openBrowser: OpenBrowser,
  { url }: Shared,
  username: string,
): Promise<Inspector> {
  const found = await inspector(await openBrowser())
  await found.page.goto(`${url}/`)
  await signIn(found.page, username)
  await expect(found.page.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  return found
}
