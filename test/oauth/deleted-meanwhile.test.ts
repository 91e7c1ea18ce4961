// Whoever has proved who they are may be deleted before what they asked for is written: the database refuses it then, and
// the answer is the one that the very next request gets.
import { describe, expect, it } from 'vitest'

import type { Stores } from '@/stores/stores'

import { world as apiWorld } from '../dialects/login-redirect/world'
import { expectApiError, expectErrorPage } from '../test-browser'
import { credentials, loginPath, testProvider } from '../test-provider'
import { askForCode, deviceCodeGrant } from './device-app'
import { expectOAuthError, publicValues, signedInWorld } from './relying-party'

type Written = 'sessions' | 'grants' | 'authorizationCodes' | 'pushedRequests' | 'deviceCodes'

/** Stores of which one, at the moment of its first `create`, finds somebody deleted. */
const deleting =
  (written: Written, remove: (stores: Stores) => Promise<unknown>) =>
  (stores: Stores): Stores => {
    const store = stores[written]
    const create: (...values: never[]) => Promise<unknown> = store.create.bind(store)
    const createLate = async (...values: never[]) => {
      await remove(stores)
      return create(...values)
    }
    return { ...stores, [written]: { ...store, create: createLate } }
  }

const everyClient = async ({ clients }: Stores) => {
  for (const { id } of await clients.list(null)) await clients.delete(id)
}

const everyUser = async ({ users }: Stores) => {
  for (const { user } of await users.list(null, 100)) await users.delete(user.id, user.createdAt)
}

describe('a client that is deleted while it is answered', () => {
  it('is told invalid_client by the pushed request endpoint (RFC 9126 §2.3)', async () => {
    const stores = deleting('pushedRequests', everyClient)
    const { app, op } = await signedInWorld({}, { stores })
    const answer = await app.post('/oauth/par', app.request())
    expectOAuthError(answer, 401, 'invalid_client')
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /) // RFC 6749 §5.2
    expect(op.logged()).not.toContain('an endpoint failed')
    expectOAuthError(await app.post('/oauth/par', app.request()), 401, 'invalid_client')
  })

  it('is told invalid_client by the device authorization endpoint (RFC 8628 §3.1)', async () => {
    const stores = deleting('deviceCodes', everyClient)
    const device = { ...publicValues, grantTypes: [deviceCodeGrant] } as const
    const { app } = await signedInWorld(device, { stores })
    const answer = await askForCode(app)
    expectOAuthError(answer, 401, 'invalid_client')
    expect(answer.headers.has('www-authenticate')).toBe(false)
  })

  it('is not known at the authorization endpoint, and nothing is sent to it (RFC 6749 §4.1.2.1)', async () => {
    const stores = deleting('authorizationCodes', everyClient)
    const { app, browser } = await signedInWorld({ isFirstParty: true }, { stores })
    expectErrorPage(await browser.open(app.path()), 400, 'client-unknown')
  })

  it('is not known at the login redirect, and gets no tokens', async () => {
    const stores = deleting('grants', everyClient)
    const values = { isFirstParty: true, dialects: ['login-redirect'] } as const
    const login = { ...values, grantTypes: ['login_redirect'] } as const
    const { app, browser } = await signedInWorld(login, { stores })
    expectErrorPage(await browser.open(loginPath(app.client)), 400, 'client-unknown')
  })

  it('gets no tokens of the JSON API', async () => {
    const { ask } = await apiWorld({ stores: deleting('grants', everyClient) })
    expectApiError(await ask(), 401, 'invalid_credentials')
    expectApiError(await ask(), 403, 'client_not_allowed')
  })
})

describe('a user who is deleted while an app is answered', () => {
  it('has to sign in at the authorization endpoint', async () => {
    const stores = deleting('authorizationCodes', everyUser)
    const { app, browser } = await signedInWorld({ isFirstParty: true }, { stores })
    const page = await browser.open(app.path())
    expect(page.status).toBe(200)
    expect(page.text).toContain('/sign-in/password')
  })

  it('gives no tokens by the JSON API', async () => {
    const { ask } = await apiWorld({ stores: deleting('grants', everyUser) })
    expectApiError(await ask(), 401, 'invalid_credentials')
    expectApiError(await ask(), 401, 'invalid_credentials')
  })

  it('is signed in to nothing', async () => {
    const op = await testProvider({ stores: deleting('sessions', everyUser) })
    const alice = await op.user()
    const browser = op.browser()
    await browser.open('/login')
    const answer = await browser.submit('/sign-in/password', credentials(alice))
    expect(answer.status).toBe(401)
    expect(op.logged()).not.toContain('a page failed')
  })
})
