// A device without a browser, and its person, who has a phone.
import type { Page } from 'playwright/test'

import { expect, test, type OpenBrowser, type Shared } from './fixtures'
import { tabTo } from './keyboard'
import { oauthApp, postForm, type OauthApp } from './oauth-app'
import { createOauthApp, emailOf, password, registerPerson, signIn } from './people'
import type { TokenAnswer } from './relying-party'

/** What the device is answered: RFC 8628 §3.2. */
type Asked = Readonly<
  Record<'device_code' | 'user_code' | 'verification_uri' | 'verification_uri_complete', string>
>

type Device = OauthApp & {
  readonly asks: () => Promise<Asked>
  readonly polls: (asked: Asked) => Promise<TokenAnswer>
}

test('a person types the code on a phone, sees who asks, and lets the device in', async ({
  openBrowser,
  shared,
}) => {
  const device = await aDevice(shared, 'Notes TV')
  const asked = await device.asks()
  expect(asked.verification_uri).toBe(`${shared.url}/device`)
  expect((await device.polls(asked)).body['error']).toBe('authorization_pending')

  const username = await registerPerson(shared.url)
  const page = await aPhone(openBrowser)
  await page.goto(asked.verification_uri)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connect a device')
  await page.locator('#user_code').fill(` ${asked.user_code.toLowerCase().replace('-', '  ')}`)
  await page.locator('#submit').click()
  await signIn(page, username)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Notes TV asks for access from a device',
  )
  await expect(page.locator('#user-code')).toHaveText(asked.user_code)
  await expect(page.getByRole('listitem')).toHaveText([
    /^Recognize you/,
    new RegExp(`profile.*${username}`),
    new RegExp(`e-mail address${emailOf(username)}$`),
    /^Keep this access/,
  ])
  await expect(page.locator('dd').nth(0)).toHaveText(/^(127\.0\.0\.1|::1)$/)
  await expect(page.locator('dd').nth(1)).toHaveText('NotesTV/3.1')
  await page.locator('#allow').click()
  await expect(page.locator('#allowed')).toContainText('You can close this page.')

  const { accessToken, refreshToken, claims } = await device.judge(await device.polls(asked))
  const { body } = await device.userinfo(accessToken)
  expect(body).toMatchObject({ sub: claims.sub, email: emailOf(username) })
  await withdraw(page, shared, 'Notes TV')
  const fields = { grant_type: 'refresh_token', refresh_token: refreshToken! }
  expect(await device.token(fields)).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant' },
  })
})

test('the link of the QR code leads to the same question, and a no is heard', async ({
  openBrowser,
  shared,
}) => {
  const device = await aDevice(shared, 'Maps TV')
  const asked = await device.asks()
  const page = await aPhone(openBrowser)
  await page.goto(asked.verification_uri_complete)
  await signIn(page, await registerPerson(shared.url))
  await expect(page.locator('#user-code')).toHaveText(asked.user_code)
  await page.locator('#deny').click()
  await expect(page.locator('#denied')).toContainText('Maps TV was not let in.')
  expect((await device.polls(asked)).body['error']).toBe('access_denied')

  await page.goto(asked.verification_uri_complete) // the code is used up
  await expect(page.getByRole('alert')).toContainText('This code does not work.')
})

test('whoever guesses codes is stopped', async ({ openBrowser, shared }) => {
  const device = await aDevice(shared, 'Films TV')
  const asked = await device.asks()
  const page = await aPhone(openBrowser)
  await page.goto(`${shared.url}/login?continue=/device`)
  await signIn(page, await registerPerson(shared.url))
  const enter = async (code: string) => {
    await page.goto(`${shared.url}/device`)
    await page.locator('#user_code').fill(code)
    await page.locator('#submit').click()
  }
  await enter('MMQH')
  await expect(page.getByRole('alert')).toContainText('This is not a whole code.') // no guess
  for (const letter of 'BCDFGHJKLM') {
    await enter(letter.repeat(8))
    await expect(page.getByRole('alert')).toContainText('This code does not work.')
    await expect(page.locator('#user_code')).toHaveValue(`${letter.repeat(4)}-${letter.repeat(4)}`)
  }
  await enter(asked.user_code) // not even the right one
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Too many attempts')
  expect((await device.polls(asked)).body['error']).toBe('authorization_pending')
})

test('the keyboard alone connects a device', async ({ openBrowser, shared }) => {
  const device = await aDevice(shared, 'Radio')
  const asked = await device.asks()
  const username = await registerPerson(shared.url)
  const page = await openBrowser()
  await page.goto(asked.verification_uri)
  await expect(page.locator('#user_code')).toBeFocused()
  await page.keyboard.type(asked.user_code)
  await page.keyboard.press('Enter')
  await expect(page.locator('#identifier')).toBeFocused()
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.locator('#user-code')).toBeVisible()
  await tabTo(page, '#deny') // before the other one
  await tabTo(page, '#allow')
  await page.keyboard.press('Enter')
  await expect(page.locator('#allowed')).toBeVisible()
  await device.judge(await device.polls(asked))
})

async function aDevice({ administrator, url }: Shared, name: string): Promise<Device> {
  const app = await oauthApp(url, await createOauthApp(administrator, 'device', { name }))
  return {
    ...app,
    asks: async () => {
      const fields = { client_id: app.id, scope: 'openid profile email offline_access' }
      const headers = { 'User-Agent': 'NotesTV/3.1' }
      return (await postForm(`${url}/oauth/device_authorization`, fields, headers)).body as Asked
    },
    polls: (asked) =>
      app.token({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: asked.device_code,
      }),
  }
}

const aPhone = (openBrowser: OpenBrowser): Promise<Page> =>
  openBrowser({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

/** On the person's home page. */
async function withdraw(page: Page, { url }: Shared, app: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('listitem').filter({ hasText: app }).locator('summary').click()
  await page.getByRole('button', { name: 'Revoke access' }).click()
  await expect(page.getByRole('status')).toHaveText('The access is revoked.')
}
