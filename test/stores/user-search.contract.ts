import { expect, it } from 'vitest'
import type { Profile } from '@/model/user'
import type { Stores } from '@/stores/stores'
import type { UserQuery } from '@/stores/users'
import { after, newUser } from './fixtures'
import type { World } from './fixtures'

const everybody: UserQuery = {
  search: null,
  limit: 50,
  offset: 0,
  order: 'username',
  direction: 'asc',
}

async function add(stores: Stores, username: string, email: string | null, profile: Profile = {}) {
  const user = newUser({ id: username, username, usernameKey: username.toLowerCase(), email })
  await stores.users.create(user, 'hash')
  if (Object.keys(profile).length > 0) await stores.users.update(user.id, { profile })
}

export function userSearchContract({ fresh }: World): void {
  const world = async () => {
    const stores = await fresh()
    await add(stores, 'Ann', 'zz@example.com', { name: 'Ann "Annie" O\\Neil' })
    await add(stores, 'bob_1', 'bob%x@example.com', { given_name: 'Émile', family_name: 'ZOLA' })
    await add(stores, 'Carol', null, { nickname: 'ÇA VA', website: 'https://ann.example' })
    await add(stores, 'dave', 'dave@example.com', { middle_name: 'Ünal', locale: 'name' })
    const find = async (search: string | null, values: Partial<UserQuery> = {}) => {
      const { users, found, total } = await stores.users.search({ ...everybody, search, ...values })
      expect(total).toBe(4)
      return { names: users.map(({ username }) => username), found }
    }
    return { stores, find, names: async (search: string) => (await find(search)).names }
  }

  it('gives a page of everybody, as they are, with how many there are', async () => {
    const { stores, find } = await world()
    const { users, total, found } = await stores.users.search(everybody)
    expect({ total, found }).toEqual({ total: 4, found: 4 })
    for (const user of users) expect(user).toEqual(await stores.users.find(user.id))
    const page = await find(null, { limit: 2, offset: 1 })
    expect(page).toEqual({ names: ['bob_1', 'Carol'], found: 4 })
    expect(await find(null, { offset: 4 })).toEqual({ names: [], found: 4 })
    const empty = await (await fresh()).users.search(everybody)
    expect(empty).toEqual({ users: [], total: 0, found: 0 })
  })

  it.each([
    ['ann', ['Ann']], // and not a website
    ['rol', ['Carol']],
    ['example.com', ['Ann', 'bob_1', 'dave']],
    ['neil', ['Ann']],
    ['o\\neil', ['Ann']],
    ['"annie"', ['Ann']],
    ['émi', ['bob_1']],
    ['émile', ['bob_1']],
    ['zola', ['bob_1']],
    ['ça', ['Carol']],
    ['ça va', ['Carol']],
    ['ünal', ['dave']],
    ['nobody', []],
  ])('finds %j in usernames, addresses and names, capitals or not', async (search, expected) => {
    const { names } = await world()
    expect(await names(search)).toEqual(expected)
  })

  it.each(['%', '_', '\\', '"', "'", '{', 'nickname', 'given_name', 'https', '\0', '\ud800'])(
    'takes %j for itself: neither a pattern nor how the profile is kept',
    async (search) => {
      const { names } = await world()
      const expected: Record<string, string[]> = {
        '%': ['bob_1'],
        _: ['bob_1'],
        '\\': ['Ann'],
        '"': ['Ann'],
      }
      expect(await names(search)).toEqual(expected[search] ?? [])
    },
  )

  it('says how many are found beside the page', async () => {
    const { find } = await world()
    expect(await find('example', { limit: 1 })).toEqual({ names: ['Ann'], found: 3 })
    expect(await find('example', { limit: 1, offset: 9 })).toEqual({ names: [], found: 3 })
  })

  it('sorts by letters’ codes, those without an address last, and never leaves a choice', async () => {
    const { stores, find } = await world()
    expect((await find(null, { direction: 'desc' })).names).toEqual([
      'dave',
      'Carol',
      'bob_1',
      'Ann',
    ])
    expect((await find(null, { order: 'email' })).names).toEqual(['bob_1', 'dave', 'Ann', 'Carol'])
    expect((await find(null, { order: 'email', direction: 'desc' })).names).toEqual([
      'Ann',
      'dave',
      'bob_1',
      'Carol',
    ])
    expect((await find(null, { order: 'createdAt' })).names).toEqual([
      'Ann',
      'Carol',
      'bob_1',
      'dave',
    ])
    await stores.users.create(newUser({ id: 'old', createdAt: after(-1) }), 'hash')
    const { users } = await stores.users.search({ ...everybody, order: 'createdAt' })
    expect(users[0]?.id).toBe('old')
    for (const username of ['a-b', 'a.b', 'ab', 'éa']) await add(stores, username, null)
    const sorted = await stores.users.search({ ...everybody, search: 'b' })
    expect(sorted.users.map(({ username }) => username).slice(0, 3)).toEqual(['a-b', 'a.b', 'ab'])
  })
}
