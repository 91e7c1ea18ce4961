import { afterEach, describe, expect, it } from 'vitest'
import type { Client } from '@/model/client'
import { openStores } from '@/stores/prisma/open'
import { publicValues, relyingParty, signedInWorld } from '../oauth/relying-party'
import { newApiToken } from './api-tokens.contract'
import { added, newSecret, now } from './fixtures'
import { StatementCounter } from './statement-counter'
import { temporarySqlite } from './temporary-database'

const closings: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

/** A signed-in person and an app that was used before, on an SQLite database whose statements are counted. */
async function countedWorld(values: Partial<Client> = {}) {
  const counter = new StatementCounter()
  const database = await temporarySqlite(counter.onStatement)
  closings.push(database.close)
  const world = await signedInWorld(values, { database })
  const scope = 'openid email offline_access'
  const tokens = await world.app.offlineTokens(world.browser, { scope })
  const count = async (work: () => Promise<{ status: number }>, status = 200) => {
    const { statements, commits } = await counter.during(async () => {
      expect((await work()).status).toBe(status)
    })
    return { statements: statements.length, commits }
  }
  return { ...world, database, counter, count, tokens }
}

describe('on SQLite', () => {
  it('a token of the token API is read with its user and its app in one statement', async () => {
    const { op, app, counter } = await countedWorld()
    const user = await op.user({ username: 'another' })
    const token = newApiToken(user.id, { clientId: app.id })
    await op.stores.apiTokens.create(token)
    const { statements, commits } = await counter.during(async () => {
      expect((await op.stores.apiTokens.find(token.hash))?.client?.id).toBe(app.id)
    })
    expect({ statements: statements.length, commits }).toEqual({ statements: 1, commits: 0 })
  })

  it('client credentials ask the database nothing once the client is known', async () => {
    const { app, op, browser, count } = await countedWorld()
    const other = await relyingParty(op)
    await other.tokens(browser)
    const request = () => app.token({ grant_type: 'client_credentials' })
    await request()
    expect(await count(request)).toEqual({ statements: 0, commits: 0 })
    await other.tokens(browser) // the writes of a code flow leave every client as it is
    expect(await count(request)).toEqual({ statements: 0, commits: 0 })
  })

  it('an app is read again after any change that may be about it, once', async () => {
    const { app, op, count } = await countedWorld()
    const another = await op.client()
    const request = () => app.token({ grant_type: 'client_credentials' })
    const changes = [
      () => op.stores.clients.addSecret(newSecret(app.id)),
      () => op.stores.clients.setDisabled(another.id, now),
      () => op.stores.attempts.count([{ key: 'k', windowEndsAt: now }], now),
    ]
    for (const change of changes) {
      await change()
      expect(await count(request)).toEqual({ statements: 1, commits: 0 })
      expect(await count(request)).toEqual({ statements: 0, commits: 0 })
    }
  })

  it('introspection asks once: of an access token, of a refresh token; and of nothing of ours not at all', async () => {
    const { app, count, tokens } = await countedWorld()
    const [once, never] = [
      { statements: 1, commits: 0 },
      { statements: 0, commits: 0 },
    ]
    expect(await count(() => app.introspect(tokens.access_token))).toEqual(once)
    expect(await count(() => app.introspect(tokens.refresh_token))).toEqual(once)
    expect(await count(() => app.introspect('made up'))).toEqual(never)
  })

  it('UserInfo and introspection ask anew after any commit but those of the attempts, once', async () => {
    const { app, op, browser, count, tokens } = await countedWorld()
    const another = await relyingParty(op)
    const userinfo = () => app.userinfo(tokens.access_token)
    for (const change of [
      () => another.tokens(browser), // through the durable connection
      () => op.stores.clients.setDisabled(another.id, now), // through Prisma
    ]) {
      await change()
      expect((await count(userinfo)).statements).toBe(1)
      expect((await count(userinfo)).statements).toBe(0)
    }
    await app.introspect(tokens.access_token)
    await op.stores.attempts.count([{ key: 'k', windowEndsAt: now }], now)
    expect((await count(userinfo)).statements).toBe(0)
  })

  it('what another process has changed is seen by every request that arrives later', async () => {
    const { app, alice, database, tokens } = await countedWorld()
    const others = await openStores({ database: database.location })
    closings.unshift(others.stores.close)
    // A request that arrives later is read in a later turn of the event loop; here all are in one process.
    const later = <T>(changed: Promise<T>) =>
      changed.then(() => new Promise((resolve) => setImmediate(resolve)))
    const clients = {
      setDisabled: (id: string, at: Date | null) =>
        later(others.stores.clients.setDisabled(id, at)),
    }
    const users = {
      setDisabled: (id: string, at: Date) => later(others.stores.users.setDisabled(id, at)),
    }
    const isLive = () => app.isLive(tokens.access_token)
    for (const disabledAt of [null, now, null]) {
      await clients.setDisabled(app.id, disabledAt)
      expect([await isLive(), await isLive()]).toEqual(Array(2).fill(disabledAt === null))
    }
    await users.setDisabled(alice.id, now)
    expect(await isLive()).toBe(false)
  })

  it('a refresh with rotation waits for the disk once', async () => {
    const { app, count, tokens } = await countedWorld(publicValues)
    const work = await count(() => app.refresh(tokens.refresh_token))
    expect(work).toEqual({ statements: 3, commits: 1 }) // looked up, taken out of use, successor added
  })

  it('a refresh that keeps the token waits for nothing', async () => {
    const { app, count, tokens } = await countedWorld()
    const work = await count(() => app.refresh(tokens.refresh_token))
    expect(work).toEqual({ statements: 1, commits: 0 })
  })

  it('the code flow waits for the disk twice: with the code, and with the tokens', async () => {
    for (const values of [{}, publicValues]) {
      const { app, browser, counter } = await countedWorld(values)
      for (const scope of ['openid', 'openid email offline_access']) {
        let code = ''
        const fields = { scope: 'openid', prompt: null }
        const authorization = await counter.during(async () => {
          code = await app.code(browser, { ...fields, scope })
        })
        expect(authorization.commits).toBe(1)
        const redemption = await counter.during(() => app.redeem(code))
        expect(redemption.commits).toBe(1)
        expect(authorization.statements.length).toBeLessThanOrEqual(5)
        expect(redemption.statements.length).toBeLessThanOrEqual(4)
      }
    }
  })

  it('writes that are asked for at once share a commit', async () => {
    const { counter, database } = await countedWorld()
    const { stores } = database
    const { id: userId } = await added(stores).user()
    const { id: clientId } = await added(stores).client()
    const work = await counter.during(() =>
      Promise.all(Array.from({ length: 20 }, () => added(stores).code(userId, clientId))),
    )
    expect(work).toMatchObject({ commits: 1 })
    expect(work.statements).toHaveLength(40)
  })

  it('a statement is told as it is, with its connection', async () => {
    const told: string[] = []
    const { stores, close } = await temporarySqlite((sql, name) => told.push(`${name}: ${sql}`))
    closings.push(close)
    told.length = 0
    await added(stores).client({ id: 'notes' })
    await stores.clients.find('notes')
    await stores.usedIds.use('id', now)
    expect(told.some((each) => each.startsWith('prisma: COMMIT'))).toBe(true)
    expect(told.at(-3)).toBe('durable: PRAGMA data_version')
    expect(told.at(-2)).toMatch(/^quick: SELECT .* WHERE c."id" = 'notes'$/s)
    expect(told.at(-1)).toMatch(/^quick: INSERT INTO "UsedId"/)
  })
})
