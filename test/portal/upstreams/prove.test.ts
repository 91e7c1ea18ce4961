import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'

import { testProvider } from '../../test-provider'
import { person, playedWorld } from './played'

const { prove, failure } = hostedEn.upstreams
const path = '/sign-in/upstream/prove'

/** Somebody who came by an upstream with the e-mail address of alice, and is asked for her password. */
async function asked(told = {}) {
  const world = await playedWorld()
  const alice = await world.op.user()
  world.played.answer = person({ email: 'Alice@Example.com', ...told })
  const browser = world.op.browser()
  const answer = await world.roundTrip(
    browser,
    '/sign-in/upstream?of=work&continue=%2Flogin%3Fcontinue%3D%252Fsecurity',
  )
  const accounts = () => world.op.stores.accounts.listOfUser(alice.id)
  return { ...world, alice, browser, answer, accounts }
}

describe('/sign-in/upstream/prove', () => {
  it('links the account to who knows the password of the user with the e-mail address, and signs in', async () => {
    const { op, browser, answer, alice, accounts, roundTrip, whoIs } = await asked()
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(prove.title)
    expect(await accounts()).toEqual([])
    const done = await browser.submit(path, { password: alice.password })
    expect([done.status, done.location]).toEqual([303, '/security'])
    expect(await accounts()).toMatchObject([
      { issuer: 'https://work.example', subject: 'subject-1', email: 'alice@example.com' },
    ])
    const other = op.browser()
    expect((await roundTrip(other)).location).toBe('/')
    expect(await whoIs(other)).toBe('alice')
    expect((await browser.open(path)).text).toContain(failure.texts['prove-expired'].why)
  })

  it('links nothing for a wrong password, and counts it with those of the sign-in', async () => {
    const { op, browser, accounts, alice } = await asked()
    for (let count = 0; count < 10; count += 1) {
      const wrong = await browser.submit(path, { password: 'wrong' })
      expect(wrong.status).toBe(401)
      expect(wrong.text).toContain(prove.wrong)
    }
    const barred = await browser.submit(path, { password: alice.password })
    expect(barred.status).toBe(429)
    expect(barred.headers.get('retry-after')).toMatch(/^\d+$/)
    const door = await op.atTheDoor()
    const typed = { identifier: 'alice', password: alice.password }
    expect((await door.submit('/sign-in/password', typed)).status).toBe(429)
    expect(await accounts()).toEqual([])
  })

  it('asks again for an empty password, an old form, and while the server is busy', async () => {
    const { op, browser, alice } = await asked()
    expect((await browser.submit(path, { password: '' })).status).toBe(422)
    expect((await browser.submit(path, { password: alice.password, token: 'x' })).status).toBe(403)
    op.hasher.isBusy = true
    expect((await browser.submit(path, { password: alice.password })).status).toBe(503)
  })

  it('refuses a post of another site', async () => {
    const { browser, alice, accounts } = await asked()
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    expect((await browser.submit(path, { password: alice.password }, headers)).status).toBe(403)
    expect(await accounts()).toEqual([])
  })

  it('is there for ten minutes, for this browser, while upstream and user are', async () => {
    const { op, browser, alice } = await asked()
    const stranger = await op.browser().open(path)
    expect(stranger.text).toContain(failure.texts['prove-expired'].why)
    op.passes({ minutes: 9, seconds: 59 })
    expect((await browser.open(path)).status).toBe(200)
    op.passes({ seconds: 1 })
    expect((await browser.submit(path, { password: alice.password })).status).toBe(400)

    const off = await asked()
    await off.op.stores.upstreams.update('work', { disabledAt: off.op.now() })
    const refused = await off.browser.submit(path, { password: off.alice.password })
    expect(refused.status).toBe(400)
    expect(await off.accounts()).toEqual([])
  })

  it('does not believe a cookie that it has not made', async () => {
    const op = await testProvider()
    const browser = op.browser()
    browser.setCookie('portico-prove', 'AAAA')
    expect((await browser.open(path)).status).toBe(400)
  })

  it('does not link an account that somebody else took meanwhile, and signs nobody in', async () => {
    const { op, browser, alice, upstream, whoIs } = await asked()
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
    const answer = await browser.submit(path, { password: alice.password })
    expect(answer.status).toBe(409)
    expect(await whoIs(browser)).toBeNull()
  })

  it('offers the other ways to who has no password', async () => {
    const { op, played, roundTrip } = await playedWorld()
    await roundTrip(op.browser()) // adds bob, without a password
    played.answer = person({ subject: 'subject-2' })
    const answer = await roundTrip(op.browser())
    expect(answer.text).toContain('and it has no password')
    expect(answer.text).not.toContain('type="password"')
    expect(answer.text).toContain(prove.signIn)
  })
})
