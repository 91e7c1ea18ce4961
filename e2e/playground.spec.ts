import type { Page } from 'playwright/test'

import { expect, test } from './fixtures'
import { inspector } from './inspection'
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

test('the playground shows each step of an authorization code flow with PKCE', async ({
  openBrowser,
  shared,
}) => {
  const { page, inspect } = await inspector(await openBrowser())
  await page.goto(`${shared.url}/playground`)
  await page.getByRole('link', { name: 'Authorization code' }).click()
  await inspect('playground-code', 'portal')
  const verifier = await row(page, 'code_verifier').locator('code').innerText()
  await page.getByRole('button', { name: 'Make new ones' }).click()
  await expect(row(page, 'code_verifier').locator('code')).not.toHaveText(verifier)
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()

  await expect(page.getByText('It is the one that this page sent.')).toBeVisible()
  await expect(page.getByText('It is this portal')).toBeVisible()
  await expect(page).toHaveURL(`${shared.url}/playground?flow=code`) // no code stays in the address

  await page.getByRole('button', { name: 'Exchange the code' }).click()
  for (const count of [7, 13]) {
    await page
      .getByRole('button', { name: 'Verify signature' })
      .nth(count === 7 ? 0 : 1)
      .click()
    await expect(page.getByRole('status').getByRole('listitem')).toHaveCount(count)
  }
  await expect(page.getByRole('listitem').filter({ hasText: /failed$/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('sub is the one of the ID token')).toBeVisible()

  const token = page.locator('code', { hasText: /^eyJ[^.]*\.[^.]*\.[^.]*$/ }).last()
  const first = await token.innerText()
  await verifyAccessToken(first, shared.url, 'portico-playground')
  await page.getByRole('button', { name: 'Refresh the tokens' }).click()
  await expect(token).not.toHaveText(first)
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('both are refused now')).toBeVisible()
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('HTTP 401')).toBeVisible()

  await page.getByRole('button', { name: 'Sign out of Portico and come back' }).click()
  await expect(page.getByText('You are signed out of Portico, and came back')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible()
})

test('the playground explains an authorization that was cancelled', async ({
  openBrowser,
  shared,
}) => {
  const page = await openBrowser()
  await page.goto(`${shared.url}/playground?flow=code`)
  await page.getByLabel('prompt').selectOption('none')
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await expect(row(page, 'error')).toContainText('login_required')
  await page.getByRole('link', { name: 'Start over' }).click()
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#deny').click()
  await expect(row(page, 'error')).toContainText('access_denied')
})

test('the playground can be read without script, in its first state and with an answer', async ({
  openBrowser,
  shared,
}) => {
  const page = await openBrowser({ javaScriptEnabled: false })
  await page.goto(`${shared.url}/playground?flow=code`)
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()
  await expect(row(page, 'code')).toContainText('pac_')
  await expect(row(page, 'iss')).toContainText('It is this portal')
  await expect(page.getByText('This step needs JavaScript')).toBeVisible()
})

const row = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
