import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../test-browser'
import { credentials, testProvider } from '../test-provider'

const { problems } = hostedEn.signIn

describe('the form token of the sign-in', () => {
  it('that is missing, wrong or of another browser gets the form again, and tries nothing', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.atTheDoor()
    const { token } = (await op.atTheDoor()).hidden('/sign-in/password')
    for (const wrong of ['', 'x', token!, 'é'.repeat(43)]) {
      await browser.open('/login')
      const answer = await browser.submit('/sign-in/password', {
        ...credentials(alice),
        token: wrong,
      })
      expect(answer.status).toBe(403)
      expect(answer.text).toContain(problems['form-expired'])
    }
    expect(op.hasher.verified).toEqual([])
    expect((await browser.submit('/sign-in/password', credentials(alice))).status).toBe(303)
  })

  it('is nothing without its cookie: nobody can sign a person in by a form of their own (login CSRF)', async () => {
    const op = await testProvider()
    const mallory = await op.user({ username: 'mallory' })
    const own = await op.atTheDoor()
    const fields = { ...own.hidden('/sign-in/password'), ...credentials(mallory) }
    expect((await op.post('/sign-in/password', fields)).status).toBe(403)
    const cookies = { 'portico-visitor': 'A'.repeat(22) }
    expect((await op.post('/sign-in/password', fields, { cookies })).status).toBe(403)
  })

  it('made for one session is none in another', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const mallory = await op.signedIn(await op.user({ username: 'mallory' }))
    await mallory.open('/sign-out')
    const { token } = mallory.hidden('/sign-out')
    const browser = await op.signedIn(alice)
    await browser.open('/sign-out')
    const answer = await browser.submit('/sign-out', { token: token! })
    expectErrorPage(answer, 403, 'form-expired')
    expect((await browser.open('/sign-out')).text).toContain('alice')
  })
})

describe('a post from another site', () => {
  it.each([
    { Origin: 'https://evil.example' },
    { Origin: 'http://localhost:3001' },
    { Origin: 'https://localhost:3000' },
    { Origin: 'http://localhost:3000.evil.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
  ])('%j is refused on every form, and nothing is done', async (headers) => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    const verified = op.hasher.verified.length
    for (const path of [
      ...['/sign-in/password', '/register', '/consent', '/sign-out', '/setup', '/recover'],
      ...['/account/password', '/account/sessions/end', '/account/apps/revoke'],
    ]) {
      const answer = await op.post(path, credentials(alice), { headers, cookies: browser.cookies })
      expectErrorPage(answer, 403, 'cross-site')
    }
    expect(op.hasher.verified).toHaveLength(verified)
    expect((await browser.open('/sign-out')).text).toContain('alice')
  })

  it.each([{ Origin: 'http://localhost:3000' }, { Origin: 'null' }, {}])(
    '%j is no post from another site: pages without a referrer say `null`',
    async (headers) => {
      const op = await testProvider()
      const alice = await op.user()
      const browser = await op.atTheDoor()
      const fields = { ...browser.hidden('/sign-in/password'), ...credentials(alice) }
      const answer = await op.post('/sign-in/password', fields, {
        headers: headers,
        cookies: browser.cookies,
      })
      expect(answer.status).toBe(303)
    },
  )

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'of the content type %j is refused: 400',
    async (type) => {
      const op = await testProvider()
      const headers = { 'Content-Type': type }
      const answer = await op.post('/sign-in/password', { identifier: 'alice' }, { headers })
      expectErrorPage(answer, 400, 'request-malformed')
    },
  )

  it('of more than 64 KiB is refused: 413', async () => {
    const op = await testProvider()
    const answer = await op.post('/sign-in/password', { password: 'x'.repeat(70_000) })
    expectErrorPage(answer, 413, 'request-too-large')
  })
})
