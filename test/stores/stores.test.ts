import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stores } from '@/stores/stores'
import { attemptsContract } from './attempts.contract'
import { authorizationCodesContract } from './authorization-codes.contract'
import { clientsContract } from './clients.contract'
import { consentsContract } from './consents.contract'
import { added, after, atOnce, newUser, now } from './fixtures'
import type { World } from './fixtures'
import { grantsContract } from './grants.contract'
import { newLink, oneTimeLinksContract } from './one-time-links.contract'
import type { Rotation } from './process'
import { startProcesses } from './processes'
import { sessionsContract } from './sessions.contract'
import { signingKeysContract } from './signing-keys.contract'
import { sweepContract } from './sweep.contract'
import { postgresUrl, temporaryPostgres, temporarySqlite } from './temporary-database'
import type { TemporaryDatabase } from './temporary-database'
import { usersContract } from './users.contract'

describe('the stores on SQLite', () => contracts(temporarySqlite))

describe.skipIf(!postgresUrl)(
  'the stores on PostgreSQL (skipped without PORTICO_TEST_POSTGRES_URL)',
  () => contracts(temporaryPostgres),
)

function contracts(open: () => Promise<TemporaryDatabase>): void {
  const opened: TemporaryDatabase[] = []
  let common: TemporaryDatabase

  const openAnother = async (): Promise<TemporaryDatabase> => {
    const another = await open()
    opened.push(another)
    return another
  }
  const world: World = {
    stores: (): Stores => common.stores,
    fresh: async () => (await openAnother()).stores,
  }

  beforeAll(async () => {
    common = await openAnother()
  })
  afterAll(async () => {
    await Promise.all(opened.map(({ close }) => close()))
  })

  describe('users', () => usersContract(world))
  describe('sessions', () => sessionsContract(world))
  describe('clients', () => clientsContract(world))
  describe('consents', () => consentsContract(world))
  describe('grants', () => grantsContract(world))
  describe('authorization codes', () => authorizationCodesContract(world))
  describe('signing keys', () => signingKeysContract(world))
  describe('one-time links', () => oneTimeLinksContract(world))
  describe('attempts', () => attemptsContract(world))
  describe('sweeping', () => sweepContract(world))

  it('answers when it is asked whether it is there, and refuses when it is closed', async () => {
    const { stores } = await open().then(async (database) => {
      await database.stores.ping()
      await database.close()
      return database
    })
    await expect(stores.ping()).rejects.toThrow()
  })

  it('loses no write that is answered while somebody else’s transaction is open and fails', async () => {
    const { authDatabase, stores } = common
    const user = await added(stores).user()
    const links = await atOnce(20, async () => newLink((await added(stores).user()).id))
    for (const link of links) await stores.oneTimeLinks.create(link)
    const consumed: Promise<boolean>[] = []

    const transaction = (authDatabase as unknown as Transactional).$transaction(async (inside) => {
      await inside.user.deleteMany({ where: { id: user.id } })
      consumed.push(...links.map(({ hash }) => stores.oneTimeLinks.consume(hash, now)))
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
      throw new Error('rolled back')
    })

    await expect(transaction).rejects.toThrow('rolled back')
    expect(await stores.users.find(user.id)).not.toBeNull()
    expect(await Promise.all(consumed)).toEqual(Array(20).fill(true))
    for (const { hash } of links) {
      expect((await stores.oneTimeLinks.find(hash))?.consumedAt).toEqual(now)
    }
  })

  it('loses no write that is answered beside batches that fail', async () => {
    const { stores } = common
    const { email } = await added(stores).user()
    const users = Array.from({ length: 30 }, () => newUser())
    const keys = users.map(({ id }) => ({ key: id, windowEndsAt: after(900) }))
    const answers = await atOnce(30, async (index) => {
      const failing = stores.users.create(newUser({ email }), 'hash')
      const counting = stores.attempts.count([keys[index]!], now)
      const creating = stores.users.create(users[index]!, 'hash')
      return [await failing, (await counting)[0]?.count, await creating]
    })
    expect(answers).toEqual(Array(30).fill(['email-taken', 1, 'created']))
    const counts = await stores.attempts.count(keys, now)
    expect(counts.map(({ count }) => count)).toEqual(Array(30).fill(2))
    expect(await atOnce(30, (index) => stores.users.find(users[index]!.id))).not.toContain(null)
  })

  it('lets exactly one through, of 20 in each of two processes', async () => {
    const { stores, location } = await openAnother()
    const processes = await startProcesses(2, location)
    const run = async (task: Parameters<typeof processes.run>[0]) =>
      (await processes.run(task)).flat()
    try {
      await run({ kind: 'open' })
      for (let round = 0; round < 5; round += 1) {
        const link = newLink(null)
        await stores.oneTimeLinks.create(link)
        const answers = await run({ kind: 'consume', hash: link.hash, times: 20 })
        expect(answers.filter((answer) => answer === true)).toHaveLength(1)
        expect(answers.filter((answer) => answer === false)).toHaveLength(39)
      }
      const { id: userId } = await added(stores).user()
      const { id: clientId } = await added(stores).client()
      for (let round = 0; round < 3; round += 1) {
        const { hash } = await added(stores).code(userId, clientId)
        const answers = await run({ kind: 'consume-code', hash, times: 20 })
        expect(answers.filter((answer) => answer === true)).toHaveLength(1)
        expect(answers.filter((answer) => answer === false)).toHaveLength(39)
      }
      for (let round = 0; round < 3; round += 1) {
        const { id: grantId, tokenHash: hash } = await added(stores).grant(userId, clientId)
        const rotations = (await run({ kind: 'rotate', hash, grantId, times: 20 })) as Rotation[]
        expect(rotations.filter(({ isWinner }) => isWinner)).toHaveLength(1)
        for (const { successorHash, isWinner } of rotations) {
          const found = await stores.grants.findByRefreshToken(successorHash)
          expect(found !== null).toBe(isWinner)
        }
      }
      const founders = await run({ kind: 'first-administrator', times: 20 })
      expect(founders.filter((answer) => answer === 'created')).toHaveLength(1)
      expect(founders.filter((answer) => answer === 'closed')).toHaveLength(39)

      const counts = await run({ kind: 'count', key: randomUUID(), times: 20 })
      expect(counts.map(Number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 40 }, (_, index) => index + 1),
      )
      expect(await atOnce(2, () => stores.users.hasAdministrator())).toEqual([true, true])
    } finally {
      await processes.stop()
    }
  })
}

type Transactional = {
  $transaction(body: (inside: TemporaryDatabase['authDatabase']) => Promise<never>): Promise<never>
}
