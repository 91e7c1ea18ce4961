import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../test-browser'
import { cookieHeader, loginPath, testProvider, type TestProvider } from '../test-provider'

const { problems } = hostedEn.signIn

const typed = ({ username, password }: { username: string; password: string }) => ({
  identifier: username,
  password,
})

/** A browser on the sign-in page. */
async function atTheDoor(op: TestProvider, path = '/login', address?: string) {
  const browser = op.browser(address)
  await browser.open(path)
  return browser
}

describe('POST /sign-in/password', () => {
  it('takes the username or the e-mail address, in any case and with spaces around', async () => {
    const op = await testProvider()
    const { password } = await op.user()
    for (const identifier of ['alice', 'ALICE', ' alice@Example.com ', 'ａｌｉｃｅ']) {
      const browser = await atTheDoor(op)
      const answer = await browser.submit('/sign-in/password', { identifier, password })
      expect([answer.status, answer.location]).toEqual([303, '/'])
    }
  })

  it('takes the password exactly as it was chosen', async () => {
    const op = await testProvider()
    await op.user({ password: '  Pässwörd mit Ende ' })
    for (const password of ['Pässwörd mit Ende', '  pässwörd mit ende ', '  Pässwörd mit Ende  ']) {
      const browser = await atTheDoor(op)
      const answer = await browser.submit('/sign-in/password', { identifier: 'alice', password })
      expect(answer.status).toBe(401)
    }
  })

  it('answers a wrong password, an unknown and a disabled user alike: same body, status and work', async () => {
    const op = await testProvider()
    await op.user()
    const bob = await op.user({ username: 'bob' })
    await op.stores.users.setDisabled(bob.id, op.now())
    op.hasher.verified.length = 0
    const answerTo = async (identifier: string, password: string) => {
      const browser = await atTheDoor(op)
      const hidden = browser.hidden('/sign-in/password')
      const { status, text } = await browser.submit('/sign-in/password', { identifier, password })
      const same = text.replaceAll(identifier, 'NAME').replaceAll(hidden['token']!, 'TOKEN')
      return { status, same }
    }
    const wrong = await answerTo('alice', 'not the password')
    expect(wrong.status).toBe(401)
    expect(wrong.same).toContain(problems['wrong-credentials'])
    expect(await answerTo('nobody', 'not the password')).toEqual(wrong)
    expect(await answerTo('bob', bob.password)).toEqual(wrong)
    expect(op.hasher.verified).toEqual([true, false, true])
  })

  it('costs argon2id of the same parameters for an unknown user as for a known one', async () => {
    const op = await testProvider({ hasher: 'argon2' })
    const alice = await op.user()
    const stored = await op.stores.users.findPassword(alice.id)
    expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const browser = await atTheDoor(op)
    await browser.submit('/sign-in/password', { identifier: 'nobody', password: 'x' })
    expect(op.hasher.verified).toEqual([false])
  })

  it('never writes the password back into the page', async () => {
    const op = await testProvider()
    const browser = await atTheDoor(op)
    const fields = { identifier: 'alice', password: 'hunter2 hunter2' }
    expect((await browser.submit('/sign-in/password', fields)).text).not.toContain('hunter2')
  })

  it('keeps what was typed, the app, and the way back', async () => {
    const op = await testProvider()
    const client = await op.client({ name: 'My Notes' })
    const path = loginPath(client, { state: 'a b&c', scope: 'email' })
    const browser = await atTheDoor(op, path)
    const before = browser.hidden('/sign-in/password')
    const answer = await browser.submit('/sign-in/password', { identifier: 'ali', password: 'x' })
    expect(answer.text).toContain('value="ali"')
    expect(answer.text).toContain('My Notes')
    expect(browser.hidden('/sign-in/password')).toEqual(before)
    expect(before['continue']).toBe(path)
  })

  it.each([
    { identifier: '', password: 'x' },
    { identifier: '   ', password: 'x' },
    { identifier: 'alice', password: '' },
    {},
  ])('says what is missing, and tries nothing: %j', async (fields) => {
    const op = await testProvider()
    const browser = await atTheDoor(op)
    const answer = await browser.submit('/sign-in/password', fields as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(problems.missing)
    expect(op.hasher.verified).toEqual([])
  })

  it('takes a repeated field for a missing one', async () => {
    const op = await testProvider()
    const browser = await atTheDoor(op)
    const { token } = browser.hidden('/sign-in/password')
    const body = `token=${token}&identifier=alice&identifier=bob&password=x`
    const request = new Request(`${op.settings.issuer}/sign-in/password`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Cookie: cookieHeader(browser.cookies),
      },
    })
    expect((await op.dispatch(request)).status).toBe(422)
  })

  it.each(['x'.repeat(60_000), '\0', '\ud800\udfff', "' OR 1=1 --", '%_'])(
    'takes %.12j for a name or password like any wrong one',
    async (text) => {
      const op = await testProvider({ hasher: 'argon2' })
      await op.user()
      const browser = await atTheDoor(op)
      const first = await browser.submit('/sign-in/password', { identifier: text, password: 'x' })
      const second = await browser.submit('/sign-in/password', { identifier: 'alice', password: text })
      expect([first.status, second.status]).toEqual([401, 401])
    },
  )

  it('says 503 and Retry-After when every place is taken, and counts no attempt', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await atTheDoor(op)
    op.hasher.isBusy = true
    for (let count = 0; count < 15; count += 1) {
      const answer = await browser.submit('/sign-in/password', typed(alice))
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect(answer.text).toContain(problems.busy)
    }
    op.hasher.isBusy = false
    expect((await browser.submit('/sign-in/password', typed(alice))).status).toBe(303)
  })

  it('leads GET to the sign-in page: a refused form is reloaded from the address bar', async () => {
    const op = await testProvider()
    expect((await op.get('/sign-in/password')).location).toBe('/login')
  })
})

describe('the form token of the sign-in', () => {
  it('that is missing, wrong or of another browser gets the form again, and tries nothing', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await atTheDoor(op)
    const { token } = (await atTheDoor(op)).hidden('/sign-in/password')
    for (const wrong of ['', 'x', token!, 'é'.repeat(43)]) {
      await browser.open('/login')
      const answer = await browser.submit('/sign-in/password', { ...typed(alice), token: wrong })
      expect(answer.status).toBe(403)
      expect(answer.text).toContain(problems['form-expired'])
    }
    expect(op.hasher.verified).toEqual([])
    expect((await browser.submit('/sign-in/password', typed(alice))).status).toBe(303)
  })

  it('is nothing without its cookie: nobody can sign a person in by a form of their own (login CSRF)', async () => {
    const op = await testProvider()
    const mallory = await op.user({ username: 'mallory' })
    const own = await atTheDoor(op)
    const fields = { ...own.hidden('/sign-in/password'), ...typed(mallory) }
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
      const answer = await op.post(path, typed(alice), { headers, cookies: browser.cookies })
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
      const browser = await atTheDoor(op)
      const fields = { ...browser.hidden('/sign-in/password'), ...typed(alice) }
      const answer = await op.post('/sign-in/password', fields, {
        headers: headers as Record<string, string>,
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

describe('the way back after the sign-in', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/login',
    'javascript:alert(1)',
    '/login\r\nSet-Cookie: a=b',
    '/a\\..\\b',
    `/${'x'.repeat(40_000)}`,
    '/é',
  ])('%.30j is none: the home page instead', async (way) => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await atTheDoor(op)
    const answer = await browser.submit('/sign-in/password', { ...typed(alice), continue: way })
    expect([answer.status, answer.location]).toEqual([303, '/'])
  })
})

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
    const answer = await browser.post('/sign-in/password', { ...typed(alice), token: token! })
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
    await browser.submit('/sign-in/password', typed(alice))
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
    await browser.post('/sign-in/password', { ...typed(alice), token: token! })
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
    await browser.post('/sign-in/password', { ...typed(bob), token: token! })
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
        op.post('/sign-in/password', { ...typed(alice), token: token! }, { cookies }),
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
    const browser = await atTheDoor(op)
    expect((await browser.submit('/sign-in/password', typed(alice))).status).toBe(401)
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
  })

  it('remembers how, when, from where and with what somebody signed in', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await atTheDoor(op, '/login', '198.51.100.7')
    await browser.submit('/sign-in/password', typed(alice), { 'User-Agent': 'F'.repeat(600) })
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
    await browser.submit('/sign-in/password', typed(alice))
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
    await browser.submit('/sign-in/password', typed(alice))
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
