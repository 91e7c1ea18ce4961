// What people do: in a browser that is seen, or, where the way there is not what is tested, without one.
import { expect, type Page } from 'playwright/test'

import type { Portico } from './portico'
import { visitor, type Visitor } from './visitor'

/** Everybody's password. No log may show it. */
export const password = 'violet-anchor-7-lantern'

export const emailOf = (username: string): string => `${username}@example.com`

const registration = (username: string) => ({ username, email: emailOf(username), password })

let count = 0

/** A name that nobody has yet. */
export const newName = (beginning = 'person'): string =>
  `${beginning}-${process.pid.toString(36)}-${(count += 1).toString(36)}`

/** An app as its developer sees it. */
export type App = { readonly id: string; readonly loginLink: string }

// Without a screen

/** Becomes the first administrator. */
export async function becomeAdministrator({ url, setupLink }: Portico): Promise<Visitor> {
  const someone = visitor(url)
  const answer = await someone.fillIn(setupLink!, '/setup', registration('ada'))
  expect(answer.status).toBe(303)
  return someone
}

/** Registers an app of the kind *Login redirect*. */
export async function createApp(
  developer: Visitor,
  url: string,
  redirectUri: string,
  name = 'Notes',
): Promise<App> {
  const id = await registered(developer, 'login-redirect', { name, redirect_uris: redirectUri })
  return { id, loginLink: loginLink(url, id, redirectUri) }
}

/** What an app shows of itself to the token endpoint. */
export type Credentials = { readonly id: string; readonly secret: string | null }

/** Registers an app that speaks OAuth, and brings what its page then shows. */
export async function createOauthApp(
  developer: Visitor,
  kind: 'web' | 'browser' | 'device',
  fields: Readonly<Record<string, string>>,
): Promise<Credentials> {
  const id = await registered(developer, kind, fields)
  const page = await (await developer.request(`/apps/${id}`)).text()
  return { id, secret: /pcs_[\w-]{43}/.exec(page)?.[0] ?? null }
}

async function registered(
  developer: Visitor,
  kind: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await developer.fillIn(`/apps/new?kind=${kind}`, '/apps/create', fields)
  const id = /^\/apps\/([\w-]+)\?done=created$/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`the app was not created: ${answer.status}`)
  return id
}

export function loginLink(url: string, clientId: string, redirectUri: string): string {
  const scope = 'openid profile email offline_access'
  return `${url}/login?${new URLSearchParams({ client_id: clientId, scope, redirect_uri: redirectUri })}`
}

/** Registers a person through the API. */
export async function registerPerson(
  url: string,
  username = newName(),
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await fetch(`${url}/api/users`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(registration(username)),
  })
  expect(response.status).toBe(201)
  return username
}

/** Signs in without a screen. */
export async function signedInVisitor(url: string, username: string): Promise<Visitor> {
  const someone = visitor(url)
  const fields = { identifier: username, password }
  const answer = await someone.fillIn('/login', '/sign-in/password', fields)
  expect(answer.status).toBe(303)
  return someone
}

/** Comes to an app, allows what it asks, and brings back its parameters. */
export async function bringTokens(someone: Visitor, app: App): Promise<URLSearchParams> {
  const answer = await someone.fillIn(app.loginLink, '/consent', { decision: 'allow' })
  expect(answer.status).toBe(303)
  return bringMoreTokens(someone, app)
}

/** The same when it was allowed before. */
export async function bringMoreTokens(someone: Visitor, app: App): Promise<URLSearchParams> {
  const answer = await someone.request(app.loginLink)
  expect(answer.status).toBe(303)
  return new URL(answer.headers.get('location') ?? '').searchParams
}

// In a browser

/** Fills in the page behind the setup link, or the one on which people register. */
export async function fillInRegistration(page: Page, username: string): Promise<void> {
  await page.locator('#username').fill(username)
  await page.locator('#email').fill(emailOf(username))
  await page.locator('#password').fill(password)
  await page.locator('#submit').click()
}

/** On the sign-in page. */
export async function signIn(page: Page, username: string, secret = password): Promise<void> {
  await page.locator('#identifier').fill(username)
  await page.locator('#password').fill(secret)
  await page.locator('#submit').click()
}

/** From the portal's home page: an app of the kind *Login redirect*, and what its page then shows. */
export async function createAppInDashboard(
  page: Page,
  app: { readonly name: string; readonly redirectUri: string },
): Promise<App> {
  await page.getByRole('link', { name: 'Apps', exact: true }).click()
  await page
    .getByRole('link', { name: /^(Register an app|New app)$/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Login redirect' }).click()
  await page.getByLabel('Name', { exact: true }).fill(app.name)
  await page.getByLabel('Redirect URIs', { exact: true }).fill(app.redirectUri)
  await page.getByRole('button', { name: 'Register app' }).click()
  await expect(page.getByRole('heading', { level: 1, name: app.name })).toBeVisible()
  const link = await page.locator('pre', { hasText: '/login?client_id=' }).first().innerText()
  const id = new URL(link).searchParams.get('client_id')
  expect(new URL(page.url()).pathname).toBe(`/apps/${id}`)
  return { id: id!, loginLink: link }
}
