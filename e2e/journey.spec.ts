import { expect, test, type OpenBrowser } from './fixtures'
import { databases } from './home'
import { createAppInDashboard, fillInRegistration, newName, password, type App } from './people'
import type { Portico } from './portico'
import { refresh, verifyAccessToken, type RelyingParty } from './relying-party'

for (const database of databases) {
  test(`an app sends a person, who comes back with tokens (${database})`, async ({
    openBrowser,
    home,
    start,
    relyingParty,
  }) => {
    const portico = await start(await home(database))
    await wholeWay(openBrowser, portico, portico.setupLink!, await relyingParty())
  })
}

test('the same where Next runs alone, without the front server', async ({
  openBrowser,
  home,
  start,
  relyingParty,
}) => {
  const place = await home()
  const { port, setupLink, stop } = await start(place)
  await stop()
  const portico = await start(place, { host: 'next', port })
  await wholeWay(openBrowser, portico, setupLink!, await relyingParty())
})

async function wholeWay(
  openBrowser: OpenBrowser,
  portico: Portico,
  setupLink: string,
  relyingParty: RelyingParty,
): Promise<void> {
  const app = await registerAnApp(openBrowser, setupLink, relyingParty.redirectUri)
  const arrival = await comeToTheApp(openBrowser, app, relyingParty)
  await checkTokens(portico.url, app, arrival)
}

/** The first administrator, by the link that the start printed; then their first app. */
async function registerAnApp(
  openBrowser: OpenBrowser,
  setupLink: string,
  redirectUri: string,
): Promise<App> {
  const page = await openBrowser()
  await page.goto(setupLink)
  await fillInRegistration(page, 'ada')
  await expect(page.getByRole('heading', { name: 'Your apps' })).toBeVisible()
  return createAppInDashboard(page, { name: 'Notes', redirectUri })
}

/** Somebody whom Portico has never seen follows the app's link. */
async function comeToTheApp(
  openBrowser: OpenBrowser,
  { loginLink }: App,
  { nextArrival, redirectUri }: RelyingParty,
): Promise<URLSearchParams> {
  const page = await openBrowser()
  const username = newName('bob')
  await page.goto(`${loginLink}&state=a%20state%26more`)
  await expect(page.getByRole('heading')).toHaveText('Continue to Notes')
  await page.getByRole('link', { name: 'Register' }).click()
  await fillInRegistration(page, username)

  await expect(page.getByRole('heading')).toHaveText('Continue to Notes') // the same sign-in page
  expect(new URL(page.url()).searchParams.get('state')).toBe('a state&more')
  await expect(page.locator('#identifier')).toHaveValue(username)
  await expect(page.locator('#password')).toHaveValue('')
  await page.locator('#password').fill(password)
  await page.locator('#submit').click()

  await expect(page.getByRole('heading')).toHaveText('Notes asks for access')
  await expect(page.getByText(new URL(redirectUri).host, { exact: true })).toBeVisible()
  await page.locator('#allow').click()

  const arrival = await nextArrival()
  await expect(page.getByRole('heading')).toHaveText('Welcome back')
  expect([...arrival.keys()].sort()).toEqual([
    'access_token',
    'expiration',
    'refresh_token',
    'state',
    'user_id',
  ])
  expect(arrival.get('state')).toBe('a state&more')
  return arrival
}

async function checkTokens(issuer: string, { id }: App, arrival: URLSearchParams): Promise<void> {
  const accessToken = arrival.get('access_token')!
  const refreshToken = arrival.get('refresh_token')!
  const claims = await verifyAccessToken(accessToken, issuer, id)
  expect(claims.sub).toBe(arrival.get('user_id'))
  expect(claims['client_id']).toBe(id)
  expect(arrival.get('expiration')).toBe(String(claims.exp))
  expect(claims.exp! - claims.iat!).toBe(30 * 86_400)
  expect(Math.abs(claims.iat! - Date.now() / 1000)).toBeLessThan(60)

  const { status, body } = await refresh(issuer, id, refreshToken)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    refresh_token: refreshToken,
    status_code: 201,
    error: null,
    success: true,
  })
  const next = String(body['access_token'])
  expect(next).not.toBe(accessToken)
  expect((await verifyAccessToken(next, issuer, id)).exp).toBe(body['expiration'])
}
