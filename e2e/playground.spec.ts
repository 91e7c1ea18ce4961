import type { Page } from 'playwright/test'

import { expect, type Shared, test } from './fixtures'
import { inspector } from './inspection'
import { createOauthApp, registerPerson, signIn } from './people'
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
  await page.getByText('More parameters').waitFor()
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

test('the playground pushes its request and binds its tokens to a key (RFC 9126, RFC 9449)', async ({
  openBrowser,
  shared,
}) => {
  const { page, inspect } = await inspector(await openBrowser())
  await page.goto(`${shared.url}/playground?flow=code`)
  await page.getByLabel('Push the request first (PAR)').check()
  await page.getByLabel('Bind the tokens to a key (DPoP)').check()
  await expect(page.getByRole('button', { name: 'Sign in for a code' })).toBeHidden()
  await page.getByRole('button', { name: 'Push the request' }).click()
  await expect(page.getByText('HTTP 201')).toBeVisible()
  const link = page.locator('pre', { hasText: '/oauth/authorize?' })
  await expect(link).toContainText('request_uri=')
  await expect(link).not.toContainText('redirect_uri')
  await page.getByText('What the DPoP proof says').click()
  await expect(row(page, 'htu')).toContainText(`${shared.url}/oauth/par`)
  await inspect('playground-pushed', 'portal')

  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()
  await page.getByRole('button', { name: 'Exchange the code' }).click()
  const token = await tokenRow(page).last().innerText()
  const payload = await verifyAccessToken(token, shared.url, 'portico-playground')
  const { jkt } = payload['cnf'] as { jkt: string }
  await expect(row(page, 'cnf')).toContainText(jkt)
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('sub is the one of the ID token')).toBeVisible()
  await page.getByRole('button', { name: 'Refresh the tokens' }).click()
  await expect(tokenRow(page).last()).not.toHaveText(token)
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('sub is the one of the ID token')).toBeVisible()

  const bearer = await page.evaluate(async (stolen) => {
    const headers = { Authorization: `Bearer ${stolen}` }
    return (await fetch('/oauth/userinfo', { headers })).status
  }, token)
  expect(bearer).toBe(401) // without its key it is useless
})

test('the playground takes a code from behind #, for one resource, and explains what that costs', async ({
  openBrowser,
  shared,
}) => {
  const page = await openBrowser()
  await page.goto(`${shared.url}/playground?flow=code`)
  await page.getByText('More parameters').click()
  await page.getByLabel('response_mode').selectOption('fragment')
  await page.getByLabel('resource').selectOption(`${shared.url}/playground/api`)
  await page.getByLabel('claims').selectOption({ index: 1 })
  await page.getByLabel('max_age').selectOption('3600')
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()
  await expect(page.getByText('It is the one that this page sent.')).toBeVisible()
  await expect(page).toHaveURL(`${shared.url}/playground?flow=code`)
  await page.getByRole('button', { name: 'Exchange the code' }).click()
  await expect(row(page, 'email')).toContainText('@example.com') // in the ID token, as it was asked
  await expect(row(page, 'aud').last()).toContainText(`${shared.url}/playground/api`)
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('HTTP 401')).toBeVisible()
  await expect(page.getByRole('link', { name: 'What invalid_token means' })).toHaveAttribute(
    'href',
    '/docs/errors/invalid_token',
  )
})

test('the playground is answered by a form (OAuth 2.0 Form Post Response Mode)', async ({
  openBrowser,
  shared,
}) => {
  const page = await openBrowser()
  await page.goto(`${shared.url}/playground?flow=code`)
  await page.getByText('More parameters').click()
  await page.getByLabel('response_mode').selectOption('form_post')
  await expect(row(page, 'redirect_uri')).toContainText('/playground/form-post')
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()
  await expect(page.getByText('Portico had the browser post these parameters')).toBeVisible()
  await expect(page).toHaveURL(`${shared.url}/playground?flow=code`)
  await page.getByRole('button', { name: 'Exchange the code' }).click()
  await expect(page.getByText('HTTP 200')).toBeVisible()
})

test('the playground is a device: shows its code, waits, and gets its tokens (RFC 8628)', async ({
  openBrowser,
  shared,
}) => {
  const { page, inspect } = await inspector(await openBrowser())
  await page.goto(`${shared.url}/playground?flow=device`)
  await inspect('playground-device', 'portal')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(page.getByText(/^[B-Z]{4}-[B-Z]{4}$/)).toBeVisible()
  await expect(page.getByRole('img', { name: /\/device\?user_code=/ })).toBeVisible()
  const askNow = page.getByRole('button', { name: 'Ask now, too early' })
  await askNow.click()
  await expect(page.getByText('Nobody has decided yet')).toBeVisible()
  await askNow.click()
  await expect(page.getByText('It asks every 10 seconds.')).toBeVisible() // slow_down: RFC 8628 §3.5
  await inspect('playground-device-waiting', 'portal')

  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Open the page with the code' }).click()
  const phone = await opening
  await signIn(phone, await registerPerson(shared.url))
  await phone.locator('#allow').click()
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('The person allowed it.')).toBeVisible({ timeout: 20_000 })
  await verifyAccessToken(await tokenRow(page).last().innerText(), shared.url, 'portico-playground')
  await page.getByRole('button', { name: 'Verify signature' }).first().click()
  await expect(page.getByRole('listitem').filter({ hasText: /failed$/ })).toHaveCount(0)
})

test('the playground makes the requests of an app with credentials that are kept nowhere', async ({
  openBrowser,
  shared,
}) => {
  const { page, inspect } = await inspector(await openBrowser())
  const app = await appOfAllGrants(shared)
  await page.goto(`${shared.url}/playground?flow=code`) // the token of a person, to be exchanged
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()
  await page.getByRole('button', { name: 'Exchange the code' }).click()
  await expect(page.getByText('HTTP 200')).toBeVisible()
  const ofPerson = await tokenRow(page).last().innerText()

  await page.getByRole('link', { name: 'Client credentials' }).click()
  await expect(page.getByLabel('client_secret')).toBeVisible()
  await inspect('playground-client-credentials', 'portal')
  await page.getByLabel('client_id').fill(app.id)
  await page.getByLabel('client_secret').fill(app.secret)
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('HTTP 200')).toBeVisible()
  const own = await tokenRow(page).last().innerText()
  await verifyAccessToken(own, shared.url, app.id)
  const basic = Buffer.from(`${app.id}:${app.secret}`).toString('base64')
  await expect(page.getByText(basic)).toBeHidden()
  await page.getByRole('button', { name: 'Show secrets' }).click()
  await expect(page.getByText(basic)).toBeVisible()

  await page.getByRole('link', { name: 'Introspection' }).click() // without loading a page
  await expect(page).toHaveURL(`${shared.url}/playground?flow=introspection`)
  await expect(page.getByLabel('token', { exact: true })).toHaveValue(own)
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(row(page, 'active')).toContainText('true')
  await expect(row(page, 'client_id')).toContainText(app.id)

  await page.getByRole('link', { name: 'Token exchange' }).click()
  await page.getByLabel('subject_token', { exact: true }).fill(ofPerson)
  await page.getByLabel('actor_token').fill(own)
  await page.getByRole('button', { name: 'Exchange the token' }).click()
  await expect(row(page, 'act')).toContainText(app.id)
  await expect(row(page, 'act')).toContainText('Who acts for the person.')
  await page.evaluate(() => scrollTo(0, 0)) // the bar of a phone covers what is scrolled below it
  await inspect('playground-token-exchange', 'portal')

  await page.getByRole('link', { name: 'Revocation' }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('a token that was exchanged ends by itself')).toBeVisible()

  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  )
  expect(kept + page.url()).not.toContain(app.secret)
  await page.reload()
  await expect(page.getByLabel('client_id')).not.toHaveValue(app.id) // it was in the memory of the page alone
})

test('the playground refreshes and signs out with what the code flow left in its tab', async ({
  openBrowser,
  shared,
}) => {
  const { page, inspect } = await inspector(await openBrowser())
  await page.goto(`${shared.url}/playground?flow=code`)
  await page.getByRole('button', { name: 'Sign in for a code' }).click()
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#allow').click()
  await page.getByRole('button', { name: 'Exchange the code' }).click()
  await expect(page.getByText('HTTP 200')).toBeVisible()

  await page.getByRole('link', { name: 'Refresh', exact: true }).click()
  await expect(page.getByLabel('refresh_token')).toHaveValue(/^prt_/)
  await page.getByRole('button', { name: 'Refresh the tokens' }).click()
  await expect(page.getByText('HTTP 200')).toBeVisible()
  await page.getByLabel('refresh_token').fill('prt_nothing')
  await page.getByRole('button', { name: 'Refresh the tokens' }).click()
  await expect(page.getByRole('link', { name: 'What invalid_grant means' })).toBeVisible()

  await page.getByRole('link', { name: 'Revocation' }).click() // as the playground's own app
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('HTTP 200')).toBeVisible()

  await page.getByRole('link', { name: 'Sign out', exact: true }).click()
  await expect(page.getByLabel('id_token_hint')).toHaveValue(/^eyJ/)
  await inspect('playground-sign-out', 'portal')
  await page.getByRole('button', { name: 'Sign out of Portico and come back' }).click()
  await expect(page.getByText('You are signed out of Portico, and came back')).toBeVisible()
  await expect(page).toHaveURL(`${shared.url}/playground?flow=sign-out`)
  await expect(page.getByLabel('id_token_hint')).toHaveValue('') // it has forgotten what it had
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

/** An app with a secret that may do all that an app does by itself, also with the tokens of the playground. */
async function appOfAllGrants({ administrator }: Shared): Promise<{ id: string; secret: string }> {
  const redirect_uris = 'https://notes.example/callback'
  const fields = { name: 'Notes', redirect_uris }
  const { id, secret } = await createOauthApp(administrator, 'web', fields)
  const grants = ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange']
  const answer = await administrator.fillIn(`/apps/${id}/settings`, '/apps/update', {
    ...fields,
    'dialect.oauth': 'on',
    'scope.openid': 'on',
    ...Object.fromEntries(grants.map((grant) => [`grant.${grant}`, 'on'])),
    'exchange.delegation': 'on',
    'exchange.subject_clients': 'portico-playground',
  })
  expect(answer.headers.get('location')).toContain('done=saved')
  return { id, secret: secret ?? '' }
}

const tokenRow = (page: Page) => page.locator('code', { hasText: /^eyJ[^.]*\.[^.]*\.[^.]*$/ })

const row = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
