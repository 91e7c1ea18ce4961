import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import type { Stores } from '@/stores/stores'
import { hostedEn } from '@/ui/messages/hosted.en'
import { hostedFr } from '@/ui/messages/hosted.fr'

import {
  askForCode,
  decide,
  deviceCodeGrant,
  deviceWorld,
  newCode,
  openCode,
  poll,
  type Asked,
} from '../oauth/device-app'
import { expectOAuthError, isSignInPage, signIn } from '../oauth/relying-party'
import { type Answer, type Browser, expectErrorPage } from '../test-browser'

const { problems, consent, done } = hostedEn.device

/** A device that waits, and its person, signed in. */
async function waiting(...given: Parameters<typeof deviceWorld>) {
  const made = await deviceWorld(...given)
  return { ...made, asked: await newCode(made.app, { scope: 'openid profile email' }) }
}

const isCodePage = ({ text }: Answer): boolean => text.includes('name="user_code"')

/** The page with the field, with what was typed kept and what is wrong said beside it. */
function expectCodePage(answer: Answer, status: number, problem: keyof typeof problems) {
  expect(answer.text).toContain(problems[problem])
  expect(answer.status).toBe(status)
  expect(isCodePage(answer)).toBe(true)
}

const expectConsent = (answer: Answer, { user_code: userCode }: Asked) => {
  expect(answer.status).toBe(200)
  expect(answer.text).toMatch(new RegExp(`id="user-code"[^>]*>${userCode}<`))
}

/** A code that nobody was given. */
const nobodys = ({ user_code: userCode }: Asked): string =>
  `${userCode.slice(0, -1)}${userCode.endsWith('B') ? 'C' : 'B'}`

const enter = (browser: Browser, userCode: string): Promise<Answer> =>
  browser.submit('/device', { user_code: userCode })

describe('GET /device (RFC 8628 §3.3)', () => {
  it('asks for the code, before anybody has signed in', async () => {
    const { op } = await deviceWorld()
    const answer = await op.browser().open('/device')
    expect(answer.status).toBe(200)
    const [input = ''] = /<input id="user_code"[^>]*>/.exec(answer.text) ?? []
    expect(input).toContain('autoComplete="off"')
    expect(input).toContain('inputMode="text"')
    expect(input).toContain('autoCapitalize="characters"')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.text).not.toContain('<script')
  })

  it('is forgiving of case, dash and spaces (§6.1)', async () => {
    const { browser, asked } = await waiting()
    const [left = '', right = ''] = asked.user_code.toLowerCase().split('-')
    for (const typed of [`${left}${right}`, ` ${left}  ${right} `, asked.user_code]) {
      await browser.open('/device')
      expectConsent(await enter(browser, typed), asked)
    }
  })

  it('asks for the sign-in when it has a code, and goes on with it afterwards', async () => {
    const { op, alice, asked } = await waiting()
    const browser = op.browser()
    await browser.open('/device')
    const answer = await enter(browser, asked.user_code)
    expect(isSignInPage(answer)).toBe(true)
    expectConsent(await signIn(browser, alice), asked)
  })

  it('brings somebody who registers first back to it', async () => {
    const { op, asked } = await waiting()
    const browser = op.browser()
    await openCode(browser, asked)
    const [, href = ''] = /href="(\/register[^"]*)"/.exec(browser.page) ?? []
    await browser.open(href.replaceAll('&amp;', '&'))
    const bob = { username: 'bob', email: 'bob@example.com', password: 'the password of bob' }
    expect(isSignInPage(await browser.submit('/register', bob))).toBe(true)
    const answer = await browser.submit('/sign-in/password', { identifier: 'bob', ...bob })
    expectConsent(answer, asked)
  })

  it('with verification_uri_complete still asks whether the device shows the code (§3.3.1)', async () => {
    const { op, app, browser, asked } = await waiting()
    const path = asked.verification_uri_complete.slice(op.settings.issuer.length)
    const answer = await browser.open(path)
    expectConsent(answer, asked)
    expect(answer.text).toContain(consent.question)
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
  })

  it('says which app asks, for what, from where, and warns of codes that somebody sent (§5.4)', async () => {
    const { op, app, browser } = await deviceWorld()
    const sent = { address: '203.0.113.9', headers: { 'User-Agent': 'NotesTV/3.1' } }
    const { body } = await askForCode(app, { scope: 'openid email offline_access' }, sent)
    op.passes({ minutes: 3 })
    const { text } = await openCode(browser, body)
    for (const shown of [
      'Notes TV',
      'alice@example.com',
      hostedEn.consent.items.offline_access,
      '203.0.113.9',
      'NotesTV/3.1',
      '3 minutes ago',
      'Go on only if you started this yourself.',
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toContain(hostedEn.consent.items.profile)
    expect(text).not.toContain(hostedEn.consent.selfRegistered)
    for (const decision of ['allow', 'deny']) {
      const [button] = new RegExp(`<button[^>]*id="${decision}"[^>]*>`).exec(text) ?? []
      expect(button).toContain('name="decision"')
      expect(button).toContain(`value="${decision}"`)
    }
  })

  it('says so when nobody vouches for the app', async () => {
    const { op, app, browser, asked } = await waiting()
    const options = { ...app.client.options, isSelfRegistered: true }
    await op.stores.clients.update(app.id, { ...app.client, options })
    expect((await openCode(browser, asked)).text).toContain(hostedEn.consent.selfRegistered)
  })

  it('asks for an operator’s own app too: a code could have been sent by anybody', async () => {
    const { browser, asked } = await waiting({ isFirstParty: true })
    expectConsent(await openCode(browser, asked), asked)
  })

  it('speaks the person’s language', async () => {
    const { browser, asked } = await waiting()
    const { text } = await browser.open(`/device?user_code=${asked.user_code}`, {
      'Accept-Language': 'fr-CA',
    })
    expect(text).toContain(hostedFr.device.consent.question)
  })

  it('keeps what was typed when it is no code, and asks nobody to sign in for it', async () => {
    const { op } = await deviceWorld()
    const browser = op.browser()
    expectCodePage(await browser.open('/device?user_code=what%20code'), 422, 'incomplete')
    expect(browser.page).toContain('value="what code"')
    expectCodePage(await enter(browser, 'mmqh-nct'), 422, 'incomplete')
    expect(browser.page).toContain('value="mmqh-nct"')
    expectCodePage(await enter(browser, '  '), 422, 'missing')
    const huge = await enter(browser, 'B'.repeat(60_000))
    expectCodePage(huge, 422, 'incomplete')
    expect(huge.text).not.toContain('B'.repeat(65))
    for (const query of ['user_code=', 'user_code=a&user_code=b', 'user_code=%00%ff']) {
      expect(isCodePage(await browser.open(`/device?${query}`))).toBe(true)
    }
  })

  it('does not tell apart codes that are unknown, expired, used, allowed or denied', async () => {
    const { op, app, browser } = await deviceWorld()
    const [expired, allowed, used, denied] = [
      await newCode(app),
      await newCode(app),
      await newCode(app),
      await newCode(app),
    ]
    await decide(browser, allowed)
    await decide(browser, used)
    await poll(app, used)
    await decide(browser, denied, 'deny')
    const unknown = { user_code: nobodys(expired) }
    const texts = new Set<string>()
    const pageOf = async ({ user_code: userCode }: Pick<Asked, 'user_code'>) => {
      const answer = await browser.open(`/device?user_code=${userCode}`)
      expectCodePage(answer, 422, 'unusable')
      expect(answer.text).toContain(`value="${userCode}"`)
      texts.add(answer.text.replaceAll(userCode, 'the code'))
    }
    for (const code of [allowed, used, denied, unknown]) await pageOf(code)
    op.passes({ minutes: 10 })
    await pageOf(expired)
    expect(texts.size).toBe(1)
  })

  it('tells somebody who is not signed in nothing about a code', async () => {
    const { op, asked } = await waiting()
    const browser = op.browser()
    const known = await openCode(browser, asked)
    const unknown = await openCode(browser, { user_code: nobodys(asked) })
    expect(isSignInPage(known)).toBe(true)
    expect(known.text.replaceAll(asked.user_code, '')).toBe(
      unknown.text.replaceAll(nobodys(asked), ''),
    )
    expect(known.text).not.toContain('Notes TV')
  })
})

describe('POST /device: the decision', () => {
  it('to allow records the consent and the grant, and sends the person back to the device', async () => {
    const { op, app, alice, browser, asked } = await waiting()
    const answer = await decide(browser, asked)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(done.allowed.title)
    const allowed = { scope: 'openid profile email', createdAt: op.now() }
    expect(await op.stores.consents.find(alice.id, app.id)).toMatchObject(allowed)
    const { body } = await poll(app, asked)
    const found = await op.stores.grants.find(String(decodeJwt(body.access_token)['grant_id']))
    expect(found?.grant).toMatchObject({
      ...{ userId: alice.id, grantType: deviceCodeGrant, sessionId: null },
      scope: 'openid profile email',
      authentication: { amr: ['pwd'], nonce: null, claims: null },
    })
  })

  it('adds to what was allowed before, and keeps since when', async () => {
    const { op, app, alice, browser } = await deviceWorld()
    await decide(browser, await newCode(app, { scope: 'openid email' }))
    const first = await op.stores.consents.find(alice.id, app.id)
    op.passes({ days: 2 })
    await decide(browser, await newCode(app, { scope: 'profile' }))
    expect(await op.stores.consents.find(alice.id, app.id)).toMatchObject({
      scope: 'openid profile email',
      createdAt: first?.createdAt,
      updatedAt: op.now(),
    })
  })

  it('to deny allows nothing', async () => {
    const { op, app, alice, browser, asked } = await waiting()
    const answer = await decide(browser, asked, 'deny')
    expect(answer.text).toContain(done.denied.title)
    expect(await op.stores.consents.find(alice.id, app.id)).toBeNull()
    expectOAuthError(await poll(app, asked), 400, 'access_denied')
  })

  it.each(['ALLOW', 'yes', 'deny', '1'])('takes %j for a no', async (decision) => {
    const { app, browser, asked } = await waiting()
    await openCode(browser, asked)
    await browser.submit('/device', { decision })
    expectOAuthError(await poll(app, asked), 400, 'access_denied')
  })

  it('refuses an offer that we did not make for this session', async () => {
    const { op, app, browser, asked } = await waiting()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    await openCode(bob, asked)
    const theirs = bob.hidden('/device')['token']!
    await openCode(browser, asked)
    const own = browser.hidden('/device')['token']!
    await browser.open('/device')
    const ofTheCodeForm = browser.hidden('/device')['token']!
    const broken = `${own.startsWith('A') ? 'B' : 'A'}${own.slice(1)}` // the last letter has bits that say nothing
    for (const token of [theirs, broken, ofTheCodeForm, '', 'x', own.slice(0, 20)]) {
      const fields = { decision: 'allow', continue: '/device', token }
      expectErrorPage(await browser.post('/device', fields), 403, 'form-expired')
    }
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
  })

  it('allows exactly what was shown: another code in the form changes nothing', async () => {
    const { app, browser, asked } = await waiting()
    const other = await newCode(app)
    await openCode(browser, asked)
    const answer = await browser.submit('/device', {
      decision: 'allow',
      user_code: other.user_code,
      continue: `/device?user_code=${other.user_code}`,
    })
    expect(answer.text).toContain(done.allowed.title)
    expectOAuthError(await poll(app, other), 400, 'authorization_pending')
    expect((await poll(app, asked)).status).toBe(200)
  })

  it('gives no more than was shown when the registration grew meanwhile', async () => {
    const { op, app, browser } = await deviceWorld({ scopes: ['openid'] })
    const asked = await newCode(app, { scope: 'openid email' })
    await openCode(browser, asked)
    await op.stores.clients.update(app.id, { ...app.client, scopes: ['openid', 'email'] })
    await browser.submit('/device', { decision: 'allow' })
    expect((await poll(app, asked)).body.scope).toBe('openid')
  })

  it('refuses a form from another site', async () => {
    const { app, browser, asked } = await waiting()
    await openCode(browser, asked)
    const fields = { ...browser.hidden('/device'), decision: 'allow' }
    for (const headers of [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      expectErrorPage(await browser.post('/device', fields, headers), 403, 'cross-site')
    }
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
  })

  it('refuses the code in a form of another browser, and keeps it', async () => {
    const { op, asked } = await waiting()
    const browser = op.browser()
    await browser.open('/device')
    const fields = { user_code: asked.user_code, token: 'x' }
    expectCodePage(await browser.submit('/device', fields), 403, 'form-expired')
    expect(browser.page).toContain(`value="${asked.user_code}"`)
    expect(isSignInPage(await enter(browser, asked.user_code))).toBe(true)
  })

  it('of two clicks says the same; of two people the first one decides', async () => {
    const { op, app, browser, asked } = await waiting()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    await openCode(bob, asked)
    await openCode(browser, asked)
    const fields = { ...browser.hidden('/device'), decision: 'allow' }
    const answers = await Promise.all([1, 2, 3].map(() => browser.post('/device', fields)))
    for (const answer of answers) expect(answer.text).toContain(done.allowed.title)
    const theirs = bob.hidden('/device')
    for (const decision of ['allow', 'deny']) {
      expectCodePage(await bob.post('/device', { ...theirs, decision }), 422, 'unusable')
    }
    expect((await poll(app, asked)).body.scope).toBe('openid profile email')
  })

  it('that comes too late allows nothing', async () => {
    const { op, app, alice, browser, asked } = await waiting()
    await openCode(browser, asked)
    op.passes({ minutes: 10 })
    expectCodePage(await browser.submit('/device', { decision: 'allow' }), 422, 'unusable')
    expect(await op.stores.consents.find(alice.id, app.id)).toBeNull()
    expectOAuthError(await poll(app, asked), 400, 'expired_token')
  })

  it('of a session that has ended leads to the sign-in, and on', async () => {
    const { op, app, alice, browser, asked } = await waiting()
    await openCode(browser, asked)
    await op.stores.sessions.endAll(alice.id, null, op.now())
    expect(isSignInPage(await browser.submit('/device', { decision: 'allow' }))).toBe(true)
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
    expectConsent(await signIn(browser, alice), asked)
  })
})

it('allows nothing when everything is closed at the same moment', async () => {
  const person = { id: '' }
  const stores = (real: Stores): Stores => ({
    ...real,
    deviceCodes: {
      ...real.deviceCodes,
      allow: async (hash, grant, at) => {
        await real.sessions.endAll(person.id, null, at)
        return real.deviceCodes.allow(hash, grant, at)
      },
    },
  })
  const { app, alice, browser, asked } = await waiting({}, { stores })
  person.id = alice.id
  expectCodePage(await decide(browser, asked), 422, 'unusable')
  expectOAuthError(await poll(app, asked), 400, 'invalid_grant')
})

describe('what was switched off meanwhile', () => {
  it('a user: nobody is signed in any more, and nothing is allowed', async () => {
    const { op, app, alice, browser, asked } = await waiting()
    await openCode(browser, asked)
    await op.stores.users.setDisabled(alice.id, op.now())
    expect(isSignInPage(await browser.submit('/device', { decision: 'allow' }))).toBe(true)
    expect(isSignInPage(await openCode(browser, asked))).toBe(true)
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
  })

  it('a client: its page says so, before and after the code was shown', async () => {
    const { op, app, browser, asked } = await waiting()
    await openCode(browser, asked)
    await op.stores.clients.setDisabled(app.id, op.now())
    const answer = await browser.submit('/device', { decision: 'allow' })
    expectErrorPage(answer, 403, 'client-disabled')
    expect(answer.text).toContain('Notes TV')
    expectErrorPage(await openCode(browser, asked), 403, 'client-disabled')
  })

  it('the grant or the dialect of a client: with the switch that is off', async () => {
    const { op, app, browser, asked } = await waiting()
    await openCode(browser, asked)
    const form = { ...browser.hidden('/device'), decision: 'allow' }
    for (const values of [{ grantTypes: ['refresh_token'] }, { dialects: [] }] as const) {
      await op.stores.clients.update(app.id, { ...app.client, ...values })
      expectErrorPage(await browser.post('/device', form), 403, 'dialect-off')
      expectErrorPage(await openCode(browser, asked), 403, 'dialect-off')
    }
  })

  it('a client that was deleted: the code is gone, and a form that was open says so', async () => {
    const { op, app, browser, asked } = await waiting()
    await openCode(browser, asked)
    await op.stores.clients.delete(app.id)
    const answer = await browser.submit('/device', { decision: 'allow' })
    expectErrorPage(answer, 400, 'client-unknown')
    expectCodePage(await openCode(browser, asked), 422, 'unusable')
  })
})

describe('guessing codes (RFC 8628 §5.1)', () => {
  const guess = (browser: Browser, asked: Asked) => openCode(browser, { user_code: nobodys(asked) })

  it('ends after ten wrong ones in one session, for 15 minutes', async () => {
    const { op, app, browser, asked } = await waiting()
    for (let count = 0; count < 10; count += 1) {
      expectCodePage(await guess(browser, asked), 422, 'unusable')
    }
    op.passes({ minutes: 4 })
    const answer = await guess(browser, asked)
    expectErrorPage(answer, 429, 'too-many-attempts')
    expect(answer.headers.get('retry-after')).toBe('660')
    expect(answer.text).toContain('11 minutes')
    const right = await newCode(app)
    expectErrorPage(await openCode(browser, right), 429, 'too-many-attempts')
    op.passes({ minutes: 11 })
    const next = await newCode(app)
    expectConsent(await openCode(browser, next), next)
  })

  it('counts a code that is right for nothing, however often it is shown', async () => {
    const { browser, asked } = await waiting()
    for (let count = 0; count < 25; count += 1) expectConsent(await openCode(browser, asked), asked)
    for (let count = 0; count < 10; count += 1) await guess(browser, asked)
    expect((await guess(browser, asked)).status).toBe(429)
  })

  it('counts nothing of what can be no code', async () => {
    const { browser, asked } = await waiting()
    for (let count = 0; count < 25; count += 1) await browser.open('/device?user_code=nothing')
    expectConsent(await openCode(browser, asked), asked)
  })

  it('ends after fifty wrong ones from one address, whoever signs in there, and not elsewhere', async () => {
    const { op, alice, asked } = await waiting()
    for (let person = 0; person < 5; person += 1) {
      const browser = await op.signedIn(alice, '198.51.100.7')
      for (let count = 0; count < 10; count += 1) await guess(browser, asked)
    }
    const sixth = await op.signedIn(alice, '198.51.100.7')
    expect((await guess(sixth, asked)).status).toBe(429)
    const elsewhere = await op.signedIn(alice, '198.51.100.8')
    expectConsent(await openCode(elsewhere, asked), asked)
  })

  it('is limited for everybody together', async () => {
    let others = 4999
    const stores = ({ attempts, ...real }: Stores): Stores => ({
      ...real,
      attempts: {
        ...attempts,
        count: async (windows, at) => {
          const counts = await attempts.count(windows, at)
          const isForAll = (index: number) => windows[index]?.key === 'user-code:everywhere'
          return counts.map((one, index) =>
            isForAll(index) ? { ...one, count: one.count + others } : one,
          )
        },
      },
    })
    const { browser, asked } = await waiting({}, { stores })
    expectCodePage(await guess(browser, asked), 422, 'unusable')
    others += 1
    const answer = await guess(browser, asked)
    expectErrorPage(answer, 429, 'too-many-attempts')
    expect(answer.headers.get('retry-after')).toBe('900')
  })

  it('gets no more tries by trying at once', async () => {
    const { browser, asked } = await waiting()
    const answers = await Promise.all(Array.from({ length: 30 }, () => guess(browser, asked)))
    const tried = answers.filter(({ status }) => status === 422)
    expect(tried.length).toBeLessThanOrEqual(10)
    expect(answers.every(({ status }) => status === 422 || status === 429)).toBe(true)
  })
})
