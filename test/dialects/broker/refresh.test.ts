// Refreshes that come at once: in one process, at two nodes on one database, and when a node dies on the way.
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openRefreshToken } from '@/dialects/broker/refresh-token'
import { tokensWith } from '@/dialects/broker/tokens'

import { postgresUrl, temporaryPostgres, temporarySqlite } from '../../stores/temporary-database'
import type { TemporaryDatabase } from '../../stores/temporary-database'
import { answerOf, expectApiError, type Answer } from '../../test-browser'
import { testProvider } from '../../test-provider'
import { addBroker, list, ways } from './broker-world'
import { failure, playedUpstream, type PlayedUpstream } from './played-upstream'

describe.each([
  ['SQLite', temporarySqlite],
  ...(postgresUrl ? [['PostgreSQL', temporaryPostgres] as const] : []),
] as [string, () => Promise<TemporaryDatabase>][])('refreshes at once, on %s', (_name, open) => {
  let database: TemporaryDatabase
  beforeEach(async () => {
    database = await open()
    await addBroker(database.stores)
  })
  afterEach(() => database.close())

  /** A portal that shares nothing with another one but the database, as another process. */
  const node = async (upstream: PlayedUpstream) => {
    let looks = 0
    const op = await testProvider({
      database,
      upstreams: upstream,
      stores: (stores) => {
        const find = async (id: string) => {
          const found = await stores.brokerGrants.find(id)
          looks += 1
          return found
        }
        return { ...stores, brokerGrants: { ...stores.brokerGrants, find } }
      },
      settings: { followWhitelist: list },
    })
    let pauses = 0
    const at = {
      op,
      ...ways(op),
      pauses: () => pauses,
      looks: () => looks,
      /** What happens while it waits for another node. */
      whileWaiting: () => Promise.resolve(),
    }
    const handler = tokensWith(async () => {
      pauses += 1
      await at.whileWaiting()
      await new Promise((go) => setImmediate(go))
    })
    const refresh = async (refreshToken: string): Promise<Answer> => {
      const request = new Request(`${op.settings.issuer}/api/auth/tokens`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ refreshToken }),
      })
      return answerOf(await handler(request, op.provider))
    }
    return Object.assign(at, { refresh })
  }

  const twoNodes = async () => {
    const upstream = playedUpstream()
    return { upstream, one: await node(upstream), two: await node(upstream) }
  }

  it('of ten in one process one reaches the upstream, and all get its answer', async () => {
    const { upstream, one } = await twoNodes()
    const { refreshToken } = await one.signIn()
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.refresh(refreshToken)))
    expect(upstream.shown).toHaveLength(1)
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it('of ten over two nodes one reaches the upstream, and all get its answer', async () => {
    const { upstream, one, two } = await twoNodes()
    const { refreshToken } = await one.signIn()
    // It answers when the other node has begun to wait.
    const { whileWaiting, promise: someoneWaits } = signal()
    one.whileWaiting = two.whileWaiting = whileWaiting
    upstream.meanwhile = () => someoneWaits
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? one : two).refresh(refreshToken)),
    )
    expect(upstream.shown).toHaveLength(1)
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(one.pauses() + two.pauses()).toBeGreaterThan(0)
    const { refreshToken: next } = answers[0]!.body as { refreshToken: string }
    expect((await two.refresh(next)).status).toBe(200)
  })

  it('two people do not wait for one another', async () => {
    const { upstream, one, two } = await twoNodes()
    const [first, second] = [await one.signIn(), await one.signIn()]
    upstream.rotates = false
    const answers = await Promise.all([
      one.refresh(first.refreshToken),
      two.refresh(second.refreshToken),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(upstream.shown).toHaveLength(2)
    expect(answers[0].text).not.toBe(answers[1].text)
  })

  it('when a node dies while it asks, another follows once the lease has ended', async () => {
    const { upstream, one, two } = await twoNodes()
    const { refreshToken } = await one.signIn()
    const token = (await openRefreshToken(refreshToken, one.op.provider))!
    const until = new Date(one.op.now().getTime() + 15_000)
    const lease = { id: 'of the dead', generation: 1, until }
    expect(await database.stores.brokerGrants.lease(token.grantId, lease, one.op.now())).toBe(true)
    two.whileWaiting = () => {
      two.op.passes({ seconds: 1 })
      return Promise.resolve()
    }
    expect((await two.refresh(refreshToken)).status).toBe(200)
    expect(two.pauses()).toBe(15)
    expect(upstream.shown).toHaveLength(1)
  })

  it('waits no longer than it has to: 502, and the token stays valid', async () => {
    const { upstream, one, two } = await twoNodes()
    const { refreshToken } = await one.signIn()
    const token = (await openRefreshToken(refreshToken, one.op.provider))!
    const until = new Date(one.op.now().getTime() + 60_000)
    const lease = { id: 'of the slow', generation: 1, until }
    await database.stores.brokerGrants.lease(token.grantId, lease, one.op.now())
    expectApiError(await two.refresh(refreshToken), 502, 'upstream_unavailable')
    expect(upstream.shown).toHaveLength(0)
    await database.stores.brokerGrants.release(token.grantId, lease.id)
    expect((await two.refresh(refreshToken)).status).toBe(200)
  })

  it('a node whose lease has passed to another writes nothing, and says: again', async () => {
    const { upstream, one, two } = await twoNodes()
    upstream.rotates = false
    const { refreshToken } = await one.signIn()
    let overtaking: Promise<Answer> | undefined
    upstream.meanwhile = () => {
      if (upstream.shown.length > 1) return Promise.resolve()
      two.op.passes({ seconds: 16 })
      overtaking = two.refresh(refreshToken)
      return overtaking.then(() => undefined)
    }
    expectApiError(await one.refresh(refreshToken), 502, 'upstream_unavailable')
    const other = await overtaking!
    expect(other.status).toBe(200)
    one.op.passes({ seconds: 16 })
    const again = await one.refresh(refreshToken) // it is given what the other node was answered
    expect(again.body).toEqual(other.body)
    expect(upstream.shown).toHaveLength(2)
  })

  it('when the upstream is down, all ten hear it, and the next one asks again', async () => {
    const { upstream, one } = await twoNodes()
    const { refreshToken } = await one.signIn()
    upstream.failure = failure('unreachable')
    upstream.meanwhile = () => until(() => one.looks() >= 12) // all ten are there, and one asks
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.refresh(refreshToken)))
    for (const answer of answers) expectApiError(answer, 502, 'upstream_unavailable')
    expect(upstream.shown).toHaveLength(1)
    upstream.failure = null
    upstream.meanwhile = () => Promise.resolve()
    expect((await one.refresh(refreshToken)).status).toBe(200)
  })

  it('one that waits is let go when the user is disabled meanwhile', async () => {
    const { one, two, upstream } = await twoNodes()
    const { accessToken, refreshToken } = await one.signIn()
    const { whileWaiting, promise: someoneWaits } = signal()
    const userId = decodeJwt(accessToken).sub!
    const waiter = two
    waiter.whileWaiting = async () => {
      await database.stores.users.setDisabled(userId, one.op.now())
      await whileWaiting()
    }
    upstream.meanwhile = () => someoneWaits
    const asking = one.refresh(refreshToken)
    await until(() => upstream.shown.length === 1)
    expectApiError(await waiter.refresh(refreshToken), 401, 'user_disabled')
    await asking
  })
})

/** A promise that is kept when somebody waits. */
function signal() {
  let keep = () => {}
  const promise = new Promise<void>((resolve) => (keep = resolve))
  const whileWaiting = () => {
    keep()
    return promise
  }
  return { promise, whileWaiting }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((go) => setImmediate(go))
}
