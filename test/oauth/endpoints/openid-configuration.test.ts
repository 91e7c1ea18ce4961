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

  it('says what works, to the letter (§3, RFC 8414 §2)', async () => {
    const op = await testProvider()
    const { body } = await op.get('/.well-known/openid-configuration')
    expect(body).toMatchObject({
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'], // no claim is behind the others
      prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
      claims_parameter_supported: true,
    })
    const { text } = await op.get('/.well-known/openid-configuration')
    expect((await op.get('/.well-known/oauth-authorization-server')).text).toBe(text)
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
    expect(headers.get('cache-control')).toBe('public, max-age=3600')
    expect(headers.has('set-cookie')).toBe(false)
  })
})
