// An app's developer is told where an error is explained, and reads it there without a session.
import { expect, test, type OpenBrowser } from './fixtures'
import { oauthApp } from './oauth-app'
import { createOauthApp } from './people'

test('error_uri of a refused authorization opens a page that explains it, in English and in French', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const { url, administrator } = shared
  const { redirectUri, nextArrival } = await relyingParty()
  const fields = { name: 'Plans', redirect_uris: redirectUri }
  const app = await oauthApp(url, await createOauthApp(administrator, 'web', fields), redirectUri)
  const link = new URL(app.begin('openid').link)
  link.searchParams.delete('code_challenge')
  const page = await openBrowser()
  await page.goto(link.href)
  const arrival = await nextArrival()
  expect(arrival.get('error')).toBe('invalid_request')
  const uri = arrival.get('error_uri')!
  expect(uri).toBe(`${url}/docs/errors/invalid_request`)

  await reads(openBrowser, 'en-US', uri, {
    lang: 'en',
    title: 'invalid_request',
    heading: 'Usual causes',
    cause: 'There is no code_challenge',
    all: 'All errors',
  })
  await reads(openBrowser, 'fr-CA', uri, {
    lang: 'fr',
    title: 'invalid_request',
    heading: 'Causes habituelles',
    cause: 'code_challenge manque',
    all: 'Toutes les erreurs',
  })
})

test('the answers of the token endpoint and of UserInfo have it too', async ({ shared }) => {
  const { url, administrator } = shared
  const fields = { name: 'Plans', redirect_uris: 'https://plans.example.com/callback' }
  const app = await oauthApp(url, await createOauthApp(administrator, 'web', fields))
  const refused = await app.token({ grant_type: 'refresh_token', refresh_token: 'none' })
  const unknown = await app.userinfo('none')
  for (const { body } of [refused, unknown]) {
    expect(body['error_uri']).toBe(`${url}/docs/errors/${String(body['error'])}`)
    expect((await fetch(String(body['error_uri']))).status).toBe(200)
  }
  expect((await fetch(`${url}/docs/errors/no_such_error`)).status).toBe(404)
})

test('a page that a person is stopped at leads its developer there', async ({
  openBrowser,
  shared,
}) => {
  const { url } = shared
  const page = await openBrowser()
  await page.goto(`${url}/oauth/authorize?client_id=nobody&response_type=code`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This app is not known here')
  await page.getByRole('link', { name: 'invalid_client' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('invalid_client')
})

async function reads(
  openBrowser: OpenBrowser,
  locale: string,
  uri: string,
  words: Readonly<Record<'lang' | 'title' | 'heading' | 'cause' | 'all', string>>,
): Promise<void> {
  const page = await openBrowser({ locale })
  await page.goto(uri)
  await expect(page.locator('html')).toHaveAttribute('lang', words.lang)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title)
  await expect(page.getByRole('heading', { level: 2, name: words.heading })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: words.cause })).toBeVisible()
  await page.getByRole('link', { name: words.all }).click()
  await page.getByRole('link', { name: words.title, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title)
}
