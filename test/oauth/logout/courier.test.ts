import { describe, expect, it, vi } from 'vitest'

import { sha256 } from '@/crypto/digest'
import type { LogoutDelivery } from '@/model/logout-delivery'
import { logoutCourier } from '@/oauth/logout/courier'
import { OutboundProblem, type OutboundAnswer } from '@/oauth/provider'

import { added, atOnce } from '../../stores/fixtures'
import { postgresUrl, temporaryPostgres } from '../../stores/temporary-database'
import type { Browser } from '../../test-browser'
import type { TestOptions, TestProvider } from '../../test-provider'
import { oauthProvider, relyingParty } from '../relying-party'
import { toldApp, verifyLogoutToken } from './told-app'

const sidOf = async (op: TestProvider, browser: Browser) =>
  (await op.stores.sessions.findByTokenHash(sha256(browser.cookies['portico-session']!)))!.session
    .id

/** Somebody who has used an app in a browser, and whose session there ends, without a word to the courier. */
async function ended(options: TestOptions = {}) {
  const op = await oauthProvider(options)
  const told = await toldApp(op)
  const alice = await op.user()
  const browser = await op.signedIn(alice)
  await told.app.tokens(browser)
  const sid = await sidOf(op, browser)
  await op.stores.sessions.end(alice.id, sid, op.now())
  const deliver = () => op.provider.logouts.deliver()
  const state = async () => {
    const [{ attempts, deliveredAt, nextAttemptAt, problem } = {} as LogoutDelivery] =
      await told.deliveries()
    const seconds = nextAttemptAt && (nextAttemptAt.getTime() - op.now().getTime()) / 1000
    return { attempts, isDelivered: deliveredAt !== null, problem, next: seconds }
  }
  return { op, told, alice, browser, sid, deliver, state }
}

/** Users with sessions that have ended, all of which used these apps: so many deliveries are due for each. */
async function manyEnded(op: TestProvider, uris: readonly string[], count: number) {
  const add = added(op.stores)
  const clients = await Promise.all(
    uris.map((uri) => add.client({ name: uri, backchannelLogoutUri: uri })),
  )
  const user = await add.user()
  for (let number = 0; number < count; number += 1) {
    const session = await add.session(user.id)
    for (const { id } of clients) await add.grant(user.id, id, { sessionId: session.id })
  }
  await op.stores.sessions.endAll(user.id, null, op.now())
  return clients
}

/** An outside world that answers when the test says so. */
function outside() {
  const posts: { readonly uri: string; readonly answer: (status: number) => void }[] = []
  const underWay = { now: 0, most: 0 }
  let arrived = () => {}
  const post = (uri: string) =>
    new Promise<OutboundAnswer>((resolve) => {
      underWay.most = Math.max(underWay.most, (underWay.now += 1))
      const answer = (status: number) => {
        underWay.now -= 1
        resolve({ status, text: '' })
      }
      posts.push({ uri, answer })
      arrived()
    })
  /** Resolves when so many have been posted in all. */
  const times = async (count: number) => {
    while (posts.length < count) await new Promise<void>((resolve) => (arrived = resolve))
  }
  const get = () => Promise.reject(new Error('nothing is fetched'))
  return { outbound: { post, get, send: get }, posts, underWay, times }
}

describe('the delivery of logout tokens (OpenID Connect Back-Channel Logout 1.0)', () => {
  it('posts a form with the logout token and nothing else, once (§2.5)', async () => {
    const { op, told, sid, deliver, state } = await ended()
    await deliver()
    await deliver()
    expect(told.posts).toHaveLength(1)
    const [{ method, path, headers, fields }] = told.posts as [(typeof told.posts)[0]]
    expect([method, path]).toEqual(['POST', '/backchannel?of=portico'])
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('authorization')
    expect(Object.keys(fields)).toEqual(['logout_token'])
    const { payload } = await verifyLogoutToken(op, fields['logout_token']!, {
      clientId: told.app.id,
    })
    expect(payload['sid']).toBe(sid)
    expect(await state()).toEqual({ attempts: 1, isDelivered: true, problem: null, next: null })
  })

  it('tells every app of the session that wants to know, and none of another session', async () => {
    const op = await oauthProvider()
    const [alice, notes, wiki, tasks] = [
      await op.user(),
      await toldApp(op),
      await toldApp(op),
      await toldApp(op),
    ]
    const silent = await relyingParty(op)
    const [here, there] = [await op.signedIn(alice), await op.signedIn(alice)]
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    for (const { app } of [notes, wiki]) await app.tokens(here)
    await silent.tokens(here)
    for (const { app } of [notes, tasks]) await app.tokens(there)
    await notes.app.tokens(bob)
    const sid = await sidOf(op, here)
    await op.stores.sessions.end(alice.id, sid, op.now())
    await op.provider.logouts.deliver()
    expect([notes.sids(), wiki.sids(), tasks.sids()]).toEqual([[sid], [sid], []])
    expect(await op.stores.logoutDeliveries.listOfClient(silent.id, 9)).toEqual([])
  })

  it.each([200, 202, 204])('takes %i for an answer (§2.8)', async (status) => {
    const { told, deliver, state } = await ended()
    told.told.says = status
    await deliver()
    expect(await state()).toMatchObject({ isDelivered: true, next: null })
  })

  it.each([301, 302, 307, 400, 401, 404, 429, 500, 503])(
    'sends it again after %i',
    async (status) => {
      const { told, deliver, state } = await ended()
      const elsewhere = await toldApp((await ended()).op)
      told.told.says = (response) => response.writeHead(status, { Location: elsewhere.uri }).end()
      await deliver()
      const problem = `answered ${status}`
      expect(await state()).toEqual({ attempts: 1, isDelivered: false, problem, next: 10 })
      expect(elsewhere.posts).toEqual([]) // a redirect could lead the token anywhere
    },
  )

  it('waits longer after each failure, and gives up after the ninth attempt', async () => {
    const { op, told, deliver, state } = await ended()
    told.told.says = 500
    await deliver()
    const delays = [10, 60, 300, 1800, 7200, 21_600, 43_200, 86_400]
    for (const [index, delay] of delays.entries()) {
      expect(await state()).toMatchObject({ attempts: index + 1, next: delay })
      op.passes({ seconds: delay - 1 })
      await deliver()
      expect(told.posts).toHaveLength(index + 1)
      op.passes({ seconds: 1 })
      await deliver()
      expect(told.posts).toHaveLength(index + 2)
    }
    const problem = 'answered 500'
    expect(await state()).toEqual({ attempts: 9, isDelivered: false, problem, next: null })
    op.passes({ days: 7 })
    await deliver()
    expect(told.posts).toHaveLength(9)
    expect(op.logged()).toContain('"msg":"a sign-out notice is given up"')
  })

  it('is taken at a later attempt, with a token of its own, and the problem is forgotten', async () => {
    const { op, told, deliver, state } = await ended()
    told.told.says = 503
    await deliver()
    told.told.says = 200
    op.passes({ seconds: 10 })
    await deliver()
    expect(await state()).toEqual({ attempts: 2, isDelivered: true, problem: null, next: null })
    const [first, second] = told.posts.map(({ fields }) => fields['logout_token']!)
    expect(second).not.toBe(first)
    await verifyLogoutToken(op, second!, { clientId: told.app.id })
  })

  it('is not lost with the process: another one goes on', async () => {
    const { op, told, state } = await ended()
    const claimed = await op.stores.logoutDeliveries.claim(
      op.now(),
      new Date(op.now().getTime() + 60_000),
      10,
    )
    expect(claimed).toHaveLength(1) // and here it was killed
    const another = logoutCourier(op.provider)
    op.passes({ seconds: 59 })
    await another.deliver()
    expect(told.posts).toEqual([])
    op.passes({ seconds: 1 })
    await another.deliver()
    expect(await state()).toMatchObject({ attempts: 2, isDelivered: true })
  })

  it('goes to a disabled app no more, nor to one that has taken its URI away', async () => {
    const one = await ended()
    await one.op.stores.clients.setDisabled(one.told.app.id, one.op.now())
    await one.deliver()
    const disabled = { attempts: 1, isDelivered: false, problem: 'app disabled', next: null }
    expect(await one.state()).toEqual(disabled)

    const two = await ended()
    const { client } = two.told.app
    await two.op.stores.clients.update(client.id, { ...client, backchannelLogoutUri: null })
    await two.deliver()
    expect(await two.state()).toEqual({ ...disabled, problem: 'no URI' })

    const three = await ended()
    await three.op.stores.clients.delete(three.told.app.id)
    await three.deliver()
    expect([one, two, three].map(({ told }) => told.posts)).toEqual([[], [], []])
  })

  it('goes where the app is now, when it has moved', async () => {
    const { op, told, deliver } = await ended()
    const moved = await toldApp(op)
    const { client } = told.app
    await op.stores.clients.update(client.id, { ...client, backchannelLogoutUri: moved.uri })
    await deliver()
    expect([told.posts.length, moved.posts.length]).toEqual([0, 1])
  })

  it('says in a stable word why nothing came back', async () => {
    const { op, told } = await ended()
    for (const [reason, problem] of [
      ['timeout', 'timed out'],
      ['busy', 'server busy'],
      ['unreachable', 'unreachable'],
      ['unresolvable', 'unresolvable'],
      ['private-address', 'private address'],
      ['not-https', 'not https'],
      ['too-large', 'answer too large'],
    ] as const) {
      const post = () => Promise.reject(new OutboundProblem(reason))
      const courier = logoutCourier({ ...op.provider, outbound: { ...op.provider.outbound, post } })
      await courier.deliver()
      expect((await told.deliveries())[0]).toMatchObject({ problem, deliveredAt: null })
      op.passes({ days: 1 })
    }
  })

  it('reaches no private address, and nothing without TLS, unless it may', async () => {
    const { told, deliver, state } = await ended({ settings: { allowPrivateNetwork: false } })
    await deliver()
    expect(await state()).toMatchObject({ problem: 'not https', next: 10 })
    expect(told.posts).toEqual([])

    const other = await oauthProvider({ settings: { allowPrivateNetwork: false } })
    const [client] = await manyEnded(other, ['https://127.0.0.1/logout'], 1)
    await other.provider.logouts.deliver()
    const [delivery] = await other.stores.logoutDeliveries.listOfClient(client!.id, 1)
    expect(delivery).toMatchObject({ problem: 'private address' })
  })

  it('puts neither a token nor what an app answers into the log or the database', async () => {
    const { op, told, deliver } = await ended()
    told.told.says = 500
    await deliver()
    const kept = op.logged() + JSON.stringify(await told.deliveries())
    expect(kept).toContain('answered 500')
    expect(kept).not.toContain('eyJ')
    expect(kept).not.toContain('a secret of the app')
  })

  it('fails nobody when the database does, and delivers when it is back', async () => {
    const { op, told } = await ended()
    let isDown = true
    const { logoutDeliveries } = op.stores
    const claim: typeof logoutDeliveries.claim = (...given) =>
      isDown ? Promise.reject(new Error('no database')) : logoutDeliveries.claim(...given)
    const stores = { ...op.stores, logoutDeliveries: { ...logoutDeliveries, claim } }
    const courier = logoutCourier({ ...op.provider, stores })
    await courier.deliver()
    expect(op.logged()).toContain('no database')
    isDown = false
    await courier.deliver()
    expect(told.posts).toHaveLength(1)
  })
})

describe('the courier', () => {
  const sendsOnce = async (op: TestProvider) => {
    const uris = ['https://a.example/', 'https://b.example/', 'https://c.example/']
    const clients = await manyEnded(op, uris, 20)
    const post = vi.fn(() => Promise.resolve({ status: 200, text: '' }))
    const outbound = { ...op.provider.outbound, post }
    const couriers = [1, 2, 3].map(() => logoutCourier({ ...op.provider, outbound }))
    await atOnce(12, (index) => couriers[index % 3]!.deliver())
    expect(post).toHaveBeenCalledTimes(60)
    for (const { id } of clients) {
      const deliveries = await op.stores.logoutDeliveries.listOfClient(id, 100)
      const once = deliveries.filter(({ attempts, deliveredAt }) => attempts === 1 && deliveredAt)
      expect(once).toHaveLength(20)
    }
  }

  it('sends each notice once, however many processes and kicks there are', async () => {
    await sendsOnce(await oauthProvider())
  })

  it.skipIf(!postgresUrl)('does so on PostgreSQL, too', async () => {
    const database = await temporaryPostgres()
    const op = await oauthProvider({ database })
    await sendsOnce(op)
    await op.provider.logouts.stop()
    await database.close()
  })

  it('posts to one app four at a time, and an app that never answers holds no other up', async () => {
    const op = await oauthProvider()
    await manyEnded(op, ['https://hangs.example/'], 40) // the oldest
    op.passes({ seconds: 1 })
    await manyEnded(op, ['https://quick.example/'], 40)
    const { outbound, posts } = outside()
    const post = (uri: string) =>
      uri.includes('quick') ? Promise.resolve({ status: 204, text: '' }) : outbound.post(uri)
    const courier = logoutCourier({ ...op.provider, outbound: { ...outbound, post } })
    const done = courier.deliver()
    const quick = (await op.stores.clients.list(null)).find(({ name }) => name.includes('quick'))!
    const isTold = async () =>
      (await op.stores.logoutDeliveries.listOfClient(quick.id, 100)).every((one) => one.deliveredAt)
    await vi.waitUntil(isTold, { timeout: 10_000 })
    expect(posts).toHaveLength(4)
    for (let index = 0; index < 40; index += 1) {
      await vi.waitUntil(() => posts.length > index)
      posts[index]!.answer(200)
    }
    await done
    expect(posts).toHaveLength(40)
  })

  it('has at most 64 posts under way', async () => {
    const op = await oauthProvider()
    const uris = Array.from({ length: 80 }, (_, index) => `https://app-${index}.example/`)
    await manyEnded(op, uris, 1)
    const { outbound, posts, underWay, times } = outside()
    const courier = logoutCourier({ ...op.provider, outbound })
    const done = courier.deliver()
    await times(64)
    const kicked = courier.deliver()
    for (let index = 0; index < 80; index += 1) {
      await times(index + 1)
      posts[index]!.answer(200)
    }
    await Promise.all([done, kicked])
    expect(underWay.most).toBe(64)
    expect(new Set(posts.map(({ uri }) => uri)).size).toBe(80)
  })

  it('stops after what is under way, begins nothing more, and leaves the rest to be due again', async () => {
    const op = await oauthProvider()
    const [client] = await manyEnded(op, ['https://a.example/'], 10)
    const { outbound, posts, times } = outside()
    const courier = logoutCourier({ ...op.provider, outbound })
    const done = courier.deliver()
    await times(4)
    const stopped = courier.stop()
    for (const { answer } of posts) answer(200)
    await Promise.all([done, stopped])
    await courier.deliver()
    expect(posts).toHaveLength(4)
    const deliveries = await op.stores.logoutDeliveries.listOfClient(client!.id, 20)
    expect(deliveries.filter(({ deliveredAt }) => deliveredAt)).toHaveLength(4)
    op.passes({ seconds: 60 })
    const post = vi.fn(() => Promise.resolve({ status: 200, text: '' }))
    await logoutCourier({ ...op.provider, outbound: { ...outbound, post } }).deliver()
    expect(post).toHaveBeenCalledTimes(6)
  })

  it('asks the database once when nothing is due', async () => {
    const op = await oauthProvider()
    const claim = vi.fn(() => Promise.resolve([]))
    const stores = { ...op.stores, logoutDeliveries: { ...op.stores.logoutDeliveries, claim } }
    await logoutCourier({ ...op.provider, stores }).deliver()
    expect(claim).toHaveBeenCalledTimes(1)
  })
})
