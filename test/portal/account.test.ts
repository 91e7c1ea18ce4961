import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { hostedEn } from '@/ui/messages/hosted.en'

import { type Browser, expectErrorPage } from '../test-browser'
import { testProvider, type TestProvider } from '../test-provider'

const fresh = 'a wholly new password'

/** The hidden field of every form of this session. */
async function tokenOf(browser: Browser) {
  await browser.open('/sign-out')
  return browser.hidden('/sign-out')['token']!
}

const statusOf = async (op: TestProvider, client: { id: string }, answer: object) =>
  (await op.refresh(client, (answer as { refresh_token: string }).refresh_token)).status

const sessionIdOf = async (op: TestProvider, browser: Browser) =>
  (await op.stores.sessions.findByTokenHash(sha256(browser.cookies['portico-session']!)))!.session
    .id

/** Alice in two browsers, each with an app's tokens, and Bob in a third. */
async function world() {
  const op = await testProvider()
  const alice = await op.user()
  const client = await op.client()
  const here = await op.signedIn(alice)
  const there = await op.signedIn(alice)
  const bob = await op.signedIn(await op.user({ username: 'bob' }))
  const given = {
    here: await op.authorized(here, client, { scope: 'openid' }),
    there: await op.authorized(there, client, { scope: 'offline_access' }),
    bob: await op.authorized(bob, client),
  }
  const isIn = async (browser: Browser) => (await browser.open('/login')).location === '/'
  const token = await tokenOf(here)
  const post = (path: string, fields: Record<string, string>) =>
    here.post(path, { token, ...fields })
  return { op, alice, client, here, there, bob, given, isIn, post }
}

describe('POST /account/password', () => {
  it('changes it, ends all other sessions and their grants, and keeps this one', async () => {
    const { op, alice, client, here, there, bob, given, isIn, post } = await world()
    const fields = { current_password: alice.password, new_password: fresh }
    const answer = await post('/account/password', fields)
    expect(answer.location).toBe('/security?done=password-changed')
    expect([await isIn(here), await isIn(there), await isIn(bob)]).toEqual([true, false, true])
    expect(await statusOf(op, client, given.here)).toBe(200)
    expect(await statusOf(op, client, given.there)).toBe(401)
    expect(await statusOf(op, client, given.bob)).toBe(200)
    await op.signedIn({ ...alice, password: fresh })
    await expect(op.signedIn(alice)).rejects.toThrow('401')
  })

  it('gives this session a new cookie, and the one from before is dead (ASVS 7.2.4)', async () => {
    const { op, alice, here, post } = await world()
    const [before, id] = [here.cookies['portico-session']!, await sessionIdOf(op, here)]
    await post('/account/password', { current_password: alice.password, new_password: fresh })
    expect(here.cookies['portico-session']).not.toBe(before)
    expect(await op.stores.sessions.findByTokenHash(sha256(before))).toBeNull()
    expect(await sessionIdOf(op, here)).toBe(id)
  })

  it('revokes what the JSON API gave for the old password', async () => {
    const { op, alice, client, post } = await world()
    const body = { response_type: 'code', username: 'alice', password: alice.password }
    const byPassword = (await op.json('/api/token', { ...body, client_id: client.id })).body
    await post('/account/password', { current_password: alice.password, new_password: fresh })
    expect(await statusOf(op, client, byPassword)).toBe(401)
  })

  it('asks for the old one', async () => {
    const { op, alice, isIn, there, post } = await world()
    for (const wrong of ['', 'not the password', fresh]) {
      const answer = await post('/account/password', {
        current_password: wrong,
        new_password: fresh,
      })
      expect(answer.location).toBe('/security?problem=wrong-password&field=current_password')
    }
    expect(await isIn(there)).toBe(true)
    await op.signedIn(alice)
  })

  it.each([
    ['', 'missing'],
    ['short', 'too-short'],
    ['x'.repeat(257), 'too-long'],
    ['password1', 'too-common'],
  ])('refuses the new one %.10j: %s', async (password, problem) => {
    const { alice, post } = await world()
    const fields = { current_password: alice.password, new_password: password }
    const { location } = await post('/account/password', fields)
    expect(location).toBe(`/security?problem=${problem}&field=new_password`)
  })

  it('is no way to guess: ten tries, then a wait', async () => {
    const { op, alice, post } = await world()
    for (let count = 0; count < 10; count += 1) {
      await post('/account/password', { current_password: 'wrong', new_password: fresh })
    }
    const fields = { current_password: alice.password, new_password: fresh }
    expect((await post('/account/password', fields)).location).toBe(
      '/security?problem=too-many-attempts',
    )
    op.passes({ minutes: 15 })
    expect((await post('/account/password', fields)).location).toBe(
      '/security?done=password-changed',
    )
  })

  it('says when every place is taken', async () => {
    const { op, alice, post } = await world()
    op.hasher.isBusy = true
    const fields = { current_password: alice.password, new_password: fresh }
    expect((await post('/account/password', fields)).location).toBe('/security?problem=busy')
  })

  it('puts no password into an address', async () => {
    const { alice, post } = await world()
    for (const fields of [
      { current_password: alice.password, new_password: 'tiny' },
      { current_password: 'wrong guess', new_password: fresh },
    ]) {
      const { location } = await post('/account/password', fields)
      for (const secret of Object.values(fields)) expect(location).not.toContain(secret)
    }
  })
})

describe('POST /account/sessions/end', () => {
  it('ends one session of one’s own', async () => {
    const { op, alice, here, there, isIn, post } = await world()
    const { location } = await post('/account/sessions/end', {
      session_id: await sessionIdOf(op, there),
    })
    expect(location).toBe('/security?done=session-ended')
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toHaveLength(1)
  })

  it('ends this one, and with it the cookie', async () => {
    const { op, here, there, isIn, post } = await world()
    const answer = await post('/account/sessions/end', { session_id: await sessionIdOf(op, here) })
    expect(answer.text).toContain(hostedEn.signedOut.title)
    expect(here.cookies).not.toHaveProperty('portico-session')
    expect(await isIn(there)).toBe(true)
  })

  it("leaves other people's sessions alone", async () => {
    const { op, bob, isIn, post } = await world()
    await post('/account/sessions/end', { session_id: await sessionIdOf(op, bob) })
    expect(await isIn(bob)).toBe(true)
  })

  it('`others`: all but this one, with their grants', async () => {
    const { op, client, here, there, bob, given, isIn, post } = await world()
    await post('/account/sessions/end', { session_id: 'others' })
    expect([await isIn(here), await isIn(there), await isIn(bob)]).toEqual([true, false, true])
    expect(await statusOf(op, client, given.here)).toBe(200)
    expect(await statusOf(op, client, given.there)).toBe(401)
    expect(await statusOf(op, client, given.bob)).toBe(200)
  })

  it('`all`: everywhere, and every app is refused, offline_access or not', async () => {
    const { op, client, here, there, bob, given, isIn, post } = await world()
    await post('/account/sessions/end', { session_id: 'all' })
    expect([await isIn(here), await isIn(there), await isIn(bob)]).toEqual([false, false, true])
    expect(await statusOf(op, client, given.here)).toBe(401)
    expect(await statusOf(op, client, given.there)).toBe(401)
    expect(await statusOf(op, client, given.bob)).toBe(200)
  })

  it.each(['', 'nothing', '\0', 'x'.repeat(10_000), '%'])('%.10j ends nothing', async (id) => {
    const { here, there, isIn, post } = await world()
    expect((await post('/account/sessions/end', { session_id: id })).status).toBe(303)
    expect([await isIn(here), await isIn(there)]).toEqual([true, true])
  })
})

describe('POST /account/apps/revoke', () => {
  it("takes one app's access away at once; it has to ask again", async () => {
    const { op, alice, client, here, given, post } = await world()
    const other = await op.client()
    const kept = await op.authorized(here, other)
    const { location } = await post('/account/apps/revoke', { client_id: client.id })
    expect(location).toBe('/?done=access-revoked')
    expect(await statusOf(op, client, given.here)).toBe(401)
    expect(await statusOf(op, client, given.there)).toBe(401)
    expect(await statusOf(op, client, given.bob)).toBe(200)
    expect(await statusOf(op, other, kept)).toBe(200)
    expect(await op.stores.consents.find(alice.id, client.id)).toBeNull()
  })

  it.each(['', 'nobody', '\0', 'x'.repeat(10_000)])('%.10j revokes nothing', async (id) => {
    const { op, client, given, post } = await world()
    expect((await post('/account/apps/revoke', { client_id: id })).status).toBe(303)
    expect(await statusOf(op, client, given.here)).toBe(200)
  })
})

describe('the forms of the account', () => {
  it.each(['/account/password', '/account/sessions/end', '/account/apps/revoke'])(
    '%s needs a session, and a token of it',
    async (path) => {
      const { op, alice, client, here, there, bob, given, isIn } = await world()
      const fields = {
        current_password: alice.password,
        new_password: fresh,
        session_id: 'all',
        client_id: client.id,
      }
      expectErrorPage(await op.post(path, fields), 401, 'sign-in-needed')
      for (const token of ['', 'x', await tokenOf(bob), await tokenOf(there)]) {
        expectErrorPage(await here.post(path, { ...fields, token }), 403, 'form-expired')
      }
      expect([await isIn(here), await isIn(there)]).toEqual([true, true])
      expect(await statusOf(op, client, given.here)).toBe(200)
    },
  )
})
