// Apps whose people have their accounts at a WordPress: Portico stands between the two.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { Page } from 'playwright/test'

import { test as base, expect } from './fixtures'
import type { Database, Home } from './home'
import { inspector } from './inspection'
import { askJson } from './oauth-app'
import { password } from './people'
import { type Host, type Portico, runScript } from './portico'
import type { RelyingParty } from './relying-party'
import { client, member, memberPassword, startWordPress, type WordPress } from './wordpress'

type Brokered = { portico: Portico; site: WordPress; app: RelyingParty; entry: string }

const test = base.extend<{ brokered: (host?: Host, database?: Database) => Promise<Brokered> }>({
  brokered: async ({ home, start, relyingParty }, provide) => {
    const sites: WordPress[] = []
    await provide(async (host = 'front server', database = 'sqlite') => {
      const [site, app] = [await startWordPress(), await relyingParty()]
      const place = await home(database)
      sites.push(site)
      const settings = {
        OAUTH_FOLLOW_WHITELIST: app.origin,
        PORTICO_ALLOW_PRIVATE_NETWORK: 'on',
        PORTICO_LOG_LEVEL: 'debug',
        PORTICO_TOKEN_API: 'on',
      }
      const expects = /"path":"\/api\/auth\/tokens?","status":502/ // the site is down
      const portico = await start(place, { settings, host, expects })
      await addUpstream(place, site)
      const follow = encodeURIComponent(`${app.redirectUri}?from=here`)
      return { portico, site, app, entry: `${portico.url}/api/auth/login?follow=${follow}` }
    })
    for (const { close } of sites) await close()
  },
})

const upstream = (site: string) => `
upstreams:
  - id: site
    preset: wordpress
    label: The site
    site: ${site}
    client_id: ${client.id}
    client_secret: ${client.secret}
    broker: true
    trusts_emails: true
clients:
  - client_id: softphone
    client_name: Softphone
    kind: login-redirect
    dialects: [token-api]
    redirect_uris: [https://phone.example/]
`

async function addUpstream(place: Home, { site }: WordPress): Promise<void> {
  const path = join(place.folder, 'upstreams.yaml')
  writeFileSync(path, upstream(site))
  const settings = { PORTICO_ALLOW_PRIVATE_NETWORK: 'on' }
  const { output, code } = await runScript(place, `node scripts/apply.mjs ${path}`, settings)
  expect(code, output).toBe(0)
}

/** In the site's own form. */
async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Username').fill(member.user_login)
  await page.getByLabel('Password').fill(memberPassword)
  await page.getByRole('button', { name: 'Log In' }).click()
}

/** The same without going on: where the site would send the person. */
async function wayBack(page: Page): Promise<string> {
  const form = { log: member.user_login, pwd: memberPassword }
  const answer = await page.request.post(page.url(), { form, maxRedirects: 0 })
  return answer.headers()['location']!
}

const refresh = ({ url }: Portico, refreshToken: string | null, path = 'tokens') =>
  askJson(`${url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  })

for (const [host, database] of [
  ['front server', 'sqlite'],
  ['front server', 'postgresql'],
  ['next', 'sqlite'],
] as const) {
  test(`sends a person to the site and back to the app with tokens (${host}, ${database})`, async ({
    openBrowser,
    brokered,
  }) => {
    test.setTimeout(120_000)
    const { portico, site, app, entry } = await brokered(host, database)
    const page = await openBrowser()
    await page.goto(entry)
    expect(new URL(page.url()).origin).toBe(site.site)
    await logIn(page)
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
    const arrival = await app.nextArrival()
    expect([...arrival.keys()]).toEqual(['from', 'accessToken', 'refreshToken'])
    const accessToken = arrival.get('accessToken')!
    const { sub } = await verified(portico, app, accessToken)
    expect(arrival.get('refreshToken')!.split('.')).toHaveLength(5) // encrypted

    const first = await refresh(portico, arrival.get('refreshToken'))
    expect(first.status).toBe(200)
    expect(first.body['user']).toMatchObject({
      user_id: sub,
      ID: 17,
      display_name: 'Nora Lind',
      email: 'nora@wp.example',
      roles: ['editor', 'shop_manager'],
    })
    expect(JSON.stringify(first.body)).not.toContain('$P$')
    const fresh = await verified(portico, app, String(first.body['accessToken']))
    expect(fresh).toMatchObject({ sub, id: '17' })

    const token = String(first.body['refreshToken'])
    site.mood = 'down'
    const down = await refresh(portico, token)
    expect([down.status, down.body['error']]).toEqual([502, 'upstream_unavailable'])
    site.mood = 'well'
    const again = await refresh(portico, token, 'token')
    expect(again.status).toBe(200) // what was sent before is still good

    site.mood = 'refusing'
    const refused = await refresh(portico, String(again.body['refreshToken']))
    expect([refused.status, refused.body['error']]).toEqual([401, 'upstream_refused'])
    const malformed = await refresh(portico, null)
    expect([malformed.status, malformed.body['error']]).toEqual([400, 'invalid_request'])
    expect(portico.output()).not.toMatch(/accessToken|refreshToken|the-secret-at-the-site/)
  })
}

test('asks the site once for ten refreshes at once, each of which is answered', async ({
  openBrowser,
  brokered,
}) => {
  const { portico, site, app, entry } = await brokered()
  const page = await openBrowser()
  await page.goto(entry)
  await logIn(page)
  const token = (await app.nextArrival()).get('refreshToken')
  site.asked.length = 0
  const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(portico, token)))
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200))
  expect(new Set(answers.map(({ body }) => body['refreshToken'])).size).toBe(1)
  expect(site.asked).toEqual(['refresh_token'])
})

test('script of the app refreshes where it lives, and of no other', async ({
  openBrowser,
  brokered,
  relyingParty,
}) => {
  const { portico, app, entry } = await brokered()
  const page = await openBrowser()
  await page.goto(entry)
  await logIn(page)
  const refreshToken = (await app.nextArrival()).get('refreshToken')!
  const ask = () =>
    page.evaluate(
      async ([url, token]) => {
        const body = JSON.stringify({ refreshToken: token })
        const headers = { 'Content-Type': 'application/json' }
        const answer = await fetch(`${url}/api/auth/tokens`, { method: 'POST', body, headers })
        return answer.status
      },
      [portico.url, refreshToken],
    )
  expect(await ask()).toBe(200)
  const other = await relyingParty()
  await page.goto(other.origin)
  expect(await ask()).toBe(403)
})

test('explains why it sends nobody on: a forged state, a second return, another browser, a no', async ({
  openBrowser,
  brokered,
}) => {
  const { portico, site, app, entry } = await brokered()
  const heading = (page: Page) => page.getByRole('heading', { level: 1 })
  const atAnEnd = async (page: Page, title: string) => {
    await expect(heading(page)).toHaveText(title)
    const { origin, pathname, searchParams } = new URL(page.url())
    expect([origin, pathname]).toEqual([portico.url, '/api/auth/callback'])
    for (const name of ['code', 'state']) expect(searchParams.has(name)).toBe(false)
  }
  const page = await openBrowser()
  const returns: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(`${portico.url}/api/auth/callback?`)) returns.push(request.url())
  })

  await page.goto(entry)
  await page.goto(`${portico.url}/api/auth/callback?code=stolen&state=forged`)
  await atAnEnd(page, 'This sign-in cannot be finished here')

  await page.goto(entry)
  await logIn(page)
  await app.nextArrival()
  await page.goto(returns.at(-1)!)
  await atAnEnd(page, 'This sign-in cannot be finished here') // it was finished before

  await page.goto(entry)
  const other = await openBrowser()
  await other.goto(await wayBack(page))
  await atAnEnd(other, 'This sign-in cannot be finished here') // it was begun elsewhere

  await page.goto(entry)
  await page.getByRole('button', { name: 'Not now' }).click()
  await atAnEnd(page, 'You did not sign in')

  await page.goto(entry)
  const back = await wayBack(page)
  site.mood = 'down'
  await page.goto(back)
  await atAnEnd(page, 'The other sign-on does not answer')
  expect(app.requests.filter((path) => path === '/back')).toHaveLength(1)
})

test('a person revokes a place of the broker, and an app of the token API, on the home page', async ({
  openBrowser,
  brokered,
}) => {
  test.setTimeout(120_000)
  const { portico, app, entry } = await brokered()
  const person = { username: 'nora', email: member.user_email, password }
  await postJson(`${portico.url}/api/users`, person)
  const { page, inspect } = await inspector(await openBrowser())
  await page.goto(entry)
  await logIn(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You already have an account')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Connect and sign in' }).click()
  await logIn(page)
  const refreshToken = (await app.nextArrival()).get('refreshToken')
  await postJson(
    `${portico.url}/api/auth/0.1/token`,
    { client_id: 'softphone', access_type: 'offline' },
    { Authorization: `Basic ${Buffer.from(`nora:${password}`).toString('base64')}` },
  )

  await page.goto(portico.url)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Softphone', app.origin])
  await inspect('home-places', 'portal')
  const revoke = async (name: string, words: string) => {
    await page.getByLabel(`Revoke access: ${name}`).click()
    await expect(page.getByText(words)).toBeVisible()
    if (name === app.origin) await inspect('home-places-revoke', 'portal')
    await page.getByRole('button', { name: 'Revoke access' }).click()
    await expect(page.getByRole('heading', { level: 2, name })).toHaveCount(0)
  }
  await revoke(app.origin, 'Next time you have to sign in there again through The site.')
  const refused = await refresh(portico, refreshToken)
  expect([refused.status, refused.body['error']]).toEqual([401, 'invalid_refresh_token'])
  await revoke('Softphone', 'Softphone loses all access, from this moment on.')
  await expect(page.getByRole('heading', { name: 'No apps yet' })).toBeVisible()
})

test('explains which places are allowed, in words that can be read by everybody', async ({
  openBrowser,
  brokered,
}) => {
  const { portico, app } = await brokered()
  const { page, inspect } = await inspector(await openBrowser())
  const asked = 'https://elsewhere.example.com/a/very/long/way?to=say&where=it-is'
  await page.goto(`${portico.url}/api/auth/login?follow=${encodeURIComponent(asked)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This portal does not send people there',
  )
  await expect(page.locator('#place')).toHaveText(asked)
  await expect(page.locator('#allowed')).toHaveText(app.origin)
  await expect(page.getByRole('link', { name: asked })).toHaveCount(0)
  await inspect('broker-place', 'hosted')
  await page.goto(`${portico.url}/api/auth/callback?error=upstream_answer&reason=signature`)
  await inspect('broker-upstream', 'hosted')

  const french = await openBrowser({ locale: 'fr-FR' })
  await french.goto(`${portico.url}/api/auth/login`)
  await expect(french.getByRole('heading', { level: 1 })).toHaveText(
    'On ne sait pas où vous ramener',
  )
})

async function postJson(url: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await askJson(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
}

async function verified({ url }: Portico, app: RelyingParty, token: string) {
  const keys = createRemoteJWKSet(new URL(`${url}/oauth/jwks`))
  const { payload } = await jwtVerify(token, keys, { issuer: url, audience: app.origin })
  return payload
}
