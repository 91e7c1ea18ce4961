import { expect, it } from 'vitest'
import type { Client } from '@/model/client'
import { added, after, newAuthorizationCode, newClient, newGrant, newSecret, now } from './fixtures'
import type { World } from './fixtures'

/** What a change of a client means for the next read. */
export function changedClientsContract({ stores }: World): void {
  it('sees at the next read what was changed, by whichever way', async () => {
    const { clients } = stores()
    const client = newClient()
    const [first, second] = [newSecret(client.id), newSecret(client.id, { createdAt: after(1) })]
    const isSeen = async (values: Partial<Client>, secrets: readonly object[]) => {
      const expected = { ...client, ...values }
      expect(await clients.findWithSecrets(client.id)).toEqual({ client: expected, secrets })
      expect(await clients.find(client.id)).toEqual(expected)
    }
    expect(await clients.find(client.id)).toBeNull()
    await clients.create(client, first)
    await isSeen({}, [first])
    await clients.addSecret(second)
    await isSeen({}, [first, second])
    await clients.removeSecret(client.id, first.id)
    await isSeen({}, [second])
    await clients.setDisabled(client.id, now)
    await isSeen({ disabledAt: now }, [second])
    await clients.setDisabled(client.id, null)
    await clients.update(client.id, { ...client, name: 'Renamed', redirectUris: [] })
    await isSeen({ name: 'Renamed', redirectUris: [] }, [second])
    await clients.setLogo(client.id, {
      hash: 'h',
      contentType: 'image/png',
      bytes: new Uint8Array(),
    })
    await isSeen({ name: 'Renamed', redirectUris: [], logoHash: 'h' }, [second])
    await clients.delete(client.id)
    expect(await clients.findWithSecrets(client.id)).toBeNull()
    expect(await clients.find(client.id)).toBeNull()
  })

  it('sees a change also when grants were written since, or could not be', async () => {
    const { clients, authorizationCodes } = stores()
    const { id: userId } = await added(stores()).user()
    const client = await added(stores()).client()
    const { hash } = await added(stores()).code(userId, client.id)
    const grant = newGrant(userId, client.id)
    const writes = [
      () => added(stores()).code(userId, client.id),
      () => added(stores()).session(userId),
      () => authorizationCodes.redeem(hash, null, now),
      () => authorizationCodes.create(grant, newAuthorizationCode(grant, { hash })).catch(() => 0),
    ]
    for (const [index, write] of writes.entries()) {
      await clients.find(client.id)
      await clients.setDisabled(client.id, after(index))
      await write()
      expect((await clients.find(client.id))?.disabledAt).toEqual(after(index))
      await clients.setDisabled(client.id, null)
      await Promise.all([write(), write()])
      expect((await clients.findWithSecrets(client.id))?.client.disabledAt).toBeNull()
    }
  })
}
