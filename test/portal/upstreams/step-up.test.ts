import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { UpstreamFailure } from '@/oauth/provider'
import { hostedEn } from '@/ui/messages/hosted.en'

import {
  callbackOf,
  expectErrorCallback,
  isSignInPage,
  relyingParty,
  type RelyingParty,
} from '../../oauth/relying-party'
import { issuer, type TestProvider } from '../../test-provider'
import type { Answer, Browser } from '../../test-browser'
import { playedWorld, type UpstreamSettings } from './played'

const essential = '{"id_token":{"acr":{"essential":true,"values":["pwd"]}}}'

/** An app of the house, and a browser in which bob has come by the upstream. */
async function world(settings: UpstreamSettings = {}) {
  const made = await playedWorld({ isDefault: true, ...settings })
  const app = await relyingParty(made.op, { isFirstParty: true })
  const browser = made.op.browser()
  await made.roundTrip(browser)
  const { user: bob } = (await made.op.stores.accounts.find('https://work.example', 'subject-1'))!
  made.op.passes({ minutes: 1 })
  return { ...made, app, browser, bob }
}

/** Alice's browser, past the default upstream. */
async function signedInByPassword(op: TestProvider) {
  const alice = await op.user()
  const browser = await op.atTheDoor('/login?way=password')
  await browser.submit('/sign-in/password', {
    identifier: alice.username,
    password: alice.password,
  })
  return browser
}

async function claimsOf(app: RelyingParty, answer: Answer) {
  const { body } = await app.redeem(callbackOf(answer).parameters['code']!)
  return decodeJwt(body.id_token)
}

/** Follows the browser to the upstream and back to the app. */
async function anew(made: Awaited<ReturnType<typeof world>>, browser: Browser, path: string) {
  const { location } = await browser.open(path)
  const away = await browser.open(location)
  return made.comeBack(browser, away.location)
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)

describe('auth_time of who came by an upstream (OpenID Connect Core §2)', () => {
  it('is the time that the upstream says, also of a session that was there before', async () => {
    const { op, played, app, roundTrip } = await world()
    played.authenticatedAt = new Date(op.now().getTime() - 3_600_000)
    const browser = op.browser()
    await roundTrip(browser)
    const { auth_time: time, amr } = await claimsOf(app, await browser.open(app.path()))
    expect([time, amr]).toEqual([secondsOf(played.authenticatedAt), ['fed']])
  })

  it('is never later than now, and the moment of coming back where nothing is said', async () => {
    const { op, played, app, roundTrip } = await world()
    for (const told of [null, new Date(op.now().getTime() + 3_600_000)]) {
      played.authenticatedAt = told
      const browser = op.browser()
      await roundTrip(browser)
      const { auth_time: time } = await claimsOf(app, await browser.open(app.path()))
      expect(time).toBe(secondsOf(op.now()))
    }
  })

  it('counts for max_age: an old sign-in there is no new one here (§3.1.2.1)', async () => {
    const made = await world()
    const { op, played, app, roundTrip } = made
    played.authenticatedAt = new Date(op.now().getTime() - 3_600_000)
    const browser = op.browser()
    await roundTrip(browser)
    expectErrorCallback(
      await browser.open(app.path({ max_age: '600', prompt: 'none' })),
      'login_required',
      issuer,
    )
    const { location } = await browser.open(app.path({ max_age: '600' }))
    const away = await browser.open(location)
    played.authenticatedAt = op.now()
    const back = await made.comeBack(browser, away.location)
    const claims = await claimsOf(app, back)
    expect(claims['auth_time']).toBe(secondsOf(op.now()))
  })

  it('and nobody takes the wish out of the link: it stands in what is signed, too', async () => {
    const { op, played, app, comeBack } = await world()
    const browser = op.browser()
    for (const wish of [{ prompt: 'login' }, { max_age: '0' }]) {
      const { location } = await browser.open(app.path(wish))
      const without = location.replace('fresh=yes&', '')
      expect(without).not.toBe(location)
      await browser.open(without)
      expect(played.asked.at(-1)?.wishes).toEqual({ isFresh: true })

      const away = await browser.open(without.replace(/(asked_at%3D\w+)-/, '$1'))
      expect(played.asked.at(-1)?.wishes).toEqual({ isFresh: false })
      const back = await comeBack(browser, away.location)
      expect(back.location).toContain('fresh=yes')
      browser.clearCookies()
    }
  })

  it('a sign-in that is not fresh signs in nobody, and the page says why', async () => {
    const { op, played, app, comeBack, whoIs } = await world()
    const browser = op.browser()
    const { location } = await browser.open(app.path({ prompt: 'login' }))
    const away = await browser.open(location)
    played.answer = new UpstreamFailure('not-fresh', 'id-token', 'the ID token has auth_time 1')
    const back = await comeBack(browser, away.location)
    expect(back.status).toBe(400)
    expect(back.text).toContain('You were to sign in anew')
    expect(back.text).toContain('the ID token has auth_time 1')
    expect(await whoIs(browser)).toBeNull()
  })
})

describe('an essential acr of who came by an upstream (OpenID Connect Core §5.5.1.1)', () => {
  const notice = hostedEn.signIn.notices['password-needed']

  it('is a failed authentication where the person has no password', async () => {
    const { app, browser } = await world()
    for (const fields of [{}, { prompt: 'none' }]) {
      const answer = await browser.open(app.path({ ...fields, claims: essential }))
      expectErrorCallback(answer, 'unmet_authentication_requirements', issuer)
    }
  })

  it('is met by the password of who has one: the page says so, and offers nothing else', async () => {
    const { op, app, browser, bob } = await world()
    const password = 'violet anchor lantern'
    await op.stores.users.changePassword(
      bob.id,
      await op.provider.passwords.hash(password),
      op.now(),
      (await op.stores.sessions.listOfUser(bob.id, op.now()))[0]!.id,
    )
    const silent = await browser.open(app.path({ claims: essential, prompt: 'none' }))
    expectErrorCallback(silent, 'login_required', issuer)
    const page = await browser.open(app.path({ claims: essential }))
    expect(isSignInPage(page)).toBe(true)
    expect(page.text).toContain(notice)
    expect(page.text).not.toContain('/sign-in/upstream')
    const typed = { identifier: 'bob', password }
    const { acr, amr } = await claimsOf(app, await browser.submit('/sign-in/password', typed))
    expect([acr, amr]).toEqual(['pwd', ['pwd']])
  })

  it('is asked of who is not signed in by a form, and not at the default upstream', async () => {
    const made = await world()
    const { op, app, comeBack } = made
    const browser = op.browser()
    const page = await browser.open(app.path({ claims: essential }))
    expect(isSignInPage(page)).toBe(true)
    expect(page.text).toContain(notice)
    const back = /name="continue" value="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&')
    const query = new URLSearchParams({ of: 'work', continue: back ?? '' }).toString()
    const away = await browser.open(`/sign-in/upstream?${query}`)
    const returned = await comeBack(browser, away.location)
    expectErrorCallback(returned, 'unmet_authentication_requirements', issuer)
  })

  it('does not bother who signed in by a password, nor an app that can do without', async () => {
    const made = await world()
    const { op, app, browser } = made
    const alice = await signedInByPassword(op)
    expect((await claimsOf(app, await alice.open(app.path({ claims: essential }))))['acr']).toBe(
      'pwd',
    )
    for (const acr of ['{"values":["pwd"]}', '{"essential":true}', 'null']) {
      const claims = `{"id_token":{"acr":${acr}}}`
      expect(await claimsOf(app, await browser.open(app.path({ claims })))).not.toHaveProperty(
        'acr',
      )
    }
    const fresh = await anew(made, browser, app.path({ prompt: 'login' }))
    expect(callbackOf(fresh).parameters['code']).toBeDefined()
  })

  it('says nothing of other services where there are none', async () => {
    const { op, app } = await world()
    await op.stores.upstreams.update('work', { disabledAt: op.now() })
    const page = await op.browser().open(app.path({ claims: essential }))
    expect(page.text).not.toContain(notice)
  })
})
