import { describe, expect, it } from 'vitest'

import { recoveryLink, setupLink } from '@/server/links'
import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../test-browser'
import { testProvider, type TestProvider } from '../test-provider'

const password = 'a wholly new password'

async function newLink(op: TestProvider, login = 'alice') {
  return (await recoveryLink(login, op.provider))!.replace('http://localhost:3000', '')
}

describe('a recovery link', () => {
  it('sets a new password once, by which the person signs in', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = op.browser()
    const path = await newLink(op)
    expect(path).toMatch(/^\/recover\?code=[\w-]{43}$/)
    expect((await browser.open(path)).text).toContain('alice')
    const answer = await browser.submit('/recover', { password })
    expect(answer.text).toContain(hostedEn.signIn.notices['password-changed'])
    expect(answer.text).toContain('value="alice"')
    const old = { identifier: 'alice', password: alice.password }
    expect((await browser.submit('/sign-in/password', old)).status).toBe(401)
    const fresh = await browser.submit('/sign-in/password', { identifier: 'alice', password })
    expect(fresh.location).toBe('/')
  })

  it('signs nobody in, and signs the user out everywhere, apps included', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const client = await op.client()
    const elsewhere = await op.signedIn(alice)
    const { refresh_token } = await op.authorized(elsewhere, client, { scope: 'offline_access' })
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    const browser = op.browser()
    await browser.open(await newLink(op))
    await browser.submit('/recover', { password })
    expect(browser.cookies).not.toHaveProperty('portico-session')
    expect((await elsewhere.open('/login')).status).toBe(200)
    expect((await op.refresh(client, refresh_token!)).status).toBe(401)
    expect((await bob.open('/login')).location).toBe('/')
  })

  it('that was used is of no use again', async () => {
    const op = await testProvider()
    await op.user()
    const browser = op.browser()
    const path = await newLink(op)
    await browser.open(path)
    const form = browser.hidden('/recover')
    await browser.submit('/recover', { password })
    expectErrorPage(await browser.open(path), 410, 'link-unusable')
    const again = { ...form, password: 'the replayed password' }
    const replayed = await op.post('/recover', again, { cookies: browser.cookies })
    expectErrorPage(replayed, 410, 'link-unusable')
  })

  it('works for one of 20 who post it at once', async () => {
    const op = await testProvider()
    await op.user()
    const browser = op.browser()
    await browser.open(await newLink(op))
    const form = browser.hidden('/recover')
    const { cookies } = browser
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        op.post('/recover', { ...form, password: `new password ${index}` }, { cookies }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(410)])
  })

  it('has an hour, to the millisecond', async () => {
    const op = await testProvider()
    await op.user()
    const path = await newLink(op)
    op.passes({ hours: 1, seconds: -0.001 })
    expect((await op.get(path)).status).toBe(200)
    op.passes({ seconds: 0.001 })
    expectErrorPage(await op.get(path), 410, 'link-unusable')
    const code = path.split('code=')[1]!
    expectErrorPage(await op.post('/recover', { code, password }), 410, 'link-unusable')
  })

  it('ends when a newer one is made for the same user, and no other', async () => {
    const op = await testProvider()
    await op.user()
    await op.user({ username: 'bob' })
    const bobs = await newLink(op, 'bob')
    const earlier = await newLink(op)
    const newest = await newLink(op)
    expectErrorPage(await op.get(earlier), 410, 'link-unusable')
    expect((await op.get(newest)).status).toBe(200)
    expect((await op.get(bobs)).status).toBe(200)
  })

  it('is not a setup link', async () => {
    const op = await testProvider()
    const code = (await setupLink(op.provider))!.split('code=')[1]!
    expectErrorPage(await op.get(`/recover?code=${code}`), 410, 'link-unusable')
  })

  it('is made for a user who exists', async () => {
    const op = await testProvider()
    expect(await recoveryLink('nobody', op.provider)).toBeNull()
  })

  it.each(['', 'short', 'password1', 'alice', 'x'.repeat(257)])(
    'takes no bad password, and stays good: %.12j',
    async (bad) => {
      const op = await testProvider()
      await op.user()
      const browser = op.browser()
      await browser.open(await newLink(op))
      expect((await browser.submit('/recover', { password: bad })).status).toBe(422)
      expect((await browser.submit('/recover', { password })).status).toBe(200)
    },
  )

  it('takes no form of another browser, and stays good', async () => {
    const op = await testProvider()
    await op.user()
    const browser = op.browser()
    await browser.open(await newLink(op))
    const refused = await browser.submit('/recover', { password, token: 'x'.repeat(43) })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain(hostedEn.recover.problems['form-expired'])
    expect((await browser.submit('/recover', { password })).status).toBe(200)
  })

  it('lets no disabled user in', async () => {
    const op = await testProvider()
    const alice = await op.user()
    await op.stores.users.setDisabled(alice.id, op.now())
    const browser = op.browser()
    await browser.open(await newLink(op))
    await browser.submit('/recover', { password })
    const answer = await browser.submit('/sign-in/password', { identifier: 'alice', password })
    expect(answer.status).toBe(401)
  })
})
