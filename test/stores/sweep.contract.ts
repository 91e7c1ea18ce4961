import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { added, after, atOnce, day, newGrant, newRefreshToken, now } from './fixtures'
import type { World } from './fixtures'
import { newLink } from './one-time-links.contract'
import { newSigningKey } from './signing-keys.contract'

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
    for (const { hash } of [used, revoked, redeemed]) await authorizationCodes.consume(hash, now)
    await grants.revoke(revoked.grantId, after(-30 * day))
    await grants.addRefreshToken(newRefreshToken(redeemed.grantId))
    const unused = await add(after(-day))
    const recent = await add(after(1 - day))
    // Redeemed without a trace on the code: what it bought is looked at, too.
    const odd = await add(after(-day))
    await grants.addRefreshToken(newRefreshToken(odd.grantId))

    expect(await stores.sweep(now)).toBe(2)

    for (const { hash, grantId } of [used, redeemed, recent, odd]) {
      expect(await authorizationCodes.find(hash)).not.toBeNull()
      expect(await grants.find(grantId)).not.toBeNull()
    }
    for (const { hash, grantId } of [unused, revoked]) {
      expect(await authorizationCodes.find(hash)).toBeNull()
      expect(await grants.find(grantId)).toBeNull()
    }
    // In the end nothing stays: neither grants nor what came of them.
    await stores.sweep(after(401 * day))
    for (const { hash } of [used, redeemed, recent, odd]) {
      expect(await authorizationCodes.find(hash)).toBeNull()
    }
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
