/**
 * The portal under test: started with the package's own start command on a data folder of its own, and used as people
 * and apps use it. Nothing here reaches into it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { apps, clientsFile } from './apps.mjs'
import { browser, hiddenFields } from './browser.mjs'
import { answers, ended, startCommand } from './children.mjs'
import { authorizationPath, codeOf, redeem } from './code-flow.mjs'
import { httpRequest } from './requests.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const password = 'correct horse battery staple'
const clientId = 'portico-playground' // the built-in app

/** @typedef {{ child: import('node:child_process').ChildProcess, origin: string, port: number }} Portico */

/**
 * Starts the portal; it is ready when this resolves. A data folder belongs to one origin, so to one port.
 *
 * @returns {Promise<Portico>}
 */
export async function startPortico(dataFolder, port) {
  const origin = originOf(port)
  const child = startCommand(scripts.start, { cwd: root, env: settings(dataFolder, port) })
  await answers(`${origin}/health/ready`, child)
  return { child, origin, port, refreshTokenOf: (count) => rotatingRefreshTokenOf(origin, count) }
}

const originOf = (port) => `http://localhost:${port}`

const settings = (dataFolder, port) => ({
  ...process.env,
  PATH: dirname(process.execPath) + delimiter + process.env.PATH, // this very Node
  PORT: String(port),
  HOST: '127.0.0.1',
  PORTICO_URL: originOf(port),
  DATA_DIR: dataFolder,
  DATABASE_URL: '', // embedded, whatever a .env file says
  PORTICO_PLAYGROUND: 'on',
  PORTICO_SELF_REGISTRATION: 'on',
  PORTICO_LOG_LEVEL: 'info',
})

/** Registers the apps of the protocol's rows, from a file as an operator would. */
export async function registerApps(dataFolder, port) {
  const file = join(dataFolder, 'bench-apps.json')
  writeFileSync(file, JSON.stringify(clientsFile))
  const line = `${scripts.apply} '${file}'`
  const child = startCommand(line, { cwd: root, env: settings(dataFolder, port) })
  if ((await ended(child)) !== 0) throw new Error(`no apps were registered:\n${child.printed}`)
}

/** The request by which the built-in app asks for a person. */
export const loginPath = (origin) =>
  `/login?${new URLSearchParams({ client_id: clientId, redirect_uri: `${origin}/playground` })}`

const expectStatus = (answer, status, what) => {
  if (answer.status === status) return answer
  throw new Error(`${what}: ${answer.status} instead of ${status}\n${answer.html.slice(0, 2000)}`)
}

/** Uses the link that the first start prints. Answers the administrator's browser, signed in. */
export async function setUp({ child, origin }) {
  const administrator = browser(origin)
  const path = await printedPath(child)
  const form = expectStatus(await administrator.get(path), 200, 'the setup page')
  const fields = { username: 'admin', email: 'admin@example.com', password }
  expectStatus(await administrator.submit(form.html, '/setup', fields), 303, 'the setup')
  return administrator
}

async function printedPath(child) {
  for (let waited = 0; waited < 5000; waited += 10) {
    const found = /\/setup\?code=[\w-]+/.exec(child.printed)
    if (found) return found[0]
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`no setup link was printed:\n${child.printed}`)
}

/** Registers people through the JSON API. @returns {Promise<string[]>} their usernames */
export function registerPeople({ origin }, count) {
  const usernames = Array.from({ length: count }, (_, index) => `person-${index}`)
  return Promise.all(
    usernames.map(async (username) => {
      const response = await fetch(`${origin}/api/users`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, email: `${username}@example.com`, password }),
      })
      if (response.status !== 201) throw new Error(`not registered: ${await response.text()}`)
      return username
    }),
  )
}

/**
 * What a browser sends when a person who has opened the sign-in page of an app enters their password: the whole
 * request, and where its answer leads.
 */
export async function signInRequest({ origin, port }, username) {
  const visitor = browser(origin)
  const page = expectStatus(await visitor.get(loginPath(origin)), 200, 'the sign-in page')
  const hidden = hiddenFields(page.html)
  const body = new URLSearchParams({ ...hidden, identifier: username, password }).toString()
  const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ')
  const request = httpRequest('POST', '/sign-in/password', port, body, {
    'Content-Type': 'application/x-www-form-urlencoded',
    Cookie: cookie,
    Origin: origin,
    'Sec-Fetch-Site': 'same-origin',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) bench',
  })
  return { request, location: hidden.continue }
}

/** Signs somebody in to the built-in app, with consent. @returns {Promise<string>} the app's refresh token */
export async function refreshTokenOf({ origin }, username) {
  const person = browser(origin)
  const asked = await person.get(loginPath(origin))
  const fields = { identifier: username, password }
  const signedIn = await person.submit(asked.html, '/sign-in/password', fields)
  const consent = await person.get(expectStatus(signedIn, 303, 'a sign-in').location)
  const allowed = await person.submit(consent.html, '/consent', { decision: 'allow' })
  const { location } = await person.get(expectStatus(allowed, 303, 'a consent').location)
  return new URL(location).searchParams.get('refresh_token')
}

/** What an app sends for a new access token. */
export const refreshRequest = ({ port }, refreshToken) =>
  httpRequest(
    'POST',
    '/api/token',
    port,
    JSON.stringify({
      response_type: 'refresh',
      client_id: clientId,
      refresh_token: refreshToken,
    }),
    { 'Content-Type': 'application/json' },
  )

/** Who a person is to the apps: signs in, allows, and comes back with a code. */
async function codeFor(origin, username, app, fields) {
  const person = browser(origin)
  const path = authorizationPath('/oauth/authorize', app.id, fields)
  const code = await codeOf(person, path, (html) =>
    html.includes('action="/consent"')
      ? person.submit(html, '/consent', { decision: 'allow' })
      : person.submit(html, '/sign-in/password', { identifier: username, password }),
  )
  return { code, person }
}

/** Signs somebody in who allows the app without a secret what it asks. @returns {Promise<string>} the session's cookie */
export async function sessionOf({ origin }, username) {
  const { person } = await codeFor(origin, username, apps.browser, { scope: 'openid profile' })
  return person.cookieHeader('portico-session')
}

/** @returns {Promise<string>} an access token of the app that keeps a secret */
export async function accessTokenOf({ origin }, username) {
  const { code } = await codeFor(origin, username, apps.web, { scope: 'openid profile email' })
  return (await redeem(origin, '/oauth/token', apps.web, code)).access_token
}

/** One that is another each time. There is no ID token beside it. */
async function rotatingRefreshTokenOf(origin, count) {
  const fields = { scope: 'offline_access', prompt: 'consent' }
  const { code } = await codeFor(origin, `person-${count % 16}`, apps.browser, fields)
  return (await redeem(origin, '/oauth/token', apps.browser, code)).refresh_token
}
