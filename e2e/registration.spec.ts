// Apps that register themselves: by a token that an administrator made, or, where the operator opens it, by nothing.
import type { Page } from 'playwright/test'

import { expect, test, type OpenBrowser } from './fixtures'
import { askJson, oauthApp } from './oauth-app'
import { becomeAdministrator, registerPerson, signIn } from './people'
import type { TokenAnswer } from './relying-party'

/** What an app is told of its registration: RFC 7591 §3.2.1, RFC 7592 §3. */
type Registered = Readonly<
  Record<
    'client_id' | 'client_secret' | 'registration_access_token' | 'registration_client_uri',
    string
  >
>

test('an administrator makes a token, with which an app registers, changes and deletes itself', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const { url } = shared
  const party = await relyingParty()
  const administrator = await signedIn(openBrowser, url, 'ada')
  const token = await makeToken(administrator)
  const metadata = { client_name: 'Builder', redirect_uris: [party.redirectUri] }
  const first = await register(url, metadata, token)
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject(metadata)
  expect(await register(url, metadata, token)).toMatchObject({
    status: 401, // it was good for one
    body: { error: 'invalid_token' },
  })
  await administrator.reload()
  await expect(administrator.getByRole('listitem').filter({ hasText: 'Builds' })).toContainText(
    'Used up',
  )

  const app = first.body as Registered
  const credentials = { id: app.client_id, secret: app.client_secret }
  const server = await oauthApp(url, credentials, party.redirectUri)
  const page = await signedIn(openBrowser, url, await registerPerson(url))
  const { link, finish } = server.begin('openid profile')
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Builder asks for access')
  await expect(page.getByText('This app registered itself.')).toBeHidden() // the token vouches
  await page.locator('#allow').click()
  await finish(await party.nextArrival())

  const changed = await manage(app, 'PUT', {
    ...metadata,
    client_id: app.client_id,
    client_name: 'Builder of houses',
  })
  expect([changed.status, changed.body['client_name']]).toEqual([200, 'Builder of houses'])
  await page.goto(url)
  await expect(page.getByRole('heading', { name: 'Builder of houses' })).toBeVisible()
  expect((await manage(app, 'DELETE')).status).toBe(204)
  expect((await manage(app, 'GET')).status).toBe(401)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This app is not known here')
  await page.goto(url)
  await expect(page.getByRole('heading', { name: 'Builder of houses' })).toBeHidden()
})

test('a token that was removed opens nothing, and nobody else sees the page', async ({
  openBrowser,
  shared,
}) => {
  const { url } = shared
  const administrator = await signedIn(openBrowser, url, 'ada')
  const token = await makeToken(administrator)
  await administrator.getByRole('button', { name: 'I have stored it' }).click()
  await expect(administrator.getByText(token).first()).toBeHidden()
  const row = administrator.getByRole('listitem').filter({ hasText: /Builds.*1 app/s })
  await row.locator('summary').click()
  await row.getByRole('button', { name: 'Remove this token' }).click()
  await expect(row).toBeHidden()
  expect((await register(url, {}, token)).status).toBe(401)
  expect((await register(url, {}, null)).status).toBe(401)

  const page = await signedIn(openBrowser, url, await registerPerson(url))
  await expect(page.getByRole('link', { name: 'App registration' })).toBeHidden()
  expect((await page.goto(`${url}/admin/registration`))?.status()).toBe(404)
})

test('where anybody may register apps, people are told that nobody vouches for them', async ({
  openBrowser,
  home,
  start,
  relyingParty,
}) => {
  const portico = await start(await home(), {
    settings: { PORTICO_DYNAMIC_REGISTRATION: 'open' },
  })
  const { url } = portico
  await becomeAdministrator(portico)
  const party = await relyingParty()
  const { status, body } = await register(
    url,
    { client_name: 'Your bank', redirect_uris: [party.redirectUri] },
    null,
  )
  expect(status).toBe(201)
  const { client_id: id, client_secret: secret } = body as Registered
  const server = await oauthApp(url, { id, secret }, party.redirectUri)
  const { link, finish } = server.begin('openid')
  const page = await openBrowser()
  await page.goto(link)
  await signIn(page, await registerPerson(url))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your bank asks for access')
  await expect(page.getByText('This app registered itself. Nobody here has checked')).toBeVisible()
  await page.locator('#allow').click()
  await finish(await party.nextArrival())

  const administrator = await signedIn(openBrowser, url, 'ada')
  await administrator.goto(`${url}/apps`)
  await expect(administrator.getByText('Registered itself', { exact: true })).toBeVisible()
  await administrator.goto(`${url}/apps/${id}/settings`)
  await administrator.getByLabel('Vouch for it').check()
  await administrator.getByRole('button', { name: 'Save changes' }).click()
  await expect(administrator.getByText('Your changes are saved.')).toBeVisible()
  await expect(administrator.getByText('Registered itself', { exact: true })).toBeHidden()
})

async function signedIn(openBrowser: OpenBrowser, url: string, username: string): Promise<Page> {
  const page = await openBrowser()
  await page.goto(`${url}/`)
  await signIn(page, username)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  return page
}

/** By way of the rail: a token that is good for one app. */
async function makeToken(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'App registration' }).click()
  await page.getByLabel('Name').fill('Builds')
  await page.getByRole('button', { name: 'Make token' }).click()
  await expect(page.getByRole('heading', { name: 'Store the token “Builds” now' })).toBeVisible()
  return page.locator('code', { hasText: /^pia_[\w-]{43}$/ }).innerText()
}

const register = (url: string, metadata: object, token: string | null): Promise<TokenAnswer> =>
  askJson(`${url}/oauth/register`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token !== null && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(metadata),
  })

/** By the address and the token that came with the registration: RFC 7592 §2. */
async function manage(
  { registration_client_uri: uri, registration_access_token: token }: Registered,
  method: 'GET' | 'PUT' | 'DELETE',
  metadata?: object,
): Promise<TokenAnswer> {
  const response = await fetch(uri, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    ...(metadata && { body: JSON.stringify(metadata) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? (JSON.parse(text) as TokenAnswer['body']) : {} }
}
