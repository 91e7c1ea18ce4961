import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { added, after, atOnce, newGrant, newRefreshToken, newSession, now } from './fixtures'
import { withLogout } from './logout-deliveries.contract'
import type { World } from './fixtures'

export function sessionsContract({ stores }: World): void {
  it('gives back a session as it was added, with its user', async () => {
    const { sessions, users } = stores()
    const { id } = await added(stores()).user()
    const session = newSession(id, { address: null })
    await sessions.create(session, `token-of-${session.id}`, null)
    expect(await sessions.findByTokenHash(`token-of-${session.id}`)).toEqual({
      session,
      user: await users.find(id),
    })
  })

  it.each(['unknown', '', '\0', '\ud800'])('finds nothing under %j', async (tokenHash) => {
    expect(await stores().sessions.findByTokenHash(tokenHash)).toBeNull()
  })

  it('sees at once what was just written', async () => {
    const { sessions } = stores()
    const { id } = await added(stores()).user()
    await atOnce(20, async () => {
      const { tokenHash } = await added(stores()).session(id)
      expect(await sessions.findByTokenHash(tokenHash)).not.toBeNull()
    })
  })

  it('lets a session go on under a new token, with new values and the same grants', async () => {
    const { sessions, logoutDeliveries } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: clientId } = await added(stores()).client(withLogout)
    const before = await added(stores()).session(userId)
    const grant = await added(stores()).grant(userId, clientId, { sessionId: before.id })
    const session = newSession(userId, {
      id: before.id,
      authTime: after(60),
      amr: ['pwd'],
      createdAt: after(60),
      lastSeenAt: after(60),
      expiresAt: after(600),
      absoluteExpiresAt: after(900),
      address: null,
      userAgent: 'Safari',
    })
    const tokenHash = randomUUID()
    expect(await sessions.create(session, tokenHash, before.tokenHash)).toBe(true)
    expect(await sessions.findByTokenHash(before.tokenHash)).toBeNull()
    expect((await sessions.findByTokenHash(tokenHash))?.session).toEqual(session)
    expect(await grant.isRevoked()).toBe(false)
    expect(await logoutDeliveries.listOfSession(before.id)).toEqual([])
  })

  it('lets no session go on that has ended, is another’s, or was never there', async () => {
    const { sessions } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: another } = await added(stores()).user()
    const ended = await added(stores()).session(userId)
    await sessions.end(userId, ended.id, now)
    const alive = await added(stores()).session(userId)
    const attempts: readonly [id: string, userId: string, held: string][] = [
      [ended.id, userId, ended.tokenHash],
      [alive.id, userId, 'unknown'],
      [alive.id, userId, '\0'],
      [alive.id, userId, '\ud800'],
      [alive.id, another, alive.tokenHash],
      [randomUUID(), userId, alive.tokenHash],
    ]
    for (const [id, ofUser, held] of attempts) {
      const tokenHash = randomUUID()
      expect(await sessions.create(newSession(ofUser, { id }), tokenHash, held)).toBe(false)
      expect(await sessions.findByTokenHash(tokenHash)).toBeNull()
    }
    const { tokenHash, ...session } = alive
    expect((await sessions.findByTokenHash(tokenHash))?.session).toEqual(session)
    const clash = newSession(userId, { id: alive.id })
    expect(await sessions.create(clash, randomUUID(), null)).toBe(false)
    expect((await sessions.findByTokenHash(tokenHash))?.session).toEqual(session)
  })

  it('lets a session go on for one of 20 who replace its token at once', async () => {
    const { sessions } = stores()
    const { id: userId } = await added(stores()).user()
    for (let round = 0; round < 5; round += 1) {
      const { id, tokenHash } = await added(stores()).session(userId)
      const tokens = Array.from({ length: 20 }, () => randomUUID())
      const answers = await atOnce(20, (index) =>
        sessions.create(newSession(userId, { id }), tokens[index]!, tokenHash),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const found = await atOnce(20, (index) => sessions.findByTokenHash(tokens[index]!))
      expect(found.map((each) => each !== null)).toEqual(answers)
    }
  })

  it('never brings back a session that ends while it goes on', async () => {
    const { sessions } = stores()
    const { id: userId } = await added(stores()).user()
    for (let round = 0; round < 10; round += 1) {
      const { id, tokenHash } = await added(stores()).session(userId)
      const token = randomUUID()
      await Promise.all([
        sessions.create(newSession(userId, { id }), token, tokenHash),
        sessions.end(userId, id, now),
        sessions.create(newSession(userId, { id }), randomUUID(), tokenHash),
      ])
      expect((await sessions.listOfUser(userId, now)).map((each) => each.id)).not.toContain(id)
    }
  })

  it('lists the sessions of a user that have not ended, the last seen first', async () => {
    const { sessions } = stores()
    const { id } = await added(stores()).user()
    await added(stores()).session((await added(stores()).user()).id)
    await added(stores()).session(id, { expiresAt: after(10) })
    const older = await added(stores()).session(id)
    const newer = await added(stores()).session(id, { lastSeenAt: after(5) })
    const listed = await sessions.listOfUser(id, after(10))
    expect(listed.map((session) => session.id)).toEqual([newer.id, older.id])
  })

  it('moves the last sight forward, never back', async () => {
    const { sessions } = stores()
    const { id: userId } = await added(stores()).user()
    const { id, tokenHash } = await added(stores()).session(userId)
    await sessions.touch(id, after(60), after(4000))
    await sessions.touch(id, after(30), after(3970)) // an older request that took longer
    const found = await sessions.findByTokenHash(tokenHash)
    expect(found?.session).toMatchObject({ lastSeenAt: after(60), expiresAt: after(4000) })
  })

  it('ends a session and the grants given in it, but for offline access', async () => {
    const { sessions } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const { id: sessionId, tokenHash } = await added(stores()).session(user.id)
    const given = await added(stores()).grant(user.id, client.id, { sessionId })
    const scope = 'openid offline_access'
    const offline = await added(stores()).grant(user.id, client.id, { sessionId, scope })
    const elsewhere = await added(stores()).grant(user.id, client.id)

    expect(await sessions.end(user.id, sessionId, now)).toBe(true)
    expect(await sessions.findByTokenHash(tokenHash)).toBeNull()
    expect(await given.isRevoked()).toBe(true)
    expect(await offline.isRevoked()).toBe(false)
    expect(await elsewhere.isRevoked()).toBe(false)
    expect(await sessions.end(user.id, sessionId, now)).toBe(false)
  })

  it('leaves the session of somebody else alone, with its grants', async () => {
    const { sessions } = stores()
    const [owner, other] = [await added(stores()).user(), await added(stores()).user()]
    const client = await added(stores()).client()
    const session = await added(stores()).session(owner.id)
    const grant = await added(stores()).grant(owner.id, client.id, { sessionId: session.id })
    for (const id of [session.id, 'unknown', '\0']) {
      expect(await sessions.end(other.id, id, now)).toBe(false)
    }
    expect(await sessions.findByTokenHash(session.tokenHash)).not.toBeNull()
    expect(await grant.isRevoked()).toBe(false)
  })

  it('ends all sessions and grants of a user, or all but those of one', async () => {
    const { sessions } = stores()
    const user = await added(stores()).user()
    const stranger = await added(stores()).user()
    const client = await added(stores()).client()
    const kept = await added(stores()).session(user.id)
    await added(stores()).session(user.id)
    const theirs = await added(stores()).session(stranger.id)
    const here = await added(stores()).grant(user.id, client.id, { sessionId: kept.id })
    const scope = 'offline_access'
    const byPassword = await added(stores()).grant(user.id, client.id, { scope })

    await sessions.endAll(user.id, kept.id, now)
    expect((await sessions.listOfUser(user.id, now)).map(({ id }) => id)).toEqual([kept.id])
    expect(await here.isRevoked()).toBe(false)
    expect(await byPassword.isRevoked()).toBe(true)

    await sessions.endAll(user.id, null, now)
    expect(await sessions.listOfUser(user.id, now)).toEqual([])
    expect(await here.isRevoked()).toBe(true)
    expect(await sessions.findByTokenHash(theirs.tokenHash)).not.toBeNull()
  })

  it('leaves no grant alive that is given while its session ends', async () => {
    const { sessions, grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    for (let round = 0; round < 10; round += 1) {
      const { id: sessionId } = await added(stores()).session(user.id)
      const given = Array.from({ length: 6 }, () => newGrant(user.id, client.id, { sessionId }))
      const tokens = given.map(({ id }) => newRefreshToken(id))
      const give = (index: number) => grants.create(given[index]!, tokens[index]!)
      await Promise.all([
        ...[0, 1, 2].map(give),
        sessions.end(user.id, sessionId, now),
        ...[3, 4, 5].map(give),
      ])
      const found = await Promise.all(tokens.map(({ hash }) => grants.findByRefreshToken(hash)))
      expect(found.map((each) => each?.grant.revokedAt)).toEqual(Array(6).fill(now))
    }
  })
}
