import { expect, it } from 'vitest'
import { added, after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

export function consentsContract({ stores }: World): void {
  const userAndClient = async () => ({
    userId: (await added(stores()).user()).id,
    clientId: (await added(stores()).client()).id,
  })

  it('keeps what is allowed now, and when it was first allowed', async () => {
    const { consents } = stores()
    const pair = await userAndClient()
    const first = { ...pair, scope: 'openid', createdAt: now, updatedAt: now }
    await consents.save(first)
    expect(await consents.find(pair.userId, pair.clientId)).toEqual(first)

    const more = { ...pair, scope: 'openid email', createdAt: after(9), updatedAt: after(9) }
    await consents.save(more)
    expect(await consents.find(pair.userId, pair.clientId)).toEqual({ ...more, createdAt: now })
  })

  it('keeps one consent of a user to a client, however many are saved at once', async () => {
    const { consents, grants } = stores()
    const pair = await userAndClient()
    const save = () => consents.save({ ...pair, scope: 'openid', createdAt: now, updatedAt: now })
    await atOnce(20, save)
    expect(await grants.listConnectedClients(pair.userId, now)).toHaveLength(1)
  })

  it.each(['unknown', '\0', '\ud800'])('finds no consent of %j', async (id) => {
    expect(await stores().consents.find(id, id)).toBeNull()
    await stores().consents.withdraw(id, id, now)
  })

  it('withdraws a consent and revokes what this user gave this client, nothing else', async () => {
    const { consents } = stores()
    const { userId, clientId } = await userAndClient()
    const other = await userAndClient()
    for (const pair of [
      { userId, clientId },
      { userId, clientId: other.clientId },
    ]) {
      await consents.save({ ...pair, scope: 'openid', createdAt: now, updatedAt: now })
    }
    const scope = 'offline_access'
    const withdrawn = await added(stores()).grant(userId, clientId, { scope })
    const toAnother = await added(stores()).grant(userId, other.clientId)
    const ofAnother = await added(stores()).grant(other.userId, clientId)

    await consents.withdraw(userId, clientId, now)

    expect(await consents.find(userId, clientId)).toBeNull()
    expect(await consents.find(userId, other.clientId)).not.toBeNull()
    expect(await withdrawn.isRevoked()).toBe(true)
    expect(await toAnother.isRevoked()).toBe(false)
    expect(await ofAnother.isRevoked()).toBe(false)
  })

  it('withdraws the consents of all to one client, with what they gave it, nothing else', async () => {
    const { consents } = stores()
    const { userId, clientId } = await userAndClient()
    const other = await userAndClient()
    for (const pair of [
      { userId, clientId },
      { userId: other.userId, clientId },
      { userId, clientId: other.clientId },
    ]) {
      await consents.save({ ...pair, scope: 'openid', createdAt: now, updatedAt: now })
    }
    const given = await added(stores()).grant(userId, clientId, { scope: 'offline_access' })
    const ofAnother = await added(stores()).grant(other.userId, clientId)
    const toAnother = await added(stores()).grant(userId, other.clientId)

    await consents.withdrawAll(clientId, now)
    await consents.withdrawAll('\0', now)

    expect(await consents.find(userId, clientId)).toBeNull()
    expect(await consents.find(other.userId, clientId)).toBeNull()
    expect(await consents.find(userId, other.clientId)).not.toBeNull()
    expect([await given.isRevoked(), await ofAnother.isRevoked()]).toEqual([true, true])
    expect(await toAnother.isRevoked()).toBe(false)
  })
}
