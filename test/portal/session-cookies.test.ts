import { describe, expect, it } from 'vitest'

import { credentials, testProvider, type TestProvider } from '../test-provider'

describe('the session', () => {
  const sessionOf = (cookies: Readonly<Record<string, string>>) => cookies['portico-session']!
  const sees = async (op: TestProvider, cookies: Readonly<Record<string, string>>) =>
    (await op.get('/sign-out', { cookies })).status === 200

  it('is new at each sign-in, and the cookie from before is dead (ASVS 7.2.4)', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    const before = browser.cookies
    await browser.open('/sign-out')
    const { token } = browser.hidden('/sign-out')
    const answer = await browser.post('/sign-in/password', { ...credentials(alice), token: token! })
    expect(answer.status).toBe(303)
    expect(sessionOf(browser.cookies)).not.toBe(sessionOf(before))
    expect(await sees(op, before)).toBe(false)
    expect(await sees(op, browser.cookies)).toBe(true)
  })

  it('is never one that somebody else has chosen (session fixation)', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = op.browser()
    browser.setCookie('portico-session', 'A'.repeat(43))
    await browser.open('/login')
    await browser.submit('/sign-in/password', credentials(alice))
    expect(sessionOf(browser.cookies)).not.toBe('A'.repeat(43))
    expect(await sees(op, { 'portico-session': 'A'.repeat(43) })).toBe(false)
  })

  it('goes on when the same person signs in again: what the app holds lives, and ends with it', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    const client = await op.client()
    const { refresh_token } = await op.authorized(browser, client)
    await browser.open('/sign-out')
    const { token } = browser.hidden('/sign-out')
    await browser.post('/sign-in/password', { ...credentials(alice), token: token! })
    expect((await op.refresh(client, refresh_token!)).status).toBe(200)
    await browser.open('/sign-out')
    await browser.submit('/sign-out', {})
    expect((await op.refresh(client, refresh_token!)).status).toBe(401)
  })

  it('of somebody else ends when another person signs in with the same browser', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const bob = await op.user({ username: 'bob' })
    const browser = await op.signedIn(alice)
    const client = await op.client()
    const { refresh_token } = await op.authorized(browser, client)
    await browser.open('/sign-out')
    const { token } = browser.hidden('/sign-out')
    await browser.post('/sign-in/password', { ...credentials(bob), token: token! })
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
    expect((await op.refresh(client, refresh_token!)).status).toBe(401)
  })

  it('is one, though the form is sent twice at once: no 5xx', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    await browser.open('/sign-out')
    const { token } = browser.hidden('/sign-out')
    const { cookies } = browser
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        op.post('/sign-in/password', { ...credentials(alice), token: token! }, { cookies }),
      ),
    )
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(answers.some(({ status }) => status === 303)).toBe(true)
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).not.toEqual([])
    expect(op.logged()).not.toContain('failed')
  })

  it('is left to nobody whose password is changed while it is checked', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const verify = op.hasher.verify.bind(op.hasher)
    Object.assign(op.hasher, {
      verify: async (stored: string | null, password: string) => {
        const isRight = await verify(stored, password)
        op.passes({ seconds: 1 })
        await op.stores.users.changePassword(alice.id, 'new', op.now(), null)
        return isRight
      },
    })
    const browser = await op.atTheDoor()
    expect((await browser.submit('/sign-in/password', credentials(alice))).status).toBe(401)
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
  })

  it('remembers how, when, from where and with what somebody signed in', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.atTheDoor('/login', '198.51.100.7')
    await browser.submit('/sign-in/password', credentials(alice), { 'User-Agent': 'F'.repeat(600) })
    const [session] = await op.stores.sessions.listOfUser(alice.id, op.now())
    expect(session).toMatchObject({
      authTime: op.now(),
      amr: ['pwd'],
      address: '198.51.100.7',
      userAgent: 'F'.repeat(512),
    })
    expect(session?.id).not.toBe(sessionOf(browser.cookies))
  })

  it('ends after 14 days without use, to the millisecond', async () => {
    const op = await testProvider()
    const { cookies } = await op.signedIn(await op.user())
    op.passes({ days: 14, seconds: -0.001 })
    expect(await sees(op, cookies)).toBe(true)
    op.passes({ days: 14 })
    expect(await sees(op, cookies)).toBe(false)
  })

  it('ends 90 days after the sign-in, however much it is used', async () => {
    const op = await testProvider()
    const { cookies } = await op.signedIn(await op.user())
    for (let count = 0; count < 8; count += 1) {
      op.passes({ days: 11 })
      expect(await sees(op, cookies)).toBe(true)
    }
    op.passes({ days: 2, seconds: -0.001 })
    expect(await sees(op, cookies)).toBe(true)
    op.passes({ seconds: 0.001 })
    expect(await sees(op, cookies)).toBe(false)
  })

  it('ends with its user, at the next request', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    await op.stores.users.setDisabled(alice.id, op.now())
    expect(await sees(op, cookies)).toBe(false)
    await op.stores.users.setDisabled(alice.id, null)
    expect(await sees(op, cookies)).toBe(false)
  })

  it.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), '\u00e9'.repeat(43), 'A'.repeat(4000)])(
    'is not behind %.10j',
    async (value) => {
      const op = await testProvider()
      await op.signedIn(await op.user())
      expect(await sees(op, { 'portico-session': value })).toBe(false)
    },
  )

  it('is not opened by what the database holds of it', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    const row = await op.authDatabase.session.findFirst({ where: { userId: alice.id } })
    expect(row?.sessionToken).not.toBe(sessionOf(cookies))
    expect(await sees(op, { 'portico-session': row!.sessionToken })).toBe(false)
  })
})

describe('the cookies', () => {
  it('on http are HttpOnly, Lax and for the whole site', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = op.browser()
    await browser.open('/login')
    expect(browser.setCookies).toEqual([
      expect.stringMatching(
        /^portico-visitor=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=86400$/,
      ),
    ])
    await browser.submit('/sign-in/password', credentials(alice))
    expect(browser.setCookies).toEqual([
      expect.stringMatching(
        /^portico-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=7776000$/,
      ),
      expect.stringMatching(
        /^portico-device=[\w-]{22}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000$/,
      ),
    ])
  })

  it('on https are Secure and tied to the host by __Host- (RFC 6265bis §4.1.3.2)', async () => {
    const op = await testProvider({ settings: { issuer: 'https://login.example.com' } })
    const alice = await op.user()
    const browser = op.browser()
    await browser.open('/login')
    const lines = browser.setCookies
    await browser.submit('/sign-in/password', credentials(alice))
    lines.push(...browser.setCookies)
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      expect(line).toMatch(/^__Host-portico-(session|visitor|device)=/)
      expect(line).toContain('; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=')
      expect(line).not.toContain('Domain')
    }
    expect((await browser.open('/sign-out')).text).toContain('alice')
  })

  it('without the prefix count for nothing on https', async () => {
    const op = await testProvider({ settings: { issuer: 'https://login.example.com' } })
    const browser = await op.signedIn(await op.user())
    const cookies = { 'portico-session': browser.cookies['__Host-portico-session']! }
    expect((await op.get('/sign-out', { cookies })).status).toBe(303)
  })
})
