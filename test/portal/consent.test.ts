import { describe, expect, it } from 'vitest'

import { subjectOf } from '@/oauth/subject'
import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../test-browser'
import { loginPath, received, testProvider } from '../test-provider'

/** A browser on the consent page of a client. */
async function asked(scope = 'openid profile') {
  const op = await testProvider()
  const alice = await op.user()
  const client = await op.client()
  const browser = await op.signedIn(alice)
  await browser.open(loginPath(client, { scope }))
  return {
    op,
    alice,
    client,
    browser,
    consentOf: () => op.stores.consents.find(alice.id, client.id),
  }
}

describe('the consent page', () => {
  it('says so when nobody vouches for the app: its name may be anybody’s (RFC 7591 §5)', async () => {
    const { op, browser, client } = await asked()
    const { selfRegistered } = hostedEn.consent
    expect(browser.page).not.toContain(selfRegistered)
    const options = { ...client.options, isSelfRegistered: true }
    await op.stores.clients.update(client.id, { ...client, options })
    expect((await browser.open(loginPath(client))).text).toContain(selfRegistered)
  })

  it('shows all of the address that the app would get, the region too (OpenID Connect Core §5.1.1)', async () => {
    const op = await testProvider()
    const alice = await op.user()
    await op.stores.users.update(alice.id, { profile: { address: { region: 'Occitanie' } } })
    const client = await op.client({ scopes: ['openid', 'address'] })
    const browser = await op.signedIn(alice)
    const { text } = await browser.open(loginPath(client, { scope: 'openid address' }))
    expect(text).toContain('Occitanie')
    expect(text).not.toContain(hostedEn.consent.nothingYet)
  })

  it.each(['public', 'pairwise'] as const)(
    'shows a person no `sub`, but what a %s one means (OpenID Connect Core §8)',
    async (subjectType) => {
      const { op, alice, browser, client } = await asked()
      const changed = { ...client, options: { ...client.options, subjectType } }
      await op.stores.clients.update(client.id, changed)
      const { text } = await browser.open(loginPath(client, { scope: 'openid' }))
      const { public: everywhere, pairwise } = hostedEn.consent.knownAs
      const said = [everywhere, pairwise].map((words) => text.includes(words))
      expect(said).toEqual([subjectType === 'public', subjectType === 'pairwise'])
      expect(text).not.toContain(alice.id)
      expect(text).not.toContain(subjectOf(alice.id, changed, op.settings))
    },
  )
})

describe('POST /consent', () => {
  it('records exactly what was shown', async () => {
    const { browser, consentOf, op } = await asked()
    await browser.submit('/consent', { decision: 'allow' })
    expect(await consentOf()).toMatchObject({ scope: 'openid profile', createdAt: op.now() })
  })

  it('records nothing more when the request in the form was widened meanwhile', async () => {
    const { browser, client, consentOf } = await asked('openid')
    const wider = loginPath(client, { scope: 'openid profile email' })
    const answer = await browser.submit('/consent', { decision: 'allow', continue: wider })
    expect(answer.status).toBe(200) // asked again
    expect((await consentOf())?.scope).toBe('openid')
  })

  it('adds a wider scope to what was allowed, and keeps since when', async () => {
    const { op, browser, client, consentOf } = await asked('openid profile')
    await browser.submit('/consent', { decision: 'allow' })
    const first = await consentOf()
    op.passes({ days: 3 })
    await browser.open(loginPath(client, { scope: 'email' }))
    await browser.submit('/consent', { decision: 'allow' })
    expect(await consentOf()).toMatchObject({
      scope: 'openid profile email',
      createdAt: first?.createdAt,
      updatedAt: op.now(),
    })
  })

  it.each(['', 'ALLOW', 'yes', 'deny'])('takes %j for a no', async (decision) => {
    const { browser, consentOf } = await asked()
    const answer = await browser.submit('/consent', { decision })
    expect(received(answer)).toEqual({ error: 'access_denied' })
    expect(await consentOf()).toBeNull()
  })

  it('refuses an offer that we did not make for this session', async () => {
    const { op, browser, client, consentOf } = await asked()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    await bob.open(loginPath(client))
    const theirs = bob.hidden('/consent')['token']!
    const own = browser.hidden('/consent')['token']!
    const broken = `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`
    await browser.open('/sign-out')
    const ofAnotherForm = browser.hidden('/sign-out')['token']!
    for (const token of [theirs, broken, ofAnotherForm, '', 'x', own.slice(0, 20)]) {
      const fields = { decision: 'allow', continue: loginPath(client), token }
      expectErrorPage(await browser.post('/consent', fields), 403, 'form-expired')
    }
    expect(await consentOf()).toBeNull()
  })

  it('of a session that has ended leads to the sign-in, and allows nothing', async () => {
    const { op, alice, browser, consentOf } = await asked()
    await op.stores.sessions.endAll(alice.id, null, op.now())
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expect(answer.text).toContain('name="password"')
    expect(await consentOf()).toBeNull()
  })

  it('for a client that was deleted meanwhile says so: no 5xx', async () => {
    const { op, browser, client } = await asked()
    await op.stores.clients.delete(client.id)
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expectErrorPage(answer, 400, 'client-unknown')
  })

  it('for a client that was disabled meanwhile gives nothing', async () => {
    const { op, browser, client } = await asked()
    await op.stores.clients.setDisabled(client.id, op.now())
    const answer = await browser.submit('/consent', { decision: 'allow' })
    expectErrorPage(answer, 403, 'client-disabled')
  })

  it('sends nobody to another site', async () => {
    const { op, browser } = await asked()
    for (const decision of ['allow', 'deny']) {
      const fields = { ...browser.hidden('/consent'), decision, continue: '//evil.example' }
      const answer = await op.post('/consent', fields, { cookies: browser.cookies })
      expect(answer.location).toMatch(/^\/(\?decision=deny)?$/)
    }
  })

  it('is not stored twice by two clicks', async () => {
    const { op, alice, client, browser } = await asked()
    const fields = { ...browser.hidden('/consent'), decision: 'allow' }
    const answers = await Promise.all(
      [1, 2, 3].map(() => op.post('/consent', fields, { cookies: browser.cookies })),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await op.stores.consents.find(alice.id, client.id)).not.toBeNull()
  })
})
