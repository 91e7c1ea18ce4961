import { describe, expect, it } from 'vitest'

import { kindDefaults } from '@/clients/kinds'
import { registerClient } from '@/clients/register'
import { isClientKind, readNewRegistration, readRegistration } from '@/clients/registration'
import { newSecret } from '@/clients/secrets'
import { sha256 } from '@/crypto/digest'
import { clientKinds, defaultClientOptions, dialects } from '@/model/client'
import { newClient, now } from '../stores/fixtures'

const fieldsOf =
  (fields: Readonly<Record<string, string>>) =>
  (name: string): string =>
    fields[name] ?? ''

const good = { name: 'Notes', redirect_uris: 'https://notes.example/callback' }

const problemsOf = (result: ReturnType<typeof readNewRegistration>) =>
  result.ok ? {} : result.problems

describe('a kind of app', () => {
  it('takes passwords from the beginning only where its JSON API is made for it', () => {
    const taking = clientKinds.filter((kind) => kindDefaults[kind].grantTypes.includes('password'))
    expect(taking).toEqual(['login-redirect'])
  })

  it.each(clientKinds)('%s is not first-party until somebody says so', (kind) => {
    expect(kindDefaults[kind].isFirstParty).toBe(false)
  })

  it('that runs where anybody can read it keeps no secret (RFC 6749 §2.1)', () => {
    const publicKinds = clientKinds.filter((kind) => kindDefaults[kind].isPublic)
    expect(publicKinds).toEqual(['browser', 'device'])
  })

  it('that sends nobody back may have no redirect URI', () => {
    for (const kind of ['machine', 'device'] as const) {
      expect(readNewRegistration(kind, fieldsOf({ name: 'Notes' })).ok).toBe(true)
    }
    for (const kind of ['login-redirect', 'web', 'browser'] as const) {
      const result = readNewRegistration(kind, fieldsOf({ name: 'Notes' }))
      expect(problemsOf(result)).toEqual({ redirectUris: { kind: 'missing' } })
    }
  })

  it('sets its switches on the new app', () => {
    const result = readNewRegistration('login-redirect', fieldsOf(good))
    expect(result).toEqual({
      ok: true,
      registration: {
        name: 'Notes',
        kind: 'login-redirect',
        isPublic: false,
        isFirstParty: false,
        dialects: ['login-redirect'],
        grantTypes: ['login_redirect', 'password', 'refresh_token'],
        scopes: ['openid', 'profile', 'email', 'offline_access'],
        redirectUris: ['https://notes.example/callback'],
        postLogoutRedirectUris: [],
        authenticationMethod: 'client_secret_basic',
        pkce: 'required',
        idTokenAlgorithm: 'RS256',
        accessTokenLifetime: null,
        refreshTokenLifetime: null,
        backchannelLogoutUri: null,
        options: defaultClientOptions,
      },
    })
  })

  it('is one of five, and nothing else', () => {
    expect(isClientKind('web')).toBe(true)
    expect(isClientKind('constructor')).toBe(false)
    expect(isClientKind('')).toBe(false)
  })
})

describe('the name of an app', () => {
  const problem = (name: string) =>
    problemsOf(readNewRegistration('login-redirect', fieldsOf({ ...good, name }))).name

  it.each(['N', 'Notes & more', '日本語のメモ', 'Ноты', 'ملاحظات', '📝 Notes', 'x'.repeat(80)])(
    'may be %j',
    (name) => {
      expect(problem(name)).toBeUndefined()
    },
  )

  it.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['x'.repeat(81), 'too-long'],
    ['Notes\u202egpj.exe', 'bad-character'],
    ['No\u200btes', 'bad-character'],
    ['Notes\n', undefined], // the end is trimmed
    ['No\ntes', 'bad-character'],
    ['No\u0000tes', 'bad-character'],
    ['\u2066Notes', 'bad-character'],
  ])('%j: %s', (name, expected) => {
    expect(problem(name)).toBe(expected)
  })
})

describe('the redirect URIs of an app', () => {
  it('are refused line by line, each with its reason', () => {
    const redirect_uris = 'https://ok.example/\nhttp://evil.example/\nmyapp://x'
    const result = readNewRegistration('web', fieldsOf({ name: 'Notes', redirect_uris }))
    expect(problemsOf(result).redirectUris).toEqual({
      kind: 'refused',
      uris: [
        { uri: 'http://evil.example/', reason: 'http-not-loopback' },
        { uri: 'myapp://x', reason: 'scheme-without-dot' },
      ],
    })
  })

  it('are at most 50', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => `https://notes.example/${index}`).join('\n')
    const read = (count: number) =>
      readNewRegistration('web', fieldsOf({ name: 'Notes', redirect_uris: lines(count) }))
    expect(read(50).ok).toBe(true)
    expect(problemsOf(read(51))).toEqual({ redirectUris: { kind: 'too-many' } })
  })
})

describe('the settings of an app', () => {
  const current = newClient({ kind: 'web', isPublic: false, isFirstParty: false })
  const read = (fields: Readonly<Record<string, string>>, isAdministrator = true) =>
    readRegistration(current, fieldsOf({ ...good, ...fields }), { isAdministrator })
  const registrationOf = (result: ReturnType<typeof read>) => {
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    return result.registration
  }

  it('are the switches that are on, in our order; its kind stays', () => {
    const registration = registrationOf(
      read({
        'dialect.login-redirect': 'on',
        'grant.refresh_token': 'on',
        'grant.password': 'on',
        'scope.email': 'on',
        'scope.openid': 'on',
        kind: 'machine',
        is_public: 'on',
      }),
    )
    expect(registration).toMatchObject({
      kind: 'web',
      isPublic: false,
      dialects: ['login-redirect'],
      grantTypes: ['password', 'refresh_token'],
      scopes: ['openid', 'email'],
    })
  })

  it('are every dialect by its own switch', () => {
    for (const dialect of dialects) {
      const chosen = { [`dialect.${dialect}`]: 'on', 'dialect.oauth': 'on' }
      expect(registrationOf(read(chosen)).dialects).toEqual(
        dialects.filter((one) => one === dialect || one === 'oauth'),
      )
    }
  })

  it('make it first-party only for those who may', () => {
    expect(registrationOf(read({ first_party: 'on' })).isFirstParty).toBe(true)
    expect(registrationOf(read({ first_party: 'on' }, false)).isFirstParty).toBe(false)
  })

  it('ask for a redirect URI only while somebody is sent back', () => {
    expect(read({ redirect_uris: '' }).ok).toBe(true)
    expect(read({ redirect_uris: '', 'grant.login_redirect': 'on' })).toEqual({
      ok: false,
      problems: { redirectUris: { kind: 'missing' } },
    })
  })

  it('take no grant that needs a secret for an app without one (RFC 6749 §4.4, RFC 8693 §2.1)', () => {
    const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
    const grants = { 'grant.client_credentials': 'on', [`grant.${exchange}`]: 'on' }
    const field = fieldsOf({ ...good, ...grants })
    const rights = { isAdministrator: true }
    const grantTypesOf = (isPublic: boolean) =>
      registrationOf(readRegistration({ ...current, isPublic }, field, rights)).grantTypes
    expect(grantTypesOf(false)).toEqual(['client_credentials', exchange])
    expect(grantTypesOf(true)).toEqual([])
  })

  it('lower PKCE for an app with a secret, and never for one without (OAuth 2.1 §7.5.1)', () => {
    const pkceOf = (isPublic: boolean, pkce: string) =>
      registrationOf(
        readRegistration({ ...current, isPublic }, fieldsOf({ ...good, pkce }), {
          isAdministrator: true,
        }),
      ).pkce
    for (const policy of ['required', 'optional', 'plain']) {
      expect([pkceOf(false, policy), pkceOf(true, policy)]).toEqual([policy, 'required'])
    }
    const lowered = { ...current, isPublic: true, pkce: 'plain' as const }
    const read = readRegistration(lowered, fieldsOf(good), { isAdministrator: true })
    expect(registrationOf(read).pkce).toBe('required')
  })

  it('choose among the algorithms of ID tokens; what is none of them changes nothing', () => {
    const algorithmOf = (id_token_algorithm: string) =>
      registrationOf(read({ id_token_algorithm })).idTokenAlgorithm
    expect(['RS256', 'ES256', 'none', ''].map(algorithmOf)).toEqual([
      'RS256',
      'ES256',
      current.idTokenAlgorithm,
      current.idTokenAlgorithm,
    ])
    expect(registrationOf(read({ pkce: 'never' })).pkce).toBe(current.pkce)
  })

  it('name where people go after signing out, by the rule of redirect URIs', () => {
    const post_logout_redirect_uris = 'https://notes.example/\nhttp://localhost:4000/bye'
    expect(registrationOf(read({ post_logout_redirect_uris })).postLogoutRedirectUris).toEqual([
      'https://notes.example/',
      'http://localhost:4000/bye',
    ])
    expect(registrationOf(read({})).postLogoutRedirectUris).toEqual([])
    const uri = 'javascript:alert(1)'
    expect(read({ post_logout_redirect_uris: uri })).toEqual({
      ok: false,
      problems: {
        postLogoutRedirectUris: { kind: 'refused', uris: [{ uri, reason: 'forbidden-scheme' }] },
      },
    })
  })

  it.each([
    ['', '', null],
    ['30', 'days', 30 * 86_400],
    ['365', 'days', 365 * 86_400],
    ['1', 'minutes', 60],
    ['60', 'seconds', 60],
    ['60', 'parsecs', 60],
  ])(
    'lifetime %s %s is %s seconds',
    (access_token_lifetime, access_token_lifetime_unit, seconds) => {
      const fields = { access_token_lifetime, access_token_lifetime_unit }
      expect(registrationOf(read(fields)).accessTokenLifetime).toBe(seconds)
    },
  )

  it.each([
    ['59', 'seconds', 'too-short'],
    ['0', 'days', 'too-short'],
    ['366', 'days', 'too-long'],
    ['999999999', 'days', 'too-long'],
    ['-1', 'days', 'not-a-number'],
    ['1.5', 'days', 'not-a-number'],
    ['1e3', 'days', 'not-a-number'],
    ['x', 'days', 'not-a-number'],
  ])(
    'lifetime %s %s is refused: %s',
    (refresh_token_lifetime, refresh_token_lifetime_unit, problem) => {
      const result = read({ refresh_token_lifetime, refresh_token_lifetime_unit })
      expect(result).toEqual({ ok: false, problems: { refreshTokenLifetime: problem } })
    },
  )
})

describe('a client secret', () => {
  it('is ours, 256 random bits behind a prefix, and only its SHA-256 is stored', async () => {
    const saved: unknown[] = []
    const clients = {
      create: async (...values: unknown[]) => {
        saved.push(...values)
        return true
      },
    }
    const result = readNewRegistration('web', fieldsOf(good))
    if (!result.ok) throw new Error('refused')
    const stores = { clients } as unknown as Parameters<typeof registerClient>[0]
    const { client, secret } = await registerClient(stores, result.registration, 'owner', now)
    expect(secret).toMatch(/^pcs_[A-Za-z0-9_-]{43}$/)
    expect(saved).toEqual([
      client,
      expect.objectContaining({
        clientId: client.id,
        secretHash: sha256(secret!),
        hint: secret!.slice(-4),
        createdAt: now,
      }),
    ])
    expect(JSON.stringify(saved)).not.toContain(secret)
    expect(client).toMatchObject({ ownerId: 'owner', createdAt: now, disabledAt: null })
  })

  it('is never the same twice', () => {
    expect(newSecret('id', now).secret).not.toBe(newSecret('id', now).secret)
  })
})
