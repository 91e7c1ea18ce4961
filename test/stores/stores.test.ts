import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stores } from '@/stores/stores'
import { accountsContract } from './accounts.contract'
import { apiTokensContract } from './api-tokens.contract'
import { attemptsContract } from './attempts.contract'
import { authorizationCodesContract } from './authorization-codes.contract'
import { brokerGrantsContract } from './broker-grants.contract'
import { changedClientsContract } from './changed-clients.contract'
import { changedGrantsContract } from './changed-grants.contract'
import { clientsContract } from './clients.contract'
import { consentsContract } from './consents.contract'
import { deviceCodesContract } from './device-codes.contract'
import { endedSessionsContract } from './ended-sessions.contract'
import {
  added,
  after,
  atOnce,
  newClient,
  newGrant,
  newRefreshToken,
  newSecret,
  newSession,
  newUser,
  now,
} from './fixtures'
import type { World } from './fixtures'
import { grantsContract } from './grants.contract'
import { initialAccessTokensContract } from './initial-access-tokens.contract'
import { logoutDeliveriesContract, withLogout } from './logout-deliveries.contract'
import { movedUsersContract } from './moved-users.contract'
import { newLink, oneTimeLinksContract } from './one-time-links.contract'
import { orphansContract } from './orphans.contract'
import type { Purchase, Task } from './process'
import { startProcesses } from './processes'
import { pushedRequestsContract } from './pushed-requests.contract'
import { sessionsContract } from './sessions.contract'
import { signingKeysContract } from './signing-keys.contract'
import { sweepContract } from './sweep.contract'
import { postgresUrl, temporaryPostgres, temporarySqlite } from './temporary-database'
import type { TemporaryDatabase } from './temporary-database'
import { addedBrokerGrant, addedByUpstream } from './upstream-fixtures'
import { upstreamsContract } from './upstreams.contract'
import { usedIdsContract } from './used-ids.contract'
import { userSearchContract } from './user-search.contract'
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

  /** A database of its own, and two processes that have it open. */
  const inTwoProcesses = async () => {
    const { stores, location } = await openAnother()
    const { run, stop } = await startProcesses(2, location)
    await run({ kind: 'open' })
    return { stores, run: async (task: Task) => (await run(task)).flat(), stop }
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
  describe('changed clients', () => changedClientsContract(world))
  describe('consents', () => consentsContract(world))
  describe('grants', () => grantsContract(world))
  describe('changed grants', () => changedGrantsContract(world))
  describe('authorization codes', () => authorizationCodesContract(world))
  describe('pushed requests', () => pushedRequestsContract(world))
  describe('device codes', () => deviceCodesContract(world))
  describe('used ids', () => usedIdsContract(world))
  describe('ended sessions', () => endedSessionsContract(world))
  describe('logout deliveries', () => logoutDeliveriesContract(world))
  describe('initial access tokens', () => initialAccessTokensContract(world))
  describe('signing keys', () => signingKeysContract(world))
  describe('one-time links', () => oneTimeLinksContract(world))
  describe('attempts', () => attemptsContract(world))
  describe('searched users', () => userSearchContract(world))
  describe('moved users', () => movedUsersContract(world))
  describe('upstreams', () => upstreamsContract(world))
  describe('accounts', () => accountsContract(world))
  describe('broker grants', () => brokerGrantsContract(world))
  describe('api tokens', () => apiTokensContract(world))
  describe('orphans', () => orphansContract(world))
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
    const { id: userId } = await added(stores).user()
    const { id: clientId } = await added(stores).client()
    const code = await added(stores).code(userId, clientId)
    const grant = newGrant(userId, clientId)
    const session = newSession(userId)
    const consumed: Promise<unknown>[] = []

    const transaction = (authDatabase as unknown as Transactional).$transaction(async (inside) => {
      await inside.user.deleteMany({ where: { id: user.id } })
      consumed.push(...links.map(({ hash }) => stores.oneTimeLinks.consume(hash, now)))
      consumed.push(stores.authorizationCodes.redeem(code.hash, null, now))
      consumed.push(stores.usedIds.use(session.id, after(60)))
      consumed.push(stores.sessions.create(session, session.id, null))
      consumed.push(stores.grants.create(grant, newRefreshToken(grant.id)).then(() => true))
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
      throw new Error('rolled back')
    })

    await expect(transaction).rejects.toThrow('rolled back')
    expect(await stores.users.find(user.id)).not.toBeNull()
    expect(await Promise.all(consumed)).toEqual(Array(24).fill(true))
    expect((await stores.authorizationCodes.find(code.hash))?.consumedAt).toEqual(now)
    expect(await stores.usedIds.use(session.id, after(60))).toBe(false)
    expect(await stores.sessions.findByTokenHash(session.id)).not.toBeNull()
    expect(await stores.grants.find(grant.id)).not.toBeNull()
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
    const { stores, run, stop } = await inTwoProcesses()
    const isOneOf40 = async (task: Task) => {
      const answers = await run(task)
      expect(answers.filter((answer) => answer === true)).toHaveLength(1)
      expect(answers.filter((answer) => answer === false)).toHaveLength(39)
    }
    try {
      const { id: clientId } = await added(stores).client()
      for (let round = 0; round < 3; round += 1) {
        const link = newLink(null)
        await stores.oneTimeLinks.create(link)
        await isOneOf40({ kind: 'consume', hash: link.hash, times: 20 })
        const { hash } = await added(stores).pushedRequest(clientId)
        await isOneOf40({ kind: 'complete-pushed-request', hash, times: 20 })
        await isOneOf40({ kind: 'use-id', key: randomUUID(), times: 20 })
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
      await stop()
    }
  })

  it('lets one of 20 in each of two processes redeem a code, a device’s code and a refresh token', async () => {
    const { stores, run, stop } = await inTwoProcesses()
    try {
      const { id: userId } = await added(stores).user()
      const { id: clientId } = await added(stores).client()
      const kinds = {
        'redeem-code': () => added(stores).code(userId, clientId),
        'redeem-device-code': () => added(stores).allowedDeviceCode(userId, clientId),
        rotate: async () => {
          const { id, tokenHash } = await added(stores).grant(userId, clientId)
          return { hash: tokenHash, grantId: id }
        },
      }
      for (const kind of ['redeem-code', 'redeem-device-code', 'rotate'] as const) {
        for (let round = 0; round < 3; round += 1) {
          const { hash, grantId } = await kinds[kind]()
          const purchases = (await run({ kind, hash, grantId, times: 20 })) as Purchase[]
          expect(purchases).toHaveLength(40)
          expect(purchases.filter(({ isWinner }) => isWinner)).toHaveLength(1)
          for (const { boughtHash, isWinner } of purchases) {
            const found = await stores.grants.findByRefreshToken(boughtHash)
            expect(found !== null).toBe(isWinner)
          }
        }
      }
    } finally {
      await stop()
    }
  })

  it('tells one device of 20 in each of two processes that it is in time, and gives each delivery to one', async () => {
    const { stores, run, stop } = await inTwoProcesses()
    try {
      const { id: userId } = await added(stores).user()
      const { id: clientId } = await added(stores).client(withLogout)
      const { hash } = await added(stores).deviceCode(clientId, { interval: 5 })
      const paces = await run({ kind: 'poll', hash, times: 20 })
      expect(paces.filter((pace) => pace === 'in-time')).toHaveLength(1)
      expect((await stores.deviceCodes.find(hash))?.interval).toBe(5 + 39 * 5)

      for (let index = 0; index < 60; index += 1) {
        const { id: sessionId } = await added(stores).session(userId)
        await added(stores).grant(userId, clientId, { sessionId })
      }
      await stores.sessions.endAll(userId, null, now)
      const claimed = await run({ kind: 'claim', limit: 4, times: 10 })
      expect(new Set(claimed).size).toBe(claimed.length)
      const rest = await stores.logoutDeliveries.claim(now, after(60), 99)
      expect(claimed.length + rest.length).toBe(60)
    } finally {
      await stop()
    }
  })

  it('leases to one of 20 in each of two processes, and lets one account stay of all that are unlinked', async () => {
    const { stores, run, stop } = await inTwoProcesses()
    try {
      for (let round = 0; round < 3; round += 1) {
        const { id } = await addedBrokerGrant(stores)
        const leased = await run({ kind: 'lease', id, times: 20 })
        expect(leased.filter((answer) => answer === true)).toHaveLength(1)
        expect(leased.filter((answer) => answer === false)).toHaveLength(39)

        const { userId, list } = await addedByUpstream(stores, 20)
        const ids = list.map((account) => account.id)
        const unlinked = await run({ kind: 'unlink', userId, ids })
        expect(unlinked.filter((answer) => answer === 'unlinked')).toHaveLength(19)
        expect(await stores.accounts.listOfUser(userId)).toHaveLength(1)
      }
    } finally {
      await stop()
    }
  })

  it('sees a client at once as another process has changed it', async () => {
    const { stores, run, stop } = await inTwoProcesses()
    try {
      const client = newClient()
      const [first, second] = [newSecret(client.id), newSecret(client.id)]
      await stores.clients.create(client, first)
      await stores.clients.addSecret(second)
      const { id } = client
      const find = () => run({ kind: 'find-client', id })
      expect([await find(), await find()]).toEqual(Array(2).fill([true, 2, true, 2]))
      await stores.clients.removeSecret(id, first.id)
      expect(await find()).toEqual([true, 1, true, 1])
      await stores.clients.addSecret(newSecret(id))
      expect(await find()).toEqual([true, 2, true, 2])
      await run({ kind: 'remove-secret', id, secretId: second.id })
      expect((await stores.clients.findWithSecrets(id))?.secrets).toHaveLength(1)
      expect(await find()).toEqual([true, 1, true, 1])
      expect((await stores.clients.find(id))?.disabledAt).toBeNull()
      await run({ kind: 'disable-client', id })
      expect((await stores.clients.find(id))?.disabledAt).toEqual(now)
      expect(await find()).toEqual([false, 1, false, 1])
      await stores.clients.delete(id)
      expect(await find()).toEqual([false, null, false, null])
    } finally {
      await stop()
    }
  })
}

type Transactional = {
  $transaction(body: (inside: TemporaryDatabase['authDatabase']) => Promise<never>): Promise<never>
}
