import { describe, expect, it } from 'vitest'

import type { Session } from '@/model/session'
import { beginSession, findSession } from '@/sessions/sessions'
import type { SessionStore } from '@/stores/sessions'

import { testProvider } from '../test-provider'

const lifetimes = { sessionIdle: 3600, sessionAbsolute: 7200 }

/** A session of Alice's, and how often it was written to. */
async function world() {
  const op = await testProvider()
  const user = await op.user()
  const touched: Date[] = []
  const store: SessionStore = {
    ...op.stores.sessions,
    touch: (id, lastSeenAt, expiresAt) => {
      touched.push(lastSeenAt)
      return op.stores.sessions.touch(id, lastSeenAt, expiresAt)
    },
  }
  const signIn = { user, amr: ['pwd'], address: '192.0.2.1', userAgent: null, replaces: null }
  const begin = (replaces: { token: string; session: Session } | null = null) =>
    beginSession(store, { ...signIn, replaces }, op.now(), lifetimes)
  const find = (token: string | null) => findSession(store, token, op.now(), lifetimes)
  return { op, user, store, touched, begin, find }
}

describe('a session', () => {
  it('is found by its token and by nothing else', async () => {
    const { begin, find } = await world()
    const { session, token } = await begin()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect((await find(token))?.session.id).toBe(session.id)
    for (const other of [null, '', session.id, token.slice(1), `${token}A`, 'A'.repeat(43)]) {
      expect(await find(other)).toBeNull()
    }
  })

  it('is touched at most every five minutes', async () => {
    const { op, touched, begin, find } = await world()
    const { token } = await begin()
    await find(token)
    op.passes({ minutes: 5, seconds: -0.001 })
    await find(token)
    expect(touched).toEqual([])
    op.passes({ seconds: 0.001 })
    await find(token)
    await find(token)
    expect(touched).toEqual([op.now()])
    op.passes({ minutes: 5 })
    expect((await find(token))?.session.lastSeenAt).toEqual(op.now())
    expect(touched).toHaveLength(2)
  })

  it('ends when it was idle for its time, to the millisecond', async () => {
    const { op, begin, find } = await world()
    const { token } = await begin()
    op.passes({ seconds: 3599.999 })
    expect(await find(token)).not.toBeNull()
    op.passes({ seconds: 3600 })
    expect(await find(token)).toBeNull()
  })

  it('never outlives its absolute end, however often it is seen', async () => {
    const { op, begin, find } = await world()
    const { token, session } = await begin()
    for (let count = 0; count < 3; count += 1) {
      op.passes({ seconds: 2000 })
      const found = await find(token)
      expect(found!.session.expiresAt.getTime()).toBeLessThanOrEqual(
        session.absoluteExpiresAt.getTime(),
      )
    }
    op.passes({ seconds: 1199.999 })
    expect(await find(token)).not.toBeNull()
    op.passes({ seconds: 0.001 })
    expect(await find(token)).toBeNull()
  })

  it('is idle no longer than it may live at all', async () => {
    const { op, user, store } = await world()
    const signIn = { user, amr: ['pwd'], address: null, userAgent: null, replaces: null }
    const short = { sessionIdle: 7200, sessionAbsolute: 60 }
    const { session } = await beginSession(store, signIn, op.now(), short)
    expect(session.expiresAt).toEqual(session.absoluteExpiresAt)
  })

  it('that is begun again by the same user keeps its id and gets a new token and auth_time', async () => {
    const { op, begin, find } = await world()
    const first = await begin()
    op.passes({ minutes: 10 })
    const second = await begin(first)
    expect(second.session.id).toBe(first.session.id)
    expect(second.session.authTime).toEqual(op.now())
    expect(await find(first.token)).toBeNull()
    expect((await find(second.token))?.session.id).toBe(first.session.id)
  })

  it('that is begun again twice at once is two in the end, and never an error', async () => {
    const { begin, find } = await world()
    const first = await begin()
    const both = await Promise.all([begin(first), begin(first)])
    expect(await find(first.token)).toBeNull()
    expect(new Set(both.map(({ session }) => session.id)).size).toBe(2)
    for (const { token } of both) expect(await find(token)).not.toBeNull()
  })
})
