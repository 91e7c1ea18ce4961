import { beforeEach, describe, expect, it } from 'vitest'

import { auth, handlers } from '@/server/auth'
import { type Portal, portal } from '@/server/provider'

import { cookieHeader, day, testProvider, type TestOptions } from '../test-provider'

/** The handlers say that they take Next's own requests; any request is one to them. */
const get = handlers.GET as unknown as (request: Request) => Promise<Response>

const shared = globalThis as Record<symbol, unknown>

beforeEach(() => {
  shared[Symbol.for('portico.portal')] = undefined
})

/** A provider that is the portal of this process, as next-auth will find it. */
async function world(options: TestOptions = {}) {
  const op = await testProvider(options)
  const here: Portal = { provider: op.provider, authDatabase: op.authDatabase }
  await portal(() => Promise.resolve(here))
  const ask = async (cookies: Readonly<Record<string, string>>, path = '/api/auth/session') => {
    const headers = { Cookie: cookieHeader(cookies) }
    return get(new Request(op.settings.issuer + path, { headers }))
  }
  return { op, ask }
}

describe('next-auth on our sessions', () => {
  it('reads the session that a sign-in here made, and gives out named fields only', async () => {
    const { op, ask } = await world()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    const response = await ask(cookies)
    expect(await response.json()).toEqual({
      user: { id: alice.id, name: 'alice', email: 'alice@example.com' },
      expires: new Date(op.now().getTime() + 14 * day * 1000).toISOString(),
    })
  })

  it('sees nobody without a session, and with one that has ended', async () => {
    const { op, ask } = await world()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    expect(await (await ask({})).json()).toBeNull()
    expect(await (await ask({ 'portico-session': 'A'.repeat(43) })).json()).toBeNull()
    op.passes({ days: 14 })
    expect(await (await ask(cookies)).json()).toBeNull()
  })

  it('sees nobody behind a disabled user', async () => {
    const { op, ask } = await world()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    await op.stores.users.setDisabled(alice.id, op.now())
    expect(await (await ask(cookies)).json()).toBeNull()
  })

  it('never makes a session longer than we did', async () => {
    const { op, ask } = await world()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    const ends = async () => {
      const [session] = await op.stores.sessions.listOfUser(alice.id, op.now())
      return [session?.expiresAt, session?.absoluteExpiresAt]
    }
    const before = await ends()
    await ask(cookies)
    expect(await ends()).toEqual(before)
    op.passes({ days: 13 })
    const { expires } = (await (await ask(cookies)).json()) as { expires: string }
    expect(new Date(expires)).toEqual((await ends())[0])
    expect((await ends())[1]).toEqual(before[1])
  })

  it('keeps the cookie as it is: HttpOnly, Lax, the same secret', async () => {
    const { op, ask } = await world()
    const { cookies } = await op.signedIn(await op.user())
    const lines = (await ask(cookies)).headers.getSetCookie()
    for (const line of lines.filter((one) => one.startsWith('portico-session='))) {
      expect(line).toContain(`portico-session=${cookies['portico-session']};`)
      expect(line).toMatch(/HttpOnly/i)
      expect(line).toMatch(/SameSite=Lax/i)
    }
  })

  it('uses the __Host- cookie on https', async () => {
    const { op, ask } = await world({ settings: { issuer: 'https://login.example.com' } })
    const { cookies } = await op.signedIn(await op.user())
    expect(await (await ask(cookies)).json()).toMatchObject({ user: { name: 'alice' } })
    const plain = { 'portico-session': cookies['__Host-portico-session']! }
    expect(await (await ask(plain)).json()).toBeNull()
  })

  it('offers no way of its own to sign in', async () => {
    const { ask } = await world()
    const response = await ask({}, '/api/auth/providers')
    expect(await response.json()).toEqual({})
    const signIn = await ask({}, '/api/auth/signin')
    expect(signIn.headers.get('location')).toContain('/login')
  })

  it('is what `auth()` in front of a handler sees', async () => {
    const { op } = await world()
    const alice = await op.user()
    const { cookies } = await op.signedIn(alice)
    const request = new Request(op.settings.issuer, { headers: { Cookie: cookieHeader(cookies) } })
    // It becomes a promise when the configuration is read per request, which its type does not say.
    const guarded = auth((received) => Response.json(received.auth)) as unknown
    const handler = (await guarded) as (request: Request, context: object) => Promise<Response>
    const response = await handler(request, {})
    expect(await response.json()).toEqual({
      user: { id: alice.id, name: 'alice', email: 'alice@example.com' },
      expires: expect.any(String),
    })
  })
})
