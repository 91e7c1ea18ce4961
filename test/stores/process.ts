// What runs in each of several processes that race: see processes.ts.
import { randomUUID } from 'node:crypto'
import type { DatabaseLocation } from '@/stores/prisma/database'
import type { PrismaClient } from '@/stores/prisma/generated/sqlite/client'
import { openStores } from '@/stores/prisma/open'
import type { Stores } from '@/stores/stores'
import { after, atOnce, newRefreshToken, newUser, now } from './fixtures'

/** What a process that buys a refresh token answers each time. */
export type Purchase = { readonly boughtHash: string; readonly isWinner: boolean }

export type Task =
  | { readonly kind: 'open' }
  | { readonly kind: 'consume'; readonly hash: string; readonly times: number }
  | { readonly kind: 'complete-pushed-request'; readonly hash: string; readonly times: number }
  | { readonly kind: 'use-id'; readonly key: string; readonly times: number }
  | { readonly kind: 'poll'; readonly hash: string; readonly times: number }
  | { readonly kind: 'lease'; readonly id: string; readonly times: number }
  | { readonly kind: 'unlink'; readonly userId: string; readonly ids: readonly string[] }
  | { readonly kind: 'claim'; readonly limit: number; readonly times: number }
  | {
      readonly kind: 'redeem-code' | 'redeem-device-code' | 'rotate'
      readonly hash: string
      readonly grantId: string
      readonly times: number
    }
  | { readonly kind: 'find-client'; readonly id: string }
  | { readonly kind: 'remove-secret'; readonly id: string; readonly secretId: string }
  | { readonly kind: 'disable-client'; readonly id: string }
  | { readonly kind: 'first-administrator'; readonly times: number }
  | { readonly kind: 'read-then-write'; readonly userId: string; readonly times: number }
  | { readonly kind: 'count'; readonly key: string; readonly times: number }

const database = JSON.parse(process.argv[2]!) as DatabaseLocation
let opened: Awaited<ReturnType<typeof openStores>> | undefined

/** Adds one to the number that is the user's name, in a transaction that reads first. */
async function addOne(authDatabase: object, userId: string): Promise<void> {
  const where = { id: userId }
  await (authDatabase as PrismaClient).$transaction(async (inside) => {
    const user = await inside.user.findUnique({ where })
    await inside.user.update({ where, data: { name: String(Number(user?.name) + 1) } })
  })
}

const buyers = ({ authorizationCodes, deviceCodes, grants }: Stores) => ({
  'redeem-code': authorizationCodes.redeem,
  'redeem-device-code': deviceCodes.redeem,
  rotate: grants.rotateRefreshToken,
})

async function perform(task: Task): Promise<unknown[]> {
  opened ??= await openStores({ database })
  const { stores, authDatabase } = opened
  const { users, clients, oneTimeLinks, attempts, usedIds, deviceCodes, logoutDeliveries } = stores
  switch (task.kind) {
    case 'open':
      return [await users.hasAdministrator()]
    case 'consume':
      return atOnce(task.times, () => oneTimeLinks.consume(task.hash, now))
    case 'complete-pushed-request':
      return atOnce(task.times, () => stores.pushedRequests.consume(task.hash, now))
    case 'use-id':
      return atOnce(task.times, () => usedIds.use(task.key, after(60)))
    case 'poll':
      return atOnce(task.times, () => deviceCodes.poll(task.hash, now))
    case 'lease': {
      const lease = { generation: 1, until: after(30) }
      return atOnce(task.times, () =>
        stores.brokerGrants.lease(task.id, { id: randomUUID(), ...lease }, now),
      )
    }
    case 'unlink':
      return Promise.all(task.ids.map((id) => stores.accounts.unlink(task.userId, id)))
    case 'claim': {
      const claim = () => logoutDeliveries.claim(now, after(60), task.limit)
      return (await atOnce(task.times, claim)).flat().map(({ id }) => id)
    }
    case 'redeem-code':
    case 'redeem-device-code':
    case 'rotate':
      return atOnce(task.times, async (): Promise<Purchase> => {
        const bought = newRefreshToken(task.grantId)
        const isWinner = await buyers(stores)[task.kind](task.hash, bought, now)
        return { boughtHash: bought.hash, isWinner }
      })
    case 'find-client': {
      const found = await clients.findWithSecrets(task.id)
      return [found?.client.disabledAt === null, found?.secrets.length]
    }
    case 'remove-secret':
      return [await clients.removeSecret(task.id, task.secretId)]
    case 'disable-client':
      await clients.setDisabled(task.id, now)
      return []
    case 'first-administrator':
      return atOnce(task.times, () => users.createFirstAdministrator(newUser(), 'hash'))
    case 'read-then-write':
      for (let done = 0; done < task.times; done += 1) await addOne(authDatabase, task.userId)
      return []
    case 'count': {
      const window = { key: task.key, windowEndsAt: after(900) }
      return atOnce(task.times, async () => (await attempts.count([window], now))[0]!.count)
    }
  }
}

process.on('message', (task: Task) => {
  perform(task).then(
    (result) => process.send!({ result }),
    (error: unknown) => process.send!({ error: String(error) }),
  )
})
process.on('disconnect', () => {
  void opened?.stores.close()
})
process.send!({ result: 'ready' })
