import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { recoveryLink } from '@/server/links'

import { oauthProvider } from '../oauth/relying-party'
import { toldApp } from '../oauth/logout/told-app'
import type { Browser } from '../test-browser'
import { credentials } from '../test-provider'

/** Alice in three browsers and Bob in one, each of whom has used an app that wants to know. */
async function world() {
  const op = await oauthProvider()
  const told = await toldApp(op)
  const alice = await op.user()
  const bob = await op.user({ username: 'bob' })
  const browsers = {
    here: await op.signedIn(alice),
    there: await op.signedIn(alice),
    elsewhere: await op.signedIn(alice),
    bobs: await op.signedIn(bob),
  }
  const sidOf = async (browser: Browser) =>
    (await op.stores.sessions.findByTokenHash(sha256(browser.cookies['portico-session']!)))!.session
      .id
  const sids: Record<string, string> = {}
  for (const [name, browser] of Object.entries(browsers)) {
    await told.app.tokens(browser)
    sids[name] = await sidOf(browser)
  }
  const { here } = browsers
  await here.open('/sign-out')
  const { token } = here.hidden('/sign-out')
  const post = (path: string, fields: Record<string, string>) =>
    here.post(path, { token: token!, ...fields })
  /** Whose sessions the app was told of, once it was told of so many; and that nothing more is due. */
  const toldOf = async (count: number) => {
    await told.times(count)
    await op.provider.logouts.deliver()
    const names = told.sids().map((sid) => Object.keys(sids).find((name) => sids[name] === sid))
    return names.sort()
  }
  return { op, told, alice, bob, browsers, sids, post, toldOf }
}

describe('an app is told at once', () => {
  it('when somebody signs out', async () => {
    const { post, toldOf } = await world()
    await post('/sign-out', {})
    expect(await toldOf(1)).toEqual(['here'])
  })

  it('when one ends another session of one’s own, and not of somebody else', async () => {
    const { sids, post, toldOf } = await world()
    await post('/account/sessions/end', { session_id: sids['bobs']! })
    await post('/account/sessions/end', { session_id: sids['there']! })
    expect(await toldOf(1)).toEqual(['there'])
  })

  it('when one ends this session from the list', async () => {
    const { sids, post, toldOf } = await world()
    await post('/account/sessions/end', { session_id: sids['here']! })
    expect(await toldOf(1)).toEqual(['here'])
  })

  it('when one ends all others', async () => {
    const { post, toldOf } = await world()
    await post('/account/sessions/end', { session_id: 'others' })
    expect(await toldOf(2)).toEqual(['elsewhere', 'there'])
  })

  it('when one signs out everywhere', async () => {
    const { post, toldOf } = await world()
    await post('/account/sessions/end', { session_id: 'all' })
    expect(await toldOf(3)).toEqual(['elsewhere', 'here', 'there'])
  })

  it('when one changes the password: the other sessions end, this one does not', async () => {
    const { alice, post, toldOf } = await world()
    const fields = { current_password: alice.password, new_password: 'a wholly new password' }
    await post('/account/password', fields)
    expect(await toldOf(2)).toEqual(['elsewhere', 'there'])
  })

  it('when a new password is set by a link from the operator: every session ends', async () => {
    const { op, toldOf } = await world()
    const link = (await recoveryLink('alice', op.provider))!.replace(op.settings.issuer, '')
    const browser = op.browser()
    await browser.open(link)
    await browser.submit('/recover', { password: 'a wholly new password' })
    expect(await toldOf(3)).toEqual(['elsewhere', 'here', 'there'])
  })
})

describe('an app is told', () => {
  it('when a user is disabled', async () => {
    const { op, bob, toldOf } = await world()
    await op.stores.users.setDisabled(bob.id, op.now())
    void op.provider.logouts.deliver() // as the server does every few seconds
    expect(await toldOf(1)).toEqual(['bobs'])
  })

  it('when somebody else signs in with this browser', async () => {
    const { op, bob, browsers, toldOf } = await world()
    await browsers.here.open('/sign-out')
    const { token } = browsers.here.hidden('/sign-out')
    await browsers.here.post('/sign-in/password', { token: token!, ...credentials(bob) })
    void op.provider.logouts.deliver()
    expect(await toldOf(1)).toEqual(['here'])
  })

  it('nothing when somebody signs in again, and goes on in the same session', async () => {
    const { op, told, alice, browsers, sids } = await world()
    await browsers.here.open('/sign-out')
    const { token } = browsers.here.hidden('/sign-out')
    await browsers.here.post('/sign-in/password', { token: token!, ...credentials(alice) })
    await op.provider.logouts.deliver()
    expect(told.posts).toEqual([])
    const sessions = await op.stores.sessions.listOfUser(alice.id, op.now())
    expect(sessions.map(({ id }) => id)).toContain(sids['here'])
  })

  it('nothing when the person withdraws the consent: the session goes on', async () => {
    const { op, told, post } = await world()
    await post('/account/apps/revoke', { client_id: told.app.id })
    await op.provider.logouts.deliver()
    expect(told.posts).toEqual([])
  })

  it('also after the consent was withdrawn, as it may still know the person', async () => {
    const { told, post, toldOf } = await world()
    await post('/account/apps/revoke', { client_id: told.app.id })
    await post('/sign-out', {})
    expect(await toldOf(1)).toEqual(['here'])
  })
})
