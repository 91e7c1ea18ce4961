// What a page of another site can do with a browser that is signed in here: nothing.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Page } from 'playwright/test'

import { expect, test } from './fixtures'
import { newName, password, registerPerson, signIn } from './people'

test('takes no form from another site, in a real browser', async ({ openBrowser, shared }) => {
  const username = await registerPerson(shared.url)
  const page = await openBrowser()
  await page.goto(`${shared.url}/`)
  await signIn(page, username)
  await expect(page.getByRole('heading', { name: 'Your apps' })).toBeVisible()

  const elsewhere = await startPage('<form method="post"></form>')
  const actions = ['/sign-in/password', '/register', '/consent', '/sign-out']
  actions.push('/account/password', '/account/sessions/end', '/account/apps/revoke')
  actions.push('/apps/create', '/apps/delete', '/setup', '/recover')
  for (const host of ['127.0.0.1', 'localhost']) {
    // another site, and another origin of the same one
    for (const action of actions) {
      await page.goto(`http://${host}:${elsewhere.port}/`)
      const answered = page.waitForResponse((response) => response.url() === shared.url + action)
      await page.evaluate((url) => {
        const form = document.forms[0]!
        form.action = url
        const fields = { session_id: 'all', identifier: 'x', password: 'y', decision: 'allow' }
        for (const [name, value] of Object.entries(fields)) {
          form.append(Object.assign(document.createElement('input'), { name, value }))
        }
        form.submit()
      }, shared.url + action)
      expect((await answered).status(), `${action} from ${host}`).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
  }
  await page.goto(`${shared.url}/`)
  await expect(page.getByRole('heading', { name: 'Your apps' })).toBeVisible() // still signed in
  elsewhere.close()
})

test('takes no user from script on another site', async ({ openBrowser, shared }) => {
  const page = await openBrowser()
  const elsewhere = await startPage('')
  await page.goto(`http://127.0.0.1:${elsewhere.port}/`)
  const username = newName('mallory')
  const outcome = await page.evaluate(
    async ([url, body]) => {
      const simple = await fetch(url!, { method: 'POST', mode: 'no-cors', body: body! })
      const headers = { 'Content-Type': 'application/json' }
      const asked = await fetch(url!, { method: 'POST', headers, body: body! }).catch(
        () => 'refused',
      )
      return [simple.type, asked]
    },
    [`${shared.url}/api/users`, JSON.stringify({ username, password })],
  )
  expect(outcome).toEqual(['opaque', 'refused'])
  elsewhere.close()
  await registerPerson(shared.url, username) // nobody has the name yet
})

test('is shown in no frame', async ({ openBrowser, shared }) => {
  const page = await openBrowser()
  const paths = ['/login', '/register', '/signed-out', '/login?client_id=x', '/', '/playground']
  const frames = paths.map((path) => `<iframe src="${shared.url}${path}"></iframe>`)
  const elsewhere = await startPage(frames.join(''))
  const refusals: string[] = []
  page.on('console', (message) => refusals.push(message.text()))
  await page.goto(`http://127.0.0.1:${elsewhere.port}/`)
  await expect.poll(() => page.frames().filter(isRefused)).toHaveLength(paths.length)
  expect(refusals.filter((text) => text.includes('frame-ancestors'))).toHaveLength(paths.length)
  elsewhere.close()
})

const isRefused = (frame: ReturnType<Page['frames']>[number]): boolean =>
  frame.url().startsWith('chrome-error:')

/** A page of somebody else's. */
async function startPage(html: string): Promise<{ port: number; close: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end(html)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
