import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { added, after, atOnce, day, now } from './fixtures'
import type { World } from './fixtures'
import { addedBrokerGrant, addedUpstream, newBrokerGrant } from './upstream-fixtures'

const lease = (generation = 1, until = after(30)) => ({ id: randomUUID(), generation, until })

const renewal = {
  generation: 2,
  confirmed: 1,
  sealedUpstream: 'the next one',
  answer: { sealed: 'answer', answeredFor: 1, answeredAt: after(1) },
  expiresAt: after(40 * day),
}

export function brokerGrantsContract({ stores }: World): void {
  it('gives back a grant as it was added, with its user and its upstream', async () => {
    const { brokerGrants, users, upstreams } = stores()
    const answer = { sealed: 'answer', answeredFor: 3, answeredAt: after(-1) }
    const values = { generation: 4, confirmed: 3, revokedAt: after(1), answer }
    for (const grant of [
      await addedBrokerGrant(stores()),
      await addedBrokerGrant(stores(), values),
    ])
      expect(await brokerGrants.find(grant.id)).toEqual({
        grant,
        user: await users.find(grant.userId),
        upstream: await upstreams.find(grant.upstreamId),
      })
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows no grant %j', async (id) => {
    const { brokerGrants } = stores()
    expect(await brokerGrants.find(id)).toBeNull()
    expect(await brokerGrants.lease(id, lease(), now)).toBe(false)
    expect(await brokerGrants.keep(id, lease(), 'a newer one')).toBe(false)
    expect(await brokerGrants.renew(id, 'lease', renewal)).toBe(false)
    expect(await brokerGrants.keep(id, lease(), 'sealed')).toBe(false)
    await brokerGrants.release(id, 'lease')
    await brokerGrants.revoke(id, now)
  })

  it('leases to one of 20 at once, and to the next when the lease has ended', async () => {
    const { brokerGrants } = stores()
    const { id } = await addedBrokerGrant(stores())
    for (const seconds of [0, 30, 60]) {
      const end = after(seconds + 30)
      const answers = await atOnce(20, () => brokerGrants.lease(id, lease(1, end), after(seconds)))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await brokerGrants.lease(id, lease(), after(seconds + 29.999))).toBe(false)
    }
  })

  it('leases again at once when the lease was given back, by its holder only', async () => {
    const { brokerGrants } = stores()
    const { id } = await addedBrokerGrant(stores())
    const mine = lease()
    await brokerGrants.lease(id, mine, now)
    await brokerGrants.release(id, 'another')
    expect(await brokerGrants.lease(id, lease(), now)).toBe(false)
    await brokerGrants.release(id, mine.id)
    expect(await brokerGrants.lease(id, lease(), now)).toBe(true)
  })

  it('ends a lease with the next generation, once', async () => {
    const { brokerGrants } = stores()
    const grant = await addedBrokerGrant(stores())
    const mine = lease()
    await brokerGrants.lease(grant.id, mine, now)
    const answers = await atOnce(20, () => brokerGrants.renew(grant.id, mine.id, renewal))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect((await brokerGrants.find(grant.id))?.grant).toEqual({ ...grant, ...renewal })
    expect(await brokerGrants.lease(grant.id, lease(), now)).toBe(true)
  })

  it('renews nothing by a lease that somebody else has taken over', async () => {
    const { brokerGrants } = stores()
    const grant = await addedBrokerGrant(stores())
    const [slow, quick] = [lease(), lease(1, after(90))]
    await brokerGrants.lease(grant.id, slow, now)
    await brokerGrants.lease(grant.id, quick, after(30))
    expect(await brokerGrants.renew(grant.id, slow.id, renewal)).toBe(false)
    await brokerGrants.release(grant.id, slow.id)
    expect((await brokerGrants.find(grant.id))?.grant).toEqual(grant)
    expect(await brokerGrants.lease(grant.id, lease(), after(60))).toBe(false)
    expect(await brokerGrants.renew(grant.id, quick.id, renewal)).toBe(true)
  })

  it('keeps the upstream’s newest token and prolongs the lease, for its holder only', async () => {
    const { brokerGrants } = stores()
    const grant = await addedBrokerGrant(stores())
    const mine = lease()
    await brokerGrants.lease(grant.id, mine, now)
    expect(await brokerGrants.keep(grant.id, lease(), 'of another')).toBe(false)
    const prolonged = { id: mine.id, until: after(60) }
    expect(await brokerGrants.keep(grant.id, prolonged, 'newest')).toBe(true)
    expect((await brokerGrants.find(grant.id))?.grant).toEqual({
      ...grant,
      sealedUpstream: 'newest',
    })
    expect(await brokerGrants.lease(grant.id, lease(1, after(99)), after(59))).toBe(false)
    expect(await brokerGrants.lease(grant.id, lease(1, after(99)), after(60))).toBe(true)
    expect(await brokerGrants.keep(grant.id, prolonged, 'too late')).toBe(false)
  })

  it('keeps a newer token and prolongs the lease, for its holder only', async () => {
    const { brokerGrants } = stores()
    const grant = await addedBrokerGrant(stores())
    const mine = lease()
    await brokerGrants.lease(grant.id, mine, now)
    expect(await brokerGrants.keep(grant.id, lease(), 'of a stranger')).toBe(false)
    expect(await brokerGrants.keep(grant.id, { ...mine, until: after(60) }, 'newer')).toBe(true)
    expect((await brokerGrants.find(grant.id))?.grant).toEqual({
      ...grant,
      sealedUpstream: 'newer',
    })
    expect(await brokerGrants.lease(grant.id, lease(1, after(90)), after(59))).toBe(false)
    expect(await brokerGrants.lease(grant.id, lease(1, after(90)), after(60))).toBe(true)
    expect(await brokerGrants.keep(grant.id, mine, 'too late')).toBe(false)
  })

  it('leases nothing to a generation below the lowest that is taken', async () => {
    const { brokerGrants } = stores()
    const { id } = await addedBrokerGrant(stores(), { generation: 5, confirmed: 4 })
    expect(await brokerGrants.lease(id, lease(3), now)).toBe(false)
    expect(await brokerGrants.lease(id, lease(4), now)).toBe(true)
  })

  it('neither leases nor renews what is revoked, and keeps no answer of it', async () => {
    const { brokerGrants } = stores()
    const grant = await addedBrokerGrant(stores(), { answer: renewal.answer })
    const mine = lease()
    await brokerGrants.lease(grant.id, mine, now)
    await brokerGrants.revoke(grant.id, after(1))
    await brokerGrants.revoke(grant.id, after(2))
    expect(await brokerGrants.renew(grant.id, mine.id, renewal)).toBe(false)
    expect(await brokerGrants.keep(grant.id, mine, 'newest')).toBe(false)
    expect(await brokerGrants.lease(grant.id, lease(), after(99))).toBe(false)
    const revoked = { ...grant, revokedAt: after(1), answer: null }
    expect((await brokerGrants.find(grant.id))?.grant).toEqual(revoked)
  })

  it('lists the places that hold live grants of a user, each once for each upstream, by audience', async () => {
    const { brokerGrants, upstreams } = stores()
    const { id: userId } = await added(stores()).user()
    const [site, other] = [
      await addedUpstream(stores(), { id: 'a' + randomUUID() }),
      await addedUpstream(stores(), { id: 'b' + randomUUID(), disabledAt: now }),
    ]
    const audience = 'https://shop.example'
    const answer = { ...renewal.answer, answeredAt: after(9) }
    for (const grant of [
      newBrokerGrant(userId, site.id, { audience }),
      newBrokerGrant(userId, site.id),
      newBrokerGrant(userId, site.id, { createdAt: after(5), answer }),
      newBrokerGrant(userId, other.id, { createdAt: after(30), answer }),
      newBrokerGrant(userId, site.id, { audience: 'https://a.example', revokedAt: now }),
      newBrokerGrant(userId, site.id, { audience: 'https://b.example', expiresAt: after(60) }),
    ]) {
      await brokerGrants.create(grant)
    }
    await addedBrokerGrant(stores(), { audience: 'https://stranger.example' })
    const [ofSite, ofOther] = [await upstreams.find(site.id), await upstreams.find(other.id)]
    const game = 'https://game.example'
    expect(await brokerGrants.listPlaces(userId, after(60))).toEqual([
      { audience: game, upstream: ofSite, since: now, lastUsedAt: after(9) },
      { audience: game, upstream: ofOther, since: after(30), lastUsedAt: after(30) },
      { audience, upstream: ofSite, since: now, lastUsedAt: now },
    ])
    expect(await brokerGrants.listPlaces('\0', now)).toEqual([])
  })

  it('revokes all that one place holds of a user by one upstream, also while it asks there, and nothing else', async () => {
    const { brokerGrants } = stores()
    const mine = await addedBrokerGrant(stores())
    const { userId, upstreamId, audience } = mine
    const { id: stranger } = await added(stores()).user()
    const { id: otherUpstream } = await addedUpstream(stores())
    const again = newBrokerGrant(userId, upstreamId)
    const kept = [
      newBrokerGrant(stranger, upstreamId),
      newBrokerGrant(userId, otherUpstream),
      newBrokerGrant(userId, upstreamId, { audience: 'https://game.example:8443' }),
    ]
    for (const grant of [again, ...kept]) await brokerGrants.create(grant)
    const held = lease()
    await brokerGrants.lease(mine.id, held, now)

    for (const wrong of ['', '\0', '\ud800', 'https://game']) {
      await brokerGrants.revokePlace(userId, { audience: wrong, upstreamId }, now)
      await brokerGrants.revokePlace(userId, { audience, upstreamId: wrong }, now)
      await brokerGrants.revokePlace(wrong, { audience, upstreamId }, now)
    }
    expect((await brokerGrants.find(mine.id))?.grant.revokedAt).toBeNull()
    await brokerGrants.revokePlace(userId, { audience, upstreamId }, after(1))
    await brokerGrants.revokePlace(userId, { audience, upstreamId }, after(2))

    for (const { id } of [mine, again]) {
      expect((await brokerGrants.find(id))?.grant.revokedAt).toEqual(after(1))
    }
    expect(await brokerGrants.keep(mine.id, held, 'newest')).toBe(false)
    expect(await brokerGrants.renew(mine.id, held.id, renewal)).toBe(false)
    for (const grant of kept) expect((await brokerGrants.find(grant.id))?.grant).toEqual(grant)
  })

  it('goes with its user', async () => {
    const { brokerGrants, users } = stores()
    const { id, userId } = await addedBrokerGrant(stores())
    await users.delete(userId, now)
    expect(await brokerGrants.find(id)).toBeNull()
  })

  it('ends with a new password and with signing out everywhere, also for who is asking the upstream', async () => {
    const endings = [
      (id: string) => stores().users.changePassword(id, 'another hash', now, null),
      (id: string) => stores().sessions.endAll(id, null, now),
      (id: string) => stores().sessions.endAll(id, 'the session that stays', now),
    ]
    for (const end of endings) {
      const { brokerGrants } = stores()
      const [mine, other] = [await addedBrokerGrant(stores()), await addedBrokerGrant(stores())]
      const held = lease()
      await brokerGrants.lease(mine.id, held, now)
      await end(mine.userId)
      expect((await brokerGrants.find(mine.id))?.grant.revokedAt).toEqual(now)
      expect(await brokerGrants.renew(mine.id, held.id, renewal)).toBe(false)
      expect((await brokerGrants.find(other.id))?.grant.revokedAt).toBeNull()
    }
  })
}
