import { expect, it } from 'vitest'
import type { GrantCircumstances } from '@/model/grant'
import { added, now } from './fixtures'
import type { World } from './fixtures'

/** What a change means for the next look at a grant. */
export function changedGrantsContract({ stores }: World): void {
  it('sees at the next look what decides about it, by whichever way it was changed', async () => {
    const { grants, users, clients, consents, sessions } = stores()
    const { id: userId } = await added(stores()).user()
    const client = await added(stores()).client()
    const session = await added(stores()).session(userId)
    const clientId = client.id
    const [first, second, third] = [
      await added(stores()).grant(userId, clientId),
      await added(stores()).grant(userId, clientId),
      await added(stores()).grant(userId, clientId, { sessionId: session.id }),
    ]
    const look = async (id = first.id) => (await grants.find(id))!
    const isSeen = async (
      change: () => Promise<unknown>,
      is: (seen: GrantCircumstances) => boolean,
    ) => {
      const before = await look()
      expect([is(before), is(await look())]).toEqual([false, false])
      await change()
      expect([is(await look()), is(await look())]).toEqual([true, true])
    }
    const consent = { userId, clientId, scope: 'openid', createdAt: now, updatedAt: now }
    await isSeen(
      () => consents.save(consent),
      ({ hasConsent }) => hasConsent,
    )
    await isSeen(
      () => users.update(userId, { username: 'Renamed' }),
      ({ user }) => user.username === 'Renamed',
    )
    await isSeen(
      () => users.setDisabled(userId, now),
      ({ user }) => user.disabledAt !== null,
    )
    await isSeen(
      () => clients.setDisabled(clientId, now),
      (seen) => seen.client.disabledAt !== null,
    )
    await isSeen(
      () => grants.revoke(first.id, now),
      ({ grant }) => grant.revokedAt !== null,
    )

    expect((await look(second.id)).grant.revokedAt).toBeNull()
    await consents.withdraw(userId, clientId, now)
    expect((await look(second.id)).grant.revokedAt).toEqual(now)
    expect((await look(third.id)).hasConsent).toBe(false)
    await sessions.end(userId, session.id, now)
    expect((await look(third.id)).grant.revokedAt).toEqual(now)
    await clients.delete(clientId)
    expect(await grants.find(first.id)).toBeNull()
  })
}
