import { describe, expect, it } from 'vitest'

import { routes } from '@/server/routes'

import { issuer, testProvider } from '../../test-provider'

describe('GET /.well-known/openid-configuration (OpenID Connect Discovery 1.0)', () => {
  it('names the issuer byte for byte (§4.3), whatever Host the request had', async () => {
    const op = await testProvider()
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }
    const { body } = await op.get('/.well-known/openid-configuration', { headers })
    expect(body.issuer).toBe(issuer)
    expect(JSON.stringify(body)).not.toContain('evil')
  })

  it('advertises only what exists: every endpoint and URI is in the route table', async () => {
    const op = await testProvider()
    const { body } = await op.get('/.well-known/openid-configuration')
    const urls = Object.entries(body).filter(([name]) => /_(endpoint|uri)$/.test(name))
    expect(urls).not.toEqual([])
    for (const [, url] of urls) {
      expect(String(url).startsWith(`${issuer}/`)).toBe(true)
      expect(Object.keys(routes)).toContain(new URL(String(url)).pathname)
    }
  })

  it('denies what would be taken for granted when it is left out (§3)', async () => {
    const op = await testProvider()
    const { body } = await op.get('/.well-known/openid-configuration')
    expect(body.request_uri_parameter_supported).toBe(false)
    expect(body.request_parameter_supported).toBe(false)
  })

  it('has no null and no empty list', async () => {
    const op = await testProvider()
    const { body } = await op.get('/.well-known/openid-configuration')
    for (const value of Object.values(body)) {
      expect(value).not.toBeNull()
      expect(value).not.toEqual([])
    }
  })

  it('is for everybody, scripts included', async () => {
    const op = await testProvider()
    const { headers } = await op.get('/.well-known/openid-configuration')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('content-type')).toBe('application/json')
  })
})
