// People who come by another sign-on: with oidc-provider, which has a login form of its own, and with sign-ons that do
// something wrong.
import type { Page } from 'playwright/test'

import { expect, test, type OpenBrowser } from './fixtures'
import { databases } from './home'
import { inspector, type Inspector } from './inspection'
import { becomeAdministrator, password, registerPerson, signIn } from './people'
import type { Portico } from './portico'
import {
  clientId,
  clientSecret,
  signInThere,
  startHostileUpstream,
  startUpstream,
  type Misdeed,
  type Upstream,
} from './upstream'
import type { Visitor } from './visitor'

const settings = { PORTICO_ALLOW_PRIVATE_NETWORK: 'on' } // the upstreams of these tests are on loopback

const open: Upstream[] = []
test.afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

const keep = (upstream: Upstream): Upstream => {
  open.push(upstream)
  return upstream
}

test('an operator adds a service and tests it', async ({ home, start, openBrowser }) => {
  test.setTimeout(180_000)
  const portico = await start(await home(), { settings })
  const administrator = await becomeAdministrator(portico)
  const { issuer } = keep(await startUpstream(`${portico.url}/api/auth/callback/work`))
  const { page: ada, inspect } = await inspected(openBrowser)
  await ada.goto(`${portico.url}/admin/upstreams`)
  await signIn(ada, 'ada')
  await expect(ada.getByRole('heading', { name: 'No services yet' })).toBeVisible()
  await inspect('upstreams-empty', 'portal')
  await ada.getByRole('link', { name: 'Add a service' }).click()
  await expect(ada.getByRole('heading', { name: 'Which service' })).toBeVisible()
  await inspect('upstreams-choose', 'portal')
  await ada.getByRole('link', { name: 'OpenID Connect' }).click()
  await expect(ada.getByLabel('Issuer')).toBeVisible()
  await inspect('upstreams-new', 'portal')
  await ada.getByLabel('Id', { exact: true }).fill('work')
  await ada.getByLabel('Label').fill('Work')
  await ada.getByLabel('Client id').fill(clientId)
  await ada.getByRole('button', { name: 'Add this service' }).click()
  await expect(ada.getByText('Fill in this field.')).toBeVisible() // the issuer; a secret is optional
  await inspect('upstreams-new-wrong', 'portal')
  await ada.getByLabel('Issuer').fill(issuer)
  await ada.getByLabel('Client secret').fill(clientSecret)
  await ada.getByRole('button', { name: 'Add this service' }).click()
  await expect(ada.getByText('The service is added.')).toBeVisible()
  await expect(ada.getByText(`${portico.url}/api/auth/callback/work`)).toBeVisible()
  await inspect('upstream', 'portal')

  await ada.getByRole('button', { name: 'Run the test' }).click()
  await signInThere(ada, 'ada-there')
  await expect(ada.getByText('It works', { exact: true })).toBeVisible()
  await expect(ada.getByText('1 key: key-1')).toBeVisible()
  await expect(ada.getByText('E-mail address verified')).toBeVisible()
  await expect(ada.getByText('ada-there@example.com', { exact: true })).toBeVisible()
  await inspect('upstream-test', 'portal')

  await ada.goto(`${portico.url}/admin/upstreams`)
  await expect(ada.getByText('0 accounts')).toBeVisible() // the test has added nobody
  await addService(administrator, issuer, { id: 'other', label: 'Other', is_default: 'on' })
  await ada.reload()
  await ada.getByRole('button', { name: 'Move Other up' }).click()
  await expect(ada.getByRole('heading', { level: 2 })).toHaveText([/^Other/, 'Work'])
  await inspect('upstreams', 'portal')
})

test('people come by the button of a service, and never disconnect their last way in', async ({
  home,
  start,
  openBrowser,
}) => {
  test.setTimeout(180_000)
  const portico = await start(await home(), { settings })
  const administrator = await becomeAdministrator(portico)
  const { issuer } = keep(await startUpstream(`${portico.url}/api/auth/callback/work`))
  await addService(administrator, issuer)
  const known = { google: 'Google', github: 'GitHub', microsoft: 'Microsoft', gitlab: 'GitLab' }
  for (const [preset, label] of Object.entries(known)) {
    const fields = { id: preset, label, issuer: '' }
    await addService(administrator, issuer, fields, preset)
  }
  const { page: bob, inspect } = await inspected(openBrowser)
  await bob.goto(`${portico.url}/security`)
  await expect(bob.getByRole('link', { name: 'Continue with Work' })).toBeVisible()
  await inspect('sign-in-services', 'hosted')
  await bob.getByRole('link', { name: 'Register' }).click()
  await expect(bob.locator('#email')).toBeVisible()
  await inspect('register-services', 'hosted')
  await bob.goBack()
  await bob.getByRole('link', { name: 'Continue with Work' }).click()
  await signInThere(bob, 'bob')
  await expect(bob.getByRole('heading', { level: 1 })).toHaveText('Security')
  await expect(bob.getByText('bob@example.com')).toBeVisible()
  await inspect('security-services', 'portal')
  await bob.getByRole('button', { name: 'Disconnect Work' }).click()
  await expect(bob.getByText('This is your last way in, so it stays.')).toBeVisible()
  await bob.getByLabel('New password').fill(password)
  await bob.getByRole('button', { name: 'Set password' }).click()
  await expect(bob.getByText('Your password is changed.')).toBeVisible()
  await bob.getByRole('button', { name: 'Disconnect Work' }).click()
  await expect(bob.getByText('The service is disconnected.')).toBeVisible()
  await bob.getByRole('button', { name: 'Connect Work' }).click() // the upstream still knows this browser
  await expect(bob.getByText('The service is connected.')).toBeVisible()

  const again = await openBrowser()
  await again.goto(`${portico.url}/login`)
  await again.getByRole('link', { name: 'Continue with Work' }).click()
  await signInThere(again, 'bob')
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  await expect(again.getByTitle('bob', { exact: true }).last()).toBeVisible()
})

for (const database of databases) {
  test(`who has the e-mail address of a user proves the password once; the default service is met at once (${database})`, async ({
    home,
    start,
    openBrowser,
  }) => {
    const portico = await start(await home(database), { settings })
    const administrator = await becomeAdministrator(portico)
    const { issuer } = keep(await startUpstream(`${portico.url}/api/auth/callback/work`))
    await addService(administrator, issuer)
    const name = await registerPerson(portico.url, 'carol')

    const { page, inspect } = await inspected(openBrowser)
    await page.goto(`${portico.url}/login`)
    await page.getByRole('link', { name: 'Continue with Work' }).click()
    await signInThere(page, name)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You already have an account')
    await inspect('prove', 'hosted')
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await inspect('prove-wrong', 'hosted')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your apps')

    const saved = await administrator.fillIn('/admin/upstreams/work', '/admin/upstreams/update', {
      ...service(issuer),
      is_default: 'on',
    })
    expect(saved.headers.get('location')).toBe('/admin/upstreams/work?done=saved')
    const another = await openBrowser({ javaScriptEnabled: false })
    await another.goto(`${portico.url}/security`)
    await signInThere(another, name)
    await expect(another.getByRole('heading', { level: 1 })).toHaveText('Security')
    const withPassword = await openBrowser()
    await withPassword.goto(`${portico.url}/login?way=password`)
    await signIn(withPassword, name)
    await expect(withPassword.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  })
}

test('an invitation lets one person in', async ({ home, start, openBrowser }) => {
  const portico = await start(await home(), { settings })
  const administrator = await becomeAdministrator(portico)
  const { issuer } = keep(await startUpstream(`${portico.url}/api/auth/callback/work`))
  await addService(administrator, issuer, { new_users: 'invitation' })
  const { page: ada, inspect } = await inspected(openBrowser)
  await ada.goto(`${portico.url}/admin/upstreams/work`)
  await signIn(ada, 'ada')
  await ada.getByRole('button', { name: 'Make a link' }).click()
  const link = await ada.locator('#invitation code').textContent()
  await inspect('upstream-invitation', 'portal')
  await ada.getByRole('button', { name: 'I have sent it' }).click()
  await expect(ada.locator('#invitation')).toBeHidden()

  const uninvited = await openBrowser()
  await uninvited.goto(`${portico.url}/login`)
  await uninvited.getByRole('link', { name: 'Continue with Work' }).click()
  await signInThere(uninvited, 'eve')
  await expect(uninvited.getByText('needs an invitation')).toBeVisible()
  const dan = await openBrowser()
  await dan.goto(link!)
  await signInThere(dan, 'dan')
  await expect(dan.getByRole('heading', { level: 1 })).toHaveText('Your apps')
  await uninvited.goto(link!) // used up; the upstream still knows this browser
  await expect(uninvited.getByText('needs an invitation')).toBeVisible()
})

test('a service that does something wrong signs nobody in, and the page says what it was', async ({
  home,
  start,
  openBrowser,
}) => {
  test.setTimeout(180_000)
  const portico = await start(await home(), { settings })
  const administrator = await becomeAdministrator(portico)
  const said: Readonly<Record<Misdeed, string>> = {
    html: 'answered with something that this portal cannot read',
    audience: 'was made for another app',
    nonce: 'belongs to another sign-in',
    'no-subject': 'did not say who you are',
    redirect: 'sent this portal on to another address',
    denied: 'The sign-in was cancelled.',
  }
  const { page, inspect } = await inspected(openBrowser)
  for (const [misdeed, words] of Object.entries(said)) {
    const { issuer } = keep(await startHostileUpstream(misdeed as Misdeed))
    await addService(administrator, issuer, { id: misdeed, label: `Bad ${misdeed}` })
    await page.goto(`${portico.url}/login`)
    await page.getByRole('link', { name: `Continue with Bad ${misdeed}` }).click()
    await expect(page.getByText(words)).toBeVisible()
    if (misdeed !== 'denied') {
      await page.locator('summary').click()
      await inspect(`upstream-failure-${misdeed}`, 'hosted')
      await page.getByRole('link', { name: 'Back to the sign-in page' }).click()
    }
    await expect(page.locator('#identifier')).toBeVisible()
    expect(await isSignedIn(page, portico)).toBe(false)
  }
})

const service = (issuer: string) => ({
  id: 'work',
  label: 'Work',
  issuer,
  client_id: clientId,
  secret: clientSecret,
  new_users: 'create',
})

/** Without a screen. */
async function addService(
  administrator: Visitor,
  issuer: string,
  fields: Readonly<Record<string, string>> = {},
  preset = 'oidc',
): Promise<void> {
  const path = `/admin/upstreams/new?preset=${preset}`
  const answer = await administrator.fillIn(path, '/admin/upstreams/create', {
    ...service(issuer),
    ...fields,
  })
  expect(answer.headers.get('location')).toContain('?done=upstream-created')
}

async function isSignedIn(page: Page, { url }: Portico): Promise<boolean> {
  const cookies = await page.context().cookies(url)
  return cookies.some(({ name }) => name.endsWith('portico-session'))
}

/** A page that is inspected. What an upstream's own pages would fetch from elsewhere is left out: that is not ours to judge. */
async function inspected(openBrowser: OpenBrowser): Promise<Inspector> {
  const page = await openBrowser()
  const isElsewhere = ({ hostname }: URL) => !['localhost', '127.0.0.1'].includes(hostname)
  await page.route(isElsewhere, (route) => route.fulfill({ body: '' }))
  return inspector(page)
}
