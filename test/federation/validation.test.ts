import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { endpointsOf, hasSameEndpoints, presets, scopesOf } from '@/federation/presets'
import { findUpstreamProblems, type UpstreamValues } from '@/federation/validation'
import { defaultUpstreamOptions, upstreamPresets, type UpstreamOptions } from '@/model/upstream'

import { newUpstream } from './stand-ins'

const pemOf = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString()

type Values = Partial<Omit<UpstreamValues, 'options'>> & { options?: Partial<UpstreamOptions> }

const values = ({ options, ...rest }: Values = {}): UpstreamValues => ({
  id: 'example',
  preset: 'oidc',
  label: 'Example',
  clientId: 'portico',
  secret: 'a secret',
  keepsSecret: false,
  ...rest,
  options: {
    ...defaultUpstreamOptions,
    ...((rest.preset ?? 'oidc') === 'oidc' && { issuer: 'https://op.example' }),
    ...options,
  },
})

const problems = (given: Values, allowPrivateNetwork = false) =>
  findUpstreamProblems(values(given), { allowPrivateNetwork })

describe('what an operator says of an upstream', () => {
  it('is good with what the preset needs', () => {
    expect(problems({})).toEqual({})
    expect(problems({ preset: 'google' })).toEqual({})
    expect(problems({ preset: 'wordpress', options: { site: 'https://blog.example/' } })).toEqual(
      {},
    )
    const options = { teamId: 'TEAM', keyId: 'KEY' }
    expect(problems({ preset: 'apple', secret: pemOf('P-256'), options })).toEqual({})
  })

  it('is missed field by field', () => {
    const empty = { id: '', label: ' ', clientId: '', secret: null }
    for (const preset of upstreamPresets) {
      const { required, secret } = presets[preset]
      const found = problems({ ...empty, preset, options: { issuer: null } })
      const wanted = [...required, 'id', 'label', 'clientId', secret !== 'optional' && 'secret']
      expect(Object.keys(found).sort()).toEqual(wanted.filter((name) => name !== false).sort())
      expect(new Set(Object.values(found))).toEqual(new Set(['missing']))
    }
  })

  it('needs no secret when one is kept, or where a client may be public', () => {
    expect(problems({ preset: 'google', secret: null, keepsSecret: true })).toEqual({})
    expect(problems({ preset: 'google', secret: null })).toEqual({ secret: 'missing' })
    expect(problems({ secret: null })).toEqual({})
    expect(problems({ secret: '' })).toEqual({ secret: 'missing' })
  })

  it('names what the preset has no use for', () => {
    const options = { site: 'https://blog.example', teamId: 'TEAM' }
    expect(problems({ options })).toEqual({ site: 'not-used', teamId: 'not-used' })
    expect(
      problems({ preset: 'google', options: { issuer: 'https://evil.example' } }),
    ).toMatchObject({ issuer: 'not-used' })
    const claims = { subject: 'email' }
    expect(problems({ options: { claims } })).toEqual({ claims: 'not-used' })
    expect(problems({ options: { claims: { nickname: 'x' } as never } })).toEqual({
      claims: 'not-used',
    })
  })

  it.each([
    ['http://op.example', 'not-https'],
    ['ftp://op.example', 'not-a-url'],
    ['javascript:alert(1)', 'not-a-url'],
    ['op.example', 'not-a-url'],
    ['https://user@op.example', 'not-a-url'],
    ['https://:pass@op.example', 'not-a-url'],
    ['https://op.example/#x', 'not-a-url'],
    ['https://op.example/?x=1', 'not-a-url'],
    ['https://op.example/ x', 'not-a-url'],
    ['', 'missing'],
    [`https://op.example/${'x'.repeat(1000)}`, 'too-long'],
  ] as const)('is no issuer: %s', (issuer, problem) => {
    expect(problems({ options: { issuer } })).toEqual({ issuer: problem })
  })

  it('may be http where the private network is allowed', () => {
    expect(problems({ options: { issuer: 'http://localhost:1' } }, true)).toEqual({})
  })

  it('may have a query in an endpoint, and none in a site', () => {
    const options = {
      site: 'https://blog.example?x',
      tokenEndpoint: 'https://blog.example/?rest_route=/token',
    }
    expect(problems({ preset: 'wordpress', options })).toEqual({ site: 'not-a-url' })
  })

  it.each([
    ['id', { id: 'Example' }, 'characters'],
    ['id', { id: 'a/b' }, 'characters'],
    ['id', { id: 'x'.repeat(41) }, 'too-long'],
    ['label', { label: 'x'.repeat(61) }, 'too-long'],
    ['label', { label: 'a\nb' }, 'characters'],
    ['clientId', { clientId: 'é' }, 'characters'],
    ['secret', { secret: 'a\nb' }, 'characters'],
    ['secret', { preset: 'apple', secret: 'a secret' }, 'not-a-key'],
    ['secret', { preset: 'apple', secret: pemOf('P-384') }, 'not-a-key'],
    ['scopes', { options: { scopes: ['a b'] } }, 'characters'],
    ['scopes', { options: { scopes: ['x'.repeat(1001)] } }, 'too-long'],
    ['claims', { options: { claims: { email: '' } } }, 'missing'],
    ['claims', { options: { claims: { email: 'x'.repeat(201) } } }, 'too-long'],
  ] as const)('has a bad %s: %j', (field, given, problem) => {
    expect(problems(given as Values)).toMatchObject({ [field]: problem })
  })
})

describe('where an upstream is', () => {
  it('follows from the site of a WordPress', () => {
    const upstream = newUpstream({
      preset: 'wordpress',
      options: { site: 'https://blog.example/', tokenEndpoint: 'https://blog.example/t' },
    })
    expect(endpointsOf(upstream)).toEqual({
      issuer: null,
      authorizationEndpoint: 'https://blog.example/oauth/authorize',
      tokenEndpoint: 'https://blog.example/t',
      userinfoEndpoint: 'https://blog.example/oauth/me',
    })
  })

  it('is another place with another issuer, site or endpoint, and with nothing else', () => {
    const before = newUpstream({ preset: 'wordpress', options: { site: 'https://blog.example' } })
    const after = (options: Partial<UpstreamOptions>) => ({
      ...before,
      options: { ...before.options, ...options },
    })
    expect(hasSameEndpoints(before, after({ site: 'https://blog.example/' }))).toBe(true)
    expect(hasSameEndpoints(before, after({ scopes: ['x'], trustsEmails: true }))).toBe(true)
    for (const changed of [
      { site: 'https://other.example' },
      { tokenEndpoint: 'https://other.example/token' },
      { userinfoEndpoint: 'https://other.example/me' },
      { authorizationEndpoint: 'https://other.example/authorize' },
    ]) {
      expect(hasSameEndpoints(before, after(changed))).toBe(false)
    }
    const oidc = newUpstream({ options: { issuer: 'https://op.example' } })
    const moved = newUpstream({ options: { issuer: 'https://other.example' } })
    expect(hasSameEndpoints(oidc, moved)).toBe(false)
    expect(hasSameEndpoints(oidc, { ...oidc, preset: 'gitlab' })).toBe(false)
  })

  it('is asked for what the operator says, and for openid always (OpenID Connect Core §3.1.2.1)', () => {
    expect(scopesOf(newUpstream())).toEqual(['openid', 'profile', 'email'])
    expect(scopesOf(newUpstream({ options: { scopes: ['email'] } }))).toEqual(['openid', 'email'])
    expect(scopesOf(newUpstream({ preset: 'github', options: { scopes: ['user'] } }))).toEqual([
      'user',
    ])
  })
})
