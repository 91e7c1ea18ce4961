import { expect, it } from 'vitest'
import { added, after, atOnce, newUser, now } from './fixtures'
import type { World } from './fixtures'

export function usersContract({ stores, fresh }: World): void {
  it('gives back a user as it was added, and no more than the model names', async () => {
    const { users } = stores()
    const user = newUser({ username: 'Zoë 🙂' })
    expect(await users.create(user, '$argon2id$…')).toBe('created')
    expect(await users.find(user.id)).toEqual({
      id: user.id,
      username: 'Zoë 🙂',
      email: user.email,
      emailVerifiedAt: null,
      profile: {},
      isAdministrator: false,
      createdAt: now,
      disabledAt: null,
    })
    expect(await users.findPassword(user.id)).toEqual({
      userId: user.id,
      hash: '$argon2id$…',
      changedAt: now,
    })
  })

  it('finds a user by the name’s key and by the e-mail address, with the password', async () => {
    const { users } = stores()
    const user = await added(stores()).user()
    const byName = await users.findByLogin(user.usernameKey)
    const byEmail = await users.findByLogin(user.email!)
    expect(byName).toEqual(byEmail)
    expect(byName?.user.id).toBe(user.id)
    expect(byName?.password?.hash).toBe('hash')
    expect(await users.findByLogin('nobody')).toBeNull()
    expect(await users.findByLogin('nobody@example.com')).toBeNull()
  })

  it.each(['\0', 'a\0b', '\ud800', 'x\udfff@y'])('finds nobody under %j', async (key) => {
    const { users } = stores()
    expect(await users.findByLogin(key)).toBeNull()
    expect(await users.find(key)).toBeNull()
    expect(await users.findPassword(key)).toBeNull()
  })

  it('says which of name and e-mail is taken, the name first', async () => {
    const { users } = stores()
    const { usernameKey, email } = await added(stores()).user()
    expect(await users.create(newUser({ usernameKey }), '')).toBe('username-taken')
    expect(await users.create(newUser({ email }), '')).toBe('email-taken')
    expect(await users.create(newUser({ usernameKey, email }), '')).toBe('username-taken')
  })

  it('lets many be without an e-mail address', async () => {
    const { users } = stores()
    expect(await users.create(newUser({ email: null }), '')).toBe('created')
    expect(await users.create(newUser({ email: null }), '')).toBe('created')
  })

  it('gives a name to one of 20 who want it at once, and keeps nothing of the others', async () => {
    const { users } = stores()
    const { usernameKey } = newUser()
    const wanting = Array.from({ length: 20 }, () => newUser({ usernameKey }))
    const answers = await atOnce(20, (index) => users.create(wanting[index]!, ''))
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'username-taken')).toHaveLength(19)
    const found = await atOnce(20, (index) => users.find(wanting[index]!.id))
    expect(found.filter((user) => user)).toHaveLength(1)
  })

  it('gives an e-mail address to one of 20 who want it at once', async () => {
    const { users } = stores()
    const { email } = newUser()
    const answers = await atOnce(20, () => users.create(newUser({ email }), ''))
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'email-taken')).toHaveLength(19)
  })

  it('replaces what is given of a user, and nothing else', async () => {
    const { users } = stores()
    const { id, ...user } = await added(stores()).user()
    const before = (await users.find(id))!
    const profile = {
      name: 'Zoë "Z" \\ 🙂',
      phone_number_verified: true,
      address: { formatted: 'Rue\n1' },
    }
    expect(await users.update(id, { emailVerifiedAt: after(5), profile })).toBe('updated')
    expect(await users.find(id)).toEqual({ ...before, emailVerifiedAt: after(5), profile })
    expect((await users.findByLogin(user.usernameKey))?.user).toEqual(await users.find(id))

    const values = {
      username: `Renamed-${id}`,
      usernameKey: `renamed-${id}`,
      email: `renamed-${id}@example.com`,
      emailVerifiedAt: null,
      profile: {},
      isAdministrator: true,
    }
    expect(await users.update(id, values)).toBe('updated')
    const { usernameKey, ...shown } = values
    expect((await users.findByLogin(usernameKey))?.user).toEqual({ ...before, ...shown })
    expect(await users.findByLogin(user.usernameKey)).toBeNull()
    expect(await users.update(id, { email: null })).toBe('updated')
    expect((await users.find(id))?.email).toBeNull()
    expect(await users.update(id, {})).toBe('updated')
    expect(await users.find(id)).toEqual({ ...before, ...shown, email: null })
  })

  it.each(['unknown', '\0', '\ud800'])('updates nobody under %j', async (id) => {
    expect(await stores().users.update(id, { isAdministrator: true })).toBe('unknown')
    expect(await stores().users.update(id, {})).toBe('unknown')
  })

  it('says which of name and e-mail is taken when a user is updated, and changes nothing', async () => {
    const { users } = stores()
    const { id } = await added(stores()).user()
    const { usernameKey, email } = await added(stores()).user()
    const before = await users.find(id)
    const named = { username: 'Taken', usernameKey }
    expect(await users.update(id, named)).toBe('username-taken')
    expect(await users.update(id, { ...named, email })).toBe('username-taken')
    expect(await users.update(id, { profile: { name: 'New' }, email })).toBe('email-taken')
    expect(await users.find(id)).toEqual(before)
    const own = { username: 'Own', usernameKey: `user-${id}` }
    expect(await users.update(id, own)).toBe('updated')
    expect(await users.update(id, { ...own, email })).toBe('email-taken')
  })

  it('gives a name to one of 20 users who are renamed at once', async () => {
    const { users } = stores()
    const wanting = await atOnce(20, () => added(stores()).user())
    const { usernameKey } = newUser()
    const answers = await atOnce(20, (index) => users.update(wanting[index]!.id, { usernameKey }))
    expect(answers.filter((answer) => answer === 'updated')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'username-taken')).toHaveLength(19)
  })

  it('lists the users with their passwords in the order of their ids, page by page', async () => {
    const { users } = await fresh()
    expect(await users.list(null, 10)).toEqual([])
    const made = Array.from({ length: 5 }, (_, index) => newUser({ id: `user-${index}` }))
    for (const user of made.toReversed()) await users.create(user, `hash of ${user.id}`)
    const all = await users.list(null, 10)
    expect(all.map(({ user }) => user.id)).toEqual(made.map(({ id }) => id))
    expect(all[1]).toEqual(await users.findByLogin(made[1]!.usernameKey))
    expect(await users.list(null, 2)).toEqual(all.slice(0, 2))
    expect(await users.list('user-1', 2)).toEqual(all.slice(2, 4))
    expect(await users.list('user-10', 2)).toEqual(all.slice(2, 4))
    expect(await users.list('user-4', 2)).toEqual([])
    expect(await users.list('\0', 2)).toEqual([])
  })

  it('makes one of 20 the first administrator, and is closed for good', async () => {
    const { users } = await fresh()
    expect(await users.hasAdministrator()).toBe(false)
    const answers = await atOnce(20, () => users.createFirstAdministrator(newUser(), 'hash'))
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'closed')).toHaveLength(19)
    expect(await users.hasAdministrator()).toBe(true)
    expect(await users.createFirstAdministrator(newUser(), 'hash')).toBe('closed')
  })

  it('makes nobody the first administrator under a name that is taken', async () => {
    const empty = await fresh()
    const { usernameKey, email } = await added(empty).user()
    const { users } = empty
    expect(await users.createFirstAdministrator(newUser({ usernameKey }), '')).toBe(
      'username-taken',
    )
    expect(await users.createFirstAdministrator(newUser({ email }), '')).toBe('email-taken')
    expect(await users.hasAdministrator()).toBe(false)

    const founder = newUser()
    expect(await users.createFirstAdministrator(founder, '')).toBe('created')
    expect((await users.find(founder.id))?.isAdministrator).toBe(true)
  })

  it('changes a password, and ends all sessions and grants but those of one session', async () => {
    const { users, sessions } = stores()
    const user = await added(stores()).user()
    const client = await added(stores()).client()
    const kept = await added(stores()).session(user.id)
    const ended = await added(stores()).session(user.id)
    const here = await added(stores()).grant(user.id, client.id, { sessionId: kept.id })
    const there = await added(stores()).grant(user.id, client.id, { sessionId: ended.id })
    const byPassword = await added(stores()).grant(user.id, client.id)

    await users.changePassword(user.id, 'new', after(60), kept.id)

    expect(await users.findPassword(user.id)).toEqual({
      userId: user.id,
      hash: 'new',
      changedAt: after(60),
    })
    expect(await sessions.findByTokenHash(kept.tokenHash)).not.toBeNull()
    expect(await sessions.findByTokenHash(ended.tokenHash)).toBeNull()
    expect(await here.isRevoked()).toBe(false)
    expect(await there.isRevoked()).toBe(true)
    expect(await byPassword.isRevoked()).toBe(true)
  })

  it('ends the sessions of a user who is disabled, and lets them in again', async () => {
    const { users, sessions } = stores()
    const user = await added(stores()).user()
    const other = await added(stores()).session((await added(stores()).user()).id)
    const session = await added(stores()).session(user.id)

    await users.setDisabled(user.id, now)
    expect((await users.find(user.id))?.disabledAt).toEqual(now)
    expect(await sessions.findByTokenHash(session.tokenHash)).toBeNull()
    expect(await sessions.findByTokenHash(other.tokenHash)).not.toBeNull()

    await users.setDisabled(user.id, null)
    expect((await users.find(user.id))?.disabledAt).toBeNull()
  })
}
