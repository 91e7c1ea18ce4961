import { describe, expect, it } from 'vitest'

import { expectRefusal, tokenApiWorld } from './world'

const bob = {
  username: 'Bob',
  password: 'a password of bob',
  firstname: 'Bob',
  lastname: 'Ray',
  email_address: 'Bob@Example.com',
}

async function world() {
  const made = await tokenApiWorld()
  const token = await made.tokenOf(made.root)
  return {
    ...made,
    token,
    add: (body: unknown) => made.ask('POST', '/users', { body, token }),
    list: (query = '') => made.ask('GET', `/users${query}`, { token }),
  }
}

describe('the users API', () => {
  it.each([
    ['GET', '/users'],
    ['HEAD', '/users'],
    ['POST', '/users'],
    ['GET', '/users/{uuid}'],
    ['PUT', '/users/{uuid}'],
    ['DELETE', '/users/{uuid}'],
    ['PUT', '/users/{uuid}/password'],
  ])('%s %s is for administrators: 403 to a plain user, 401 to nobody', async (method, path) => {
    const { op, ask, tokenOf, offline, alice, root } = await tokenApiWorld()
    const body = ['POST', 'PUT'].includes(method) ? { ...bob, new_password: 'b' } : undefined
    for (const uuid of [alice.id, root.id, 'nobody', 'me']) {
      const at = path.replace('{uuid}', uuid)
      const asked = { ...(body && { body }) }
      const plain = await ask(method, at, { ...asked, token: await tokenOf(alice) })
      expectRefusal(plain, 403, 'administrators_only')
      expectRefusal(await ask(method, at, asked), 401, 'unauthorized')
      const { refresh_token: token } = await offline(root)
      expectRefusal(await ask(method, at, { ...asked, token }), 401, 'unauthorized')
    }
    expect(await op.stores.users.findByLogin('bob')).toBeNull()
    expect(await op.stores.users.find(alice.id)).toMatchObject({ username: 'alice' })
  })

  it('ends for an administrator who is one no more, with the token that they have', async () => {
    const { op, list, root } = await world()
    expect((await list()).status).toBe(200)
    await op.stores.users.update(root.id, { isAdministrator: false })
    expectRefusal(await list(), 403, 'administrators_only')
  })
})

describe('POST /users', () => {
  it('adds a user who can sign in, with names and an address that is not verified', async () => {
    const { op, add, logIn, ask, token } = await world()
    const answer = await add(bob)
    expect(answer.status).toBe(200)
    const { uuid } = answer.body
    expect(answer.body).toEqual({
      uuid: expect.stringMatching(/^[\w-]{22}$/),
      username: 'Bob',
      firstname: 'Bob',
      lastname: 'Ray',
      email_address: 'bob@example.com',
      enabled: true,
    })
    expect(await op.stores.users.find(uuid)).toMatchObject({
      emailVerifiedAt: null,
      isAdministrator: false,
      profile: { given_name: 'Bob', family_name: 'Ray' },
    })
    expect((await logIn(bob)).body.data.metadata).toEqual({ uuid })
    expect((await ask('GET', `/users/${uuid}`, { token })).body).toEqual(answer.body)
    expect(op.logged()).toContain('user added by the token API')
    expect(op.logged()).not.toContain(bob.password)
  })

  it('needs a username and a password only', async () => {
    const { add } = await world()
    const { username, password } = bob
    const plain = { firstname: null, lastname: null, email_address: null }
    expect((await add({ username, password, ...plain })).body).toMatchObject(plain)
    const told = { firstname: '', lastname: ' ', email_address: '' }
    expect((await add({ username: 'carol', password, ...told })).body).toMatchObject(plain)
  })

  it.each([
    ['username', undefined],
    ['username', ''],
    ['username', 7],
    ['username', 'b'],
    ['username', 'b@b'],
    ['username', 'x'.repeat(65)],
    ['username', '\ud800'],
    ['username', '\u0000'],
    ['password', undefined],
    ['password', null],
    ['password', 'short'],
    ['password', 'password1'],
    ['password', 'x'.repeat(257)],
    ['password', 12345678],
    ['email_address', 'nobody'],
    ['email_address', ['b@example.com']],
    ['firstname', 7],
    ['firstname', 'x'.repeat(101)],
    ['lastname', 'Ray\u202e'],
    ['lastname', { a: 1 }],
  ])('refuses the %s %j and names the field', async (field, value) => {
    const { op, add } = await world()
    const answer = await add({ ...bob, [field]: value })
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.details).toEqual({ field })
    expect(await op.stores.users.findByLogin('bob')).toBeNull()
  })

  it.each([
    ['username', { username: 'ALICE' }],
    ['email_address', { email_address: 'Alice@example.COM' }],
  ])('refuses a %s that is taken: 409', async (field, values) => {
    const { add } = await world()
    const answer = await add({ ...bob, ...values })
    expectRefusal(answer, 409, 'conflict')
    expect(answer.body.details).toEqual({ field })
  })

  it('of ten that add one name at once, one adds it', async () => {
    const { add } = await world()
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(bob)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, ...Array<number>(9).fill(409)])
  })

  it('cannot make an administrator, nor choose what is not listed', async () => {
    const { op, add } = await world()
    const { body } = await add({ ...bob, isAdministrator: true, id: 'mine', uuid: 'mine' })
    expect(await op.stores.users.find('mine')).toBeNull()
    expect(await op.stores.users.find(body.uuid)).toMatchObject({ isAdministrator: false })
  })
})

describe('GET /users', () => {
  const names = (answer: { body: { items: { username: string }[] } }) =>
    answer.body.items.map(({ username }) => username)

  it('tells one page, how many there are, and how many are found', async () => {
    const { add, list } = await world()
    await add(bob)
    const all = await list()
    expect(all.body).toMatchObject({ total: 3, filtered: 3 })
    expect(names(all)).toEqual(['alice', 'Bob', 'root'])
    expect(all.text).not.toMatch(/password|hash|quick/)
    expect(names(await list('?limit=1&offset=1'))).toEqual(['Bob'])
    const found = await list('?search=RAY')
    expect([names(found), found.body.total, found.body.filtered]).toEqual([['Bob'], 3, 1])
    expect(names(await list('?search=bob%40example'))).toEqual(['Bob'])
    expect((await list('?limit=0')).body).toEqual({ items: [], total: 3, filtered: 3 })
    expect((await list('?offset=2147483647')).body.items).toEqual([])
  })

  it('sorts by username, address or age, either way', async () => {
    const { op, add, list } = await world()
    op.passes({ seconds: 1 })
    await add({ ...bob, email_address: 'zz@example.com' })
    expect(names(await list('?order=username&direction=desc'))).toEqual(['root', 'Bob', 'alice'])
    expect(names(await list('?order=email_address'))).toEqual(['alice', 'root', 'Bob'])
    expect(names(await list('?order=created_at&direction=desc'))[0]).toBe('Bob')
  })

  it('takes what is left empty for left out, and finds nothing odd by odd texts', async () => {
    const { list } = await world()
    expect((await list('?search=&limit=&offset=&order=&direction=')).body.items).toHaveLength(2)
    for (const search of ['%25', '_', '%00', '%27', '%5c', '%22', "'; DROP TABLE x;--", '%ff']) {
      expect((await list(`?search=${search}`)).body).toEqual({ items: [], total: 2, filtered: 0 })
    }
  })

  it.each([
    ['limit', '-1'],
    ['limit', '1001'],
    ['limit', 'ten'],
    ['limit', '1e2'],
    ['offset', '-1'],
    ['offset', '2147483648'],
    ['offset', '99999999999999999999'],
    ['order', 'password'],
    ['order', '__proto__'],
    ['direction', 'up'],
    ['search', 'x'.repeat(101)],
  ])('refuses an odd %s (%#)', async (field, value) => {
    const { list } = await world()
    const answer = await list(`?${field}=${value}`)
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.details).toEqual({ field })
  })

  it('refuses a parameter that is doubled', async () => {
    const { list } = await world()
    expectRefusal(await list('?limit=1&limit=2'), 400, 'invalid_request')
  })
})
