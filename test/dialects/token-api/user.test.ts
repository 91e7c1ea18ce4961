import { describe, expect, it } from 'vitest'

import { expectRefusal, tokenApiWorld } from './world'

async function world(options: Parameters<typeof tokenApiWorld>[0] = {}) {
  const made = await tokenApiWorld(options)
  const token = await made.tokenOf(made.root)
  const at = (id: string) => `/users/${id}`
  return {
    ...made,
    token,
    read: (id: string) => made.ask('GET', at(id), { token }),
    change: (id: string, body: unknown) => made.ask('PUT', at(id), { token, body }),
    remove: (id: string, by = token) => made.ask('DELETE', at(id), { token: by }),
  }
}

const nobody = ['nobody', 'me', '%00', '%ff', 'x'.repeat(3000), '__proto__']

describe('GET /users/{uuid}', () => {
  it('tells a user, and whether they are enabled', async () => {
    const { op, read, alice } = await world()
    expect((await read(alice.id)).body).toEqual({
      uuid: alice.id,
      username: 'alice',
      firstname: null,
      lastname: null,
      email_address: 'alice@example.com',
      enabled: true,
    })
    await op.stores.users.setDisabled(alice.id, op.now())
    expect((await read(alice.id)).body).toMatchObject({ enabled: false })
  })

  it.each(nobody)('answers 404 to what is no user, whatever is done (%#)', async (id) => {
    const { read, change, remove } = await world()
    for (const answer of [await read(id), await change(id, {}), await remove(id)]) {
      expectRefusal(answer, 404, 'not_found')
    }
  })
})

describe('PUT /users/{uuid}', () => {
  it('changes what is sent and leaves the rest', async () => {
    const { op, change, read, alice } = await world()
    const profile = { name: 'Alice L.', nickname: 'al', given_name: 'Al' }
    await op.stores.users.update(alice.id, { profile, emailVerifiedAt: op.now() })
    const answer = await change(alice.id, { firstname: 'Alice', lastname: 'Liddell' })
    expect(answer.body).toMatchObject({
      firstname: 'Alice',
      lastname: 'Liddell',
      username: 'alice',
      email_address: 'alice@example.com',
    })
    expect((await read(alice.id)).body).toEqual(answer.body)
    const user = await op.stores.users.find(alice.id)
    expect(user?.profile).toEqual({
      ...{ name: 'Alice L.', nickname: 'al', given_name: 'Alice', family_name: 'Liddell' },
      updated_at: Math.floor(op.now().getTime() / 1000),
    })
    expect(user?.emailVerifiedAt).toEqual(op.now())
  })

  it('takes away what is null or empty', async () => {
    const { change, alice, logIn } = await world()
    await change(alice.id, { firstname: 'Alice', lastname: 'Liddell' })
    const answer = await change(alice.id, { firstname: null, lastname: '', email_address: null })
    expect(answer.body).toMatchObject({ firstname: null, lastname: null, email_address: null })
    expect((await logIn(alice)).status).toBe(200)
    expect((await logIn({ ...alice, username: 'alice@example.com' })).status).toBe(401)
  })

  it('takes an address that is new for not verified', async () => {
    const { op, change, alice } = await world()
    await op.stores.users.update(alice.id, { emailVerifiedAt: op.now() })
    await change(alice.id, { email_address: 'ALICE@example.com' })
    expect((await op.stores.users.find(alice.id))?.emailVerifiedAt).toEqual(op.now())
    await change(alice.id, { email_address: 'new@example.com' })
    expect(await op.stores.users.find(alice.id)).toMatchObject({
      email: 'new@example.com',
      emailVerifiedAt: null,
    })
  })

  it('changes the username, which is signed in with from then on', async () => {
    const { change, alice, logIn } = await world()
    expect((await change(alice.id, { username: 'Liddell' })).body.username).toBe('Liddell')
    expect((await logIn({ ...alice, username: 'liddell' })).status).toBe(200)
    expect((await logIn(alice)).status).toBe(401)
  })

  it.each([
    ['username', { username: 'ROOT' }],
    ['email_address', { email_address: 'Root@example.com' }],
  ])('refuses a %s that is somebody else’s: 409', async (field, body) => {
    const { change, alice, read } = await world()
    const answer = await change(alice.id, body)
    expectRefusal(answer, 409, 'conflict')
    expect(answer.body.details).toEqual({ field })
    expect((await read(alice.id)).body.username).toBe('alice')
  })

  it.each([
    ['username', ''],
    ['username', null],
    ['username', 'a b'],
    ['email_address', 'nobody'],
    ['firstname', ['x']],
    ['lastname', '\u0007'],
  ])('refuses the %s %j', async (field, value) => {
    const { change, alice } = await world()
    const answer = await change(alice.id, { [field]: value })
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.details).toEqual({ field })
  })

  it('changes nothing that is not listed', async () => {
    const { op, change, alice } = await world()
    const before = await op.stores.users.find(alice.id)
    const wishes = { isAdministrator: true, is_administrator: true, id: 'x', password: 'y' }
    expect((await change(alice.id, { ...wishes, enabled: false })).status).toBe(200)
    expect(await op.stores.users.find(alice.id)).toEqual(before)
  })
})

describe('DELETE /users/{uuid}', () => {
  it('deletes the user with everything of theirs', async () => {
    const { op, remove, read, offline, isGood, alice, logIn } = await world()
    const { token } = await offline()
    const browser = await op.signedIn(alice)
    expect((await remove(alice.id)).status).toBe(204)
    expectRefusal(await read(alice.id), 404, 'not_found')
    expectRefusal(await remove(alice.id), 404, 'not_found')
    expect(await isGood(token)).toBe(false)
    expect((await logIn(alice)).status).toBe(401)
    expect((await browser.open('/login')).status).toBe(200) // the sign-in page
    expect(op.logged()).toContain('user deleted by the token API')
  })

  it('refuses to delete oneself: 409', async () => {
    const { remove, read, root } = await world()
    expectRefusal(await remove(root.id), 409, 'conflict')
    expect((await read(root.id)).status).toBe(200)
  })

  it('of two administrators who delete each other at once, one stays', async () => {
    const { op, remove, tokenOf, alice, root, token } = await world()
    await op.stores.users.update(alice.id, { isAdministrator: true })
    const tokenOfAlice = await tokenOf(alice)
    const answers = await Promise.all([
      remove(alice.id),
      remove(root.id, tokenOfAlice),
      remove(alice.id, token),
      remove(root.id, tokenOfAlice),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await op.stores.users.hasAdministrator()).toBe(true)
  })

  it('never deletes the last administrator who can sign in: 409', async () => {
    const { op, remove, tokenOf, alice, root } = await world({
      stores: (stores) => ({
        ...stores,
        users: {
          ...stores.users,
          delete: async (id, at) => {
            // Meanwhile the caller is an administrator no more.
            const { users } = await stores.users.search(everybody)
            const caller = users.find((user) => user.isAdministrator && user.id !== id)
            if (caller) await stores.users.update(caller.id, { isAdministrator: false })
            return stores.users.delete(id, at)
          },
        },
      }),
    })
    await op.stores.users.update(alice.id, { isAdministrator: true })
    const answer = await remove(root.id, await tokenOf(alice))
    expectRefusal(answer, 409, 'conflict')
    expect(answer.body.message).toContain('last administrator')
    expect(await op.stores.users.find(root.id)).not.toBeNull()
  })
})

const everybody = {
  search: null,
  limit: 10,
  offset: 0,
  order: 'username',
  direction: 'asc',
} as const
