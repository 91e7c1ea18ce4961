import { describe, expect, it } from 'vitest'

import { expectApiError } from '../../test-browser'
import { callback, testProvider } from '../../test-provider'
import { world } from './world'

describe('a page that calls /api/token by script', () => {
  const from = (origin: string) => ({ headers: { Origin: origin } })

  it('may do so from where its app lives, and may read the answer', async () => {
    const { op, body } = await world()
    const answer = await op.json('/api/token', body, from(new URL(callback).origin))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it.each(['https://evil.example', 'null', 'https://notes.example:8443', 'http://notes.example'])(
    'may not do so from %s, neither for a password nor for a refresh',
    async (origin) => {
      const { op, client, body, ask } = await world()
      const { refresh_token } = (await ask()).body
      op.hasher.verified.length = 0
      const refused = await op.json('/api/token', body, from(origin))
      expectApiError(refused, 403, 'client_not_allowed')
      expect(refused.headers.get('access-control-allow-origin')).toBe('*') // a page can read why
      expect(op.hasher.verified).toEqual([])
      const refresh = { response_type: 'refresh', client_id: client.id, refresh_token }
      const second = await op.json('/api/token', refresh, from(origin))
      expectApiError(second, 403, 'client_not_allowed')
    },
  )

  it('is not taken for the app’s because of a private scheme', async () => {
    const { op, body } = await world()
    const client = await op.client({ redirectUris: ['com.example.app:/cb'] })
    const answer = await op.json('/api/token', { ...body, client_id: client.id }, from('null'))
    expectApiError(answer, 403, 'client_not_allowed')
  })

  it('is told beforehand that it may post JSON (Fetch §3.3)', async () => {
    const op = await testProvider()
    const request = new Request(`${op.settings.issuer}/api/token`, { method: 'OPTIONS' })
    const answer = await op.dispatch(request)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toBe('Content-Type')
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST')
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
  })
})
