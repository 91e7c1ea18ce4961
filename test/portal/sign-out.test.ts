import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../test-browser'
import { loginPath, testProvider } from '../test-provider'

describe('signing out', () => {
  it('asks first: a link alone signs nobody out', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    expect((await browser.open('/sign-out')).text).toContain('alice')
    expect((await browser.open('/login')).location).toBe('/')
  })

  it('ends the session here, and takes the cookie away', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    const { cookies } = browser
    await browser.open('/sign-out')
    const answer = await browser.submit('/sign-out', {})
    expect(answer.text).toContain(hostedEn.signedOut.title)
    expect(browser.setCookies).toEqual([
      'portico-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ])
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
    expect((await op.get('/sign-out', { cookies })).location).toBe('/signed-out')
  })

  it('asks for the password again at the next app', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client()
    await op.authorized(browser, client)
    await browser.open('/sign-out')
    await browser.submit('/sign-out', {})
    expect((await browser.open(loginPath(client))).text).toContain('name="password"')
  })

  it('revokes what was given in this session without offline_access, and nothing else', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const client = await op.client()
    const browser = await op.signedIn(alice)
    const other = await op.signedIn(alice)
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    const bound = await op.authorized(browser, client, { scope: 'openid' })
    const offline = await op.authorized(browser, client, { scope: 'offline_access' })
    const elsewhere = await op.authorized(other, client, { scope: 'openid' })
    const theirs = await op.authorized(bob, client, { scope: 'openid' })
    const body = { response_type: 'code', username: 'alice', password: alice.password }
    const byPassword = (await op.json('/api/token', { ...body, client_id: client.id })).body

    await browser.open('/sign-out')
    await browser.submit('/sign-out', {})
    const status = async (answer: { refresh_token?: string }) =>
      (await op.refresh(client, answer.refresh_token!)).status
    expect(await status(bound)).toBe(401)
    expect(await status(offline)).toBe(200)
    expect(await status(elsewhere)).toBe(200)
    expect(await status(theirs)).toBe(200)
    expect(await status(byPassword)).toBe(200)
    expect((await other.open('/login')).location).toBe('/')
  })

  it('needs a session, and a form of that session', async () => {
    const op = await testProvider()
    const alice = await op.user()
    expectErrorPage(await op.post('/sign-out', {}), 401, 'sign-in-needed')
    const browser = await op.signedIn(alice)
    for (const token of ['', 'x'.repeat(43)]) {
      expectErrorPage(await browser.post('/sign-out', { token }), 403, 'form-expired')
    }
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toHaveLength(1)
  })

  it('says the same to somebody who is not signed in', async () => {
    const op = await testProvider()
    expect((await op.browser().open('/sign-out')).text).toContain(hostedEn.signedOut.title)
  })
})
