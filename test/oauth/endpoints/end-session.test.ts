import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions } from '@/model/client'
import { hostedEn } from '@/ui/messages/hosted.en'
import { hostedFr } from '@/ui/messages/hosted.fr'

import { expectErrorPage, type Answer } from '../../test-browser'
import { issuer } from '../../test-provider'
import { toldApp } from '../logout/told-app'
import { bye, expectErrorCallback, relyingParty, signedInWorld } from '../relying-party'

const logout = (fields: Readonly<Record<string, string>>, path = '/oauth/end_session') =>
  `${path}?${new URLSearchParams(fields).toString()}`

const isAsking = ({ text }: Answer) => text.includes('action="/sign-out"')

async function signedInWithHint() {
  const made = await signedInWorld()
  const { id_token: hint } = await made.app.tokens(made.browser)
  const isSignedIn = async () => (await made.browser.open('/login')).location === '/'
  return { ...made, hint: hint as string, isSignedIn }
}

describe('the end-session endpoint (OpenID Connect RP-Initiated Logout 1.0)', () => {
  it('with an ID token of this session signs out at once, and goes where the client wants, with state (§3)', async () => {
    const { op, app, alice, browser, hint, isSignedIn } = await signedInWithHint()
    const state = `s+ %"é${'x'.repeat(128)}`
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye, state, client_id: app.id }
    const answer = await browser.open(logout(fields))
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(`${bye}?${new URLSearchParams({ state }).toString()}`)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(browser.setCookies).toContain(
      'portico-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    )
    expect(await isSignedIn()).toBe(false)
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
    const silent = await browser.open(app.path({ prompt: 'none' }))
    expectErrorCallback(silent, 'login_required', issuer)
  })

  it('revokes what was given in this session; offline_access, and other sessions, live on', async () => {
    const { op, app, alice, browser, hint } = await signedInWithHint()
    const bound = await app.tokens(browser)
    const offline = await app.offlineTokens(browser)
    const elsewhere = await app.tokens(await op.signedIn(alice))
    await browser.open(logout({ id_token_hint: hint }))
    expect(await app.isLive(bound.access_token)).toBe(false)
    expect(await app.isLive(offline.access_token)).toBe(true)
    expect((await app.refresh(offline.refresh_token)).status).toBe(200)
    expect(await app.isLive(elsewhere.access_token)).toBe(true)
  })

  it('takes a hint that has expired (§2)', async () => {
    const { op, browser, hint, isSignedIn } = await signedInWithHint()
    op.passes({ days: 3 })
    const answer = await browser.open(
      logout({ id_token_hint: hint, post_logout_redirect_uri: bye }),
    )
    expect([answer.location, await isSignedIn()]).toEqual([bye, false])
  })

  it('asks where the hint is of another session, and does nothing until it is told to (§2)', async () => {
    const { op, app, browser, hint, isSignedIn } = await signedInWithHint()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye, state: 'the state' }
    expect(isAsking(await bob.open(logout(fields)))).toBe(true)
    expect((await bob.open('/login')).location).toBe('/')
    expect(await isSignedIn()).toBe(true)
    await bob.open(logout(fields))
    const answer = await bob.submit('/sign-out', {})
    expect(answer.location).toBe(`${bye}?state=the+state`)
    expect((await bob.open('/login')).location).not.toBe('/')
    expect((await app.authorize(browser)).parameters['code']).toBeDefined()
  })

  it('asks where the hint is of an earlier session of the same person and client', async () => {
    const { browser, hint, isSignedIn, op, alice } = await signedInWithHint()
    await browser.open('/sign-out')
    await browser.submit('/sign-out', {})
    const again = await op.signedIn(alice)
    expect(isAsking(await again.open(logout({ id_token_hint: hint })))).toBe(true)
    expect((await again.open('/login')).location).toBe('/')
    expect(await isSignedIn()).toBe(false)
  })

  it('takes a hint that names the person as this client alone does: its sid decides (Core §8.1)', async () => {
    const options = { ...defaultClientOptions, subjectType: 'pairwise' } as const
    const { op, alice, app, browser } = await signedInWorld({ options })
    const { id_token: hint } = await app.tokens(browser)
    expect(decodeJwt(hint).sub).not.toBe(alice.id)
    const answer = await browser.open(
      logout({ id_token_hint: hint, post_logout_redirect_uri: bye }),
    )
    expect(answer.location).toBe(bye)
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
  })

  it('takes logout_hint and ui_locales: each page is in the language that was asked for (§2)', async () => {
    const { app, browser, hint } = await signedInWithHint()
    const wishes = { logout_hint: 'alice', ui_locales: 'de fr-CA' }
    const asked = await browser.open(logout({ client_id: app.id, ...wishes }))
    expect(asked.text).toContain(hostedFr.signOut.intro.split('{user}')[1])
    const goodbye = await browser.submit('/sign-out', {})
    expect(goodbye.text).toContain(hostedFr.signedOut.title)
    const stranger = await browser.open(logout({ id_token_hint: hint, ...wishes }))
    expect(stranger.text).toContain(hostedFr.signedOut.title)
  })

  it('asks without a hint, whatever else is sent', async () => {
    const { app, browser, isSignedIn } = await signedInWithHint()
    for (const fields of [
      {},
      { state: 'x' },
      { client_id: app.id },
      { client_id: app.id, post_logout_redirect_uri: bye },
      { logout_hint: 'alice', ui_locales: 'fr' },
    ]) {
      expect(isAsking(await browser.open(logout(fields)))).toBe(true)
      expect(await isSignedIn()).toBe(true)
    }
    await browser.open(logout({ client_id: app.id, post_logout_redirect_uri: bye, state: 'a b' }))
    expect((await browser.submit('/sign-out', {})).location).toBe(`${bye}?state=a+b`)
    expect(await isSignedIn()).toBe(false)
  })

  it('goes to a registered place only, to the letter, and an error goes nowhere', async () => {
    const { op, app, browser, hint, isSignedIn } = await signedInWithHint()
    const other = await relyingParty(op, { postLogoutRedirectUris: ['https://other.example/'] })
    const [header, payload, signature = ''] = hint.split('.')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const [fields, code] of [
      [{ id_token_hint: hint, post_logout_redirect_uri: `${bye}/` }, 'redirect-uri-unregistered'],
      [
        { id_token_hint: hint, post_logout_redirect_uri: `${bye}?foo=bar` },
        'redirect-uri-unregistered',
      ],
      [
        { id_token_hint: hint, post_logout_redirect_uri: 'https://other.example/' },
        'redirect-uri-unregistered',
      ],
      [
        { id_token_hint: hint, post_logout_redirect_uri: 'javascript:alert(1)' },
        'redirect-uri-unregistered',
      ],
      [{ id_token_hint: hint, client_id: other.id }, 'request-malformed'],
      [
        { id_token_hint: `${unsigned}.${payload}.`, post_logout_redirect_uri: bye },
        'request-malformed',
      ],
      [
        { id_token_hint: `${header}.${payload}.${signature.slice(0, -4)}AAAA` },
        'request-malformed',
      ],
      [
        { id_token_hint: 'x', client_id: app.id, post_logout_redirect_uri: bye },
        'request-malformed',
      ],
      [{ post_logout_redirect_uri: bye }, 'client-missing'],
      [{ client_id: 'nobody', post_logout_redirect_uri: bye }, 'client-unknown'],
    ] as const) {
      expectErrorPage(await browser.open(logout(fields)), 400, code)
      expect(await isSignedIn()).toBe(true)
    }
    const { access_token: token } = await app.tokens(browser)
    expectErrorPage(await browser.open(logout({ id_token_hint: token })), 400, 'request-malformed')
  })

  it('refuses a parameter that comes twice, and sends nobody to a disabled client', async () => {
    const { op, app, browser, hint } = await signedInWithHint()
    for (const name of [
      ...['id_token_hint', 'logout_hint', 'client_id'],
      ...['post_logout_redirect_uri', 'state', 'ui_locales'],
    ]) {
      const path = `${logout({ [name]: 'x' })}&${name}=y`
      expectErrorPage(await browser.open(path), 400, 'parameter-repeated')
    }
    await op.stores.clients.setDisabled(app.id, op.now())
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye }
    expectErrorPage(await browser.open(logout(fields)), 403, 'client-disabled')
  })

  it('says goodbye to somebody who is not signed in, and goes on', async () => {
    const { op, app, hint } = await signedInWithHint()
    expect((await op.get('/oauth/end_session')).location).toBe('/signed-out')
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye }
    expect((await op.get(logout(fields))).location).toBe(bye)
    const byId = { client_id: app.id, post_logout_redirect_uri: bye, state: 'x' }
    expect((await op.get(logout(byId))).location).toBe(`${bye}?state=x`)
  })

  it('keeps the query that a place was registered with', async () => {
    const uri = 'https://notes.example/bye?from=portico'
    const { app, browser } = await signedInWorld({ postLogoutRedirectUris: [uri] })
    const { id_token: hint } = await app.tokens(browser)
    const fields = { id_token_hint: hint, post_logout_redirect_uri: uri, state: 's' }
    expect((await browser.open(logout(fields))).location).toBe(`${uri}&state=s`)
  })

  it('by POST goes on as a GET of ours, so that the cookie comes along (§2)', async () => {
    const { op, browser, hint, isSignedIn } = await signedInWithHint()
    for (const path of ['/oauth/end_session', '/session/end']) {
      const fields = { id_token_hint: hint, post_logout_redirect_uri: bye, state: 'a+b' }
      const answer = await op.post(path, fields, { headers: { 'Sec-Fetch-Site': 'cross-site' } })
      expect([answer.status, answer.location]).toEqual([303, logout(fields, path)])
    }
    expect(await isSignedIn()).toBe(true)
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye }
    const { location } = await op.post('/session/end', fields)
    expect((await browser.open(location)).location).toBe(bye)
    expect(await isSignedIn()).toBe(false)
  })

  it('tells the apps at once, and the person does not wait for them (Back-Channel Logout §2.5)', async () => {
    const { op, browser, hint } = await signedInWithHint()
    const wiki = await toldApp(op)
    await wiki.app.tokens(browser)
    wiki.told.says = 'nothing'
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye }
    expect((await browser.open(logout(fields))).location).toBe(bye)
    await wiki.times(1)
    expect(await wiki.deliveries()).toMatchObject([{ deliveredAt: null, problem: null }])
  })

  it('tells the app that asked, too, and says so where it names no place to go to', async () => {
    const { op, browser } = await signedInWithHint()
    const wiki = await toldApp(op, { name: 'Wiki' })
    const { id_token: hint } = await wiki.app.tokens(browser)
    const { text } = await browser.open(logout({ id_token_hint: hint }))
    expect(wiki.sids()).toEqual([decodeJwt(hint).sid])
    expect(text).toContain(hostedEn.signedOut.apps.signedOut.heading)
    expect(text).toContain('Wiki')
  })

  it('tells them once the person has said so, where it had to ask', async () => {
    const { op, app, browser } = await signedInWithHint()
    const wiki = await toldApp(op, { name: 'Wiki' })
    await wiki.app.tokens(browser)
    await browser.open(logout({ client_id: app.id }))
    await op.provider.logouts.deliver()
    expect(wiki.posts).toEqual([])
    const { text } = await browser.submit('/sign-out', {})
    expect(text).toContain('Wiki')
    expect(wiki.posts).toHaveLength(1)
  })

  it('ends a session once, when it is asked twice at once', async () => {
    const { op, browser, hint } = await signedInWithHint()
    const wiki = await toldApp(op)
    await wiki.app.tokens(browser)
    const { cookies } = browser
    const path = logout({ id_token_hint: hint, post_logout_redirect_uri: bye })
    const answers = await Promise.all([1, 2, 3, 4].map(() => op.get(path, { cookies })))
    expect(answers.map(({ location }) => location)).toEqual([bye, bye, bye, bye])
    await op.provider.logouts.deliver()
    expect(wiki.posts).toHaveLength(1)
  })

  it('is read by no other site, and cached by nobody', async () => {
    const { op, hint } = await signedInWithHint()
    const headers = { Origin: 'https://notes.example' }
    for (const answer of [
      await op.get(logout({ id_token_hint: hint }), { headers }),
      await op.get(logout({ id_token_hint: 'x' }), { headers }),
      await op.post('/oauth/end_session', { id_token_hint: hint }, { headers }),
    ]) {
      expect(answer.headers.has('access-control-allow-origin')).toBe(false)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })
})
