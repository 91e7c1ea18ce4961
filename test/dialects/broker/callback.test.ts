import { compactDecrypt, decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'

import { deriveKey } from '@/crypto/seal'
import { provePath } from '@/federation/prove-cookie'
import { defaultUpstreamOptions } from '@/model/upstream'
import { brokerProblems } from '@/model/broker-problem'
import { brokerEn } from '@/ui/messages/broker.en'

import { callback } from '../../test-provider'
import { app, brokerWorld, explained, grantRows, loginPath } from './broker-world'
import { failure, person } from './played-upstream'

const { problems } = brokerEn

describe('GET /api/auth/callback sends a person back with tokens', () => {
  it('by 303, in the query, and nothing on the way keeps or tells them', async () => {
    const { op, comeBack } = await brokerWorld()
    const browser = op.browser()
    const answer = await comeBack(browser, `${app}/home?a=1&b=%20#part`)
    expect(answer.status).toBe(303)
    expect(answer.location).toMatch(
      /^https:\/\/app\.example\/home\?a=1&b=%20&accessToken=[\w.-]+&refreshToken=[\w.-]+#part$/,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(Object.values(browser.cookies).join('')).toBe('') // the flow's cookie has ended
    expect(op.logged()).not.toMatch(/eyJ|upstream-refresh-token/)
  })

  it('in the place of tokens that an earlier visit left there', async () => {
    const { op, comeBack } = await brokerWorld()
    const old = `${app}/?accessToken=old&x=1&refreshToken=old`
    const { location } = await comeBack(op.browser(), old)
    expect(location).toMatch(/^https:\/\/app\.example\/\?x=1&accessToken=eyJ/)
    expect(location).not.toContain('old')
  })

  it('the access token is a JWT with the user’s id, e-mail address and roles', async () => {
    const { op, signIn } = await brokerWorld()
    const { accessToken } = await signIn()
    const found = await op.stores.accounts.find(person.issuer, person.subject)
    const at = Math.floor(op.now().getTime() / 1000)
    expect(decodeJwt(accessToken)).toEqual({
      iss: op.settings.issuer,
      aud: app,
      sub: found?.user.id,
      id: '17',
      email: 'nora@wp.example',
      email_verified: true,
      roles: ['editor', 'shop_manager'],
      iat: at,
      exp: at + 3600,
      jti: expect.any(String) as string,
    })
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ typ: 'JWT', alg: 'ES256' })
    expect(await op.provider.keys.verify('JWT', accessToken)).not.toBeNull()
  })

  it('no endpoint of ours takes it for an access token of its own (RFC 9068 §4)', async () => {
    const { op, signIn } = await brokerWorld()
    const { accessToken } = await signIn()
    const headers = { Authorization: `Bearer ${accessToken}` }
    expect((await op.get('/oauth/userinfo', { headers })).status).toBe(401)
  })

  it('the refresh token is encrypted: nobody who holds it can read the upstream’s in it', async () => {
    const { op, signIn } = await brokerWorld()
    const { refreshToken } = await signIn()
    expect(decodeProtectedHeader(refreshToken)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      typ: 'JWT',
      kid: expect.stringMatching(/^broker-\d+$/) as string,
    })
    const readable = refreshToken
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join(' ')
    expect(readable).not.toMatch(/upstream|token-|nora|17/)
    const { kid } = decodeProtectedHeader(refreshToken)
    const key = deriveKey(op.settings.secret, `broker-refresh-${kid!.slice('broker-'.length)}`)
    const { plaintext } = await compactDecrypt(refreshToken, key)
    expect(new TextDecoder().decode(plaintext)).toContain('upstream-refresh-token-') // who has the key does
  })

  it('keeps the upstream’s token sealed', async () => {
    const { op, signIn } = await brokerWorld()
    await signIn()
    const rows = await grantRows(op)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/upstream-refresh-token|eyJ/)
  })

  it('a person who comes twice is one user', async () => {
    const { op, signIn } = await brokerWorld()
    const [first, second] = [await signIn(), await signIn()]
    expect(decodeJwt(first.accessToken).sub).toBe(decodeJwt(second.accessToken).sub)
    expect((await op.authDatabase.user.findMany()).length).toBe(1)
  })

  it('to an app with a private scheme, whose redirect URI is then the audience', async () => {
    const { op, signIn } = await brokerWorld()
    const redirectUri = 'com.example.notes:/back'
    await op.client({ dialects: ['broker'], redirectUris: [redirectUri] })
    expect(decodeJwt((await signIn(redirectUri)).accessToken).aud).toBe(redirectUri)
  })
})

describe('somebody with the verified e-mail address of a user here', () => {
  it('shows the password once, and is then sent to the app as that user', async () => {
    const { op, comeBack } = await brokerWorld()
    const user = await op.user({ username: 'nora', email: 'nora@wp.example' })
    const browser = op.browser()
    await comeBack(browser, `${app}/home?a=1`)
    const wrong = await browser.submit(provePath, { password: 'another one' })
    expect(wrong.status).toBe(401)
    const proven = await browser.submit(provePath, { password: user.password })
    expect(proven.location).toBe(loginPath(`${app}/home?a=1`))

    const { location } = await comeBack(browser, `${app}/home?a=1`)
    expect(location).toMatch(/^https:\/\/app\.example\/home\?a=1&accessToken=/)
    expect(decodeJwt(new URL(location).searchParams.get('accessToken')!).sub).toBe(user.id)
  })

  it('gets nothing without it', async () => {
    const { op, comeBack } = await brokerWorld()
    await op.user({ username: 'nora', email: 'nora@wp.example' })
    const browser = op.browser()
    for (const time of [1, 2]) {
      const { text } = await comeBack(browser, app)
      expect(text, `${time}`).toContain(`action="${provePath}"`)
    }
    expect(await grantRows(op)).toEqual([])
  })
})

describe('GET /api/auth/callback refuses, and explains', () => {
  it('a state that was made up', async () => {
    const { op } = await brokerWorld()
    const browser = op.browser()
    await browser.open(loginPath(app))
    const answer = await browser.open('/api/auth/callback?code=code&state=forged')
    expect(answer.location).toMatch(/error=state_invalid/)
    expect((await explained(op, answer)).text).toContain(problems.state_invalid.title)
  })

  it('a state of another browser', async () => {
    const { op } = await brokerWorld()
    const away = await op.browser().open(loginPath(app))
    const state = new URL(away.location).searchParams.get('state')
    const answer = await op.browser().open(`/api/auth/callback?code=code&state=${state}`)
    expect(answer.location).toMatch(/error=state_invalid/)
  })

  it('the same return a second time, also at once and with the cookie kept', async () => {
    const { op } = await brokerWorld()
    const browser = op.browser()
    const away = await browser.open(loginPath(app))
    const state = new URL(away.location).searchParams.get('state')
    const { cookies } = browser
    const path = `/api/auth/callback?code=code&state=${state}`
    const answers = await Promise.all([1, 2, 3].map(() => op.get(path, { cookies })))
    const ends = answers.map(({ location }) => location)
    expect(ends.filter((location) => location.startsWith(app))).toHaveLength(1)
    expect(ends.filter((location) => location.includes('error=state_invalid'))).toHaveLength(2)
  })

  it('a return after more than ten minutes', async () => {
    const { op } = await brokerWorld()
    const browser = op.browser()
    const away = await browser.open(loginPath(app))
    const { cookies } = browser
    op.passes({ minutes: 10 })
    const state = new URL(away.location).searchParams.get('state')
    const answer = await op.get(`/api/auth/callback?code=code&state=${state}`, { cookies })
    expect(answer.location).toMatch(/error=state_invalid/)
  })

  it('a code without a state, and two states', async () => {
    const { op } = await brokerWorld()
    for (const query of ['code=code', 'code=code&state=a&state=b']) {
      const answer = await op.get(`/api/auth/callback?${query}`)
      expect(answer.location).toMatch(/error=state_invalid/)
    }
  })

  it('a return from another purpose', async () => {
    const { op } = await brokerWorld()
    const browser = op.browser()
    const { depart } = await import('@/federation/round-trip')
    const redirectUri = `${op.settings.issuer}/api/auth/callback`
    const upstream = (await op.stores.upstreams.findBroker())!
    const back = `${app}/`
    const flow = { upstreamId: 'wp', redirectUri, back, invitation: null, userId: null }
    const request = new Request(op.settings.issuer)
    const away = await depart(request, { ...flow, purpose: 'link' }, upstream, {}, op.provider)
    const [name = '', value = ''] = away.headers.get('set-cookie')!.split(';')[0]!.split('=')
    browser.setCookie(name, value)
    const state = new URL(away.headers.get('location')!).searchParams.get('state')
    const answer = await browser.open(`/api/auth/callback?code=code&state=${state}`)
    expect(answer.location).toMatch(/error=state_invalid/)
  })

  it('a person who said no there', async () => {
    const { op } = await brokerWorld()
    const browser = op.browser()
    const away = await browser.open(loginPath(app))
    const state = new URL(away.location).searchParams.get('state')
    const answer = await browser.open(`/api/auth/callback?error=access_denied&state=${state}`)
    const page = await explained(op, answer)
    expect(page.status).toBe(403)
    expect(page.text).toContain(problems.access_denied.title)
  })

  it.each([
    ['refused', 'upstream_refused'],
    ['unreachable', 'upstream_unreachable'],
    ['timeout', 'upstream_unreachable'],
    ['signature', 'upstream_answer'],
    ['not-json', 'upstream_answer'],
    ['settings', 'upstream_settings'],
  ] as const)('an upstream that fails by %s: %s', async (problem, code) => {
    const { op, upstream, comeBack } = await brokerWorld()
    const browser = op.browser()
    const away = await browser.open(loginPath(app))
    upstream.failure = failure(problem, 'only for the log')
    const state = new URL(away.location).searchParams.get('state')
    const answer = await browser.open(`/api/auth/callback?code=s3cret&state=${state}`)
    expect(answer.location).toMatch(new RegExp(`error=${code}`))
    expect(answer.location).not.toMatch(/s3cret|log/)
    const page = await explained(op, answer)
    expect(page.text).toContain(problems[code].title)
    expect(page.text).toContain(`<code>${problem}</code>`)
    expect(page.text).toContain('request-1')
    upstream.failure = null
    expect((await comeBack(browser, app)).location).toMatch(/accessToken=/)
  })

  it('an upstream that gives no refresh token; nobody is added by it', async () => {
    const { op, upstream, comeBack } = await brokerWorld()
    upstream.givesRefreshTokens = false
    const page = await explained(op, await comeBack(op.browser(), app))
    expect(page.text).toContain(problems.no_refresh_token.title)
    expect(await op.authDatabase.user.count()).toBe(0)
  })

  it('an upstream whose refresh token fits into no address', async () => {
    const { op, upstream, comeBack, signIn } = await brokerWorld()
    upstream.givesRefreshTokens = 'x'.repeat(8193)
    expect((await comeBack(op.browser(), app)).location).toMatch(/error=upstream_answer/)
    upstream.givesRefreshTokens = 'x'.repeat(8192)
    expect((await signIn()).refreshToken.length).toBeLessThan(12_000)
  })

  it('a place that was taken off the list meanwhile', async () => {
    const { op } = await brokerWorld()
    const { id } = await op.client({ dialects: ['broker'] })
    const browser = op.browser()
    const away = await browser.open(loginPath(callback))
    await op.stores.clients.setDisabled(id, op.now())
    const state = new URL(away.location).searchParams.get('state')
    const answer = await browser.open(`/api/auth/callback?code=code&state=${state}`)
    expect(answer.location).toMatch(/error=place_not_allowed/)
  })

  it('a user who is disabled', async () => {
    const { op, signIn, comeBack } = await brokerWorld()
    const { accessToken } = await signIn()
    await op.stores.users.setDisabled(decodeJwt(accessToken).sub!, op.now())
    expect((await comeBack(op.browser(), app)).location).toMatch(/error=user_disabled/)
  })

  it('somebody with the e-mail address of a user, which the upstream does not vouch for', async () => {
    const { op, upstream, comeBack } = await brokerWorld()
    await op.user({ username: 'nora', email: 'nora@wp.example' })
    upstream.person = { ...person, isEmailVerified: false }
    expect((await comeBack(op.browser(), app)).location).toMatch(/error=email_unverified/)
  })

  it.each([
    ['link', 'no_account'],
    ['invitation', 'invitation_needed'],
  ] as const)('a stranger where new users are for %s', async (newUsers, code) => {
    const { op, comeBack } = await brokerWorld()
    await op.stores.upstreams.update('wp', { options: { ...defaultUpstreamOptions, newUsers } })
    expect((await comeBack(op.browser(), app)).location).toMatch(new RegExp(`error=${code}`))
  })
})

describe('the page at /api/auth/callback', () => {
  it.each(brokerProblems)('explains %s in both languages', async (problem) => {
    const { op } = await brokerWorld()
    const path = `/api/auth/callback?error=${problem}`
    const en = await op.get(path)
    expect(en.text).toContain(problems[problem].title)
    expect(en.status).toBeGreaterThanOrEqual(400)
    expect(en.status).toBeLessThan(500)
    const fr = await op.get(path, { headers: { 'Accept-Language': 'fr' } })
    expect(fr.text).toContain('<html lang="fr">')
    expect(fr.text).not.toContain(problems[problem].title)
  })

  it.each(['', '?error=', '?error=constructor', '?error=server_error', '?error=a&error=b'])(
    'says the least to what is no problem of ours (%j)',
    async (query) => {
      const { op } = await brokerWorld()
      const page = await op.get(`/api/auth/callback${query}`)
      expect(page.status).toBe(400)
      expect(page.text).toContain(problems.unknown.title)
    },
  )

  it('shows what stands in its address as text, cut, and only where it belongs', async () => {
    const { op } = await brokerWorld()
    const hostile = `"><script>alert(1)</script><a href="https://evil.example">`
    const query = (error: string) =>
      new URLSearchParams({ error, place: hostile, reason: hostile, request_id: hostile })
    const page = await op.get(`/api/auth/callback?${query('place_not_allowed').toString()}`)
    expect(page.text).toContain('&lt;script&gt;')
    expect(page.text).not.toMatch(/<script|href="(?!\/|data:)/)
    const other = await op.get(`/api/auth/callback?${query('state_invalid').toString()}`)
    expect(other.text).not.toContain('evil')
    const long = new URLSearchParams({ error: 'place_not_allowed', place: 'x'.repeat(50_000) })
    const huge = await op.get(`/api/auth/callback?${long.toString()}`)
    expect(huge.text.length).toBeLessThan(20_000)
  })
})
