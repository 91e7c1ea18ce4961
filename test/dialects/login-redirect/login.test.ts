import { describe, expect, it } from 'vitest'

import { login } from '@/dialects/login-redirect/login'
import { hostedEn } from '@/ui/messages/hosted.en'

import { callback, cookieHeader, day, loginPath, received, testProvider } from '../../test-provider'

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

describe('the login redirect (dialect 1)', () => {
  it('asks who is there, then for consent, and sends the person back with four parameters and the state', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const client = await op.client()
    const browser = op.browser()

    const asked = await browser.open(loginPath(client, { scope: 'openid profile', state: 'xyz' }))
    expect(asked.status).toBe(200)
    expect(browser.page).toContain('name="password"')

    const credentials = { identifier: alice.username, password: alice.password }
    const consent = await browser.submit('/sign-in/password', credentials)
    expect(consent.status).toBe(200)
    expect(consent.text).toContain(alice.username)

    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(answer.status).toBe(303)
    expect(answer.location.startsWith(`${callback}?access_token=`)).toBe(true)
    expect(received(answer)).toEqual({
      access_token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]{86}$/),
      refresh_token: expect.stringMatching(/^prt_[\w-]{43}$/),
      expiration: String(seconds(op.now()) + 30 * day),
      user_id: alice.id,
      state: 'xyz',
    })
  })

  it('asks for no password where somebody is signed in already (single sign-on)', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    await op.authorized(browser, await op.client())
    const second = await browser.open(loginPath(await op.client({ isFirstParty: true })))
    expect(received(second)).toHaveProperty('access_token')
  })

  it('sends no state where none was sent', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    expect(await op.authorized(browser, await op.client())).not.toHaveProperty('state')
  })

  it('keeps tokens out of caches and of Referer', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const answer = await browser.open(loginPath(await op.client({ isFirstParty: true })))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.text).toBe('')
  })

  it('gives each pass a grant of its own', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client()
    const first = await op.authorized(browser, client)
    const second = await op.authorized(browser, client)
    expect(second['refresh_token']).not.toBe(first['refresh_token'])
    expect((await op.refresh(client, first['refresh_token']!)).status).toBe(200)
    expect((await op.refresh(client, second['refresh_token']!)).status).toBe(200)
  })

  it('answers in the fragment where the app wants it (response_mode=fragment)', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true, redirectUris: [`${callback}?a=1`] })
    const parameters = { response_mode: 'fragment', state: 's' }
    const { location } = await browser.open(loginPath(client, parameters))
    const [base, fragment = ''] = location.split('#')
    expect(base).toBe(`${callback}?a=1`)
    expect([...new URLSearchParams(fragment).keys()]).toEqual([
      ...['access_token', 'refresh_token', 'expiration', 'user_id', 'state'],
    ])
  })

  it('takes an access token lifetime from the client, else from the setting', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const short = await op.authorized(browser, await op.client({ accessTokenLifetime: 600 }))
    expect(short['expiration']).toBe(String(seconds(op.now()) + 600))
    const other = await testProvider({
      settings: { lifetimes: { ...op.settings.lifetimes, loginRedirectAccessToken: 7200 } },
    })
    const usual = await other.authorized(
      await other.signedIn(await other.user()),
      await other.client(),
    )
    expect(usual['expiration']).toBe(String(seconds(other.now()) + 7200))
  })

  it('gives no token to a HEAD, with or without a session', async () => {
    const op = await testProvider()
    const path = loginPath(await op.client({ isFirstParty: true }))
    const { cookies } = await op.signedIn(await op.user())
    for (const headers of [{}, { Cookie: cookieHeader(cookies) }]) {
      const request = new Request(op.settings.issuer + path, { method: 'HEAD', headers })
      const response = await login(request, op.provider)
      expect(response.status).toBe(405)
      expect(response.headers.has('location')).toBe(false)
    }
  })
})

describe('/login without parameters', () => {
  it("is the portal's own sign-in, and ends on the home page", async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = op.browser()
    await browser.open('/login')
    const fields = { identifier: alice.username, password: alice.password }
    const answer = await browser.submit('/sign-in/password', fields)
    expect(answer.location).toBe('/')
    expect((await browser.open('/login')).location).toBe('/')
  })

  it('returns to a page of ours that asked for the sign-in', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = op.browser()
    await browser.open('/login?continue=%2Fsecurity')
    const fields = { identifier: alice.username, password: alice.password }
    expect((await browser.submit('/sign-in/password', fields)).location).toBe('/security')
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\\/evil.example',
    '\\/evil.example',
    'https:evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'evil.example',
  ])('goes to the home page, and not to %j, after the sign-in', async (way) => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const { location } = await browser.open(
      `/login?${new URLSearchParams({ continue: way }).toString()}`,
    )
    expect(location).toBe('/')
  })

  it('treats empty parameters as absent (RFC 6749 §3.1)', async () => {
    const op = await testProvider()
    const answer = await op.get('/login?client_id=&redirect_uri=&state=')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(hostedEn.signIn.title)
  })
})

describe('consent', () => {
  it('is asked once per client and set of scopes', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client()
    const path = loginPath(client, { scope: 'openid profile' })
    expect((await browser.open(path)).status).toBe(200)
    await browser.submit('/consent', { decision: 'allow' })
    expect((await browser.open(path)).status).toBe(303)
    expect((await browser.open(loginPath(client, { scope: 'openid' }))).status).toBe(303)
    expect((await browser.open(loginPath(await op.client(), { scope: 'openid' }))).status).toBe(200)
  })

  it('is asked again for a wider scope, and covers both from then on', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client()
    await op.authorized(browser, client, { scope: 'openid profile' })
    const wider = loginPath(client, { scope: 'openid email' })
    expect((await browser.open(wider)).text).toContain('alice@example.com')
    await browser.submit('/consent', { decision: 'allow' })
    const both = await browser.open(loginPath(client, { scope: 'openid profile email' }))
    expect(both.status).toBe(303)
  })

  it('is each person’s own', async () => {
    const op = await testProvider()
    const client = await op.client()
    await op.authorized(await op.signedIn(await op.user()), client)
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    expect((await bob.open(loginPath(client))).status).toBe(200)
  })

  it('is not asked for a first-party client', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true })
    const answer = await browser.open(loginPath(client, { scope: 'openid profile email' }))
    expect(received(answer)).toHaveProperty('access_token')
  })

  it('that is withheld sends access_denied and the state, and leaves nothing', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    const client = await op.client()
    await browser.open(loginPath(client, { state: 's 1' }))
    const answer = await browser.submit('/consent', { decision: 'deny' })
    expect(received(answer)).toEqual({ error: 'access_denied', state: 's 1' })
    expect(await op.stores.consents.find(alice.id, client.id)).toBeNull()
    expect((await browser.open(loginPath(client, { state: 's 1' }))).status).toBe(200)
  })

  it('that is withheld is withheld, though another tab has just allowed the same', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client()
    await browser.open(loginPath(client))
    const form = browser.hidden('/consent')
    await browser.post('/consent', { ...form, decision: 'allow' })
    const answer = await browser.post('/consent', { ...form, decision: 'deny' })
    expect(received(answer)).toEqual({ error: 'access_denied' })
  })

  it('shows where the person will be sent, in full', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const shown = async (redirectUri: string) => {
      const client = await op.client({ redirectUris: [redirectUri] })
      return /<strong[^>]*>([^<]*)<\/strong>/.exec(
        (await browser.open(loginPath(client))).text,
      )?.[1]
    }
    expect(await shown('https://notes.example:8443/cb?a=b')).toBe('notes.example:8443')
    expect(await shown('HTTPS://evil.example/cb')).toBe('evil.example')
    expect(await shown('http://127.0.0.1/cb')).toBe('127.0.0.1')
    expect(await shown('com.example.app:/cb')).toBe('com.example.app:')
  })
})

describe('the state', () => {
  it.each([
    ['10 kB', 'x'.repeat(10_240)],
    ['10 kB of percent signs', '%'.repeat(3_000)],
    ['every visible character', ` !"#$%&'()*+,-./09:;<=>?@AZ[\\]^_\`az{|}~`],
    ['plus, percent and ampersand', 'a+b%20c%2Bd&e=f'],
    ['other alphabets', 'état Ω 💡 \u202e'],
    ['controls', 'a\r\nb\tc\0d'],
    ['JSON', '{"next":"/a?b=c","n":[1,2]}'],
  ])('of %s comes back byte for byte, through sign-in and consent', async (_, state) => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = op.browser()
    await browser.open(loginPath(await op.client(), { state }))
    await browser.submit('/sign-in/password', { identifier: 'alice', password: alice.password })
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(received(answer)['state']).toBe(state)
  })
})
