import { expect, it } from 'vitest'
import type { Client } from '@/model/client'
import type { LogoutDelivery } from '@/model/logout-delivery'
import { added, after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

/** An app that wants to hear when a session has ended. */
export const withLogout: Partial<Client> = { backchannelLogoutUri: 'https://notes.example/out' }

export function logoutDeliveriesContract({ fresh }: World): void {
  /** Deliveries of as many sessions, one second apart, the oldest first. */
  const world = async (count: number) => {
    const stores = await fresh()
    const { id: userId } = await added(stores).user()
    const { id: clientId } = await added(stores).client(withLogout)
    const add = async (at: Date, to = clientId) => {
      const { id: sessionId } = await added(stores).session(userId)
      await added(stores).grant(userId, to, { sessionId })
      await stores.sessions.end(userId, sessionId, at)
      return (await stores.logoutDeliveries.listOfSession(sessionId))[0]!
    }
    const deliveries: LogoutDelivery[] = []
    for (let index = 0; index < count; index += 1) deliveries.push(await add(after(index)))
    return { ...stores.logoutDeliveries, stores, clientId, add, deliveries }
  }

  it('gives out what is due, the oldest first, and not again before the lease is over', async () => {
    const { claim, deliveries } = await world(4)
    const claimed = (index: number, attempts: number, leaseUntil: Date) => ({
      ...deliveries[index]!,
      attempts,
      nextAttemptAt: leaseUntil,
    })
    expect(await claim(after(-1), after(60), 9)).toEqual([])
    const lease = after(60)
    expect(await claim(after(2), lease, 2)).toEqual([claimed(0, 1, lease), claimed(1, 1, lease)])
    expect(await claim(after(2), lease, 2)).toEqual([claimed(2, 1, lease)])
    expect(await claim(after(2), lease, 2)).toEqual([])
    const next = after(200)
    expect(await claim(after(60), next, 9)).toEqual([
      claimed(0, 2, next),
      claimed(1, 2, next),
      claimed(2, 2, next),
      claimed(3, 1, next),
    ])
    expect(await claim(after(60), next, 0)).toEqual([])
  })

  it('gives out first what has been due for longest', async () => {
    const { claim, fail, deliveries } = await world(2)
    await claim(after(0), after(60), 1)
    await fail(deliveries[0]!.id, 'answered 500', after(30))
    const [first] = await claim(after(100), after(200), 1)
    expect(first?.id).toBe(deliveries[1]!.id)
  })

  it('passes over the clients that it is told to', async () => {
    const { claim, add, stores, clientId } = await world(2)
    const [second, third] = [
      await added(stores).client(withLogout),
      await added(stores).client(withLogout),
    ]
    const [forSecond, forThird] = [await add(now, second.id), await add(now, third.id)]
    const first = await claim(after(9), after(60), 9, [clientId, third.id])
    expect(first.map(({ id }) => id)).toEqual([forSecond.id])
    const others = await claim(after(9), after(60), 9, [clientId, second.id])
    expect(others.map(({ id }) => id)).toEqual([forThird.id])
    expect(await claim(after(9), after(60), 9, [])).toHaveLength(2)
  })

  it('gives each of 60 deliveries to one of 20 who ask at once', async () => {
    const { claim } = await world(60)
    const claims = await atOnce(20, () => claim(after(100), after(160), 5))
    const ids = claims.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const each of claims) expect(each.length).toBeLessThanOrEqual(5)
    const rest = await claim(after(100), after(160), 100)
    expect(ids.length + rest.length).toBe(60)
  })

  it('remembers what was delivered, how an attempt failed, and what was given up', async () => {
    const { claim, succeed, fail, deliveries, listOfClient, clientId } = await world(3)
    const [first, second, third] = deliveries
    const [claimed] = await claim(after(0), after(60), 1)
    await fail(first!.id, 'the app answered 500 "é🙂"', after(30))
    await fail(second!.id, 'the app was not reached', null)
    const failed = {
      ...claimed!,
      problem: 'the app answered 500 "é🙂"',
      nextAttemptAt: after(30),
    }
    const givenUp = { ...second!, problem: 'the app was not reached', nextAttemptAt: null }
    expect(await listOfClient(clientId, 9)).toEqual([third, givenUp, failed])
    expect(await listOfClient(clientId, 2)).toEqual([third, givenUp])

    await succeed(first!.id, after(31))
    const delivered = { ...failed, problem: null, nextAttemptAt: null, deliveredAt: after(31) }
    expect((await listOfClient(clientId, 9))[2]).toEqual(delivered)
    expect(await claim(after(9999), after(99999), 9)).toHaveLength(1)
    await succeed('unknown', now)
    await fail('unknown', 'problem', now)
  })

  it('keeps what was delivered, when another attempt says afterwards that it failed', async () => {
    const { claim, succeed, fail, deliveries, listOfClient, clientId } = await world(1)
    const { id } = deliveries[0]!
    await claim(after(0), after(60), 1)
    await claim(after(60), after(120), 1)
    await succeed(id, after(61))
    await fail(id, 'the lease of the first attempt ran out', after(90))
    expect((await listOfClient(clientId, 1))[0]).toMatchObject({
      deliveredAt: after(61),
      nextAttemptAt: null,
      problem: null,
    })
    expect(await claim(after(999), after(9999), 1)).toEqual([])
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows no deliveries of %j', async (id) => {
    const { logoutDeliveries } = await fresh()
    expect(await logoutDeliveries.listOfSession(id)).toEqual([])
    expect(await logoutDeliveries.listOfClient(id, 9)).toEqual([])
  })
}
