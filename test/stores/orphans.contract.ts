import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { OwnerGone } from '@/stores/owner-gone'
import {
  added,
  newAuthorizationCode,
  newClient,
  newDeviceCode,
  newGrant,
  newPushedRequest,
  newRefreshToken,
  newSession,
  now,
} from './fixtures'
import type { World } from './fixtures'
import { addedUpstream, newAccount, newBrokerGrant } from './upstream-fixtures'

/** Whoever was read a moment ago may be deleted before something of theirs is added. */
export function orphansContract({ stores }: World): void {
  const gone = randomUUID()

  it.each(['client', 'user'])('adds no grant of a %s that is gone, and says so', async (who) => {
    const user = who === 'user' ? gone : (await added(stores()).user()).id
    const client = who === 'client' ? gone : (await added(stores()).client()).id
    const { grants, authorizationCodes } = stores()
    const [bare, refreshed, coded] = [1, 2, 3].map(() => newGrant(user, client))
    const token = newRefreshToken(refreshed!.id)
    const code = newAuthorizationCode(coded!)
    await expect(grants.create(bare!, null)).rejects.toThrow(OwnerGone)
    await expect(grants.create(refreshed!, token)).rejects.toThrow(OwnerGone)
    await expect(authorizationCodes.create(coded!, code)).rejects.toThrow(OwnerGone)
    expect(await grants.findByRefreshToken(token.hash)).toBeNull()
    expect(await authorizationCodes.find(code.hash)).toBeNull()
  })

  it('adds no request and no device code of a client that is gone, and says so', async () => {
    const { pushedRequests, deviceCodes } = stores()
    await expect(pushedRequests.create(newPushedRequest(gone))).rejects.toThrow(OwnerGone)
    await expect(deviceCodes.create(newDeviceCode(gone))).rejects.toThrow(OwnerGone)
  })

  it('adds nothing else of a user or an upstream that is gone, and says so', async () => {
    const { brokerGrants, users, accounts, clients } = stores()
    const user = await added(stores()).user()
    const upstream = await addedUpstream(stores())
    for (const grant of [newBrokerGrant(gone, upstream.id), newBrokerGrant(user.id, gone)]) {
      await expect(brokerGrants.create(grant)).rejects.toThrow(OwnerGone)
    }
    await expect(users.changePassword(gone, 'a hash', now, null)).rejects.toThrow(OwnerGone)
    await expect(accounts.link(newAccount(gone))).rejects.toThrow(OwnerGone)
    const client = newClient({ ownerId: gone })
    await expect(clients.create(client, null)).rejects.toThrow(OwnerGone)
    expect(await clients.find(client.id)).toBeNull()
    const logo = { hash: 'hash', contentType: 'image/png', bytes: new Uint8Array([1]) } as const
    await expect(clients.setLogo(gone, logo)).rejects.toThrow(OwnerGone)
  })

  it.each(['client', 'user'])('fails nobody who uses what goes with a %s', async (who) => {
    const { grants, clients, users } = stores()
    for (let round = 0; round < 5; round += 1) {
      const user = await added(stores()).user()
      const client = await added(stores()).client()
      const grant = newGrant(user.id, client.id)
      await grants.create(grant, null)
      const use = async () => {
        for (let isThere = true; isThere;) {
          const { tokenHash, id } = await added(stores()).grant(user.id, client.id)
          isThere = await grants.rotateRefreshToken(tokenHash, newRefreshToken(id), now)
        }
      }
      const isOver = (error: unknown) => expect(error).toBeInstanceOf(OwnerGone)
      await Promise.all([
        ...Array.from({ length: 8 }, () => use().catch(isOver)),
        who === 'client' ? clients.delete(client.id) : users.delete(user.id, now),
      ])
      expect(await grants.find(grant.id)).toBeNull()
    }
  })

  it('adds no session of a user who is gone', async () => {
    const { sessions } = stores()
    expect(await sessions.create(newSession(gone), randomUUID(), null)).toBe(false)
    expect(await sessions.create(newSession(gone), randomUUID(), randomUUID())).toBe(false)
  })

  it('records no consent of a user or to a client that is gone', async () => {
    const { consents } = stores()
    const moment = { scope: 'openid', createdAt: now, updatedAt: now }
    const userId = (await added(stores()).user()).id
    const clientId = (await added(stores()).client()).id
    for (const of of [
      { userId: gone, clientId },
      { userId, clientId: gone },
    ]) {
      await consents.save({ ...of, ...moment })
      expect(await consents.find(of.userId, of.clientId)).toBeNull()
    }
  })
}
