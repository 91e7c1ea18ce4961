import { describe, expect, it } from 'vitest'

import { scopeNames } from '@/model/client'

import { checkJwks, issuer, suiteFor } from './checks'

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')

/** RFC 8414 §2 and Discovery 1.0 §3, by the type of a member. */
const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(
    [
      ...['issuer', 'authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'],
      ...['end_session_endpoint', 'introspection_endpoint', 'revocation_endpoint'],
    ].map((name) => [name, (value: unknown) => URL.canParse(String(value))]),
  ),
  ...Object.fromEntries(
    [
      ...['response_types_supported', 'response_modes_supported', 'grant_types_supported'],
      ...['subject_types_supported', 'id_token_signing_alg_values_supported', 'scopes_supported'],
      ...['token_endpoint_auth_methods_supported', 'revocation_endpoint_auth_methods_supported'],
      ...['introspection_endpoint_auth_methods_supported', 'code_challenge_methods_supported'],
      ...['claims_supported', 'prompt_values_supported', 'ui_locales_supported'],
    ].map((name) => [name, isStrings]),
  ),
  ...Object.fromEntries(
    [
      ...['authorization_response_iss_parameter_supported', 'claims_parameter_supported'],
      ...['request_parameter_supported', 'request_uri_parameter_supported'],
    ].map((name) => [name, (value: unknown) => typeof value === 'boolean']),
  ),
}

describe('oidcc-config-certification-test-plan', () => {
  it('oidcc-discovery-endpoint-verification', async () => {
    const { op } = await suiteFor()
    const path = '/.well-known/openid-configuration'
    const { status, headers, body } = await op.get(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^application\/json/)

    const { protocol, host, search, hash, username } = new URL(body.issuer)
    expect(body.issuer).toBe(issuer)
    expect([protocol, host !== '', search, hash, username]).toEqual(['https:', true, '', '', ''])

    for (const [name, value] of Object.entries(body)) {
      expect(members[name]?.(value), name).toBe(true)
      if (name.endsWith('_endpoint') || name === 'jwks_uri') expect(value).toMatch(/^https:\/\//)
    }
    expect(Object.keys(body).sort()).toEqual(Object.keys(members).sort())

    expect(body.response_types_supported).toContain('code')
    expect(body.subject_types_supported).toEqual(['public'])
    expect(body.id_token_signing_alg_values_supported).toContain('RS256')
    expect(body.id_token_signing_alg_values_supported).not.toContain('none')
    expect(body.scopes_supported).toContain('openid')
    for (const scope of body.scopes_supported) {
      expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/)
      expect(scopeNames).toContain(scope)
    }
    expect(Intl.getCanonicalLocales(body.ui_locales_supported)).toEqual(body.ui_locales_supported)
    await checkJwks(op)
  })
})
