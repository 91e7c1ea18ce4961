import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../test-browser'
import { loginPath, received, testProvider } from '../test-provider'

const good = { username: 'alice', email: 'alice@example.com', password: 'correct horse battery' }

describe('registering', () => {
  it('leads back to the same sign-in page, with the client’s parameters intact, and on to the app', async () => {
    const op = await testProvider()
    const client = await op.client()
    const browser = op.browser()
    const path = loginPath(client, { scope: 'openid email', state: 'a b&c=d' })
    await browser.open(path)
    const link = /href="(\/register\?[^"]*)"/.exec(browser.page)?.[1]?.replaceAll('&amp;', '&')
    expect(link).toBe(path.replace('/login', '/register'))

    const form = await browser.open(link!)
    expect(form.text).toContain(client.name)
    const back = await browser.submit('/register', good)
    expect(back.status).toBe(200)
    expect(back.text).toContain(hostedEn.signIn.notices.registered)
    expect(back.text).toContain('value="alice"')
    expect(browser.hidden('/sign-in/password')['continue']).toBe(path)

    const { password } = good
    await browser.submit('/sign-in/password', { identifier: good.username, password })
    const answer = received(await browser.submit('/consent', { decision: 'allow' }))
    expect(answer).toMatchObject({ state: 'a b&c=d', user_id: expect.any(String) })
  })

  it('signs nobody in: the password is entered on the sign-in page', async () => {
    const op = await testProvider()
    const browser = op.browser()
    await browser.open('/register')
    await browser.submit('/register', good)
    expect(browser.cookies).not.toHaveProperty('portico-session')
    expect(op.hasher.hashed).toBe(1)
  })

  it.each([
    [{ username: '' }, 'id="username-error"'],
    [{ email: '' }, 'id="email-error"'],
    [{ username: 'a@b' }, 'id="username-error"'],
    [{ email: 'nowhere' }, 'id="email-error"'],
    [{ password: 'short' }, 'id="password-error"'],
    [{ password: 'password1' }, 'id="password-error"'],
    [{ username: 'alice-martin', password: 'Alice-Martin' }, 'id="password-error"'],
  ])('refuses %j, says why beside the field, and keeps the rest', async (fields, text) => {
    const op = await testProvider()
    const browser = op.browser()
    await browser.open('/register')
    const answer = await browser.submit('/register', { ...good, ...fields })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(text)
    expect(answer.text).not.toContain(good.password)
    expect(op.hasher.hashed).toBe(0)
  })

  it('says what is taken', async () => {
    const op = await testProvider()
    await op.user()
    const browser = op.browser()
    await browser.open('/register')
    const name = await browser.submit('/register', { ...good, email: 'b@example.com' })
    expect([name.status, name.text.includes('id="username-error"')]).toEqual([422, true])
    const email = await browser.submit('/register', { ...good, username: 'bob' })
    expect([email.status, email.text.includes('id="email-error"')]).toEqual([422, true])
  })

  it('refuses a form that is not this browser’s', async () => {
    const op = await testProvider()
    const browser = op.browser()
    await browser.open('/register')
    const answer = await browser.submit('/register', { ...good, token: 'x'.repeat(43) })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain(hostedEn.register.problems['form-expired'])
    expect((await browser.submit('/register', good)).text).toContain('value="alice"')
  })

  it('is closed when self-registration is off, and the sign-in page does not offer it', async () => {
    const op = await testProvider({ settings: { selfRegistration: false } })
    const browser = op.browser()
    await browser.open('/login')
    expect(browser.page).not.toContain('/register')
    const { token } = browser.hidden('/sign-in/password')
    expectErrorPage(await op.get('/register'), 403, 'registration-closed')
    const answer = await browser.post('/register', { ...good, token: token! })
    expectErrorPage(answer, 403, 'registration-closed')
    expect(op.hasher.hashed).toBe(0)
  })

  it('is limited to 60 from one address in an hour, then goes on', async () => {
    const op = await testProvider()
    const browser = op.browser('192.0.2.50')
    await browser.open('/register')
    for (let count = 0; count < 60; count += 1) {
      await browser.submit('/register', { ...good, password: 'short' })
    }
    const refused = await browser.submit('/register', good)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    op.passes({ hours: 1 })
    expect((await browser.submit('/register', good)).status).toBe(200)
  })

  it('says 503 and Retry-After when every place is taken', async () => {
    const op = await testProvider()
    const browser = op.browser()
    await browser.open('/register')
    op.hasher.isBusy = true
    const answer = await browser.submit('/register', good)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  })

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)'])(
    'leads to our own sign-in, never to %s',
    async (way) => {
      const op = await testProvider()
      const browser = op.browser()
      await browser.open('/register')
      const fields = { ...browser.hidden('/register'), ...good, continue: way }
      const answer = await op.post('/register', fields, { cookies: browser.cookies })
      expect(answer.location).toBe('/login?notice=registered&login_hint=alice')
    },
  )

  it('names no app that would not be answered', async () => {
    const op = await testProvider()
    const client = await op.client({ name: 'Nice Bank' })
    const sent = { redirect_uri: 'https://evil.example/' }
    expect(
      (await op.get(loginPath(client, sent).replace('/login', '/register'))).text,
    ).not.toContain('Nice Bank')
    await op.stores.clients.setDisabled(client.id, op.now())
    expect((await op.get(loginPath(client).replace('/login', '/register'))).text).not.toContain(
      'Nice Bank',
    )
  })
})
