// What runs in each of several processes that race: see processes.ts.
import type { DatabaseLocation } from '@/stores/prisma/database'
import type { PrismaClient } from '@/stores/prisma/generated/sqlite/client'
import { openStores } from '@/stores/prisma/open'
import { after, atOnce, newRefreshToken, newUser, now } from './fixtures'

/** What a process that rotates a refresh token answers each time. */
export type Rotation = { readonly successorHash: string; readonly isWinner: boolean }

export type Task =
  | { readonly kind: 'open' }
  | { readonly kind: 'consume'; readonly hash: string; readonly times: number }
  | { readonly kind: 'consume-code'; readonly hash: string; readonly times: number }
  | {
      readonly kind: 'rotate'
      readonly hash: string
      readonly grantId: string
      readonly times: number
    }
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

async function perform(task: Task): Promise<unknown[]> {
  opened ??= await openStores({ database })
  const { stores, authDatabase } = opened
  const { users, oneTimeLinks, attempts, authorizationCodes, grants } = stores
  switch (task.kind) {
    case 'open':
      return [await users.hasAdministrator()]
    case 'consume':
      return atOnce(task.times, () => oneTimeLinks.consume(task.hash, now))
    case 'consume-code':
      return atOnce(task.times, () => authorizationCodes.consume(task.hash, now))
    case 'rotate':
      return atOnce(task.times, async (): Promise<Rotation> => {
        const successor = newRefreshToken(task.grantId)
        const isWinner = await grants.rotateRefreshToken(task.hash, successor, now)
        return { successorHash: successor.hash, isWinner }
      })
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
