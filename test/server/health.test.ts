import { describe, expect, it } from 'vitest'

import { testProvider } from '../test-provider'

describe('health', () => {
  it('is alive and ready', async () => {
    const op = await testProvider()
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await op.get(path)
      expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('is alive but not ready when the database does not answer: 503 with Retry-After', async () => {
    const op = await testProvider({
      stores: (stores) => ({ ...stores, ping: () => Promise.reject(new Error('no route')) }),
    })
    expect((await op.get('/health/live')).status).toBe(200)
    const answer = await op.get('/health/ready')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(answer.text).not.toContain('no route')
    expect(op.logged()).toContain('no route')
  })
})
