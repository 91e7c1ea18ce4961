import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import { admit, invitationPurpose } from '@/federation/admit'
import type { NewUserPolicy, UpstreamPerson } from '@/model/upstream'

import { person, playedWorld } from '../portal/upstreams/played'

/** An upstream with a policy, and people who come by it. */
async function world(newUsers: NewUserPolicy = 'create') {
  const { op, upstream, add } = await playedWorld({ options: { newUsers } })
  const invite = async (of = upstream.id, days = 7) => {
    const code = randomSecret()
    await op.stores.oneTimeLinks.create({
      hash: sha256(code),
      purpose: `${invitationPurpose(of)}${code.slice(0, 8)}`,
      userId: null,
      createdAt: op.now(),
      expiresAt: new Date(op.now().getTime() + days * 86_400_000),
      consumedAt: null,
    })
    return code
  }
  const come = (told: Partial<UpstreamPerson> = {}, invitation: string | null = null) =>
    admit(person(told), upstream, invitation, op.provider)
  const nameOf = async (told: Partial<UpstreamPerson>) => {
    const admission = await come({ email: null, ...told })
    return 'user' in admission ? admission.user.username : admission.reason
  }
  return { op, upstream, add, invite, come, nameOf }
}

describe('somebody who comes for the first time', () => {
  it('is added with the verified e-mail address and what the upstream tells of them', async () => {
    const { op, come } = await world()
    expect(await come()).toMatchObject({
      kind: 'created',
      user: {
        username: 'bob',
        email: 'bob@example.com',
        emailVerifiedAt: op.now(),
        isAdministrator: false,
        profile: {
          name: 'Bob Miller',
          given_name: 'Bob',
          family_name: 'Miller',
          picture: 'https://work.example/bob.png',
        },
      },
    })
  })

  it('has no address that the upstream does not call verified', async () => {
    const { come } = await world()
    expect(await come({ isEmailVerified: false })).toMatchObject({
      kind: 'created',
      user: { email: null, emailVerifiedAt: null },
    })
  })

  it.each([
    ['the name there', { username: 'Bobby' }, 'Bobby'],
    ['before the @ of a name that is an address', { username: 'bob.m@work.example' }, 'bob.m'],
    ['before the @ of the address', { username: null, email: 'robert@work.example' }, 'robert'],
    ['the name', { username: null, name: 'Bob van Dyk' }, 'Bob.van.Dyk'],
    ['given and family name', { username: '!!', name: null }, 'Bob.Miller'],
    ['what is left of a name', { username: '_-b o\u202eb/../' }, 'b.ob..'],
    [
      'a word, where nothing is told',
      { username: null, name: null, givenName: null, familyName: null },
      'user',
    ],
  ])('is called by %s', async (_what, told, expected) => {
    const { nameOf } = await world()
    expect(await nameOf({ isEmailVerified: false, ...told })).toBe(expected)
  })

  it('gets a suffix where the name is taken, and however long it is', async () => {
    const { op, nameOf } = await world()
    await op.user({ username: 'bob' })
    const named = (subject: string, username = 'BOB') => nameOf({ subject, username })
    expect([await named('1'), await named('2'), await named('3')]).toEqual([
      'BOB-2',
      'BOB-3',
      'BOB-4',
    ])
    expect(await named('4')).toMatch(/^BOB-[a-z2-9]{4}$/)
    expect(await named('5', 'x'.repeat(300))).toBe('x'.repeat(56))
  })

  it('is told nothing wrong by a hostile profile', async () => {
    const { come } = await world()
    const told = { name: 'a\u202eb', givenName: 'x'.repeat(500), picture: 'javascript:alert(1)' }
    const admission = await come(told)
    expect(admission).toMatchObject({ kind: 'created' })
    expect('user' in admission && admission.user.profile).toEqual({ family_name: 'Miller' })
  })

  it('is one user, however often they arrive at once', async () => {
    const { op, come } = await world()
    const admissions = await Promise.all(Array.from({ length: 6 }, () => come()))
    const ids = new Set(admissions.map((one) => ('user' in one ? one.user.id : one.reason)))
    expect(ids.size).toBe(1)
    expect(admissions.filter(({ kind }) => kind === 'created')).toHaveLength(1)
    expect(await op.stores.accounts.listOfUser([...ids][0]!)).toHaveLength(1)
  })

  it('is two users where two people of one name arrive at once', async () => {
    const { come } = await world()
    const admissions = await Promise.all(
      ['1', '2', '3'].map((subject) => come({ subject, email: null })),
    )
    const names = admissions.map((one) => ('user' in one ? one.user.username : one.reason))
    expect(names.sort()).toEqual(['bob', 'bob-2', 'bob-3'])
  })
})

describe('somebody who is known', () => {
  it('is their user, by issuer and subject, whatever the address is now', async () => {
    const { op, come } = await world()
    const first = await come()
    op.passes({ days: 1 })
    const again = await come({ email: 'new@example.com', username: 'robert' })
    expect(again).toMatchObject({
      kind: 'known',
      user: { username: 'bob', email: 'bob@example.com' },
    })
    const { id } = 'user' in first ? first.user : { id: '' }
    expect(await op.stores.accounts.listOfUser(id)).toMatchObject([
      { email: 'new@example.com', usedAt: op.now() },
    ])
  })

  it('is somebody else with another issuer or another subject', async () => {
    const { come } = await world()
    const told = [{}, { issuer: 'https://other.example' }, { subject: 'subject-2' }]
    const ids = new Set<string>()
    for (const one of told) {
      const admission = await come({ ...one, email: null })
      ids.add('user' in admission ? admission.user.id : admission.reason)
    }
    expect(ids.size).toBe(3)
  })

  it('is refused while disabled', async () => {
    const { op, come } = await world()
    const admission = await come()
    const { id } = 'user' in admission ? admission.user : { id: '' }
    await op.stores.users.setDisabled(id, op.now())
    expect(await come()).toEqual({ kind: 'refused', reason: 'disabled' })
  })

  it('is known again when the upstream was removed and is added again', async () => {
    const { op, come, add } = await world('link')
    const alice = await op.user()
    await op.stores.upstreams.update('work', { updatedAt: op.now() })
    await op.stores.accounts.link({
      id: 'a-1',
      userId: alice.id,
      issuer: 'https://work.example',
      subject: 'subject-1',
      upstreamId: 'work',
      email: null,
      linkedAt: op.now(),
      usedAt: null,
    })
    await op.stores.upstreams.delete('work')
    await add()
    expect(await come()).toMatchObject({ kind: 'known', user: { id: alice.id } })
    expect(await op.stores.accounts.listOfUser(alice.id)).toMatchObject([{ upstreamId: 'work' }])
  })
})

describe('the e-mail address of a user', () => {
  it.each(['create', 'link', 'invitation'] as const)(
    'has to be proved by the password where it is verified, and is nothing where it is not: %s',
    async (newUsers) => {
      const { op, come, invite } = await world(newUsers)
      const alice = await op.user()
      const invitation = await invite()
      const told = { email: 'ALICE@example.com' }
      expect(await come(told, invitation)).toMatchObject({ kind: 'prove', user: { id: alice.id } })
      expect(await come({ ...told, isEmailVerified: false }, invitation)).toEqual({
        kind: 'refused',
        reason: 'email-unverified',
      })
      expect(await op.stores.accounts.listOfUser(alice.id)).toEqual([])
    },
  )

  it('opens nothing of a disabled user', async () => {
    const { op, come } = await world()
    const alice = await op.user()
    await op.stores.users.setDisabled(alice.id, op.now())
    expect(await come({ email: 'alice@example.com' })).toEqual({
      kind: 'refused',
      reason: 'disabled',
    })
  })

  it('is no username: who is called like an address there is not that user', async () => {
    const { op, come } = await world()
    const alice = await op.user()
    const admission = await come({ email: null, username: 'alice@example.com' })
    expect(admission).toMatchObject({ kind: 'created', user: { username: 'alice-2' } })
    expect('user' in admission && admission.user.id).not.toBe(alice.id)
  })
})

describe('the rule for new people', () => {
  it('refuses them where only those who have linked it may come', async () => {
    const { come } = await world('link')
    expect(await come()).toEqual({ kind: 'refused', reason: 'no-account' })
  })

  it('wants an invitation for this upstream that is good, once', async () => {
    const { op, come, invite, add } = await world('invitation')
    await add({ id: 'work-2' })
    const needed = { kind: 'refused', reason: 'invitation-needed' }
    for (const bad of [null, '', 'x'.repeat(43), await invite('work-2'), await invite('other')]) {
      expect(await come({}, bad)).toEqual(needed)
    }
    const code = await invite()
    expect(await come({}, code)).toMatchObject({ kind: 'created' })
    expect(await come({}, code)).toMatchObject({ kind: 'known' })
    expect(await come({ subject: 'subject-2', email: null }, code)).toEqual(needed)
    const late = await invite()
    op.passes({ days: 7 })
    expect(await come({ subject: 'subject-3', email: null }, late)).toEqual(needed)
  })

  it('lets one in of many who race with one invitation', async () => {
    const { come, invite } = await world('invitation')
    const code = await invite()
    const admissions = await Promise.all(
      ['1', '2', '3', '4'].map((subject) => come({ subject, email: null }, code)),
    )
    expect(admissions.map(({ kind }) => kind).sort()).toEqual([
      'created',
      'refused',
      'refused',
      'refused',
    ])
  })

  it('keeps invitations apart from other one-time links', async () => {
    const { op, come } = await world('invitation')
    const code = randomSecret()
    await op.stores.oneTimeLinks.create({
      hash: sha256(code),
      purpose: 'recovery',
      userId: (await op.user()).id,
      createdAt: op.now(),
      expiresAt: new Date(op.now().getTime() + 1000),
      consumedAt: null,
    })
    expect(await come({}, code)).toMatchObject({ reason: 'invitation-needed' })
  })
})
