import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { expectErrorPage } from '../../test-browser'
import { person, playedWorld } from './played'

const { failure } = hostedEn.upstreams

/** Alice, signed in, and what she can do about the upstreams. */
async function world() {
  const played = await playedWorld({ options: { newUsers: 'link' } })
  const { op } = played
  const alice = await op.user()
  const browser = await op.signedIn(alice)
  const tokenOf = async (of: typeof browser) => {
    await of.open('/sign-out')
    return of.hidden('/sign-out')['token']!
  }
  const token = await tokenOf(browser)
  const link = (of = 'work', fields = {}) =>
    browser.post('/account/upstreams/link', { token, of, ...fields })
  const unlink = (id: string) => browser.post('/account/upstreams/unlink', { token, id })
  const accounts = () => op.stores.accounts.listOfUser(alice.id)
  return { ...played, alice, browser, tokenOf, link, unlink, accounts }
}

describe('POST /account/upstreams/link', () => {
  it('links the account that the person comes back with, whatever its e-mail address', async () => {
    const { op, browser, link, accounts, comeBack, roundTrip, whoIs } = await world()
    const away = await link()
    expect(away.status).toBe(303)
    const back = await comeBack(browser, away.location)
    expect([back.status, back.location]).toEqual([303, '/security?done=upstream-linked'])
    expect(await accounts()).toMatchObject([{ subject: 'subject-1', email: 'bob@example.com' }])
    const other = op.browser()
    await roundTrip(other)
    expect(await whoIs(other)).toBe('alice')
  })

  it('links nothing once somebody else, or nobody, is signed in', async () => {
    const { op, browser, link, accounts, comeBack, alice } = await world()
    const carol = await op.user({ username: 'carol' })
    const away = await link()
    await browser.submit('/sign-out', {})
    const nobody = await comeBack(browser, away.location)
    expect(nobody.text).toContain(failure.texts['session-changed'].why)

    const second = await world()
    const { location } = await second.link()
    await second.browser.open('/sign-out')
    await second.browser.submit('/sign-out', {})
    await second.op.user({ username: 'carol' })
    await second.browser.open('/login')
    await second.browser.submit('/sign-in/password', {
      identifier: 'carol',
      password: carol.password,
    })
    expect((await second.comeBack(second.browser, location)).status).toBe(403)
    expect(await second.accounts()).toEqual([])
    expect(await accounts()).toEqual([])
    expect(await op.stores.accounts.listOfUser(carol.id)).toEqual([])
    expect(alice.id).not.toBe(carol.id)
  })

  it('does not take an account from somebody else', async () => {
    const { op, browser, link, comeBack, accounts, upstream } = await world()
    const carol = await op.user({ username: 'carol' })
    await op.stores.accounts.link({
      id: 'a-1',
      userId: carol.id,
      issuer: 'https://work.example',
      subject: 'subject-1',
      upstreamId: upstream.id,
      email: null,
      linkedAt: op.now(),
      usedAt: null,
    })
    const answer = await comeBack(browser, (await link()).location)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain(failure.texts['linked-elsewhere'].why.split('{label}')[1])
    expect(await accounts()).toEqual([])
  })

  it('wants the token of the session, a session, and an upstream that is on', async () => {
    const { op, link, add } = await world()
    await add({ id: 'off', disabledAt: op.now() })
    expectErrorPage(await link('work', { token: 'x' }), 403, 'form-expired')
    expectErrorPage(await link('off'), 404, 'not-found')
    expectErrorPage(await link(''), 404, 'not-found')
    expectErrorPage(await op.post('/account/upstreams/link', { of: 'work' }), 401, 'sign-in-needed')
  })
})

describe('POST /account/upstreams/unlink', () => {
  it('unlinks while another way in is left, and never the last one', async () => {
    const { op, browser, link, unlink, comeBack, accounts, roundTrip, played } = await world()
    await comeBack(browser, (await link()).location)
    const [account] = await accounts()
    expect((await unlink(account!.id)).location).toBe('/security?done=upstream-unlinked')
    expect((await roundTrip(op.browser())).status).toBe(403)

    await op.stores.upstreams.update('work', {
      options: { ...(await op.stores.upstreams.find('work'))!.options, newUsers: 'create' },
    })
    played.answer = person({ subject: 'subject-9' })
    const other = op.browser()
    await roundTrip(other)
    await other.open('/sign-out')
    const token = other.hidden('/sign-out')['token']!
    const bob = (await op.stores.accounts.find('https://work.example', 'subject-9'))!
    const last = await other.post('/account/upstreams/unlink', { token, id: bob.account.id })
    expect(last.location).toBe('/security?problem=last-way-in')
    expect(await op.stores.accounts.listOfUser(bob.user.id)).toHaveLength(1)
  })

  it('does nothing to another’s account', async () => {
    const { op, unlink, roundTrip } = await world()
    await op.stores.upstreams.update('work', {
      options: { ...(await op.stores.upstreams.find('work'))!.options, newUsers: 'create' },
    })
    await roundTrip(op.browser())
    const bob = (await op.stores.accounts.find('https://work.example', 'subject-1'))!
    expect((await unlink(bob.account.id)).location).toBe('/security')
    expect(await op.stores.accounts.listOfUser(bob.user.id)).toHaveLength(1)
  })
})

describe('POST /account/password of somebody who has none', () => {
  it('sets a first one within ten minutes of signing in', async () => {
    const { op, played, roundTrip, tokenOf } = await world()
    await op.stores.upstreams.update('work', {
      options: { ...(await op.stores.upstreams.find('work'))!.options, newUsers: 'create' },
    })
    played.answer = person()
    const browser = op.browser()
    await roundTrip(browser)
    const token = await tokenOf(browser)
    const set = () =>
      browser.post('/account/password', { token, new_password: 'violet anchor lantern' })
    op.passes({ minutes: 10, seconds: 1 })
    expect((await set()).location).toBe('/security?problem=sign-in-again')
    await roundTrip(browser)
    const fresh = await tokenOf(browser)
    const done = await browser.post('/account/password', {
      token: fresh,
      new_password: 'violet anchor lantern',
    })
    expect(done.location).toBe('/security?done=password-changed')
    const door = await op.atTheDoor()
    const typed = { identifier: 'bob', password: 'violet anchor lantern' }
    expect((await door.submit('/sign-in/password', typed)).status).toBe(303)
  })
})
