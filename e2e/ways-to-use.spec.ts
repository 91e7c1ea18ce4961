// By keyboard, without script, in French.
import type { Page } from 'playwright/test'

import { expect, test, type Shared } from './fixtures'
import { tabTo } from './keyboard'
import { createApp, emailOf, newName, password, registerPerson, signIn, type App } from './people'

const redirectUri = 'https://notes.example.com/signed-in'

test('the keyboard alone registers, signs in and allows', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const app = await relyingParty()
  const { loginLink: link } = await createApp(shared.administrator, shared.url, app.redirectUri)
  const page = await openBrowser()
  const username = newName()
  await page.goto(link)
  await expect(page.locator('#identifier')).toBeFocused()
  await tabTo(page, 'a[href^="/register"]')
  await page.keyboard.press('Enter')

  await expect(page.locator('#username')).toBeFocused()
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(emailOf(username))
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')

  await expect(page.locator('#password')).toBeFocused()
  await page.keyboard.type(password)
  await tabTo(page, '#submit')
  await page.keyboard.press('Enter')

  await expect(page.locator('#allow')).toBeVisible()
  await tabTo(page, '#allow')
  await page.keyboard.press('Enter')
  expect((await app.nextArrival()).has('access_token')).toBe(true)
})

test('the keyboard alone signs in and registers an app', async ({ openBrowser, shared }) => {
  const page = await openBrowser()
  await page.goto(`${shared.url}/`)
  await expect(page.locator('#identifier')).toBeFocused()
  await page.keyboard.type('ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await tabTo(page, 'aside a[href="/apps"]')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/apps$/)
  await tabTo(page, 'main a[href="/apps/new"]')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/apps\/new$/)
  await tabTo(page, 'a[href="/apps/new?kind=login-redirect"]')
  await page.keyboard.press('Enter')
  await expect(page.locator('#name')).toBeFocused()
  await page.keyboard.type('Keys')
  await page.keyboard.press('Tab')
  await page.keyboard.type(redirectUri)
  await tabTo(page, 'main form button')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keys')
})

test('works without script, the dashboard too', async ({ openBrowser, shared }) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto(`${shared.url}/`)
  await signIn(page, 'ada')
  await page.goto(`${shared.url}/apps/new?kind=web`)
  await page.getByLabel('Name', { exact: true }).fill('Plain')
  await page.getByLabel('Redirect URIs', { exact: true }).fill('nonsense')
  await page.getByRole('button', { name: 'Register app' }).click()
  await expect(page.getByText('One line cannot be registered.')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Plain')
  await page.getByLabel('Redirect URIs', { exact: true }).fill(redirectUri)
  await page.getByRole('button', { name: 'Register app' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plain')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.locator('#sign-in')).toBeVisible()
})

test.describe('French', () => {
  test('follows the browser', async ({ openBrowser, shared }) => {
    const app = await createApp(shared.administrator, shared.url, redirectUri)
    const page = await openBrowser({ locale: 'fr-CA' })
    await frenchWay(page, shared, app)
    await page.goto(`${shared.url}/`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos applications')
  })

  test('follows the app that asks for it, whatever the browser says', async ({
    openBrowser,
    shared,
  }) => {
    const app = await createApp(shared.administrator, shared.url, redirectUri)
    const page = await openBrowser()
    await frenchWay(page, shared, { ...app, loginLink: `${app.loginLink}&ui_locales=fr-FR%20en` })
  })
})

/** From the sign-in page to the consent page, and what goes wrong on the way. */
async function frenchWay(page: Page, shared: Shared, { loginLink: link }: App): Promise<void> {
  const isFrench = async (heading: string | RegExp) => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  }
  const username = await registerPerson(shared.url)
  await page.goto(link)
  await isFrench('Continuer vers Notes')
  await page.getByRole('link', { name: /inscri/i }).click()
  await isFrench(/Notes/)
  await page.locator('#submit').click()
  await expect(page.getByRole('alert').first()).toHaveText(/Choisissez/)
  await isFrench(/Notes/)
  await page.goto(link)
  await signIn(page, username, 'wrong password')
  await isFrench('Continuer vers Notes')
  await signIn(page, username)
  await isFrench(/^Notes demande/)
  await page.goto(`${link}&client_id=again`)
  await isFrench(/./)
}
