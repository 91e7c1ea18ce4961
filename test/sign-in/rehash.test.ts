import { describe, expect, it } from 'vitest'

import { signInWithPassword } from '@/sign-in/password'
import type { Stores } from '@/stores/stores'

import { madeElsewhere, password } from '../crypto/foreign-hashes/fixtures'
import { testProvider, type TestOptions, type TestProvider } from '../test-provider'

const ssha = '{SSHA}NXN5bZ9dgI9lyYC/7gUqzt0ySdkoJWTs'

/** Somebody whose password another server hashed. */
async function movedIn(op: TestProvider, username: string, passwordHash: string) {
  const isAdded = await op.stores.users.createMany([
    {
      id: `id-of-${username}`,
      username,
      usernameKey: username,
      email: null,
      createdAt: op.now(),
      emailVerifiedAt: null,
      profile: {},
      disabledAt: null,
      passwordHash,
    },
  ])
  if (!isAdded) throw new Error(`${username} is there already`)
}

const world = async (options: Omit<TestOptions, 'hasher'> = {}) => {
  const op = await testProvider({ ...options, hasher: 'argon2' })
  const attempt = (typed: string, login = 'alice') => {
    const proof = { login, password: typed, address: '192.0.2.1', knownBrowserOf: () => null }
    return signInWithPassword(proof, op.provider, op.now())
  }
  const storedHash = async (login = 'alice') =>
    (await op.stores.users.findByLogin(login))?.password?.hash ?? ''
  return { op, attempt, storedHash }
}

describe('a password that another server hashed', () => {
  it('is hashed anew with argon2id when its owner signs in, and works as before', async () => {
    const { op, attempt, storedHash } = await world()
    await movedIn(op, 'alice', ssha)
    expect((await attempt(password)).ok).toBe(true)
    expect(op.provider.passwords.isCurrent(await storedHash())).toBe(true)
    const hash = await storedHash()
    expect((await attempt(password)).ok).toBe(true)
    expect(await storedHash()).toBe(hash)
  })

  it('stays as it is when the password is wrong, or its owner disabled', async () => {
    const { op, attempt, storedHash } = await world()
    await movedIn(op, 'alice', ssha)
    expect((await attempt('wrong')).ok).toBe(false)
    await op.stores.users.setDisabled('id-of-alice', op.now())
    expect((await attempt(password)).ok).toBe(false)
    expect(await storedHash()).toBe(ssha)
  })

  it('ends nothing by it: sessions go on, and the proof stands', async () => {
    const { op, attempt } = await world()
    await movedIn(op, 'alice', ssha)
    await (await op.atTheDoor()).submit('/sign-in/password', { identifier: 'alice', password })
    const second = await op.atTheDoor()
    const answer = await second.submit('/sign-in/password', { identifier: 'alice', password })
    expect(answer.status).toBe(303)
    const before = await op.stores.users.findPassword('id-of-alice')
    expect((await attempt(password)).ok && before?.changedAt).toEqual(op.now())
    expect(await op.stores.sessions.listOfUser('id-of-alice', op.now())).toHaveLength(2)
  })

  it('is not put back over one that was changed meanwhile', async () => {
    const meanwhile = { change: () => Promise.resolve() }
    const { op, attempt, storedHash } = await world({
      stores: (stores): Stores => ({
        ...stores,
        users: {
          ...stores.users,
          rehashPassword: async (...given) => {
            await meanwhile.change()
            return stores.users.rehashPassword(...given)
          },
        },
      }),
    })
    await movedIn(op, 'alice', ssha)
    const chosen = await op.provider.passwords.hash('another one entirely')
    meanwhile.change = () => op.stores.users.changePassword('id-of-alice', chosen, op.now(), null)
    await attempt(password)
    expect(await storedHash()).toBe(chosen)
  })

  it('lets its owner in even when it cannot be replaced', async () => {
    const { op, attempt, storedHash } = await world({
      stores: (stores): Stores => ({
        ...stores,
        users: {
          ...stores.users,
          rehashPassword: () => Promise.reject(new Error('the disk is full')),
        },
      }),
    })
    await movedIn(op, 'alice', ssha)
    expect((await attempt(password)).ok).toBe(true)
    expect(await storedHash()).toBe(ssha)
  })
})

describe('the sign-in page', () => {
  it.each(madeElsewhere.map(([format, maker, hash]) => ({ format, maker, hash })))(
    'takes the password behind $format of $maker once and from then on',
    async ({ hash }) => {
      const { op, storedHash } = await world()
      await movedIn(op, 'alice', hash)
      const wrong = await op.atTheDoor()
      const refused = await wrong.submit('/sign-in/password', {
        identifier: 'alice',
        password: 'letmein',
      })
      expect(refused.status).not.toBe(303)
      expect(await storedHash()).toBe(hash)
      for (let time = 0; time < 2; time += 1) {
        const browser = await op.atTheDoor()
        const answer = await browser.submit('/sign-in/password', { identifier: 'alice', password })
        expect(answer.location).toBe('/')
      }
      expect(op.provider.passwords.isCurrent(await storedHash())).toBe(true)
    },
  )
})
