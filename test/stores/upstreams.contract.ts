import { expect, it } from 'vitest'
import type { Stores } from '@/stores/stores'
import { added, after, atOnce } from './fixtures'
import type { World } from './fixtures'
import { addedUpstream, newAccount, newBrokerGrant, newUpstream } from './upstream-fixtures'

const idsOf = async ({ upstreams }: Stores) => (await upstreams.list()).map(({ id }) => id)

const thoseThatAre = async ({ upstreams }: Stores, what: 'isDefault' | 'isBroker') =>
  (await upstreams.list()).filter((each) => each[what]).map(({ id }) => id)

export function upstreamsContract(world: World): void {
  describeKeeping(world)
  describeOrder(world)
  describeTheOnlyOnes(world)
}

function describeKeeping({ stores, fresh }: World): void {
  it('gives back an upstream as it was added, behind all others', async () => {
    const empty = await fresh()
    const { upstreams } = empty
    expect(await upstreams.list()).toEqual([])
    expect(await upstreams.findBroker()).toBeNull()
    const first = newUpstream({
      preset: 'wordpress',
      label: 'Zoë’s "blog" 🙂',
      isBroker: true,
      isDefault: true,
      sealedSecret: null,
      updatedAt: after(1),
      disabledAt: after(2),
      options: {
        issuer: 'https://a.example',
        site: 'https://blog.example',
        authorizationEndpoint: 'https://blog.example/a',
        tokenEndpoint: 'https://blog.example/t',
        userinfoEndpoint: 'https://blog.example/u',
        userinfoMethod: 'POST',
        tokenAuthentication: 'client_secret_post',
        scopes: ['openid', 'email'],
        claims: { subject: 'data.id', roles: 'data.roles' },
        trustsEmails: true,
        newUsers: 'invitation',
        teamId: 'T',
        keyId: 'K',
      },
    })
    const second = newUpstream()
    expect(await upstreams.create(first)).toBe(true)
    expect(await upstreams.create(second)).toBe(true)
    expect(await upstreams.find(first.id)).toEqual({ ...first, position: 0 })
    expect(await upstreams.find(second.id)).toEqual({ ...second, position: 1 })
    expect(await upstreams.findBroker()).toEqual({ ...first, position: 0 })
    expect(await idsOf(empty)).toEqual([first.id, second.id])
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows no upstream %j', async (id) => {
    const { upstreams } = stores()
    expect(await upstreams.find(id)).toBeNull()
    expect(await upstreams.update(id, { label: 'New' })).toBe(false)
    await upstreams.order([id])
    await upstreams.delete(id)
  })

  it('replaces what is given, and nothing else', async () => {
    const { upstreams } = stores()
    const upstream = await addedUpstream(stores())
    const before = (await upstreams.find(upstream.id))!
    const values = {
      label: 'Another',
      clientId: 'another',
      sealedSecret: null,
      updatedAt: after(60),
      disabledAt: after(60),
      options: { ...upstream.options, issuer: 'https://b.example' },
    }
    expect(await upstreams.update(upstream.id, values)).toBe(true)
    expect(await upstreams.find(upstream.id)).toEqual({ ...before, ...values })
    expect(await upstreams.update(upstream.id, { disabledAt: null })).toBe(true)
    expect(await upstreams.update(upstream.id, {})).toBe(true)
    expect(await upstreams.find(upstream.id)).toEqual({ ...before, ...values, disabledAt: null })
  })

  it('gives an id to one of 20 who want it at once', async () => {
    const { upstreams } = stores()
    const { id } = newUpstream()
    const answers = await atOnce(20, (index) =>
      upstreams.create(newUpstream({ id, label: String(index) })),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect((await upstreams.find(id))?.label).toBe(String(answers.indexOf(true)))
  })

  it('leaves the accounts of one that goes without it, and takes the broker’s grants along', async () => {
    const { accounts, brokerGrants, upstreams } = stores()
    const { id: userId } = await added(stores()).user()
    const [going, staying] = await atOnce(2, () => addedUpstream(stores()))
    const account = newAccount(userId, { upstreamId: going!.id })
    await accounts.link(account)
    const [gone, kept] = [newBrokerGrant(userId, going!.id), newBrokerGrant(userId, staying!.id)]
    for (const grant of [gone, kept]) await brokerGrants.create(grant)

    await upstreams.delete(going!.id)

    expect(await upstreams.find(going!.id)).toBeNull()
    expect(await accounts.listOfUser(userId)).toEqual([{ ...account, upstreamId: null }])
    expect(await brokerGrants.find(gone.id)).toBeNull()
    expect(await brokerGrants.find(kept.id)).not.toBeNull()
  })
}

function describeOrder({ fresh }: World): void {
  it('puts the buttons in order, and those that are not named behind', async () => {
    const empty = await fresh()
    for (const id of ['a', 'b', 'c', 'd']) await addedUpstream(empty, { id })
    await empty.upstreams.order(['d', 'b', 'unknown', 'd'])
    expect(await idsOf(empty)).toEqual(['d', 'b', 'a', 'c'])
    await addedUpstream(empty, { id: 'e' })
    expect(await idsOf(empty)).toEqual(['d', 'b', 'a', 'c', 'e'])
    await empty.upstreams.order([])
    expect(await idsOf(empty)).toEqual(['d', 'b', 'a', 'c', 'e'])
    await empty.upstreams.order(['e', 'c', 'b', 'a', 'd'])
    expect(await idsOf(empty)).toEqual(['e', 'c', 'b', 'a', 'd'])
  })

  it('gives those who are added at once a place each', async () => {
    const empty = await fresh()
    await atOnce(20, () => addedUpstream(empty))
    const positions = (await empty.upstreams.list()).map(({ position }) => position)
    expect(positions).toEqual(Array.from({ length: 20 }, (_, index) => index))
  })

  it('keeps one order, whole, of 20 that are wanted at once', async () => {
    const empty = await fresh()
    const ids = Array.from({ length: 6 }, (_, index) => `u${index}`)
    for (const id of ids) await addedUpstream(empty, { id })
    const turned = (by: number) => [...ids.slice(by % 6), ...ids.slice(0, by % 6)]
    await atOnce(20, (index) => empty.upstreams.order(turned(index)))
    const orders = ids.map((_, index) => turned(index))
    expect(orders).toContainEqual(await idsOf(empty))
  })
}

function describeTheOnlyOnes({ fresh }: World): void {
  it('takes default and broker from whichever was, when one is added or changed', async () => {
    const empty = await fresh()
    const { upstreams } = empty
    await addedUpstream(empty, { id: 'a', isDefault: true, isBroker: true })
    await addedUpstream(empty, { id: 'b', isDefault: true })
    expect(await thoseThatAre(empty, 'isDefault')).toEqual(['b'])
    expect((await upstreams.findBroker())?.id).toBe('a')
    expect(await upstreams.update('b', { isBroker: true })).toBe(true)
    expect((await upstreams.findBroker())?.id).toBe('b')
    expect(await upstreams.update('a', { isDefault: true, label: 'A' })).toBe(true)
    expect(await upstreams.update('a', { isDefault: true })).toBe(true)
    expect(await thoseThatAre(empty, 'isDefault')).toEqual(['a'])
    expect(await upstreams.update('b', { isDefault: false })).toBe(true)
    expect(await thoseThatAre(empty, 'isDefault')).toEqual(['a'])
    await upstreams.update('a', { isDefault: false })
    await upstreams.update('b', { isBroker: false })
    expect(await thoseThatAre(empty, 'isDefault')).toEqual([])
    expect(await upstreams.findBroker()).toBeNull()
  })

  it('takes nothing from anybody when there is nobody to give it to, or the id is taken', async () => {
    const empty = await fresh()
    const { upstreams } = empty
    await addedUpstream(empty, { id: 'a', isDefault: true, isBroker: true })
    await addedUpstream(empty, { id: 'b' })
    const both = { isDefault: true, isBroker: true }
    expect(await upstreams.update('unknown', both)).toBe(false)
    expect(await upstreams.create(newUpstream({ id: 'b', ...both }))).toBe(false)
    expect(await thoseThatAre(empty, 'isDefault')).toEqual(['a'])
    expect(await thoseThatAre(empty, 'isBroker')).toEqual(['a'])
  })

  it('leaves one default and one broker of 20 that become both at once, added or changed', async () => {
    const empty = await fresh()
    const { upstreams } = empty
    const both = { isDefault: true, isBroker: true }
    const there = await atOnce(10, () => addedUpstream(empty))
    const answers = await atOnce(20, (index) =>
      index % 2 === 0
        ? upstreams.create(newUpstream(both))
        : upstreams.update(
            there[(index - 1) / 2]!.id,
            index % 3 === 0 ? { isBroker: true } : { isDefault: true },
          ),
    )
    expect(answers).toEqual(Array(20).fill(true))
    expect(await thoseThatAre(empty, 'isDefault')).toHaveLength(1)
    expect(await thoseThatAre(empty, 'isBroker')).toHaveLength(1)
    expect(await upstreams.list()).toHaveLength(20)
  })
}
