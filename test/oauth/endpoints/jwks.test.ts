import { describe, expect, it } from 'vitest'

import { testProvider } from '../../test-provider'

describe('GET /oauth/jwks (RFC 7517 §5)', () => {
  it('answers the public keys to everybody, to be cached for less than the day of publication', async () => {
    const op = await testProvider()
    const answer = await op.get('/oauth/jwks')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/jwk-set+json')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
    expect(answer.setCookies).toEqual([])
    expect((await op.get('/jwks')).text).toBe(answer.text)
    const members = answer.body.keys.map((key: object) => Object.keys(key).sort())
    expect(members).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
    ])
  })
})
