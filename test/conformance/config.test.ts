import { describe, expect } from 'vitest'

import { checkJwks, issuer, suiteFor } from './checks'
import { candidates, modulesOf } from './driver'

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isUrl = (value: unknown): boolean => isText(value) && URL.canParse(String(value))
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isText)
const isFlag = (value: unknown): boolean => typeof value === 'boolean'

/** Members that are lists of names: `…_supported`. */
const lists = [
  ...[
    'acr_values',
    'claim_types',
    'claims',
    'claims_locales',
    'code_challenge_methods',
    'display_values',
  ],
  ...['dpop_signing_alg_values', 'grant_types', 'id_token_signing_alg_values'],
  ...['introspection_endpoint_auth_methods', 'introspection_endpoint_auth_signing_alg_values'],
  ...['introspection_signing_alg_values', 'prompt_values', 'request_object_signing_alg_values'],
  ...['response_modes', 'response_types', 'revocation_endpoint_auth_methods'],
  ...['revocation_endpoint_auth_signing_alg_values', 'scopes', 'subject_types'],
  ...['token_endpoint_auth_methods', 'token_endpoint_auth_signing_alg_values', 'ui_locales'],
  'userinfo_signing_alg_values',
].map((name) => `${name}_supported`)

/** Members that are places: `…_endpoint`. */
const endpoints = [
  ...['authorization', 'device_authorization', 'end_session', 'introspection'],
  ...['pushed_authorization_request', 'registration', 'revocation', 'token', 'userinfo'],
].map((name) => `${name}_endpoint`)

const flags = [
  ...['authorization_response_iss_parameter_supported', 'backchannel_logout_session_supported'],
  ...['backchannel_logout_supported', 'claims_parameter_supported', 'request_parameter_supported'],
  ...['request_uri_parameter_supported', 'require_pushed_authorization_requests'],
  ...['require_request_uri_registration', 'require_signed_request_object'],
]

const everyOne = (names: readonly string[], isRight: (value: unknown) => boolean) =>
  names.map((name) => [name, isRight] as const)

/** RFC 8414 §2, Discovery 1.0 §3 and what later specifications add: each member by what it may be. */
const members = new Map([
  ...everyOne([...endpoints, 'issuer', 'jwks_uri', 'op_policy_uri', 'op_tos_uri'], isUrl),
  ...everyOne(['service_documentation'], isUrl),
  ...everyOne(lists, isTexts),
  ...everyOne(flags, isFlag),
])

for (const candidate of candidates) {
  describe(`oidcc-config-certification-test-plan: ${candidate.name}`, () => {
    const it = modulesOf(candidate)

    it('oidcc-discovery-endpoint-verification', async () => {
      const { op } = await suiteFor('query', {}, candidate)
      const path = '/.well-known/openid-configuration'
      const { status, headers, body } = await op.get(path)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(/^application\/json(;|$)/)

      const { protocol, host, search, hash, username } = new URL(body.issuer)
      expect(body.issuer).toBe(issuer)
      expect([protocol, host !== '', search, hash, username]).toEqual(['https:', true, '', '', ''])

      for (const [name, value] of Object.entries(body)) {
        expect(members.get(name)?.(value), name).toBe(true)
        if (name.endsWith('_endpoint') || name === 'jwks_uri') expect(value).toMatch(/^https:\/\//)
      }
      for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint']) {
        expect(body, name).toHaveProperty(name)
      }

      expect(body.response_types_supported).toContain('code')
      expect(body.subject_types_supported.join()).toMatch(/^(public|pairwise|public,pairwise)$/)
      expect(body.id_token_signing_alg_values_supported).toContain('RS256')
      expect(body.id_token_signing_alg_values_supported).not.toContain('none')
      expect(body.scopes_supported).toContain('openid')
      for (const scope of body.scopes_supported) {
        expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/)
      }
      expect(body.claims_supported).toContain('sub')
      const locales = body.ui_locales_supported ?? []
      expect(Intl.getCanonicalLocales(locales)).toEqual(locales)
      await checkJwks(op)
    })
  })
}
