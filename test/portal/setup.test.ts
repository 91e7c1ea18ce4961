import { describe, expect, it } from 'vitest'

import { recoveryLink, setupLink } from '@/server/links'

import { expectErrorPage } from '../test-browser'
import { testProvider, type TestProvider } from '../test-provider'

const founder = { username: 'root', email: 'root@example.com', password: 'correct horse battery' }

const pathOf = (link: string | null) => link!.replace('http://localhost:3000', '')
const newLink = async (op: TestProvider) => pathOf(await setupLink(op.provider))

describe('the first administrator', () => {
  it('comes through the one-time link, and is signed in', async () => {
    const op = await testProvider()
    const browser = op.browser()
    const path = await newLink(op)
    expect(path).toMatch(/^\/setup\?code=[\w-]{43}$/)
    expect((await browser.open(path)).status).toBe(200)
    const answer = await browser.submit('/setup', founder)
    expect([answer.status, answer.location]).toEqual([303, '/'])
    const found = await op.stores.users.findByLogin('root')
    expect(found?.user.isAdministrator).toBe(true)
    expect((await browser.open('/sign-out')).text).toContain('root')
  })

  it('is the only one: afterwards /setup is closed, for the used link, a new one, and any', async () => {
    const op = await testProvider()
    const browser = op.browser()
    const path = await newLink(op)
    await browser.open(path)
    const form = browser.hidden('/setup')
    await browser.submit('/setup', founder)
    expectErrorPage(await browser.open(path), 403, 'setup-closed')
    expectErrorPage(await op.get('/setup'), 403, 'setup-closed')
    expectErrorPage(await op.get('/setup?code=x'), 403, 'setup-closed')
    const again = { ...form, ...founder, username: 'other', email: 'other@example.com' }
    expectErrorPage(await op.post('/setup', again), 403, 'setup-closed')
    expect(await setupLink(op.provider)).toBeNull()
  })

  it('is one, of 20 who post the form at once', async () => {
    const op = await testProvider()
    const browser = op.browser()
    await browser.open(await newLink(op))
    const form = browser.hidden('/setup')
    const { cookies } = browser
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const fields = { ...founder, username: `root-${index}`, email: `${index}@example.com` }
        return op.post('/setup', { ...form, ...fields }, { cookies })
      }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(403)])
  })

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5000), '\0', '%'])(
    'is not made by the code %.10j',
    async (code) => {
      const op = await testProvider()
      await newLink(op)
      const query = new URLSearchParams({ code }).toString()
      expectErrorPage(await op.get(`/setup?${query}`), 410, 'link-unusable')
      expectErrorPage(await op.post('/setup', { ...founder, code }), 410, 'link-unusable')
      expect(await op.stores.users.hasAdministrator()).toBe(false)
    },
  )

  it('has a day; then the link has ended, to the millisecond', async () => {
    const op = await testProvider()
    const path = await newLink(op)
    op.passes({ days: 1, seconds: -0.001 })
    expect((await op.get(path)).status).toBe(200)
    op.passes({ seconds: 0.001 })
    expectErrorPage(await op.get(path), 410, 'link-unusable')
  })

  it('has the newest link only', async () => {
    const op = await testProvider()
    const earlier = await newLink(op)
    const newest = await newLink(op)
    expectErrorPage(await op.get(earlier), 410, 'link-unusable')
    expect((await op.get(newest)).status).toBe(200)
  })

  it('is not made by a recovery link', async () => {
    const op = await testProvider()
    await op.user()
    await newLink(op)
    const code = (await recoveryLink('alice', op.provider))!.split('code=')[1]!
    expectErrorPage(await op.get(`/setup?code=${code}`), 410, 'link-unusable')
  })

  it('is not used up by a link preview, a form of another browser, or a refused field', async () => {
    const op = await testProvider()
    const path = await newLink(op)
    await op.get(path)
    const browser = op.browser()
    await browser.open(path)
    expect((await browser.submit('/setup', { ...founder, token: 'x' })).status).toBe(403)
    expect((await browser.submit('/setup', { ...founder, password: 'short' })).status).toBe(422)
    expect((await browser.submit('/setup', founder)).status).toBe(303)
  })

  it('keeps the code out of Referer and caches', async () => {
    const op = await testProvider()
    const answer = await op.get(await newLink(op))
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('waits when every place is taken: 503 with Retry-After, and the link is still good', async () => {
    const op = await testProvider()
    const browser = op.browser()
    const path = await newLink(op)
    await browser.open(path)
    op.hasher.isBusy = true
    const answer = await browser.submit('/setup', founder)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    op.hasher.isBusy = false
    await browser.open(path)
    expect((await browser.submit('/setup', founder)).status).toBe(303)
  })
})
