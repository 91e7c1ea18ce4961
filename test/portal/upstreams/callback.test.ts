import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { cookieNames } from '@/sessions/cookies'
import { upstreamProblems, UpstreamFailure } from '@/oauth/provider'
import { hostedEn } from '@/ui/messages/hosted.en'

import { relyingParty } from '../../oauth/relying-party'
import { loginPath, received } from '../../test-provider'
import { person, playedWorld } from './played'

const { failure } = hostedEn.upstreams
const words = (text: string) => text.split('{label}').map((part) => part.trim())

describe('GET /api/auth/callback/[upstream]', () => {
  it('adds who comes for the first time, knows them the second time, and goes on to the app', async () => {
    const { op, roundTrip } = await playedWorld()
    const client = await op.client({ isFirstParty: true })
    const path = `/sign-in/upstream?${new URLSearchParams({ of: 'work', continue: loginPath(client) }).toString()}`
    const first = received(await roundTrip(op.browser(), path))
    const second = received(await roundTrip(op.browser(), path))
    expect(first['user_id']).toBe(second['user_id'])
    const user = await op.stores.users.find(first['user_id']!)
    expect(user).toMatchObject({ username: 'bob', email: 'bob@example.com' })
  })

  it('begins a session that says how: amr fed, and no acr (RFC 8176, Core §2)', async () => {
    const { op, roundTrip } = await playedWorld()
    const browser = op.browser()
    expect((await roundTrip(browser)).location).toBe('/')
    const token = browser.cookies[cookieNames(op.settings.issuer).session]!
    const found = await op.stores.sessions.findByTokenHash(sha256(token))
    expect(found?.session.amr).toEqual(['fed'])
    const app = await relyingParty(op, { isFirstParty: true })
    const { id_token: idToken } = await app.tokens(browser)
    const claims = JSON.parse(
      Buffer.from(String(idToken).split('.')[1]!, 'base64url').toString(),
    ) as Record<string, unknown>
    expect(claims).toMatchObject({ amr: ['fed'] })
    expect(claims).not.toHaveProperty('acr')
  })

  it.each(upstreamProblems.filter((problem) => problem !== 'denied'))(
    'says in plain words what the upstream did wrong, and signs nobody in: %s',
    async (problem) => {
      const { op, played, roundTrip } = await playedWorld()
      played.answer = new UpstreamFailure(problem, 'id-token', 'the exact <words>')
      const browser = op.browser()
      const answer = await roundTrip(browser)
      expect(answer.status).toBe(400)
      for (const part of words(failure.texts[problem].why)) expect(answer.text).toContain(part)
      expect(answer.text).toContain('the exact &lt;words&gt;')
      expect(answer.text).toContain('href="/login?way=password"')
      expect(browser.cookies).not.toHaveProperty(cookieNames(op.settings.issuer).session)
    },
  )

  it('returns who said no there to the sign-in page, with a note', async () => {
    const { op, played, roundTrip } = await playedWorld({ isDefault: true })
    played.answer = new UpstreamFailure('denied', 'authorization', 'access_denied')
    const answer = await roundTrip(
      op.browser(),
      '/sign-in/upstream?of=work&continue=%2Flogin%3Fa%3Db',
    )
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(hostedEn.signIn.notices['upstream-denied'])
  })

  it.each(['', '?state=unknown&code=code', '?code=code', '?state=a&state=b'])(
    'refuses what no browser set out for: %s',
    async (query) => {
      const { op } = await playedWorld()
      const answer = await op.get(`/api/auth/callback/work${query}`)
      expect(answer.status).toBe(400)
      expect(answer.text).toContain(failure.texts.state.why)
    },
  )

  it('refuses an answer the second time, in another browser, and at another upstream’s address (RFC 9700 §4.4)', async () => {
    const { op, add, comeBack, whoIs } = await playedWorld()
    await add({ id: 'other', label: 'Other' })
    const browser = op.browser()
    const { location } = await browser.open('/sign-in/upstream?of=work')
    const refusals = [
      await comeBack(op.browser(), location),
      await comeBack(browser, location, 'other'),
    ]
    const again = await browser.open('/sign-in/upstream?of=work')
    expect((await comeBack(browser, again.location)).status).toBe(303)
    refusals.push(await comeBack(browser, again.location))
    for (const { status, text } of refusals) {
      expect(status).toBe(400)
      expect(text).toContain(failure.texts.state.why)
    }
    expect(await whoIs(browser)).toBe('bob')
  })

  it.each([
    ['link', {}, 'no-account'],
    ['invitation', {}, 'invitation-needed'],
    ['create', { email: 'alice@example.com', isEmailVerified: false }, 'email-unverified'],
  ] as const)('refuses by the rule for new people: %s %o', async (newUsers, told, reason) => {
    const { op, played, roundTrip } = await playedWorld({ options: { newUsers } })
    await op.user()
    played.answer = person(told)
    const answer = await roundTrip(op.browser())
    expect(answer.status).toBe(403)
    for (const part of words(failure.texts[reason].why)) expect(answer.text).toContain(part)
  })

  it('refuses a user who was disabled, and an upstream that was switched off meanwhile', async () => {
    const { op, comeBack, roundTrip } = await playedWorld()
    const browser = op.browser()
    await roundTrip(browser)
    const bob = (await op.stores.accounts.find('https://work.example', 'subject-1'))!.user
    await op.stores.users.setDisabled(bob.id, op.now())
    expect((await roundTrip(op.browser())).text).toContain(failure.texts.disabled.why)
    await op.stores.users.setDisabled(bob.id, null)
    const other = op.browser()
    const { location } = await other.open('/sign-in/upstream?of=work')
    await op.stores.upstreams.update('work', { disabledAt: op.now() })
    expect((await comeBack(other, location)).status).toBe(400)
  })

  it('ends the cookie of the way, whatever becomes of it', async () => {
    const { op, played, roundTrip } = await playedWorld()
    played.answer = new UpstreamFailure('nonce', 'id-token', 'another one')
    const browser = op.browser()
    await roundTrip(browser)
    expect(browser.setCookies.some((line) => /^portico-upstream-\w+=;.*Max-Age=0/.test(line))).toBe(
      true,
    )
  })
})

describe('POST /api/auth/callback/[upstream]', () => {
  it('goes on as a GET with what an answer may hold and nothing else, though it comes from another site (Form Post §2)', async () => {
    const { op } = await playedWorld()
    const fields = { code: 'c', state: 's', user: '{"name":1}', id_token: 'x', continue: '/evil' }
    const headers = { Origin: 'https://work.example', 'Sec-Fetch-Site': 'cross-site' }
    const answer = await op.post('/api/auth/callback/work', fields, { headers })
    expect([answer.status, answer.location]).toEqual([
      303,
      `/api/auth/callback/work?${new URLSearchParams({ code: 'c', state: 's', user: '{"name":1}' }).toString()}`,
    ])
    expect(answer.setCookies).toEqual([])
  })

  it('refuses what is no form', async () => {
    const { op } = await playedWorld()
    expect((await op.json('/api/auth/callback/work', {})).status).toBe(400)
  })
})
