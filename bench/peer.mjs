/**
 * panva's oidc-provider in its own process, used as people and apps use it.
 */
import { apps } from './apps.mjs'
import { browser } from './browser.mjs'
import { answers, freePort, nextMessage, startProgram } from './children.mjs'
import { authorizationPath, codeOf, redeem } from './code-flow.mjs'

/** Ready when this resolves. */
export async function startOidcProvider(peopleCount) {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const child = startProgram('peers/oidc-provider.mjs', {
    PORT: String(port),
    GRANTS: String(peopleCount),
  })
  const { refreshTokens } = await nextMessage(child)
  await answers(`${origin}/.well-known/openid-configuration`, child)
  const refreshTokenOf = (count) => rotatingRefreshTokenOf(origin, count)
  return { child, port, refreshTokens, refreshTokenOf }
}

/** What the portal's people do, too. */
export async function visitPeer({ port }, people) {
  const origin = `http://localhost:${port}`
  const sessions = []
  const accessTokens = []
  for (const username of people) {
    const { person } = await codeFor(origin, username, apps.browser, { scope: 'openid profile' })
    sessions.push(person.cookieHeader('_session'))
    const { code } = await codeFor(origin, username, apps.web, { scope: 'openid profile email' })
    accessTokens.push((await redeem(origin, '/token', apps.web, code)).access_token)
  }
  return { sessions, accessTokens }
}

async function codeFor(origin, username, app, fields) {
  const person = browser(origin)
  const path = authorizationPath('/auth', app.id, { login_hint: username, ...fields })
  const code = await codeOf(person, path, (html) => {
    throw new Error(`a page that nobody expects:\n${html}`)
  })
  return { code, person }
}

async function rotatingRefreshTokenOf(origin, count) {
  const fields = { scope: 'offline_access notes', prompt: 'consent' }
  const { code } = await codeFor(origin, `person-${count % 16}`, apps.browser, fields)
  return (await redeem(origin, '/token', apps.browser, code)).refresh_token
}
