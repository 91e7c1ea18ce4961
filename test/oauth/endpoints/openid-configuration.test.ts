import { describe, expect, it } from 'vitest'

import { routes } from '@/server/routes'

import { issuer, testProvider } from '../../test-provider'

const proven = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']
const signing = ['ES256', 'PS256', 'EdDSA', 'Ed25519', 'RS256']

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
    expect(body.request_parameter_supported).toBe(true) // by value
  })

  it('says what works, to the letter (§3, RFC 8414 §2)', async () => {
    const op = await testProvider()
    const { body } = await op.get('/.well-known/openid-configuration')
    expect(body).toMatchObject({
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: [
        'authorization_code',
        'refresh_token',
        'client_credentials',
        'urn:ietf:params:oauth:grant-type:device_code',
        'urn:ietf:params:oauth:grant-type:token-exchange',
      ],
      subject_types_supported: ['public', 'pairwise'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA', 'PS256'],
      userinfo_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA', 'PS256'],
      token_endpoint_auth_methods_supported: [...proven, 'none'],
      introspection_endpoint_auth_methods_supported: proven,
      revocation_endpoint_auth_methods_supported: [...proven, 'none'],
      token_endpoint_auth_signing_alg_values_supported: signing,
      introspection_endpoint_auth_signing_alg_values_supported: signing,
      revocation_endpoint_auth_signing_alg_values_supported: signing,
      request_object_signing_alg_values_supported: signing,
      dpop_signing_alg_values_supported: signing.filter((alg) => alg !== 'RS256'), // FAPI 2
      pushed_authorization_request_endpoint: 'http://localhost:3000/oauth/par',
      require_pushed_authorization_requests: false, // of those alone whose registration says so
      acr_values_supported: ['pwd'],
      code_challenge_methods_supported: ['S256'],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      authorization_response_iss_parameter_supported: true,
      scopes_supported: ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'],
      registration_endpoint: 'http://localhost:3000/oauth/register',
      introspection_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA', 'PS256'],
      claim_types_supported: ['normal'],
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
