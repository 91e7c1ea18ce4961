import { expect, test, type Shared } from './fixtures'
import {
  bringTokens,
  createApp,
  password,
  registerPerson,
  signedInVisitor,
  signIn,
  type App,
} from './people'
import { askForTokens, refresh, type RelyingParty } from './relying-party'

test('asks for no password a second time, until one signs out everywhere', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const notes = await anApp(shared, await relyingParty(), 'Notes')
  const maps = await anApp(shared, await relyingParty(), 'Maps')
  const username = await registerPerson(shared.url)
  const page = await openBrowser()

  await page.goto(notes.loginLink)
  await signIn(page, username)
  await page.locator('#allow').click()
  const first = (await notes.nextArrival()).get('refresh_token')!

  await page.goto(maps.loginLink)
  await expect(page.getByRole('heading')).toHaveText('Maps asks for access') // and nothing before
  await page.locator('#allow').click()
  await maps.nextArrival()
  await page.goto(notes.loginLink) // allowed before: nothing is asked at all
  await notes.nextArrival()

  await page.goto(`${shared.url}/security`)
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('heading')).toHaveText('You are signed out')

  await expectRefused(shared.url, notes, first)
  await page.goto(maps.loginLink)
  await expect(page.getByRole('heading')).toHaveText('Continue to Maps')
  await expect(page.locator('#password')).toBeVisible()
})

test('revoking access stops the refresh, and the app has to ask again', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const notes = await anApp(shared, await relyingParty(), 'Diary')
  const username = await registerPerson(shared.url)
  const page = await openBrowser()
  await page.goto(notes.loginLink)
  await signIn(page, username)
  await page.locator('#allow').click()
  const refreshToken = (await notes.nextArrival()).get('refresh_token')!
  expect((await refresh(shared.url, notes.id, refreshToken)).status).toBe(200)

  await page.goto(shared.url)
  await expect(page.getByRole('heading', { name: 'Diary' })).toBeVisible()
  await page.getByRole('listitem').filter({ hasText: 'Diary' }).locator('summary').click()
  await page.getByRole('button', { name: 'Revoke access' }).click()
  await expect(page.getByRole('status')).toHaveText('The access is revoked.')
  await expect(page.getByRole('heading', { name: 'Diary' })).toBeHidden()

  await expectRefused(shared.url, notes, refreshToken)
  await page.goto(notes.loginLink)
  await expect(page.getByRole('heading')).toHaveText('Diary asks for access')
})

test('a new password ends the other sessions, and what their apps were given', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const notes = await anApp(shared, await relyingParty(), 'Letters')
  const username = await registerPerson(shared.url)
  const [here, there] = [await openBrowser(), await openBrowser()]
  await there.goto(notes.loginLink)
  await signIn(there, username)
  await there.locator('#allow').click()
  const refreshToken = (await notes.nextArrival()).get('refresh_token')!

  await here.goto(`${shared.url}/login?continue=/security`)
  await signIn(here, username)
  await here.goto(`${shared.url}/security`)
  await expect(here.getByRole('heading', { name: /Chrom\w+ on / })).toHaveCount(2)
  const change = async (current: string, next: string) => {
    await here.getByLabel('Current password').fill(current)
    await here.getByLabel('New password').fill(next)
    await here.getByRole('button', { name: 'Change password' }).click()
  }
  await change(`${password}-wrong`, `${password}-new`)
  await expect(here.getByText('This is not your current password.')).toBeVisible()
  await change(password, `${password}-new`)
  await expect(here.getByText('Your password is changed.')).toBeVisible()
  await expect(here.getByRole('heading', { name: /Chrom\w+ on / })).toHaveCount(1)

  await expectRefused(shared.url, notes, refreshToken)
  await there.goto(`${shared.url}/`)
  await expect(there.locator('#identifier')).toBeVisible()
  await signIn(there, username)
  await expect(there.getByRole('alert')).toBeVisible() // the old one is no good any more
  await signIn(there, username, `${password}-new`)
  await expect(there.getByRole('heading', { name: 'Your apps' })).toBeVisible()
})

test('cancelling, and a sign-in that is not allowed, tell the app access_denied', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const notes = await anApp(shared, await relyingParty(), 'Plans')
  const page = await openBrowser()
  await page.goto(`${notes.loginLink}&state=s1`)
  await signIn(page, await registerPerson(shared.url))
  await page.locator('#deny').click()
  expect(Object.fromEntries(await notes.nextArrival())).toEqual({
    error: 'access_denied',
    state: 's1',
  })
})

test('signing out in one browser ends that session alone', async ({ openBrowser, shared }) => {
  const username = await registerPerson(shared.url)
  const elsewhere = await signedInVisitor(shared.url, username)
  const page = await openBrowser()
  await page.goto(`${shared.url}/`)
  await signIn(page, username)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading')).toHaveText('You are signed out')
  await page.goto(`${shared.url}/`)
  await expect(page.locator('#identifier')).toBeVisible()
  expect((await elsewhere.request('/login')).headers.get('location')).toBe('/')
})

test('a disabled app gets nothing, on its page and at its API', async ({
  shared,
  relyingParty,
}) => {
  const { administrator, url } = shared
  const notes = await anApp(shared, await relyingParty(), 'Shop')
  const someone = await signedInVisitor(url, await registerPerson(url))
  const refreshToken = (await bringTokens(someone, notes)).get('refresh_token')!
  const settings = `/apps/${notes.id}/settings`
  const turn = (disabled: 'yes' | 'no') =>
    administrator.fillIn(settings, '/apps/disable', { client_id: notes.id, disabled })
  expect((await turn('yes')).status).toBe(303)
  expect((await someone.request(notes.loginLink)).status).toBe(403)
  expect((await refresh(url, notes.id, refreshToken)).status).toBe(403)
  expect((await turn('no')).status).toBe(303)
  expect((await refresh(url, notes.id, refreshToken)).status).toBe(200)
})

type OpenApp = App & RelyingParty

async function anApp(
  { administrator, url }: Shared,
  relyingParty: RelyingParty,
  name: string,
): Promise<OpenApp> {
  return {
    ...relyingParty,
    ...(await createApp(administrator, url, relyingParty.redirectUri, name)),
  }
}

async function expectRefused(url: string, app: App, refreshToken: string): Promise<void> {
  const answer = await askForTokens(url, {
    response_type: 'refresh',
    client_id: app.id,
    refresh_token: refreshToken,
  })
  expect(answer).toMatchObject({
    status: 401,
    body: { status_code: 401, success: false, error: 'invalid_refresh_token' },
  })
}
