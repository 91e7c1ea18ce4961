import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { startLogoutWorker } from '@/server/logout-worker'

import { toldApp } from '../oauth/logout/told-app'
import { oauthProvider } from '../oauth/relying-party'

describe('the worker that tells apps of sign-outs', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('has the courier look at the start, and every three seconds', async () => {
    const logouts = { deliver: vi.fn(async () => {}), stop: vi.fn(async () => {}) }
    const stop = startLogoutWorker({ logouts })
    expect(logouts.deliver).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(9_000)
    expect(logouts.deliver).toHaveBeenCalledTimes(4)
    await stop()
    expect(logouts.stop).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(9_000)
    expect(logouts.deliver).toHaveBeenCalledTimes(4)
  })

  it('stops when what is under way has ended, and not before', async () => {
    let end = () => {}
    const stopped = new Promise<void>((resolve) => (end = resolve))
    const stop = startLogoutWorker({ logouts: { deliver: async () => {}, stop: () => stopped } })
    let isStopped = false
    const stopping = stop().then(() => (isStopped = true))
    await Promise.resolve()
    expect(isStopped).toBe(false)
    end()
    await stopping
  })

  it('retries what failed, when its time has come', async () => {
    const op = await oauthProvider()
    const wiki = await toldApp(op)
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    await wiki.app.tokens(browser)
    wiki.told.says = 503
    await op.stores.sessions.endAll(alice.id, null, op.now())
    const stop = startLogoutWorker(op.provider)
    await wiki.times(1)
    await op.provider.logouts.deliver()
    wiki.told.says = 200
    op.passes({ seconds: 10 })
    vi.advanceTimersByTime(3_000)
    await wiki.times(2)
    await stop()
    expect(await wiki.deliveries()).toMatchObject([{ attempts: 2, problem: null }])
  })
})
