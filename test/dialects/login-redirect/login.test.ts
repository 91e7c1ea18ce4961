import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../../test-browser'
import { callback, day, loginPath, received, testProvider } from '../../test-provider'

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
    const usual = await other.authorized(await other.signedIn(await other.user()), await other.client())
    expect(usual['expiration']).toBe(String(seconds(other.now()) + 7200))
  })

  it('gives no token to a HEAD, with or without a session', async () => {
    const op = await testProvider()
    const client = await op.client({ isFirstParty: true })
    const browser = await op.signedIn(await op.user())
    const { login } = await import('@/dialects/login-redirect/login')
    const headers = { Cookie: Object.entries(browser.cookies).map((pair) => pair.join('=')).join('; ') }
    const request = new Request(op.settings.issuer + loginPath(client), { method: 'HEAD', headers })
    const response = await login(request, op.provider)
    expect(response.status).toBe(405)
    expect(response.headers.has('location')).toBe(false)
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
    const { location } = await browser.open(`/login?${new URLSearchParams({ continue: way }).toString()}`)
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
      return /<strong[^>]*>([^<]*)<\/strong>/.exec((await browser.open(loginPath(client))).text)?.[1]
    }
    expect(await shown('https://notes.example:8443/cb?a=b')).toBe('notes.example:8443')
    expect(await shown('HTTPS://evil.example/cb')).toBe('evil.example')
    expect(await shown('http://127.0.0.1/cb')).toBe('127.0.0.1')
    expect(await shown('com.example.app:/cb')).toBe('com.example.app:')
  })
})

describe('scope', () => {
  it.each([
    ['0', 'openid'],
    ['1', 'openid profile'],
    ['2', 'openid email'],
    ['3', 'openid profile email'],
    ['16', 'openid offline_access'],
    ['19', 'openid profile email offline_access'],
    ['openid', 'openid'],
    ['profile', 'openid profile'],
    ['email  profile email', 'openid profile email'],
    ['profile unheard-of', 'openid profile'],
    ['', 'openid'],
  ])('%j gives %j: a bit mask or names, `openid` always, unknown ones ignored', async (scope, granted) => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const answer = await op.authorized(browser, await op.client({ isFirstParty: true }), { scope })
    expect(await scopeOf(op, answer)).toBe(granted)
  })

  it('is narrowed to what the client’s registration allows', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true, scopes: ['profile'] })
    const answer = await op.authorized(browser, client, { scope: '31' })
    expect(await scopeOf(op, answer)).toBe('openid profile')
  })

  it.each(['32', '-1', '1.5', '1e1', '99999', '0x1', '3 profile'])(
    '%j is a number and no mask: invalid_scope',
    async (scope) => {
      const op = await testProvider()
      const answer = await op.get(loginPath(await op.client(), { scope, state: 's' }))
      expect(received(answer)).toEqual({ error: 'invalid_scope', state: 's' })
    },
  )
})

async function scopeOf(
  op: Awaited<ReturnType<typeof testProvider>>,
  answer: Readonly<Record<string, string>>,
) {
  return (await op.provider.keys.verify('at+jwt', answer['access_token']!))?.['scope']
}

describe('a redirect URI', () => {
  it.each([
    'https://notes.example/callback?tenant=7&x=%20a+b',
    'https://notes.example/a%2Fb/%7Euser',
    'https://Notes.Example/CB',
    'https://notes.example:443/cb',
    'https://notes.example',
    'https://notes.example/cb?',
    'com.example.notes:/cb',
    "https://notes.example/cb;v=1,2'(3)!",
  ])('%s is kept byte for byte', async (redirectUri) => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true, redirectUris: [redirectUri] })
    const { location } = await browser.open(loginPath(client))
    const separator = redirectUri.includes('?') ? '&' : '?'
    expect(location.startsWith(`${redirectUri}${separator}access_token=`)).toBe(true)
  })

  it('on 127.0.0.1 comes out as it went in, port and all (regression: rewritten to localhost)', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true, redirectUris: ['http://127.0.0.1/cb'] })
    const query = `client_id=${client.id}&redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcb`
    const { location } = await browser.open(`/login?${query}`)
    expect(location.startsWith('http://127.0.0.1:51004/cb?access_token=')).toBe(true)
  })

  it('goes through the sign-in and the consent unchanged', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const client = await op.client({ redirectUris: ['http://[::1]/cb?a=%2f'] })
    const browser = op.browser()
    await browser.open(loginPath({ ...client, redirectUris: ['http://[::1]:4711/cb?a=%2f'] }))
    await browser.submit('/sign-in/password', { identifier: 'alice', password: alice.password })
    const { location } = await browser.submit('/consent', { decision: 'allow' })
    expect(location.startsWith('http://[::1]:4711/cb?a=%2f&access_token=')).toBe(true)
  })

  it.each([
    ['another port', 'https://notes.example:8443/callback'],
    ['the usual port, spelt out', 'https://notes.example:443/callback'],
    ['another path', 'https://notes.example/callback2'],
    ['a longer path', 'https://notes.example/callback/more'],
    ['a shorter path', 'https://notes.example/callbac'],
    ['another case of the path', 'https://notes.example/Callback'],
    ['another case of the host', 'https://Notes.example/callback'],
    ['another case of the scheme', 'HTTPS://notes.example/callback'],
    ['another scheme', 'http://notes.example/callback'],
    ['a trailing slash', 'https://notes.example/callback/'],
    ['a query', 'https://notes.example/callback?x=1'],
    ['an empty query', 'https://notes.example/callback?'],
    ['a fragment', 'https://notes.example/callback#x'],
    ['an empty fragment', 'https://notes.example/callback#'],
    ['userinfo', 'https://evil@notes.example/callback'],
    ['itself as userinfo', 'https://notes.example@evil.example/callback'],
    ['encoded dots', 'https://notes.example/%2e%2e/callback'],
    ['dots', 'https://notes.example/x/../callback'],
    ['an encoded letter', 'https://notes.example/%63allback'],
    ['a double slash', 'https://notes.example//callback'],
    ['a backslash', 'https://notes.example\\callback'],
    ['a backslash before another host', 'https://evil.example\\@notes.example/callback'],
    ['an encoded NUL', 'https://notes.example/callback%00'],
    ['a NUL', 'https://notes.example/callback\0'],
    ['a line break', 'https://notes.example/callback\r\nX: y'],
    ['a space before', ' https://notes.example/callback'],
    ['a space after', 'https://notes.example/callback '],
    ['another host', 'https://evil.example/callback'],
    ['a trailing dot', 'https://notes.example./callback'],
    ['a subdomain', 'https://a.notes.example/callback'],
    ['a longer domain', 'https://notes.example.evil.example/callback'],
    ['a prefix', 'https://notes.example'],
    ['no scheme', '//notes.example/callback'],
    ['a relative one', '/callback'],
    ['script', 'javascript:alert(1)//notes.example/callback'],
    ['data', 'data:text/html,notes.example/callback'],
    ['a full-width letter', 'https://notes.ｅxample/callback'],
    ['two of them', 'https://notes.example/callback https://notes.example/callback'],
    ['one of 10 kB', `https://notes.example/callback?${'x'.repeat(10_000)}`],
  ])('with %s is a page that leads nowhere', async (_, redirectUri) => {
    const op = await testProvider()
    const client = await op.client()
    const browser = await op.signedIn(await op.user())
    const path = loginPath(client, { redirect_uri: redirectUri, state: 's' })
    expectErrorPage(await browser.open(path), 400, 'redirect-uri-unregistered')
    expectErrorPage(await op.get(path), 400, 'redirect-uri-unregistered')
  })

  it.each([
    'http://127.0.0.1:99/other',
    'http://127.0.0.1/cb/',
    'http://127.0.0.1:80:80/cb',
    'http://127.0.0.1:/cb',
    'http://127.0.0.1:x/cb',
    'http://127.0.0.1:123456/cb',
    'http://127.0.0.1:80@evil.example/cb',
    'http://127.0.0.1:1\\@evil.example/cb',
    'http://127.0.0.1.evil.example/cb',
    'http://evil@127.0.0.1/cb',
    'https://127.0.0.1:51004/cb',
    'http://localhost:51004/cb',
    'http://[::1]:51004/cb',
    'http://127.1:51004/cb',
    'http://2130706433/cb',
    'http://0x7f.0.0.1/cb',
    'http://１27.0.0.1/cb',
    'HTTP://127.0.0.1:51004/cb',
  ])('%s is not http://127.0.0.1/cb: only the port is free (RFC 8252 §7.3)', async (redirectUri) => {
    const op = await testProvider()
    const client = await op.client({ redirectUris: ['http://127.0.0.1/cb'] })
    const answer = await op.get(loginPath(client, { redirect_uri: redirectUri }))
    expectErrorPage(answer, 400, 'redirect-uri-unregistered')
  })

  it('on localhost has no free port: only the literals do', async () => {
    const op = await testProvider()
    const client = await op.client({ redirectUris: ['http://localhost:3001/cb'] })
    const answer = await op.get(loginPath(client, { redirect_uri: 'http://localhost:3002/cb' }))
    expectErrorPage(answer, 400, 'redirect-uri-unregistered')
  })

  it('that is not registered is explained: what was sent, what is registered, where to change it', async () => {
    const op = await testProvider()
    const client = await op.client()
    const answer = await op.get(loginPath(client, { redirect_uri: 'https://notes.example/cb2' }))
    expect(answer.text).toContain(callback)
    expect(answer.text).toContain(`href="${op.settings.issuer}/apps/${client.id}"`)
    expect(answer.text).toContain(hostedEn.error.differences.path)
  })

  it('holds no markup of whoever sent it', async () => {
    const op = await testProvider()
    const client = await op.client()
    const redirectUri = `https://notes.example/"><script>alert(1)</script><a href='x'>`
    const answer = await op.get(loginPath(client, { redirect_uri: redirectUri }))
    expectErrorPage(answer, 400, 'redirect-uri-unregistered')
    expect(answer.text).not.toContain(`<a href='x'>`)
  })
})

describe('a bad request whose way back is not known to be good is a page', () => {
  it('without a client', async () => {
    const op = await testProvider()
    expectErrorPage(await op.get('/login?state=1'), 400, 'client-missing')
    expectErrorPage(await op.get(`/login?redirect_uri=${callback}`), 400, 'client-missing')
    expectErrorPage(await op.get(`/login?client_id=&scope=1`), 400, 'client-missing')
  })

  it.each(['nobody', '%00', '%ff', '%F0%9F%92%A9', 'x'.repeat(20_000), '%22%3E%3Cscript%3E', '../x'])(
    'with an unknown client (%.20s)',
    async (clientId) => {
      const op = await testProvider()
      const answer = await op.get(`/login?client_id=${clientId}&redirect_uri=${callback}`)
      expectErrorPage(answer, 400, 'client-unknown')
    },
  )

  it('without a redirect URI', async () => {
    const op = await testProvider()
    const client = await op.client()
    expectErrorPage(await op.get(`/login?client_id=${client.id}`), 400, 'redirect-uri-missing')
    const empty = await op.get(`/login?client_id=${client.id}&redirect_uri=`)
    expectErrorPage(empty, 400, 'redirect-uri-missing')
  })

  it.each(['client_id', 'redirect_uri'])('with two of %s, be they equal or not', async (name) => {
    const op = await testProvider()
    const client = await op.client()
    const own = { client_id: client.id, redirect_uri: callback }[name]!
    for (const second of [own, 'https://evil.example/']) {
      const path = `${loginPath(client)}&${name}=${encodeURIComponent(second)}`
      expectErrorPage(await op.get(path), 400, 'parameter-repeated')
    }
  })

  it('with a disabled client', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client()
    await op.authorized(browser, client)
    await op.stores.clients.setDisabled(client.id, op.now())
    expectErrorPage(await browser.open(loginPath(client)), 403, 'client-disabled')
  })

  it('with a client that may not use this dialect, naming the switch', async () => {
    const op = await testProvider()
    const without = await op.client({ dialects: ['oauth'] })
    const first = await op.get(loginPath(without))
    expectErrorPage(first, 403, 'dialect-off')
    expect(first.text).toContain('login-redirect')
    const second = await op.get(loginPath(await op.client({ grantTypes: ['password'] })))
    expectErrorPage(second, 403, 'dialect-off')
    expect(second.text).toContain('login_redirect')
  })
})

describe('a bad request whose way back is good goes there', () => {
  it.each([
    ['two scopes', '&scope=openid&scope=email'],
    ['two response modes', '&response_mode=query&response_mode=query'],
    ['an unknown response mode', '&response_mode=form_post'],
  ])('with %s: invalid_request', async (_, query) => {
    const op = await testProvider()
    const answer = await op.get(`${loginPath(await op.client(), { state: 's' })}${query}`)
    expect(received(answer)).toEqual({ error: 'invalid_request', state: 's' })
  })

  it('with two states: invalid_request, and neither of them', async () => {
    const op = await testProvider()
    const answer = await op.get(`${loginPath(await op.client(), { state: 'a' })}&state=b`)
    expect(received(answer)).toEqual({ error: 'invalid_request' })
  })

  it('in the fragment where that was asked for', async () => {
    const op = await testProvider()
    const parameters = { response_mode: 'fragment', scope: '77' }
    const { location } = await op.get(loginPath(await op.client(), parameters))
    expect(location).toBe(`${callback}#error=invalid_scope`)
  })

  it('with unknown parameters is not bad at all (RFC 6749 §3.1)', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const path = `${loginPath(await op.client({ isFirstParty: true }))}&x=1&x=2&code=3&error=4`
    const parameters = received(await browser.open(path))
    expect(Object.keys(parameters)).toHaveLength(4)
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
