import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { added, after, atOnce, newGrant, newRefreshToken, newSession, now } from './fixtures'
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

  it('puts a session in the place of the one that the browser held before', async () => {
    const { sessions } = stores()
    const { id } = await added(stores()).user()
    const before = await added(stores()).session(id)
    await sessions.create(newSession(id, { id: before.id }), 'same-sid', before.tokenHash)
    expect(await sessions.findByTokenHash(before.tokenHash)).toBeNull()
    expect((await sessions.findByTokenHash('same-sid'))?.session.id).toBe(before.id)
  })

  it('replaces nothing when what the browser held is unknown', async () => {
    const { sessions } = stores()
    const { id } = await added(stores()).user()
    for (const held of ['unknown', '\0']) {
      const tokenHash = randomUUID()
      await sessions.create(newSession(id), tokenHash, held)
      expect(await sessions.findByTokenHash(tokenHash)).not.toBeNull()
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
