import { expect, it } from 'vitest'
import { added, after, atOnce, day, newGrant, newRefreshToken, now } from './fixtures'
import type { World } from './fixtures'

export function grantsContract({ stores }: World): void {
  it('finds a grant by its id and its refresh token, with all that decides whether it is still good', async () => {
    const { grants, users, clients, consents } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const grant = newGrant(user.id, client.id)
    const refreshToken = newRefreshToken(grant.id)
    await grants.create(grant, refreshToken)

    const circumstances = {
      grant,
      user: await users.find(user.id),
      client: await clients.find(client.id),
    }
    /** The two ways to a grant agree. */
    const find = async () => {
      const found = await grants.findByRefreshToken(refreshToken.hash)
      expect(found).toEqual({ ...(await grants.find(grant.id)), refreshToken })
      return grants.find(grant.id)
    }
    expect(await find()).toEqual({ ...circumstances, hasConsent: false })

    const consent = { userId: user.id, clientId: client.id, scope: 'openid' }
    await consents.save({ ...consent, createdAt: now, updatedAt: now })
    expect(await find()).toEqual({ ...circumstances, hasConsent: true })

    await users.setDisabled(user.id, after(1))
    await clients.setDisabled(client.id, after(2))
    await grants.revoke(grant.id, after(3))
    const found = await find()
    expect(found?.user.disabledAt).toEqual(after(1))
    expect(found?.client.disabledAt).toEqual(after(2))
    expect(found?.grant.revokedAt).toEqual(after(3))
  })

  it.each(['unknown', '\0', '\ud800'])('finds nothing under %j', async (hash) => {
    expect(await stores().grants.find(hash)).toBeNull()
    expect(await stores().grants.findByRefreshToken(hash)).toBeNull()
    expect(await stores().grants.rotateRefreshToken(hash, newRefreshToken(hash), now)).toBe(false)
    await stores().grants.extendRefreshToken(hash, now)
    await stores().grants.revoke(hash, now)
  })

  it('keeps what is known of the sign-in, text by text', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const authentication = {
      authTime: after(-5),
      amr: ['pwd', 'otp'],
      nonce: 'n"\0\ud800 🙂',
      claims: { userinfo: ['email'], idToken: [] },
    }
    const plain = { ...authentication, amr: [], nonce: null, claims: null }
    for (const each of [authentication, plain]) {
      const grant = newGrant(user.id, client.id, { authentication: each })
      await grants.create(grant, null)
      expect((await grants.find(grant.id))?.grant).toEqual(grant)
    }
  })

  it('adds nothing of a grant whose refresh token cannot be added', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const taken = await added(stores()).grant(user.id, client.id)
    const grant = newGrant(user.id, client.id)
    const { sessionId } = { sessionId: (await added(stores()).session(user.id)).id }
    const sameHash = newRefreshToken(grant.id, { hash: taken.tokenHash })
    await expect(grants.create(grant, sameHash)).rejects.toThrow()
    await expect(grants.create({ ...grant, sessionId }, sameHash)).rejects.toThrow()
    await grants.create(grant, newRefreshToken(grant.id))
  })

  it('keeps a grant that names a living session, and revokes one whose session is gone', async () => {
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const { id: sessionId } = await added(stores()).session(user.id)
    const alive = await added(stores()).grant(user.id, client.id, { sessionId })
    const late = await added(stores()).grant(user.id, client.id, { sessionId: 'ended' })
    expect(await alive.isRevoked()).toBe(false)
    expect(await late.isRevoked()).toBe(true)
  })

  it('keeps the resources of a grant and the key that its refresh token is bound to', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const grant = newGrant(user.id, client.id, { resources: 'https://a.example https://b.example' })
    const refreshToken = newRefreshToken(grant.id, { thumbprint: 'first' })
    await grants.create(grant, refreshToken)
    const found = await grants.findByRefreshToken(refreshToken.hash)
    expect(found).toMatchObject({ grant, refreshToken })
    const successor = newRefreshToken(grant.id, { thumbprint: 'second' })
    await grants.rotateRefreshToken(refreshToken.hash, successor, now)
    expect((await grants.findByRefreshToken(successor.hash))?.refreshToken).toEqual(successor)
  })

  it('adds no grant of a user or a client that is not there', async () => {
    const { grants } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: clientId } = await added(stores()).client()
    for (const grant of [newGrant('unknown', clientId), newGrant(userId, 'unknown')]) {
      await expect(grants.create(grant, newRefreshToken(grant.id))).rejects.toThrow()
      expect(await grants.find(grant.id)).toBeNull()
    }
  })

  it('puts a successor in the place of a refresh token, which is known for a used one', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const { id, tokenHash } = await added(stores()).grant(user.id, client.id)
    const before = (await grants.findByRefreshToken(tokenHash))!.refreshToken
    const successor = newRefreshToken(id, { createdAt: after(9), expiresAt: after(99) })
    expect(await grants.rotateRefreshToken(tokenHash, successor, after(10))).toBe(true)

    const used = await grants.findByRefreshToken(tokenHash)
    expect(used?.refreshToken).toEqual({ ...before, consumedAt: after(10) })
    const newest = await grants.findByRefreshToken(successor.hash)
    expect(newest).toMatchObject({ grant: { id }, refreshToken: successor })

    const late = newRefreshToken(id)
    expect(await grants.rotateRefreshToken(tokenHash, late, after(11))).toBe(false)
    expect(await grants.findByRefreshToken(late.hash)).toBeNull()
    expect((await grants.findByRefreshToken(tokenHash))?.refreshToken.consumedAt).toEqual(after(10))
    expect(await grants.rotateRefreshToken(successor.hash, late, after(12))).toBe(true)
  })

  it('adds one successor when 20 rotate a refresh token at once', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    for (let round = 0; round < 5; round += 1) {
      const { id, tokenHash } = await added(stores()).grant(user.id, client.id)
      const successors = Array.from({ length: 20 }, () => newRefreshToken(id))
      const answers = await atOnce(20, (index) =>
        grants.rotateRefreshToken(tokenHash, successors[index]!, now),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const found = await atOnce(20, (index) => grants.findByRefreshToken(successors[index]!.hash))
      expect(found.map((each) => each !== null)).toEqual(answers)
    }
  })

  it('keeps a refresh token in use when its successor cannot be added or is of another grant', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const { id, tokenHash } = await added(stores()).grant(user.id, client.id)
    const another = await added(stores()).grant(user.id, client.id)
    const taken = newRefreshToken(id, { hash: another.tokenHash })
    await expect(grants.rotateRefreshToken(tokenHash, taken, now)).rejects.toThrow()
    const ofAnother = newRefreshToken(another.id)
    expect(await grants.rotateRefreshToken(tokenHash, ofAnother, now)).toBe(false)
    expect(await grants.findByRefreshToken(ofAnother.hash)).toBeNull()
    expect(await grants.rotateRefreshToken(tokenHash, newRefreshToken(id), now)).toBe(true)
  })

  it('moves the end of a refresh token forward, never back', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const { tokenHash } = await added(stores()).grant(user.id, client.id)
    await grants.extendRefreshToken(tokenHash, after(60 * day))
    await grants.extendRefreshToken(tokenHash, after(59 * day))
    const found = await grants.findByRefreshToken(tokenHash)
    expect(found?.refreshToken.expiresAt).toEqual(after(60 * day))
  })

  it('remembers the first revocation', async () => {
    const { grants } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const { id, tokenHash } = await added(stores()).grant(user.id, client.id)
    await grants.revoke(id, after(1))
    await grants.revoke(id, after(2))
    expect((await grants.findByRefreshToken(tokenHash))?.grant.revokedAt).toEqual(after(1))
  })

  it('lists the apps that a user lets in by a consent or a live grant, by name', async () => {
    const { grants, consents } = stores()
    const user = await added(stores()).user()
    const stranger = await added(stores()).user()
    const byConsent = await added(stores()).client({ name: 'b' })
    const byGrant = await added(stores()).client({ name: 'A' })
    const byBoth = await added(stores()).client({ name: 'C' })
    const ended = await added(stores()).client({ name: 'D' })
    for (const client of [byConsent, byBoth]) {
      const consent = { userId: user.id, clientId: client.id, scope: 'openid email' }
      await consents.save({ ...consent, createdAt: after(10), updatedAt: after(20) })
    }
    await added(stores()).grant(user.id, byGrant.id, { scope: 'openid' })
    await added(stores()).grant(user.id, byBoth.id, { scope: 'openid phone' })
    await added(stores()).grant(user.id, byBoth.id, { scope: 'openid phone', createdAt: after(90) })
    const revoked = await added(stores()).grant(user.id, ended.id)
    await grants.revoke(revoked.id, now)
    const expired = newGrant(user.id, ended.id)
    await grants.create(expired, newRefreshToken(expired.id, { expiresAt: after(5) }))
    await added(stores()).grant(stranger.id, ended.id)
    const rotated = await added(stores()).grant(user.id, ended.id)
    const newest = newRefreshToken(rotated.id, { expiresAt: after(50) })
    await grants.rotateRefreshToken(rotated.tokenHash, newest, now)

    const none = { holdsApiTokens: false }
    expect(await grants.listConnectedClients(user.id, after(100))).toEqual([
      { client: byGrant, ...none, scope: 'openid', since: now, lastUsedAt: now },
      {
        client: byConsent,
        ...none,
        scope: 'openid email',
        since: after(10),
        lastUsedAt: after(20),
      },
      { client: byBoth, ...none, scope: 'openid email phone', since: now, lastUsedAt: after(90) },
    ])
    expect(await grants.listConnectedClients('\0', now)).toEqual([])
  })

  it('counts the users who hold a live grant of a client, each once', async () => {
    const { grants } = stores()
    const client = await added(stores()).client()
    const [ann, bob, cid] = await Promise.all([1, 2, 3].map(() => added(stores()).user()))
    await added(stores()).grant(ann!.id, client.id)
    await added(stores()).grant(ann!.id, client.id)
    await added(stores()).grant(bob!.id, client.id)
    await grants.revoke((await added(stores()).grant(cid!.id, client.id)).id, now)
    const rotated = await added(stores()).grant(cid!.id, client.id)
    const ended = newRefreshToken(rotated.id, { expiresAt: now })
    await grants.rotateRefreshToken(rotated.tokenHash, ended, now)
    expect(await grants.countUsers(client.id, now)).toBe(2)
    expect(await grants.countUsers(client.id, after(30 * day))).toBe(0)
    expect(await grants.countUsers('unknown', now)).toBe(0)
  })

  it('lists the clients of sessions by name, each once, after these have ended, too', async () => {
    const { grants, sessions } = stores()
    const add = added(stores())
    const user = await add.user()
    const [here, there, elsewhere] = [
      await add.session(user.id),
      await add.session(user.id),
      await add.session(user.id),
    ]
    const [wiki, notes, tasks] = [
      await add.client({ name: 'Wiki' }),
      await add.client({ name: 'Notes' }),
      await add.client({ name: 'Tasks' }),
    ]
    await add.grant(user.id, wiki.id, { sessionId: here.id })
    await add.grant(user.id, wiki.id, { sessionId: there.id })
    await add.grant(user.id, notes.id, { sessionId: here.id })
    await add.grant(user.id, notes.id, { sessionId: here.id, scope: 'offline_access' })
    await add.grant(user.id, tasks.id, { sessionId: elsewhere.id })
    await add.grant(user.id, tasks.id)
    await sessions.end(user.id, here.id, now)
    expect(await grants.listClientsOfSessions([here.id, there.id])).toEqual([notes, wiki])
    expect(await grants.listClientsOfSessions(['unknown', '\0'])).toEqual([])
    expect(await grants.listClientsOfSessions([])).toEqual([])
  })
}
