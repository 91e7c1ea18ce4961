import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'

import { attemptKeys } from '@/sign-in/limits'
import { type PasswordProof, signInWithPassword } from '@/sign-in/password'

import { testProvider } from '../test-provider'

const address = '192.0.2.1'

/** Tries to sign in as Alice, who exists. */
async function world() {
  const op = await testProvider()
  const alice = await op.user()
  const attempt = async (proof: Partial<PasswordProof> = {}) => {
    const complete = {
      login: 'alice',
      password: 'wrong',
      address,
      knownBrowserOf: () => null,
      ...proof,
    }
    const outcome = await signInWithPassword(complete, op.provider, op.now())
    return outcome.ok ? 'ok' : outcome.reason
  }
  const attempts = async (count: number, proof: Partial<PasswordProof> = {}) => {
    for (let done = 0; done < count; done += 1) await attempt(proof)
  }
  return { op, alice, attempt, attempts, right: { password: alice.password } }
}

describe('failed sign-ins', () => {
  it('of one account from one address are limited to ten in a quarter of an hour', async () => {
    const { op, attempt, right } = await world()
    for (let count = 0; count < 10; count += 1) expect(await attempt()).toBe('wrong-credentials')
    expect(await attempt(right)).toBe('too-many-attempts')
    op.passes({ minutes: 15, seconds: -0.001 })
    expect(await attempt(right)).toBe('too-many-attempts')
    op.passes({ seconds: 0.001 })
    expect(await attempt(right)).toBe('ok')
  })

  it('beyond the limit cost no work, and do not prolong the wait', async () => {
    const { op, attempts, attempt, right } = await world()
    await attempts(10)
    op.hasher.verified.length = 0
    op.passes({ minutes: 14 })
    await attempts(50)
    expect(op.hasher.verified).toEqual([])
    op.passes({ minutes: 1 })
    expect(await attempt(right)).toBe('ok')
  })

  it('say how long to wait, in seconds', async () => {
    const { op, attempts } = await world()
    await attempts(10)
    op.passes({ minutes: 10, seconds: 0.5 })
    const proof = { login: 'alice', password: 'x', address, knownBrowserOf: () => null }
    expect(await signInWithPassword(proof, op.provider, op.now())).toEqual({
      ok: false,
      reason: 'too-many-attempts',
      retryAfterSeconds: 300,
    })
  })

  it('are counted for a name that nobody has as for one that somebody has', async () => {
    const { attempt } = await world()
    for (let count = 0; count < 10; count += 1) {
      expect(await attempt({ login: 'nobody' })).toBe('wrong-credentials')
    }
    expect(await attempt({ login: 'nobody' })).toBe('too-many-attempts')
  })

  it('are counted together for all ways to write one name', async () => {
    const { attempts, attempt } = await world()
    await attempts(5, { login: 'ALICE' })
    await attempts(5, { login: ' ａｌｉｃｅ ' })
    expect(await attempt()).toBe('too-many-attempts')
  })

  it('elsewhere lock nobody out here', async () => {
    const { attempts, attempt, right } = await world()
    await attempts(60, { address: '198.51.100.1' })
    expect(await attempt(right)).toBe('ok')
  })

  it('of one account from many addresses are limited to a hundred', async () => {
    const { attempt, attempts, right } = await world()
    for (let host = 1; host <= 10; host += 1) await attempts(10, { address: `198.51.100.${host}` })
    expect(await attempt(right)).toBe('too-many-attempts')
  })

  it('from one address over many accounts are limited to a hundred', async () => {
    const { attempt, right } = await world()
    for (let user = 0; user < 100; user += 1) {
      expect(await attempt({ login: `user-${user}` })).toBe('wrong-credentials')
    }
    expect(await attempt({ login: 'user-100' })).toBe('too-many-attempts')
    expect(await attempt(right)).toBe('too-many-attempts')
    expect(await attempt({ ...right, address: '198.51.100.1' })).toBe('ok')
  })

  it('from one IPv6 network are one address’s', async () => {
    const { attempt, right } = await world()
    for (let host = 0; host < 10; host += 1) {
      await attempt({ address: `2001:db8:0:1::${host.toString(16)}` })
    }
    expect(await attempt({ ...right, address: '2001:db8:0:1:ffff:ffff:ffff:ffff' })).toBe(
      'too-many-attempts',
    )
    expect(await attempt({ ...right, address: '2001:db8:0:2::1' })).toBe('ok')
  })

  it('that were right are none: a person may sign in as often as they like', async () => {
    const { attempt, right } = await world()
    for (let count = 0; count < 30; count += 1) expect(await attempt(right)).toBe('ok')
  })

  it('are not forgotten because of a right one', async () => {
    const { attempts, attempt, right } = await world()
    await attempts(9)
    expect(await attempt(right)).toBe('ok')
    expect(await attempt()).toBe('wrong-credentials')
    expect(await attempt()).toBe('too-many-attempts')
  })

  it('get no more tries by racing: ten of fifty at once', async () => {
    const { op, attempt } = await world()
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => attempt()))
    expect(outcomes.filter((outcome) => outcome === 'wrong-credentials')).toHaveLength(10)
    expect(op.hasher.verified).toHaveLength(10)
    expect(await attempt()).toBe('too-many-attempts')
  })

  it('are stored without a name or an address', async () => {
    const { op, attempts } = await world()
    await attempts(1, { login: 'alice@example.com' })
    const file = new Sqlite(op.file, { readonly: true })
    const rows = file.prepare('SELECT "key" FROM "Attempt"').all()
    file.close()
    expect(JSON.stringify(rows)).not.toMatch(/alice|192\.0\.2/)
    expect(rows).toHaveLength(3)
  })
})

describe('a browser that is known to the account', () => {
  const known = { knownBrowserOf: () => 'browser' }

  it('is not locked out by strangers, whatever they try', async () => {
    const { attempts, attempt, right } = await world()
    await attempts(10)
    for (let host = 1; host <= 11; host += 1) await attempts(10, { address: `198.51.100.${host}` })
    expect(await attempt(right)).toBe('too-many-attempts')
    expect(await attempt({ ...right, ...known })).toBe('ok')
  })

  it('has ten tries of its own, and uses up nobody else’s', async () => {
    const { op, attempts, attempt, right } = await world()
    await attempts(10, known)
    expect(await attempt({ ...right, ...known })).toBe('too-many-attempts')
    expect(await attempt({ ...right, knownBrowserOf: () => 'another' })).toBe('ok')
    expect(await attempt(right)).toBe('ok')
    op.passes({ minutes: 15 })
    expect(await attempt({ ...right, ...known })).toBe('ok')
  })

  it('is asked for by the id of the user whose name was typed', async () => {
    const { alice, attempt } = await world()
    const asked: string[] = []
    const knownBrowserOf = (userId: string) => {
      asked.push(userId)
      return null
    }
    await attempt({ knownBrowserOf })
    await attempt({ knownBrowserOf, login: 'nobody' })
    expect(asked).toEqual([alice.id])
  })
})

describe('through the pages', () => {
  const wrong = { identifier: 'alice', password: 'wrong' }

  it('too many attempts are answered 429 with Retry-After, on the page and by the API', async () => {
    const { op, alice, attempts } = await world()
    await attempts(10)
    const browser = op.browser()
    await browser.open('/login')
    const answer = await browser.submit('/sign-in/password', { ...wrong, password: alice.password })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '900'])
    expect(answer.text).toContain('15 minutes')
    const { id } = await op.client()
    const body = {
      response_type: 'code',
      username: 'alice',
      password: alice.password,
      client_id: id,
    }
    const refused = await op.json('/api/token', body)
    expect(refused.body).toMatchObject({ status_code: 429, error: 'too_many_attempts' })
    expect(refused.headers.get('retry-after')).toBe('900')
  })

  it('whoever has signed in with a browser before still can, while strangers are locked out', async () => {
    const { op, alice, attempts } = await world()
    const browser = await op.signedIn(alice)
    await browser.open('/sign-out')
    await browser.submit('/sign-out', {})
    await attempts(10)
    await browser.open('/login')
    const right = { identifier: 'alice', password: alice.password }
    expect((await browser.submit('/sign-in/password', right)).location).toBe('/')
    const stranger = op.browser()
    await stranger.open('/login')
    expect((await stranger.submit('/sign-in/password', right)).status).toBe(429)
  })

  it('a device cookie of one user is none of another’s, and cannot be made', async () => {
    const { op, attempts, right } = await world()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    const ofBob = bob.cookies['portico-device']!
    await attempts(10)
    for (const device of [ofBob, 'x.y', `${'A'.repeat(22)}.${'A'.repeat(43)}`, '.', '', 'é.é']) {
      const browser = op.browser()
      browser.setCookie('portico-device', device)
      await browser.open('/login')
      const fields = { identifier: 'alice', password: right.password }
      expect((await browser.submit('/sign-in/password', fields)).status).toBe(429)
    }
  })
})

describe('the keys of attempts', () => {
  it.each([
    ['2001:db8::1', '2001:db8:0:0:1:2:3:4', true],
    ['2001:db8:0:1::', '2001:db8:0:1:ffff::1', true],
    ['2001:db8:0:1::', '2001:db8:0:2::', false],
    ['::1', '::2', true],
    ['fe80::1', 'fe80::', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['unknown', 'unknown', true],
  ])('%s and %s are one network: %s', (one, other, isSame) => {
    expect(attemptKeys.address(one) === attemptKeys.address(other)).toBe(isSame)
  })
})
