// What a person tells of themselves, and what an app gets to see of it.
import type { Page } from 'playwright/test'

import { expect, test, type OpenBrowser, type Shared } from './fixtures'
import { oauthApp, type OauthApp, type Tokens } from './oauth-app'
import { createOauthApp, registerPerson, signIn } from './people'
import type { RelyingParty } from './relying-party'

test('a person fills in the profile, and an app sees what it was allowed to see', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const { url } = shared
  const party = await relyingParty()
  const app = await anApp(openBrowser, shared, party)
  const username = await registerPerson(url)
  const page = await openBrowser()
  await page.goto(`${url}/`)
  await signIn(page, username)
  await page.getByRole('link', { name: 'Profile' }).click()
  await expect(page.getByText('Not verified')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Alice Martin')
  await page.getByLabel('Birth date').fill('1990-04-23')
  await page.getByLabel('Website').fill('alice.example.com')
  await page.getByLabel('Phone number').fill('1 23 45 67 89')
  await page.getByLabel('Street and number').fill('1 rue des Arcades\nBâtiment B')
  await page.getByLabel('Postal code').fill('69002')
  await page.getByLabel('City').fill('Lyon')
  await page.getByLabel('State or region').fill('Rhône')
  await page.getByLabel('Country').fill('France')
  await save(page)
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  await expect(page.locator('#phone_number-error')).toContainText('country')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Alice Martin') // kept
  await page.getByLabel('Phone number').fill('+33 1 23 45 67 89')
  await save(page)
  await expect(page.getByText('Your profile is saved.')).toBeVisible()
  await expect(page.getByLabel('Phone number')).toHaveValue('+33123456789')

  const { accessToken } = await enter(page, app, party, 'openid profile phone address', [
    'Alice Martin',
    '+33123456789',
    '1 rue des Arcades, Bâtiment B, 69002, Lyon, Rhône, France',
  ])
  const told = {
    name: 'Alice Martin',
    preferred_username: username,
    birthdate: '1990-04-23',
    website: 'https://alice.example.com',
    phone_number: '+33123456789',
    phone_number_verified: false,
    address: {
      street_address: '1 rue des Arcades\nBâtiment B',
      postal_code: '69002',
      locality: 'Lyon',
      region: 'Rhône',
      country: 'France',
    },
  }
  const seen = await app.userinfo(accessToken)
  expect(seen.body).toMatchObject(told)
  expect(seen.body).not.toHaveProperty('email') // was not asked for

  await page.goto(`${url}/profile`)
  await page.getByLabel('Phone number').fill('')
  await save(page)
  await expect(page.getByText('Your profile is saved.')).toBeVisible()
  expect((await app.userinfo(accessToken)).body).not.toHaveProperty('phone_number')
})

/** Presses the button; what says how it went is on the page that comes. */
const save = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Save profile' }).click()

/** An app that may ask for everything that a profile has. */
async function anApp(
  openBrowser: OpenBrowser,
  { url, administrator }: Shared,
  { redirectUri }: RelyingParty,
): Promise<OauthApp> {
  const fields = { name: 'Post office', redirect_uris: redirectUri }
  const credentials = await createOauthApp(administrator, 'web', fields)
  const page = await openBrowser()
  await page.goto(`${url}/apps/${credentials.id}/settings`)
  await signIn(page, 'ada')
  await page.locator('[name="scope.phone"]').check()
  await page.locator('[name="scope.address"]').check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Your changes are saved.')).toBeVisible()
  return oauthApp(url, credentials, redirectUri)
}

/** Allows the app what it asks, which shows the person's own data as the example. */
async function enter(
  page: Page,
  app: OauthApp,
  { nextArrival }: RelyingParty,
  scope: string,
  examples: readonly string[],
): Promise<Tokens> {
  const { link, finish } = app.begin(scope)
  await page.goto(link)
  for (const example of examples) await expect(page.getByText(example)).toBeVisible()
  await page.locator('#allow').click()
  return finish(await nextArrival())
}
