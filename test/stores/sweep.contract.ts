import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { newApiRefreshToken, newApiToken } from './api-tokens.contract'
import {
  added,
  after,
  atOnce,
  day,
  newGrant,
  newInitialAccessToken,
  newRefreshToken,
  now,
} from './fixtures'
import type { World } from './fixtures'
import { withLogout } from './logout-deliveries.contract'
import { newLink } from './one-time-links.contract'
import { newSigningKey } from './signing-keys.contract'
import { addedBrokerGrant } from './upstream-fixtures'

export function sweepContract({ fresh }: World): void {
  it('removes what has ended, leaves what has not, and says how many rows went', async () => {
    const stores = await fresh()
    const user = await added(stores).user()
    const ended = await added(stores).session(user.id, { expiresAt: after(-1) })
    const alive = await added(stores).session(user.id)
    await stores.signingKeys.create(newSigningKey(1, { expiresAt: after(-1) }))
    await stores.signingKeys.create(newSigningKey(2))
    const key = randomUUID()
    await stores.attempts.count([{ key, windowEndsAt: after(-1) }], after(-2))
    await stores.attempts.count([{ key: 'running', windowEndsAt: after(1) }], after(-2))
    const [recent, old] = [newLink(null), newLink(user.id)]
    await stores.oneTimeLinks.create({ ...recent, expiresAt: after(1 - day) })
    await stores.oneTimeLinks.create({ ...old, expiresAt: after(-day) })

    expect(await stores.sweep(now)).toBe(4)

    expect(await stores.sessions.findByTokenHash(ended.tokenHash)).toBeNull()
    expect(await stores.sessions.findByTokenHash(alive.tokenHash)).not.toBeNull()
    expect(await stores.signingKeys.list(after(-10))).toHaveLength(1)
    expect(await stores.attempts.count([{ key: 'running', windowEndsAt: now }], now)).toEqual([
      { count: 2, windowEndsAt: after(1) },
    ])
    expect(await stores.oneTimeLinks.find(recent.hash)).not.toBeNull()
    expect(await stores.oneTimeLinks.find(old.hash)).toBeNull()
    expect(await stores.sweep(now)).toBe(0)
  })

  it('removes a grant 30 days after it was revoked, or 400 days after it was given without a refresh token', async () => {
    const stores = await fresh()
    const user = await added(stores).user()
    const client = await added(stores).client()
    const give = async (createdAt: Date, tokenEndsAt: Date, revokedAt: Date | null = null) => {
      const grant = newGrant(user.id, client.id, { createdAt, revokedAt })
      const token = newRefreshToken(grant.id, { expiresAt: tokenEndsAt })
      await stores.grants.create(grant, token)
      return async () => (await stores.grants.findByRefreshToken(token.hash)) !== null
    }
    const isRevokedKept = await give(after(-60 * day), after(day), after(-29 * day))
    const isLongRevokedKept = await give(after(-60 * day), after(day), after(-30 * day))
    const isOldKept = await give(after(-500 * day), after(day))
    await give(after(-500 * day), after(-day))
    await give(after(-399 * day), after(-day))

    // Two refresh tokens that have ended, the grant revoked long ago (its token goes with it), the old one without.
    expect(await stores.sweep(now)).toBe(4)
    expect(await isRevokedKept()).toBe(true)
    expect(await isLongRevokedKept()).toBe(false)
    expect(await isOldKept()).toBe(true)
    // A day later the two other tokens have ended, and three grants are old enough.
    expect(await stores.sweep(after(day))).toBe(5)
  })

  it('removes a grant that nobody has redeemed a day after its code has ended, and keeps a used code with its grant', async () => {
    const stores = await fresh()
    const { authorizationCodes, grants } = stores
    const user = await added(stores).user()
    const client = await added(stores).client()
    const add = (expiresAt: Date) => added(stores).code(user.id, client.id, { expiresAt })
    const used = await add(after(-300 * day))
    const revoked = await add(after(-40 * day))
    const redeemed = await add(after(-40 * day))
    for (const { hash } of [used, revoked]) await authorizationCodes.redeem(hash, null, now)
    await authorizationCodes.redeem(redeemed.hash, newRefreshToken(redeemed.grantId), now)
    await grants.revoke(revoked.grantId, after(-30 * day))
    const unused = await add(after(-day))
    const recent = await add(after(1 - day))

    expect(await stores.sweep(now)).toBe(2)

    for (const { hash, grantId } of [used, redeemed, recent]) {
      expect(await authorizationCodes.find(hash)).not.toBeNull()
      expect(await grants.find(grantId)).not.toBeNull()
    }
    for (const { hash, grantId } of [unused, revoked]) {
      expect(await authorizationCodes.find(hash)).toBeNull()
      expect(await grants.find(grantId)).toBeNull()
    }
    // In the end nothing stays: neither grants nor what came of them.
    await stores.sweep(after(401 * day))
    for (const { hash } of [used, redeemed, recent]) {
      expect(await authorizationCodes.find(hash)).toBeNull()
    }
  })

  it('removes a grant that was given to a device and never fetched, and a device’s code a day after its end', async () => {
    const stores = await fresh()
    const { deviceCodes, grants } = stores
    const user = await added(stores).user()
    const client = await added(stores).client()
    const values = (endsInDays: number) => ({ expiresAt: after(endsInDays * day) })
    const allow = async (endsInDays: number) => {
      const code = await added(stores).deviceCode(client.id, values(endsInDays))
      const grant = newGrant(user.id, client.id)
      await deviceCodes.allow(code.hash, grant, after(-30 * day))
      return { hash: code.hash, grantId: grant.id }
    }
    const pending = await added(stores).deviceCode(client.id, values(-1))
    const denied = await added(stores).deviceCode(client.id, values(-1))
    await deviceCodes.deny(denied.hash, after(-2 * day))
    const recent = await added(stores).deviceCode(client.id, values(-0.999))
    const [fetched, refreshed, unfetched] = [await allow(-1), await allow(-1), await allow(-1)]
    const alive = await allow(1)
    await deviceCodes.redeem(fetched.hash, null, now)
    await deviceCodes.redeem(refreshed.hash, newRefreshToken(refreshed.grantId), now)

    // The unfetched grant, whose code goes with it, and four codes.
    expect(await stores.sweep(now)).toBe(5)

    for (const { hash } of [pending, denied, fetched, refreshed, unfetched]) {
      expect(await deviceCodes.find(hash)).toBeNull()
    }
    for (const { hash } of [recent, alive]) expect(await deviceCodes.find(hash)).not.toBeNull()
    expect(await grants.find(unfetched.grantId)).toBeNull()
    for (const { grantId } of [fetched, refreshed, alive]) {
      expect(await grants.find(grantId)).not.toBeNull()
    }
  })

  it('removes a pushed request a day after its end, used or not', async () => {
    const stores = await fresh()
    const { pushedRequests } = stores
    const { id: clientId } = await added(stores).client()
    const add = (endsInDays: number) =>
      added(stores).pushedRequest(clientId, { expiresAt: after(endsInDays * day) })
    const [used, unused, recent, running] = [
      await add(-1),
      await add(-1),
      await add(-0.9),
      await add(1),
    ]
    for (const { hash } of [used, recent]) await pushedRequests.consume(hash, now)
    expect(await stores.sweep(now)).toBe(2)
    for (const { hash } of [used, unused]) expect(await pushedRequests.find(hash)).toBeNull()
    for (const { hash } of [recent, running]) expect(await pushedRequests.find(hash)).not.toBeNull()
  })

  it('forgets a used id when it has ended by itself, and not before', async () => {
    const stores = await fresh()
    await stores.usedIds.use('id', after(60))
    expect(await stores.sweep(after(59.999))).toBe(0)
    expect(await stores.usedIds.use('id', after(60))).toBe(false)
    expect(await stores.sweep(after(60))).toBe(1)
    expect(await stores.usedIds.use('id', after(120))).toBe(true)
  })

  it('removes a delivery 30 days after its session ended, and an initial access token at its end', async () => {
    const stores = await fresh()
    const { logoutDeliveries, initialAccessTokens } = stores
    const { id: userId } = await added(stores).user()
    const { id: clientId } = await added(stores).client(withLogout)
    const end = async () => {
      const { id: sessionId } = await added(stores).session(userId, { expiresAt: after(99 * day) })
      await added(stores).grant(userId, clientId, { sessionId, scope: 'offline_access' })
      await stores.sessions.end(userId, sessionId, now)
      return (await logoutDeliveries.listOfSession(sessionId))[0]!
    }
    const [delivered] = [await end(), await end()]
    await logoutDeliveries.succeed(delivered.id, now)
    const ended = newInitialAccessToken({ expiresAt: after(60) })
    const alive = newInitialAccessToken({ expiresAt: after(60.001), usesLeft: 0 })
    for (const token of [ended, alive]) await initialAccessTokens.create(token)
    expect(await stores.sweep(after(60))).toBe(1)
    expect(await initialAccessTokens.find(ended.hash)).toBeNull()
    expect(await initialAccessTokens.find(alive.hash)).not.toBeNull()
    expect(await stores.sweep(after(30 * day - 1))).toBe(1) // the other token
    expect(await logoutDeliveries.listOfClient(clientId, 9)).toHaveLength(2)
    await stores.sweep(after(30 * day))
    expect(await logoutDeliveries.listOfClient(clientId, 9)).toEqual([])
  })

  it('removes a broker’s grant and a token of the token API at their end, and no refresh token of the latter', async () => {
    const stores = await fresh()
    const { apiTokens, brokerGrants } = stores
    const grants = [
      await addedBrokerGrant(stores, { expiresAt: after(60) }),
      await addedBrokerGrant(stores, { expiresAt: after(60.001), revokedAt: now }),
    ]
    const { id: userId } = await added(stores).user()
    const { id: clientId } = await added(stores).client()
    const refreshToken = newApiRefreshToken(userId, clientId)
    await apiTokens.createRefreshToken(refreshToken)
    const made = { clientId, refreshTokenId: refreshToken.id }
    const tokens = [
      newApiToken(userId, { ...made, expiresAt: after(60) }),
      newApiToken(userId, { ...made, expiresAt: after(60.001) }),
    ]
    for (const token of tokens) await apiTokens.create(token)

    expect(await stores.sweep(after(59.999))).toBe(0)
    expect(await stores.sweep(after(60))).toBe(2)

    expect(await brokerGrants.find(grants[0]!.id)).toBeNull()
    expect(await brokerGrants.find(grants[1]!.id)).not.toBeNull()
    expect(await apiTokens.find(tokens[0]!.hash)).toBeNull()
    expect(await apiTokens.find(tokens[1]!.hash)).not.toBeNull()
    expect(await stores.sweep(after(9999 * day))).toBe(2)
    expect(await apiTokens.findRefreshToken(refreshToken.hash)).not.toBeNull()
  })

  it('keeps a used refresh token until its own end, by which a second use is known', async () => {
    const stores = await fresh()
    const { grants } = stores
    const user = await added(stores).user()
    const client = await added(stores).client()
    const { id, tokenHash } = await added(stores).grant(user.id, client.id)
    const successor = newRefreshToken(id, { expiresAt: after(60 * day) })
    await grants.rotateRefreshToken(tokenHash, successor, now)

    expect(await stores.sweep(after(30 * day - 1))).toBe(0)
    expect((await grants.findByRefreshToken(tokenHash))?.refreshToken.consumedAt).toEqual(now)
    expect(await stores.sweep(after(30 * day))).toBe(1)
    expect(await grants.findByRefreshToken(tokenHash)).toBeNull()
    expect(await grants.findByRefreshToken(successor.hash)).not.toBeNull()
  })

  it('removes more than a batch, and lets others work in between', async () => {
    const stores = await fresh()
    const keys = Array.from({ length: 1200 }, (_, index) => ({
      key: `key-${index}`,
      windowEndsAt: after(-1),
    }))
    await stores.attempts.count(keys, after(-2))
    let isDone = false
    const sweeping = stores.sweep(now).finally(() => (isDone = true))
    const turns = await new Promise<number>((resolve) => {
      let count = 0
      const next = () => (isDone ? resolve(count) : (count++, setImmediate(next)))
      next()
    })
    expect(await sweeping).toBe(1200)
    expect(turns).toBeGreaterThanOrEqual(3)
    expect(await atOnce(5, () => stores.sweep(now))).toEqual([0, 0, 0, 0, 0])
  })
}
