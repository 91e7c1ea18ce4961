import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Account } from '@/model/upstream'
import type { NewUpstreamUser } from '@/stores/accounts'
import { added, after, atOnce, newUser, now } from './fixtures'
import type { World } from './fixtures'
import { addedByUpstream, addedUpstream, newAccount, newUpstreamUser } from './upstream-fixtures'

export function accountsContract({ stores }: World): void {
  describeKeeping(stores)
  describeNewUsers(stores)
  describeLastWayIn(stores)
}

function describeKeeping(stores: World['stores']): void {
  it('gives back an account as it was linked, with its user', async () => {
    const { accounts, users } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: upstreamId } = await addedUpstream(stores())
    const account = newAccount(userId, { upstreamId, usedAt: after(5) })
    expect(await accounts.link(account)).toBe('linked')
    const user = await users.find(userId)
    expect(await accounts.find(account.issuer, account.subject)).toEqual({ account, user })
    expect(await accounts.find('https://other.example', account.subject)).toBeNull()
    expect(await accounts.find(account.issuer, 'another')).toBeNull()
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows nothing under %j', async (text) => {
    const { accounts } = stores()
    expect(await accounts.find(text, 'subject')).toBeNull()
    expect(await accounts.find('https://login.example', text)).toBeNull()
    expect(await accounts.listOfUser(text)).toEqual([])
    expect(await accounts.unlink(text, text)).toBe('unknown')
    await accounts.touch(text, null, now)
  })

  it('lists the accounts of a user in the order in which they were linked', async () => {
    const { accounts } = stores()
    const { userId, list } = await addedByUpstream(stores(), 3)
    await addedByUpstream(stores(), 1)
    const early = newAccount(userId, { linkedAt: after(-1) })
    await accounts.link(early)
    expect(await accounts.listOfUser(userId)).toEqual([early, ...list])
  })

  it('links again what is linked already: to the same person, now by this upstream', async () => {
    const { accounts } = stores()
    const { id: userId } = await added(stores()).user()
    const account = newAccount(userId)
    await accounts.link(account)
    const { id: upstreamId } = await addedUpstream(stores())
    const again = { ...account, id: randomUUID(), upstreamId, email: 'new@login.example' }
    expect(await accounts.link({ ...again, linkedAt: after(9) })).toBe('linked')
    expect(await accounts.listOfUser(userId)).toEqual([{ ...again, id: account.id }])
  })

  it('never takes an account from somebody else', async () => {
    const { accounts } = stores()
    const { id: userId } = await added(stores()).user()
    const { id: stranger } = await added(stores()).user()
    const account = newAccount(userId)
    await accounts.link(account)
    const theirs = { ...account, id: randomUUID(), userId: stranger, email: 'mine@login.example' }
    expect(await accounts.link(theirs)).toBe('taken')
    expect(await accounts.listOfUser(userId)).toEqual([account])
    expect(await accounts.listOfUser(stranger)).toEqual([])
  })

  it('gives an account to one of 20 who link it at once', async () => {
    const { accounts } = stores()
    const users = await atOnce(20, () => added(stores()).user())
    const { issuer, subject } = newAccount('')
    const answers = await atOnce(20, (index) =>
      accounts.link(newAccount(users[index]!.id, { issuer, subject })),
    )
    expect(answers.filter((answer) => answer === 'linked')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(19)
    const owner = (await accounts.find(issuer, subject))?.user.id
    expect(owner).toBe(users[answers.indexOf('linked')]?.id)
  })

  it('notes a sign-in, and the e-mail when the upstream has told one', async () => {
    const { accounts } = stores()
    const { userId, list } = await addedByUpstream(stores(), 2)
    const [account, other] = list
    await accounts.touch(account!.id, 'new@login.example', after(60))
    const touched = { ...account, email: 'new@login.example', usedAt: after(60) }
    expect(await accounts.listOfUser(userId)).toEqual([touched, other])
    await accounts.touch(account!.id, null, after(90))
    expect(await accounts.listOfUser(userId)).toEqual([{ ...touched, usedAt: after(90) }, other])
  })
}

function describeNewUsers(stores: World['stores']): void {
  it('adds somebody who comes by an upstream, without a password', async () => {
    const { accounts, users } = stores()
    const { id: upstreamId } = await addedUpstream(stores())
    const { usernameKey, ...shown } = newUpstreamUser({ emailVerifiedAt: after(1) })
    const account = newAccount(shown.id, { upstreamId, usedAt: now })
    expect(await accounts.createUser({ ...shown, usernameKey }, account)).toBe('created')
    const user = { ...shown, isAdministrator: false, disabledAt: null }
    expect(await accounts.find(account.issuer, account.subject)).toEqual({ account, user })
    expect(await users.findByLogin(usernameKey)).toEqual({ user, password: null })
  })

  it('says what is taken: the account first, then the name, then the e-mail; and adds nothing', async () => {
    const { accounts, users } = stores()
    const there = newUpstreamUser()
    const account = newAccount(there.id)
    await accounts.createUser(there, account)
    const { usernameKey, email } = there
    const create = async (values: Partial<NewUpstreamUser>, linked: Partial<Account>) => {
      const user = newUpstreamUser(values)
      const answer = await accounts.createUser(user, newAccount(user.id, linked))
      expect(await users.find(user.id)).toBeNull()
      return answer
    }
    const { issuer, subject } = account
    expect(await create({ usernameKey, email }, { issuer, subject })).toBe('account-taken')
    expect(await create({}, { issuer, subject })).toBe('account-taken')
    expect(await create({ usernameKey, email }, {})).toBe('username-taken')
    expect(await create({ email }, {})).toBe('email-taken')
  })

  it('makes one user of 20 who come with one account at once', async () => {
    const { accounts, users } = stores()
    const { usernameKey, email } = newUser()
    const { issuer, subject } = newAccount('')
    for (const values of [{}, { usernameKey, email }]) {
      const coming = Array.from({ length: 20 }, () => newUpstreamUser(values))
      const key = { issuer, subject: `${subject} ${Object.keys(values).length}` }
      const answers = await atOnce(20, (index) =>
        accounts.createUser(coming[index]!, newAccount(coming[index]!.id, key)),
      )
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
      expect(answers.filter((answer) => answer === 'account-taken')).toHaveLength(19)
      const found = await atOnce(20, (index) => users.find(coming[index]!.id))
      expect(found.filter((user) => user)).toHaveLength(1)
    }
  })

  it('gives a name to one of 20 who come with accounts of their own at once', async () => {
    const { accounts } = stores()
    const { usernameKey } = newUser()
    const answers = await atOnce(20, async () => {
      const user = newUpstreamUser({ usernameKey })
      return accounts.createUser(user, newAccount(user.id))
    })
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'username-taken')).toHaveLength(19)
  })
}

function describeLastWayIn(stores: World['stores']): void {
  it('unlinks every account of somebody with a password', async () => {
    const { accounts } = stores()
    const { id: userId } = await added(stores()).user()
    const account = newAccount(userId)
    await accounts.link(account)
    expect(await accounts.unlink(userId, account.id)).toBe('unlinked')
    expect(await accounts.unlink(userId, account.id)).toBe('unknown')
    expect(await accounts.listOfUser(userId)).toEqual([])
  })

  it('leaves the last way in: an account whose upstream is gone is none', async () => {
    const { accounts, upstreams } = stores()
    const { userId, list } = await addedByUpstream(stores(), 2)
    const goneUpstream = await addedUpstream(stores())
    const dead = newAccount(userId, { upstreamId: goneUpstream.id })
    await accounts.link(dead)
    await upstreams.delete(goneUpstream.id)

    expect(await accounts.unlink(userId, list[0]!.id)).toBe('unlinked')
    expect(await accounts.unlink(userId, list[1]!.id)).toBe('last')
    expect(await accounts.listOfUser(userId)).toHaveLength(2)
    expect(await accounts.unlink(userId, dead.id)).toBe('unlinked')
    expect(await accounts.unlink(userId, list[1]!.id)).toBe('last')
    expect(await accounts.listOfUser(userId)).toEqual([list[1]])
  })

  it.each([{ disabledAt: now }, { isBroker: true }])(
    'leaves the last way in: an account whose upstream is %j is none',
    async (values) => {
      const { accounts, upstreams } = stores()
      const { userId, list } = await addedByUpstream(stores(), 1)
      const other = await addedUpstream(stores())
      const account = newAccount(userId, { upstreamId: other.id })
      await accounts.link(account)
      await upstreams.update(other.id, values)
      expect(await accounts.unlink(userId, list[0]!.id)).toBe('last')
      await upstreams.update(other.id, { disabledAt: null, isBroker: false })
      expect(await accounts.unlink(userId, list[0]!.id)).toBe('unlinked')
    },
  )

  it('counts accounts by upstream, and none of one that has none or was removed', async () => {
    const { accounts, upstreams } = stores()
    const [two, none, gone] = [
      await addedUpstream(stores()),
      await addedUpstream(stores()),
      await addedUpstream(stores()),
    ]
    const { userId } = await addedByUpstream(stores(), 1)
    for (const upstreamId of [two.id, two.id, gone.id]) {
      await accounts.link(newAccount(userId, { upstreamId }))
    }
    await upstreams.delete(gone.id)
    const counts = await accounts.countByUpstream()
    expect([two, none, gone].map(({ id }) => counts.get(id))).toEqual([2, undefined, undefined])
  })

  it('unlinks no account of somebody else', async () => {
    const { accounts } = stores()
    const { list } = await addedByUpstream(stores(), 2)
    const { userId: stranger } = await addedByUpstream(stores(), 2)
    expect(await accounts.unlink(stranger, list[0]!.id)).toBe('unknown')
    expect(await accounts.listOfUser(list[0]!.userId)).toEqual(list)
  })

  it('leaves one account when all 20 are unlinked at once', async () => {
    const { accounts } = stores()
    for (let round = 0; round < 3; round += 1) {
      const { userId, list } = await addedByUpstream(stores(), 20)
      const answers = await atOnce(20, (index) => accounts.unlink(userId, list[index]!.id))
      expect(answers.filter((answer) => answer === 'unlinked')).toHaveLength(19)
      expect(answers.filter((answer) => answer === 'last')).toHaveLength(1)
      expect(await accounts.listOfUser(userId)).toHaveLength(1)
    }
  })
}
