// An app in the browser, on a library of its own, that keeps its tokens fresh without anybody seeing it.
import type { User, UserManagerSettings } from 'oidc-client-ts'
import type { Page } from 'playwright/test'

import { startBrowserApp, type AppWindow, type BrowserApp } from './browser-app'
import { expect, test, type Shared } from './fixtures'
import { newName, registerPerson, signIn } from './people'

let app: BrowserApp
test.beforeAll(async () => {
  app = await startBrowserApp()
})
test.afterAll(() => app.close())

/** Registers the app as one that runs in the browser. */
async function register({ url, administrator }: Shared): Promise<UserManagerSettings> {
  const answer = await administrator.fillIn('/apps/new?kind=browser', '/apps/create', {
    name: 'Notes in the browser',
    redirect_uris: `${app.back}\n${app.frame}`,
    post_logout_redirect_uris: app.goodbye,
  })
  const [, id] = /^\/apps\/([\w-]+)\?done=created$/.exec(answer.headers.get('location') ?? '') ?? []
  return {
    authority: url,
    client_id: id!,
    redirect_uri: app.back,
    silent_redirect_uri: app.frame,
    post_logout_redirect_uri: app.goodbye,
    scope: 'openid profile',
    loadUserInfo: true,
    automaticSilentRenew: false,
  }
}

/** Lets the library do something on the app's page, and answers the user that it made. */
const call = async (
  page: Page,
  settings: UserManagerSettings,
  method: 'signinRedirectCallback' | 'signinSilent',
): Promise<User> => {
  const user = await page.evaluate(
    ([settings, method]) => {
      const { oidc } = window as unknown as AppWindow
      return new oidc.UserManager(settings)[method]()
    },
    [settings, method] as const,
  )
  return user!
}

/** Lets the library send the person away: the page ends with it. */
const leave = (
  page: Page,
  settings: UserManagerSettings,
  method: 'signinRedirect' | 'signoutRedirect',
): Promise<void> =>
  page.evaluate(
    ([settings, method]) => {
      const { oidc } = window as unknown as AppWindow
      void new oidc.UserManager(settings)[method]()
    },
    [settings, method] as const,
  )

/** Signs somebody in to the app, who allows what it asks. */
async function signedIn(
  page: Page,
  settings: UserManagerSettings,
  username: string,
): Promise<User> {
  await page.goto(app.origin)
  await leave(page, settings, 'signinRedirect')
  await signIn(page, username)
  await page.locator('#allow').click()
  await page.waitForURL(`${app.back}?**`)
  return call(page, settings, 'signinRedirectCallback')
}

/** Requests for a token in silence, made from a frame. */
function framesOf(page: Page): string[] {
  const seen: string[] = []
  page.on('request', (request) => {
    const isHidden = request.isNavigationRequest() && request.frame() !== page.mainFrame()
    if (isHidden) seen.push(new URL(request.url()).pathname)
  })
  return seen
}

test('renews in a hidden frame with prompt=none, until the person signs out', async ({
  openBrowser,
  shared,
}) => {
  const settings = await register(shared)
  const username = await registerPerson(shared.url, newName())
  const page = await openBrowser()
  const first = await signedIn(page, settings, username)
  expect(first.profile).toMatchObject({ iss: shared.url, preferred_username: username })
  expect(first.refresh_token).toBeUndefined()

  const frames = framesOf(page)
  const second = await call(page, settings, 'signinSilent')
  expect(second.profile.sub).toBe(first.profile.sub)
  expect(second.profile.auth_time).toBe(first.profile.auth_time)
  expect(second.access_token).not.toBe(first.access_token)
  expect(frames).toEqual(['/oauth/authorize', '/frame'])

  await leave(page, settings, 'signoutRedirect')
  await page.waitForURL(app.goodbye)
  await expect(call(page, settings, 'signinSilent')).rejects.toThrow(
    /a page would have to be shown/,
  )
})

test('renews by itself before the access token ends', async ({ openBrowser, shared }) => {
  const settings = await register(shared)
  const username = await registerPerson(shared.url, newName())
  const page = await openBrowser()
  const first = await signedIn(page, settings, username)
  const renewed = await page.evaluate(
    (settings) =>
      new Promise<User>((resolve) => {
        const { oidc } = window as unknown as AppWindow
        const manager = new oidc.UserManager(settings)
        manager.events.addUserLoaded(resolve)
        void manager.getUser()
      }),
    // An hour before the end is now.
    { ...settings, automaticSilentRenew: true, accessTokenExpiringNotificationTimeInSeconds: 3600 },
  )
  expect(renewed.profile.sub).toBe(first.profile.sub)
  expect(renewed.access_token).not.toBe(first.access_token)
})

test('renews by refresh token, which is another one each time', async ({ openBrowser, shared }) => {
  const settings = {
    ...(await register(shared)),
    scope: 'openid profile offline_access',
    prompt: 'consent',
  }
  const username = await registerPerson(shared.url, newName())
  const page = await openBrowser()
  const first = await signedIn(page, settings, username)
  const frames = framesOf(page)
  const second = await call(page, settings, 'signinSilent')
  const third = await call(page, settings, 'signinSilent')
  expect(frames).toEqual([])
  const users = [first, second, third]
  expect(new Set(users.map(({ profile }) => profile.sub)).size).toBe(1)
  expect(new Set(users.map((user) => user.access_token)).size).toBe(3)
  expect(new Set(users.map((user) => user.refresh_token)).size).toBe(3)
})
