// Whoever signs out of the portal is signed out of the apps, and the page says where that is not so yet.
import type { Page } from 'playwright/test'

import { backchannel, verifyLogoutToken, type Backchannel } from './backchannel'
import { expect, test, type OpenBrowser } from './fixtures'
import { oauthApp, type OauthApp, type Tokens } from './oauth-app'
import { becomeAdministrator, createOauthApp, registerPerson, signIn } from './people'
import type { RelyingParty } from './relying-party'
import type { Visitor } from './visitor'

type App = { readonly server: OauthApp; readonly party: RelyingParty; readonly ear: Backchannel }

const ears: Backchannel[] = []
test.afterEach(async () => {
  for (const ear of ears.splice(0)) await ear.close()
})

test('tells the apps of a sign-out, and the one that was down when it is back, whatever happened in between', async ({
  openBrowser,
  home,
  start,
  relyingParty,
}) => {
  test.setTimeout(120_000) // on a busy machine, the second attempt may come before the app is back
  const place = await home()
  const settings = { PORTICO_ALLOW_PRIVATE_NETWORK: 'on' }
  const portico = await start(place, { settings })
  const { url, port } = portico
  const administrator = await becomeAdministrator(portico)
  const developer = await signedIn(openBrowser, url, 'ada')
  const calendar = await anApp(url, administrator, developer, await relyingParty(), 'Calendar')
  const diary = await anApp(url, administrator, developer, await relyingParty(), 'Diary')
  await calendar.ear.open()

  const page = await signedIn(openBrowser, url, await registerPerson(url))
  const atCalendar = await enter(page, calendar)
  const atDiary = await enter(page, diary)
  await signOut(page, url)
  await expect(page.getByRole('list', { name: 'Also signed out of' })).toHaveText('Calendar')
  await expect(page.getByRole('list', { name: 'Could not be reached yet' })).toHaveText('Diary')

  await portico.stop()
  await diary.ear.open()
  await start(place, { port, settings })
  await isTold(calendar, atCalendar)
  await isTold(diary, atDiary) // ten seconds after the first attempt, or a minute after the second

  await seesDelivery(developer, url, calendar, ['Delivered', '1 attempt', 'Taken '])
  await seesDelivery(developer, url, diary, ['Delivered', ' attempts', 'Taken '])
})

test('the developer of an app that could not be told sees why, and when it is tried again', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const { url, administrator } = shared
  const developer = await signedIn(openBrowser, url, 'ada')
  const party = await relyingParty()
  const inside = 'https://10.1.2.3/signed-out'
  const shop = await anApp(url, administrator, developer, party, 'Shop', inside)
  const page = await signedIn(openBrowser, url, await registerPerson(url))
  await enter(page, shop)
  await signOut(page, url)
  await expect(page.getByRole('list', { name: 'Could not be reached yet' })).toHaveText('Shop')
  await seesDelivery(developer, url, shop, [
    'Waiting',
    '1 attempt',
    'The host name leads to a private address',
    'Next attempt in ',
  ])

  const { ear } = shop
  await developer.goto(`${url}/apps/${shop.server.id}/settings`)
  await tellAt(developer, ear.uri)
  await expect(developer.getByText('Portico does not call its own machine')).toBeVisible()
})

async function signedIn(openBrowser: OpenBrowser, url: string, username: string): Promise<Page> {
  const page = await openBrowser()
  await page.goto(`${url}/`)
  await signIn(page, username)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  return page
}

/** An app that wants to hear of sign-outs, and does not listen yet. */
async function anApp(
  url: string,
  administrator: Visitor,
  developer: Page,
  party: RelyingParty,
  name: string,
  uri?: string,
): Promise<App> {
  const fields = { name, redirect_uris: party.redirectUri }
  const credentials = await createOauthApp(administrator, 'web', fields)
  const ear = await backchannel()
  ears.push(ear)
  await developer.goto(`${url}/apps/${credentials.id}/settings`)
  await tellAt(developer, uri ?? ear.uri)
  await expect(developer.getByText('Your changes are saved.')).toBeVisible()
  return { server: await oauthApp(url, credentials, party.redirectUri), party, ear }
}

/** On the page of its settings. */
async function tellAt(developer: Page, uri: string): Promise<void> {
  await developer.locator('summary', { hasText: 'Sign-out' }).click()
  await developer.getByLabel('Address that is told of a sign-out').fill(uri)
  await developer.getByRole('button', { name: 'Save changes' }).click()
}

async function enter(page: Page, { server, party }: App): Promise<Tokens> {
  const { link, finish } = server.begin('openid')
  await page.goto(link)
  await page.locator('#allow').click()
  return finish(await party.nextArrival())
}

async function signOut(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
}

/** Of the very session in which the person came to it. */
async function isTold({ ear, server }: App, { claims }: Tokens): Promise<void> {
  const told = await verifyLogoutToken(await ear.nextToken(), server.issuer, server.id)
  expect(told).toMatchObject({ sub: claims.sub, sid: claims['sid'] })
}

async function seesDelivery(
  developer: Page,
  url: string,
  { server }: App,
  words: readonly string[],
): Promise<void> {
  await developer.goto(`${url}/apps/${server.id}`)
  const delivery = developer.locator('#sign-out-notices').getByRole('listitem')
  await expect(delivery).toHaveCount(1)
  for (const word of words) await expect(delivery).toContainText(word)
}
