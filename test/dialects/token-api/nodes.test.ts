// Two processes that share a database: what ends at one has ended at the other, at its next request.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type PortalProcesses, startPortals } from '../../oauth/portal-processes'
import {
  postgresUrl,
  temporaryPostgres,
  temporarySqlite,
  type TemporaryDatabase,
} from '../../stores/temporary-database'
import { base, basicOf, tokenApiWorld } from './world'

const inJson = { 'Content-Type': 'application/json' }

describe.each([
  ['SQLite', temporarySqlite],
  ...(postgresUrl ? [['PostgreSQL', temporaryPostgres] as const] : []),
] as [string, () => Promise<TemporaryDatabase>][])('over two processes on %s', (_name, open) => {
  let database: TemporaryDatabase
  let portals: PortalProcesses

  let worlds = 0
  const worldOf = () => {
    const settings = { database: database.location }
    return tokenApiWorld({ database, hasher: 'argon2', settings }, `-${(worlds += 1)}`)
  }

  beforeAll(async () => {
    database = await open()
    const { op } = await worldOf()
    portals = await startPortals(2, { settings: op.settings, now: op.now().toISOString() })
  })
  afterAll(async () => {
    await portals.stop()
    await database.close()
  })

  const at = (node: number, path: string, init: RequestInit = {}) =>
    fetch(`${portals.urls[node]}${base}${path}`, init)

  const isGood = async (node: number, token: string) =>
    (await at(node, `/token/${token}`, { method: 'HEAD' })).status === 204

  type Tokens = { token: string; refresh_token: string }

  const tokensFrom = async (answer: Response): Promise<Tokens> =>
    ((await answer.json()) as { data: Tokens }).data

  /** Somebody of this test's own, with a refresh token from the first node and a token that the second made of it. */
  async function offline() {
    const made = await worldOf()
    const { alice, client } = made
    const headers = { ...inJson, Authorization: basicOf(alice.username, alice.password) }
    const asked = { client_id: client.id, access_type: 'offline' }
    const first = await tokensFrom(
      await at(0, '/token', { method: 'POST', headers, body: JSON.stringify(asked) }),
    )
    const redeem = (node: number) => {
      const sent = { client_id: client.id, refresh_token: first.refresh_token }
      return at(node, '/token', { method: 'POST', headers: inJson, body: JSON.stringify(sent) })
    }
    const second = await tokensFrom(await redeem(1))
    for (const node of [0, 1]) {
      expect([await isGood(node, first.token), await isGood(node, second.token)]).toEqual([
        true,
        true,
      ])
    }
    return { ...made, first, second, redeem }
  }

  it('a refresh token that is deleted at one has ended at the other, with the tokens that it made', async () => {
    const { first, second, redeem, client } = await offline()
    const path = `/users/me/tokens/${client.id}`
    const headers = { 'X-Auth-Token': first.token }
    expect((await at(0, path, { method: 'DELETE', headers })).status).toBe(204)
    expect((await redeem(1)).status).toBe(401)
    expect([await isGood(1, first.token), await isGood(1, second.token)]).toEqual([false, false])
    expect((await at(1, '/users/me/tokens', { headers })).status).toBe(401)
  })

  it('a user who is disabled by another process is disabled at both', async () => {
    const { op, alice, first, second, redeem } = await offline()
    await op.stores.users.setDisabled(alice.id, op.now())
    expect([await isGood(0, first.token), await isGood(1, second.token)]).toEqual([false, false])
    expect((await redeem(1)).status).toBe(401)
  })

  it('nothing is left of a refresh token that is redeemed at both while it is deleted', async () => {
    const { first, redeem, client } = await offline()
    const path = `/users/me/tokens/${client.id}`
    const headers = { 'X-Auth-Token': first.token }
    const [redeemed] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, (_, index) => redeem(index % 2))),
      at(0, path, { method: 'DELETE', headers }),
    ])
    for (const [index, answer] of redeemed.entries()) {
      expect([200, 401]).toContain(answer.status)
      if (answer.status === 200) {
        const { token } = await tokensFrom(answer)
        expect(await isGood(index % 2, token)).toBe(false)
      }
    }
  })

  it('of two administrators who delete each other, one at each, one stays', async () => {
    const { op, alice, root, tokenOf } = await worldOf()
    await op.stores.users.update(alice.id, { isAdministrator: true })
    const others = await op.stores.users.search({
      ...{ search: null, limit: 1000, offset: 0, order: 'username', direction: 'asc' },
    })
    for (const user of others.users) {
      if (user.id !== alice.id && user.id !== root.id) {
        await op.stores.users.update(user.id, { isAdministrator: false })
      }
    }
    const tokens = [await tokenOf(alice), await tokenOf(root)]
    const victims = [root.id, alice.id]
    const answers = await Promise.all(
      [0, 1].map((node) =>
        at(node, `/users/${victims[node]}`, {
          method: 'DELETE',
          headers: { 'X-Auth-Token': tokens[node]! },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await op.stores.users.hasAdministrator()).toBe(true)
  })
})
