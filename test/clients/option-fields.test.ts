import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'

import { formValues } from '@/clients/form-values'
import { readRegistration } from '@/clients/registration'
import {
  type Client,
  type ClientOptions,
  type ClientRegistration,
  defaultClientOptions,
} from '@/model/client'
import { newClient } from '../stores/fixtures'

const jwks = JSON.stringify({
  keys: [generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })],
})

const confidential = newClient({
  kind: 'web',
  dialects: ['oauth'],
  grantTypes: ['authorization_code'],
  redirectUris: ['https://notes.example/cb'],
  postLogoutRedirectUris: [],
  authenticationMethod: 'client_secret_basic',
})
const registrationOf = ({ id, ownerId, logoHash, createdAt, disabledAt, ...others }: Client) =>
  others satisfies ClientRegistration

/** The settings of an app, with some of them changed. */
function read(
  changes: Readonly<Record<string, string>>,
  { client = confidential, isAdministrator = true } = {},
) {
  const values = { ...formValues(client), ...changes }
  return readRegistration(client, (name) => values[name] ?? '', { isAdministrator })
}
function changed(...args: Parameters<typeof read>) {
  const result = read(...args)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.registration
}
function problems(...args: Parameters<typeof read>) {
  const result = read(...args)
  return result.ok ? {} : result.problems
}

const everything: Partial<ClientOptions> = {
  jwks,
  assertionAlgorithm: 'ES256',
  requestObjectAlgorithm: 'PS256',
  dpop: 'required-with-nonce',
  requiresPushedRequests: true,
  requiresRequestObjects: true,
  subjectType: 'pairwise',
  sectorIdentifier: 'notes.example',
  accessTokenAlgorithm: 'RS256',
  userinfoAlgorithm: 'EdDSA',
  initiateLoginUri: 'http://localhost:4000/start',
  clientUri: 'https://notes.example/',
  policyUri: 'https://notes.example/privacy',
  tosUri: 'https://notes.example/terms',
  defaultMaxAge: 0,
  resources: ['https://api.example', 'urn:example:api'],
  audiences: ['https://api.example'],
  exchange: { subjectClients: ['other'], impersonation: true, delegation: true },
  allowsQueryParameters: true,
  refreshTokenMaxLifetime: 90 * 86_400,
}

describe('the settings of an app, saved as they are,', () => {
  const kinds: readonly (readonly [string, Client])[] = [
    ['with nothing but defaults', confidential],
    ['with everything', { ...confidential, options: { ...defaultClientOptions, ...everything } }],
    [
      'with keys at an address and a key of its own',
      {
        ...confidential,
        authenticationMethod: 'private_key_jwt',
        backchannelLogoutUri: 'https://notes.example/logout',
        idTokenAlgorithm: 'EdDSA',
        accessTokenLifetime: 7_200,
        options: { ...defaultClientOptions, jwksUri: 'https://notes.example/jwks' },
      },
    ],
    [
      'without a secret',
      { ...confidential, isPublic: true, authenticationMethod: 'none', pkce: 'required' },
    ],
    [
      'that registered itself',
      {
        ...confidential,
        authenticationMethod: 'client_secret_post',
        options: {
          ...defaultClientOptions,
          isSelfRegistered: true,
          sectorIdentifier: 'notes.example',
          sectorIdentifierUri: 'https://notes.example/sector',
        },
      },
    ],
    [
      'of a Rails server',
      {
        ...confidential,
        dialects: ['oauth', 'rails'],
        redirectUris: ['urn:ietf:wg:oauth:2.0:oob', 'https://notes.example/cb'],
      },
    ],
  ]
  it.each(kinds)('stay the same: %s', (_name, client) => {
    for (const isAdministrator of [true, false]) {
      expect(changed({}, { client, isAdministrator })).toEqual(registrationOf(client))
    }
  })
})

describe('how an app proves who it is', () => {
  it('is by its secret, or by a key that it gives', () => {
    const byKey = changed({ authentication: 'private_key_jwt', jwks })
    expect(byKey).toMatchObject({ authenticationMethod: 'private_key_jwt', options: { jwks } })
    const back = changed({ authentication: 'secret' }, { client: { ...confidential, ...byKey } })
    expect(back.authenticationMethod).toBe('client_secret_basic')
  })

  it('is by nothing where it could keep no secret, whatever is sent', () => {
    const client = { ...confidential, isPublic: true, authenticationMethod: 'none' as const }
    for (const authentication of ['secret', 'private_key_jwt', '']) {
      expect(changed({ authentication, jwks }, { client }).authenticationMethod).toBe('none')
    }
  })

  it('needs a key where it is by one, and where requests are to be signed', () => {
    expect(problems({ authentication: 'private_key_jwt' })).toEqual({ jwks: 'missing' })
    expect(problems({ requires_request_objects: 'on' })).toEqual({ jwks: 'needed-by-requests' })
    const jwks_uri = 'https://notes.example/jwks'
    const fields = { authentication: 'private_key_jwt', requires_request_objects: 'on', jwks_uri }
    expect(changed(fields).options).toMatchObject({ jwks: null, jwksUri: jwks_uri })
  })

  it('takes its keys by value or from an address, not both (RFC 7591 §2)', () => {
    const fields = { jwks, jwks_uri: 'https://notes.example/jwks' }
    expect(problems(fields)).toEqual({ jwksUri: 'two-sources' })
  })

  it('says what is wrong with the keys, or with their address', () => {
    expect(problems({ jwks: '{"keys":[]}' })).toEqual({ jwks: 'no-keys' })
    const { privateKey } = generateKeyPairSync('ed25519')
    const secret = JSON.stringify({ keys: [privateKey.export({ format: 'jwk' })] })
    expect(problems({ jwks: secret })).toEqual({ jwks: 'private-key' })
    expect(problems({ jwks_uri: 'http://notes.example/' })).toEqual({ jwksUri: 'not-https' })
    const both = { authentication: 'private_key_jwt', jwks_uri: 'notes' }
    expect(problems(both)).toEqual({ jwksUri: 'not-absolute' })
  })
})

describe('a pairwise app', () => {
  const pairwise = (redirect_uris: string, sector_identifier = '') =>
    read({ subject_type: 'pairwise', redirect_uris, sector_identifier })
  const needed = { ok: false, problems: { sectorIdentifier: 'needed' } }

  it('has the sector of its redirect URIs, where they share a host (OpenID Connect Core §8.1)', () => {
    expect(pairwise('https://a.example/1\nhttps://A.example/2').ok).toBe(true)
    expect(pairwise('https://a.example/\nhttps://b.example/')).toEqual(needed)
  })

  it('names one where they have none', () => {
    expect(pairwise('com.example.app:/callback')).toEqual(needed)
    const named = pairwise('com.example.app:/callback', ' App.Example ')
    expect(named.ok && named.registration.options.sectorIdentifier).toBe('app.example')
  })

  it('names a host and nothing else', () => {
    for (const text of ['https://a.example', 'a.example/x', 'a b']) {
      expect(problems({ sector_identifier: text })).toEqual({ sectorIdentifier: 'not-a-host' })
    }
  })

  it('loses the proof of a sector with the sector', () => {
    const options = {
      ...defaultClientOptions,
      sectorIdentifier: 'a.example',
      sectorIdentifierUri: 'https://a.example/sector',
    }
    const client = { ...confidential, options }
    const proof = (sector_identifier: string) =>
      changed({ sector_identifier }, { client }).options.sectorIdentifierUri
    expect(proof('a.example')).toBe('https://a.example/sector')
    expect([proof('b.example'), proof('')]).toEqual([null, null])
  })
})

describe('what reaches beyond an app', () => {
  const wide = {
    first_party: 'on',
    resources: 'https://payroll.example',
    audiences: 'https://payroll.example',
    'exchange.impersonation': 'on',
    'exchange.delegation': 'on',
    'exchange.subject_clients': 'other another\nother',
  }

  it('is decided by administrators', () => {
    expect(changed(wide).options).toMatchObject({
      resources: ['https://payroll.example'],
      audiences: ['https://payroll.example'],
      exchange: { subjectClients: ['other', 'another'], impersonation: true, delegation: true },
    })
  })

  it('stays as it is for the owner, whatever is sent', () => {
    const isAdministrator = false
    expect(changed(wide, { isAdministrator })).toEqual(registrationOf(confidential))
    const client = { ...confidential, options: { ...defaultClientOptions, ...everything } }
    const nothing = Object.fromEntries(Object.keys(wide).map((name) => [name, '']))
    expect(changed(nothing, { client, isAdministrator }).options).toEqual(client.options)
  })

  it('is vouching for an app that registered itself, once', () => {
    const options = { ...defaultClientOptions, isSelfRegistered: true }
    const vouch = (isAdministrator: boolean, isSelfRegistered: boolean) =>
      changed(
        { vouched_for: 'on' },
        {
          client: { ...confidential, options: { ...options, isSelfRegistered } },
          isAdministrator,
        },
      ).options.isSelfRegistered
    expect([vouch(true, true), vouch(false, true), vouch(true, false)]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('names resources as RFC 8707 §2 has them, and clients by their ids', () => {
    expect(problems({ resources: 'https://a.example/\nhttps://a.example/#x' })).toEqual({
      resources: { kind: 'refused', uris: [{ uri: 'https://a.example/#x', reason: 'fragment' }] },
    })
    const lines = Array.from({ length: 51 }, (_, index) => `urn:example:${index}`).join('\n')
    expect(problems({ audiences: lines })).toEqual({ audiences: { kind: 'too-many' } })
    expect(problems({ 'exchange.subject_clients': 'é' })).toEqual({ exchange: 'not-an-id' })
    expect(problems({ 'exchange.subject_clients': lines })).toEqual({ exchange: 'too-many' })
  })
})

describe('an app of a Rails server', () => {
  const oob = 'urn:ietf:wg:oauth:2.0:oob'

  it('may have the code shown instead of an address; no other app may', () => {
    const rails = { 'dialect.rails': 'on', redirect_uris: oob }
    expect(changed(rails)).toMatchObject({ dialects: ['oauth', 'rails'], redirectUris: [oob] })
    const refused = { kind: 'refused', uris: [{ uri: oob, reason: 'scheme-without-dot' }] }
    expect(problems({ redirect_uris: oob })).toEqual({ redirectUris: refused })
    expect(problems({ ...rails, 'dialect.oauth': '' })).toEqual({ redirectUris: refused })
    expect(problems({ ...rails, post_logout_redirect_uris: oob })).toEqual({
      postLogoutRedirectUris: refused,
    })
  })

  it('is one of OAuth, too', () => {
    expect(changed({ 'dialect.oauth': '', 'dialect.rails': 'on' }).dialects).toEqual([])
  })
})

describe('a choice', () => {
  it('that is none of those offered changes nothing, or is none', () => {
    const client = { ...confidential, options: { ...defaultClientOptions, ...everything } }
    const { options } = changed(
      { dpop: 'never', access_token_algorithm: 'none', userinfo_algorithm: 'none' },
      { client },
    )
    expect(options).toMatchObject({ dpop: 'required-with-nonce', accessTokenAlgorithm: 'RS256' })
    expect(options.userinfoAlgorithm).toBe(null)
  })

  it.each([
    ['client_uri', 'clientUri'],
    ['policy_uri', 'policyUri'],
    ['tos_uri', 'tosUri'],
    ['initiate_login_uri', 'initiateLoginUri'],
    ['backchannel_logout_uri', 'backchannelLogoutUri'],
  ])('of an address is checked: %s', (field, problem) => {
    expect(problems({ [field]: 'javascript:alert(1)' })).toEqual({ [problem]: 'not-https' })
  })

  it('of a page is on https everywhere; of a call, on http on this machine too', () => {
    const uri = 'http://localhost:4000/'
    expect(problems({ policy_uri: uri })).toEqual({ policyUri: 'not-https' })
    expect(changed({ backchannel_logout_uri: uri }).backchannelLogoutUri).toBe(uri)
  })

  it('of how long ago somebody may have signed in begins at now', () => {
    expect(changed({ default_max_age: '0' }).options.defaultMaxAge).toBe(0)
    expect(problems({ default_max_age: '-1' })).toEqual({ defaultMaxAge: 'not-a-number' })
    expect(problems({ refresh_token_max_lifetime: '0' })).toEqual({
      refreshTokenMaxLifetime: 'too-short',
    })
  })
})

it('lists all problems at once', () => {
  const fields = { name: '', jwks: '{', policy_uri: 'x', access_token_lifetime: 'x' }
  expect(Object.keys(problems(fields)).sort()).toEqual([
    'accessTokenLifetime',
    'jwks',
    'name',
    'policyUri',
  ])
})
