import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ImportedUser } from '@/model/user'
import { added, after, atOnce, newUser, now } from './fixtures'
import type { World } from './fixtures'
import { withLogout } from './logout-deliveries.contract'
import { newAccount } from './upstream-fixtures'

export const newImportedUser = (values: Partial<ImportedUser> = {}): ImportedUser => ({
  ...newUser(),
  emailVerifiedAt: null,
  profile: {},
  disabledAt: null,
  passwordHash: '$2b$10$…',
  ...values,
})

/** People who come by the hundred, and people who go. */
export function movedUsersContract({ stores, fresh }: World): void {
  describeComing({ stores, fresh })
  describeRehashing(stores)
  describeGoing({ stores, fresh })
}

function describeComing({ stores, fresh }: World): void {
  it('adds 500 at once as they are, with and without a password', async () => {
    const { users } = await fresh()
    const profile = { name: 'Zoë "Z" \\ 🙂', updated_at: 1 }
    const full = { emailVerifiedAt: after(1), profile, disabledAt: after(2), createdAt: after(-9) }
    const coming = Array.from({ length: 500 }, (_, index) =>
      newImportedUser({
        ...(index % 2 === 0 && full),
        ...(index % 5 === 0 && { email: null, emailVerifiedAt: null }),
        ...(index % 3 === 0 && { passwordHash: null }),
      }),
    )
    expect(await users.createMany(coming)).toBe(true)
    for (const index of [0, 1, 2, 3, 4, 5, 498, 499]) {
      const { usernameKey, passwordHash, ...user } = coming[index]!
      const changedAt = user.createdAt
      expect(await users.findByLogin(usernameKey)).toEqual({
        user: { ...user, isAdministrator: false },
        password: passwordHash === null ? null : { userId: user.id, hash: passwordHash, changedAt },
      })
    }
    expect(await users.list(null, 1000)).toHaveLength(500)
    expect(await users.createMany([])).toBe(true)
  })

  it.each(['usernameKey', 'email', 'id'] as const)(
    'adds none when one’s %s is taken, by somebody who is there or by another of them',
    async (what) => {
      const { users } = await fresh()
      const there = newImportedUser()
      await users.createMany([there])
      const coming = Array.from({ length: 499 }, () => newImportedUser())
      const values = { [what]: there[what] }
      expect(await users.createMany([...coming, newImportedUser(values)])).toBe(false)
      const twice = { [what]: coming[0]![what] }
      expect(await users.createMany([...coming, newImportedUser(twice)])).toBe(false)
      expect(await users.list(null, 1000)).toHaveLength(1)
      expect(await users.createMany(coming)).toBe(true)
    },
  )

  it('adds one of 20 lots that hold one name at once, whole', async () => {
    const { users } = await fresh()
    const { usernameKey } = newUser()
    const lot = () => [newImportedUser(), newImportedUser({ usernameKey }), newImportedUser()]
    const lots = Array.from({ length: 20 }, lot)
    const answers = await atOnce(20, (index) => users.createMany(lots[index]!))
    expect(answers.filter(Boolean)).toHaveLength(1)
    const ids = (await users.list(null, 99)).map(({ user }) => user.id)
    expect(ids).toEqual(lots[answers.indexOf(true)]!.map(({ id }) => id).sort())
  })

  it('says who has one of 500 names or 500 addresses, each person once', async () => {
    const { users } = stores()
    const [both, byName, byEmail] = [
      newImportedUser(),
      newImportedUser({ email: null, passwordHash: null }),
      newImportedUser(),
    ]
    await users.createMany([both, byName, byEmail, newImportedUser()])
    const others = Array.from({ length: 496 }, () => newUser())
    const keys = [...others.map(({ usernameKey }) => usernameKey), '\0', '\ud800']
    const emails = [...others.map(({ id }) => `${id}@example.com`), '\0', '\ud800']
    const taken = await users.findTaken(
      [...keys, both.usernameKey, byName.usernameKey],
      [...emails, both.email!, byEmail.email!],
    )
    const told = ({ id, usernameKey, email, passwordHash }: ImportedUser) => ({
      ...{ id, usernameKey, email, passwordHash },
    })
    expect(taken).toHaveLength(3)
    expect(taken).toEqual(expect.arrayContaining([both, byName, byEmail].map(told)))
    expect(await users.findTaken([], [])).toEqual([])
  })
}

function describeRehashing(stores: World['stores']): void {
  it('replaces a hash while it is the one, for one of 20 at once, and ends nothing', async () => {
    const { users, sessions } = stores()
    const user = await added(stores()).user()
    const session = await added(stores()).session(user.id)
    const answers = await atOnce(20, (index) =>
      users.rehashPassword(user.id, 'hash', `hash ${index}`),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await users.findPassword(user.id)).toEqual({
      userId: user.id,
      hash: `hash ${answers.indexOf(true)}`,
      changedAt: now,
    })
    expect(await sessions.findByTokenHash(session.tokenHash)).not.toBeNull()
    expect(await users.rehashPassword('\0', 'hash', 'new')).toBe(false)
    expect(await users.rehashPassword(randomUUID(), 'hash', 'new')).toBe(false)
  })

  it('never brings back a password that was changed meanwhile', async () => {
    const { users } = stores()
    for (let round = 0; round < 5; round += 1) {
      const { id } = await added(stores()).user()
      await Promise.all([
        users.rehashPassword(id, 'hash', 'same'),
        users.changePassword(id, 'new', after(1), null),
        users.rehashPassword(id, 'hash', 'same'),
      ])
      expect((await users.findPassword(id))?.hash).toBe('new')
    }
  })
}

function describeGoing({ stores, fresh }: World): void {
  it('removes a user with everything of theirs, and leaves their apps without an owner', async () => {
    const { accounts, clients, consents, grants, oneTimeLinks, sessions, users } = stores()
    const { id: userId, usernameKey } = await added(stores()).user()
    const { id: clientId } = await added(stores()).client({ ownerId: userId })
    const session = await added(stores()).session(userId)
    const grant = await added(stores()).grant(userId, clientId)
    const account = newAccount(userId)
    await accounts.link(account)
    await consents.save({ userId, clientId, scope: 'openid', createdAt: now, updatedAt: now })
    const stranger = await added(stores()).session((await added(stores()).user()).id)

    expect(await users.delete(userId, now)).toBe(true)
    expect(await users.delete(userId, now)).toBe(false)

    expect(await users.find(userId)).toBeNull()
    expect(await users.findByLogin(usernameKey)).toBeNull()
    expect(await users.findPassword(userId)).toBeNull()
    expect(await sessions.findByTokenHash(session.tokenHash)).toBeNull()
    expect(await grants.find(grant.id)).toBeNull()
    expect(await accounts.find(account.issuer, account.subject)).toBeNull()
    expect(await consents.find(userId, clientId)).toBeNull()
    expect((await clients.find(clientId))?.ownerId).toBeNull()
    expect(await sessions.findByTokenHash(stranger.tokenHash)).not.toBeNull()
    expect(await oneTimeLinks.find(userId)).toBeNull()
  })

  it('tells the apps of every session of theirs, once, however many delete at once', async () => {
    const { logoutDeliveries, users } = stores()
    for (let round = 0; round < 3; round += 1) {
      const { id: userId } = await added(stores()).user()
      const { id: clientId } = await added(stores()).client(withLogout)
      const made = await atOnce(2, () => added(stores()).session(userId))
      for (const { id: sessionId } of made) {
        await added(stores()).grant(userId, clientId, { sessionId })
      }
      const answers = await atOnce(20, () => users.delete(userId, now))
      expect(answers.filter(Boolean)).toHaveLength(1)
      for (const { id } of made) {
        const told = await logoutDeliveries.listOfSession(id)
        expect(told.map((each) => [each.clientId, each.userId])).toEqual([[clientId, userId]])
      }
    }
  })

  it('leaves an administrator who can sign in, however many are removed at once', async () => {
    const { users } = await fresh()
    const administrators = await atOnce(5, async () => {
      const user = newUser()
      await users.create(user, 'hash')
      await users.update(user.id, { isAdministrator: true })
      return user
    })
    await users.setDisabled(administrators[0]!.id, now)
    const answers = await atOnce(20, (index) => users.delete(administrators[index % 5]!.id, now))
    expect(answers.filter(Boolean)).toHaveLength(4)
    const [left, ...others] = await users.list(null, 9)
    expect(others).toEqual([])
    expect(left?.user).toMatchObject({ isAdministrator: true, disabledAt: null })
    expect(await users.delete(left!.user.id, now)).toBe(false)
  })

  it.each(['unknown', '', '\0', '\ud800'])('removes nobody under %j', async (id) => {
    expect(await stores().users.delete(id, now)).toBe(false)
  })
}
