import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Client } from '@/model/client'
import type { LogoutDelivery } from '@/model/logout-delivery'
import type { Stores } from '@/stores/stores'
import { added, atOnce, after, newAuthorizationCode, newGrant, now } from './fixtures'
import type { World } from './fixtures'
import { withLogout } from './logout-deliveries.contract'

/** Which apps hear of the end of a session, whatever ends it. */
export function endedSessionsContract({ stores }: World): void {
  describeNews(stores)
  describeRaces(stores)
}

const client = (stores: Stores, values: Partial<Client> = {}) =>
  added(stores).client({ ...withLogout, ...values })

const clientsOf = (deliveries: readonly LogoutDelivery[]) =>
  deliveries.map(({ clientId }) => clientId)

/** The ways in which sessions end, and at which moment. Each ends the given session of the user. */
const endings: readonly (readonly [
  name: string,
  end: (stores: Stores, userId: string, sessionId: string) => Promise<unknown>,
])[] = [
  ['it is ended', ({ sessions }, userId, id) => sessions.end(userId, id, now)],
  ['all sessions end', ({ sessions }, userId) => sessions.endAll(userId, null, now)],
  ['the password changes', ({ users }, userId) => users.changePassword(userId, 'h', now, null)],
  ['the user is disabled', ({ users }, userId) => users.setDisabled(userId, now)],
]

function describeNews(stores: World['stores']): void {
  it.each(endings)(
    'tells each app of a session once when %s, in whatever state its grants are',
    async (_, end) => {
      const { logoutDeliveries, grants } = stores()
      const { id: userId } = await added(stores()).user()
      const { id: sessionId } = await added(stores()).session(userId)
      const [used, revoked, offline] = await atOnce(3, () => client(stores()))
      const give = (clientId: string, scope = 'openid') =>
        added(stores()).grant(userId, clientId, { sessionId, scope })
      for (let times = 0; times < 3; times += 1) await give(used!.id)
      await grants.revoke((await give(revoked!.id)).id, now)
      await give(offline!.id, 'openid offline_access')

      await end(stores(), userId, sessionId)

      const expected = [used!, revoked!, offline!].map(({ id }) => id).sort()
      const deliveries = await logoutDeliveries.listOfSession(sessionId)
      expect(clientsOf(deliveries)).toEqual(expected)
      expect(deliveries[0]).toEqual({
        id: expect.stringContaining(sessionId) as unknown,
        clientId: expected[0],
        userId,
        sessionId,
        createdAt: now,
        attempts: 0,
        nextAttemptAt: now,
        deliveredAt: null,
        problem: null,
      })
      for (const [, again] of endings) await again(stores(), userId, sessionId)
      expect(await logoutDeliveries.listOfSession(sessionId)).toEqual(deliveries)
    },
  )

  it.each(endings)('tells nobody else when %s', async (_, end) => {
    const { logoutDeliveries } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: sessionId } = await added(stores()).session(userId)
    const { id: stranger } = await added(stores()).user()
    const { id: theirs } = await added(stores()).session(stranger)
    const deaf = await client(stores(), { backchannelLogoutUri: null })
    const disabled = await client(stores(), { disabledAt: now })
    const outside = await client(stores())
    const ofStranger = await client(stores())
    for (const { id } of [deaf, disabled]) await added(stores()).grant(userId, id, { sessionId })
    await added(stores()).grant(userId, outside.id)
    await added(stores()).grant(userId, outside.id, { sessionId: randomUUID() })
    await added(stores()).grant(stranger, ofStranger.id, { sessionId: theirs })

    await end(stores(), userId, sessionId)

    expect(await logoutDeliveries.listOfSession(sessionId)).toEqual([])
    for (const { id } of [deaf, disabled, outside, ofStranger]) {
      expect(await logoutDeliveries.listOfClient(id, 10)).toEqual([])
    }
  })

  it('tells the apps of the sessions that end, and not of the one that stays', async () => {
    const { logoutDeliveries, sessions, users } = stores()
    const { id: clientId } = await client(stores())
    const ends = [
      (userId: string, kept: string) => sessions.endAll(userId, kept, now),
      (userId: string, kept: string) => users.changePassword(userId, 'hash', now, kept),
    ]
    for (const end of ends) {
      const { id: userId } = await added(stores()).user()
      const [kept, first, second] = await atOnce(3, () => added(stores()).session(userId))
      for (const { id: sessionId } of [kept!, first!, second!]) {
        await added(stores()).grant(userId, clientId, { sessionId })
      }
      await end(userId, kept!.id)
      expect(await logoutDeliveries.listOfSession(kept!.id)).toEqual([])
      for (const { id } of [first!, second!]) {
        expect(clientsOf(await logoutDeliveries.listOfSession(id))).toEqual([clientId])
      }
    }
  })

  it('tells nobody when a consent is withdrawn, a user enabled, a stranger ends it, or it runs out', async () => {
    const { logoutDeliveries, sessions, consents, users, sweep } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: clientId } = await client(stores())
    const expiresAt = after(-1)
    const { id: sessionId } = await added(stores()).session(userId, { expiresAt })
    await added(stores()).grant(userId, clientId, { sessionId })
    await consents.withdraw(userId, clientId, now)
    await consents.withdrawAll(clientId, now)
    await users.setDisabled(userId, null)
    expect(await sessions.end((await added(stores()).user()).id, sessionId, now)).toBe(false)
    await sweep(now)
    expect(await logoutDeliveries.listOfSession(sessionId)).toEqual([])
  })

  it('ends nothing when what is done with it fails', async () => {
    const { logoutDeliveries, users, sessions } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: clientId } = await client(stores())
    const { id: sessionId, tokenHash } = await added(stores()).session(userId)
    const grant = await added(stores()).grant(userId, clientId, { sessionId })
    const unstorable = null as unknown as string
    await expect(users.changePassword(userId, unstorable, now, null)).rejects.toThrow()
    expect(await logoutDeliveries.listOfSession(sessionId)).toEqual([])
    expect(await sessions.findByTokenHash(tokenHash)).not.toBeNull()
    expect(await grant.isRevoked()).toBe(false)
  })

  it('forgets the deliveries to a client that goes', async () => {
    const { logoutDeliveries, sessions, clients } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: clientId } = await client(stores())
    const { id: sessionId } = await added(stores()).session(userId)
    await added(stores()).grant(userId, clientId, { sessionId })
    await sessions.end(userId, sessionId, now)
    await clients.delete(clientId)
    expect(await logoutDeliveries.listOfSession(sessionId)).toEqual([])
  })
}

function describeRaces(stores: World['stores']): void {
  it.each(endings)(
    'forgets no app that is given a grant while %s: it is told, or its grant was never good',
    async (_, end) => {
      const { authorizationCodes, grants, logoutDeliveries } = stores()
      const { id: clientId } = await client(stores())
      for (let round = 0; round < 8; round += 1) {
        const { id: userId } = await added(stores()).user()
        const { id: sessionId } = await added(stores()).session(userId)
        const given = Array.from({ length: 6 }, () => newGrant(userId, clientId, { sessionId }))
        /** Whether the grant was good at any time: what an app could have made of it. */
        const give = async (grant: (typeof given)[number]) => {
          await authorizationCodes.create(grant, newAuthorizationCode(grant))
          return (await grants.find(grant.id))?.grant.revokedAt === null
        }
        const outcomes = await Promise.all([
          ...given.slice(0, 3).map(give),
          end(stores(), userId, sessionId).then(() => false),
          ...given.slice(3).map(give),
        ])
        const told = clientsOf(await logoutDeliveries.listOfSession(sessionId))
        expect(told.length).toBeLessThanOrEqual(1)
        if (outcomes.includes(true)) expect(told).toEqual([clientId])
        const found = await Promise.all(given.map(({ id }) => grants.find(id)))
        // A disabled user's grants are kept: they are good for nothing as long as the user is disabled.
        if (!found[0]?.user.disabledAt) {
          expect(found.map((each) => each?.grant.revokedAt)).toEqual(Array(6).fill(now))
        }
      }
    },
  )

  it('tells an app once, however many end the session at once and in whichever way', async () => {
    const { logoutDeliveries } = stores()
    for (let round = 0; round < 5; round += 1) {
      const { id: userId } = await added(stores()).user()
      const { id: clientId } = await client(stores())
      const { id: sessionId } = await added(stores()).session(userId)
      await added(stores()).grant(userId, clientId, { sessionId })
      await atOnce(12, (index) => endings[index % 4]![1](stores(), userId, sessionId))
      expect(clientsOf(await logoutDeliveries.listOfSession(sessionId))).toEqual([clientId])
    }
  })

  it('ends a session while one of its clients is deleted', async () => {
    const { logoutDeliveries, clients, sessions } = stores()
    for (let round = 0; round < 10; round += 1) {
      const { id: userId } = await added(stores()).user()
      const [going, staying] = await atOnce(2, () => client(stores()))
      const { id: sessionId } = await added(stores()).session(userId)
      for (const { id } of [going!, staying!]) {
        await added(stores()).grant(userId, id, { sessionId })
      }
      const [, isEnded] = await Promise.all([
        clients.delete(going!.id),
        sessions.end(userId, sessionId, now),
      ])
      expect(isEnded).toBe(true)
      expect(clientsOf(await logoutDeliveries.listOfSession(sessionId))).toEqual([staying!.id])
    }
  })
}
