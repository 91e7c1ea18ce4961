import type { Page } from 'playwright/test'

import { expect, test } from './fixtures'
import { registerPerson, signIn } from './people'
import { verifyAccessToken } from './relying-party'

for (const mode of ['query', 'fragment']) {
  test(`the playground shows each step of a login redirect (${mode})`, async ({
    openBrowser,
    shared,
  }) => {
    const page = await openBrowser()
    await page.goto(`${shared.url}/playground`)
    await page.getByLabel('response_mode').selectOption(mode)
    const link = await page.locator('pre', { hasText: '/login?client_id=' }).innerText()
    expect(new URL(link).searchParams.get('response_mode')).toBe(mode)
    const state = await page.getByLabel('state', { exact: true }).inputValue()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Continue to Playground')
    await signIn(page, await registerPerson(shared.url))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Playground asks for access')
    await page.locator('#allow').click()

    await expect(page.getByRole('heading', { name: 'The answer' })).toBeVisible()
    await expect(page.getByText('It is the one that this page sent.')).toBeVisible()
    await expect(row(page, 'state').last()).toContainText(state)
    await expect(page).toHaveURL(`${shared.url}/playground`) // no token stays in the address

    await page.getByRole('button', { name: 'Verify signature' }).click()
    const checks = page.getByRole('status').getByRole('listitem')
    await expect(checks).toHaveCount(6)
    await expect(checks.filter({ hasText: 'failed' })).toHaveCount(0)
    const token = await page
      .locator('code', { hasText: /^eyJ.*\..*\./ })
      .last()
      .innerText()
    await verifyAccessToken(token, shared.url, 'portico-playground')

    await page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await expect(page.getByText('HTTP 200')).toBeVisible()
    const next = await page
      .locator('code', { hasText: /^eyJ.*\..*\./ })
      .last()
      .innerText()
    expect(next).not.toBe(token)
    await verifyAccessToken(next, shared.url, 'portico-playground')

    await page.getByRole('button', { name: 'Forget the tokens' }).click()
    await expect(page.getByText('The access token is taken apart here.')).toBeVisible()
    await page.getByRole('link', { name: 'Sign out of Portico' }).click()
    await page.locator('#submit').click()
    await expect(page.getByRole('heading')).toHaveText('You are signed out')
  })
}

test('the playground explains a sign-in that was cancelled', async ({ openBrowser, shared }) => {
  const page = await openBrowser()
  await page.goto(`${shared.url}/playground`)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#deny').click()
  await expect(page.getByRole('heading', { name: 'The answer is an error' })).toBeVisible()
  await expect(row(page, 'error')).toContainText('access_denied')
})

const row = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
