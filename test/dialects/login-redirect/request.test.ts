import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../../test-browser'
import { callback, loginPath, received, testProvider } from '../../test-provider'

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
  ])(
    '%s is not http://127.0.0.1/cb: only the port is free (RFC 8252 §7.3)',
    async (redirectUri) => {
      const op = await testProvider()
      const client = await op.client({ redirectUris: ['http://127.0.0.1/cb'] })
      const answer = await op.get(loginPath(client, { redirect_uri: redirectUri }))
      expectErrorPage(answer, 400, 'redirect-uri-unregistered')
    },
  )

  it('on localhost has no free port: only the literals do', async () => {
    const op = await testProvider()
    const client = await op.client({ redirectUris: ['http://localhost:3001/cb'] })
    const answer = await op.get(loginPath(client, { redirect_uri: 'http://localhost:3002/cb' }))
    expectErrorPage(answer, 400, 'redirect-uri-unregistered')
  })

  it('that is not registered is explained: what was sent, what is registered, where to change it', async () => {
    const op = await testProvider()
    const client = await op.client({ ownerId: (await op.user()).id })
    const answer = await op.get(loginPath(client, { redirect_uri: 'https://notes.example/cb2' }))
    expect(answer.text).toContain(callback)
    expect(answer.text).toContain(`href="${op.settings.issuer}/apps/${client.id}/settings"`)
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

  it.each([
    'nobody',
    '%00',
    '%ff',
    '%F0%9F%92%A9',
    'x'.repeat(20_000),
    '%22%3E%3Cscript%3E',
    '../x',
  ])('with an unknown client (%.20s)', async (clientId) => {
    const op = await testProvider()
    const answer = await op.get(`/login?client_id=${clientId}&redirect_uri=${callback}`)
    expectErrorPage(answer, 400, 'client-unknown')
  })

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
