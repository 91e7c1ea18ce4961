import { generateKeyPairSync } from 'node:crypto'

import { decodeJwt, decodeProtectedHeader } from 'jose'
import Apple from '@auth/core/providers/apple'
import Google from '@auth/core/providers/google'
import LinkedIn from '@auth/core/providers/linkedin'
import MicrosoftEntraID from '@auth/core/providers/microsoft-entra-id'
import { describe, expect, it } from 'vitest'

import { presets } from '@/federation/presets'
import { sealUpstreamSecret } from '@/federation/secret'
import type { UpstreamOptions, UpstreamPreset } from '@/model/upstream'

import { failure, redirectUri, testEngine } from './engine'
import { openIdStandIn } from './open-id-stand-in'
import { mapped, newUpstream, portalSecret, sendJson, signInAt, site } from './stand-ins'

const nobody = { clientId: '', clientSecret: '' }

describe('what is known of providers', () => {
  it('is what next-auth knows', () => {
    expect(presets.google.issuer).toBe(Google(nobody).issuer)
    expect(presets.apple.issuer).toBe(Apple(nobody).issuer)
    expect(presets.linkedin.issuer).toBe(LinkedIn(nobody).issuer)
    const microsoft: Parameters<typeof MicrosoftEntraID>[0] = { ...nobody }
    MicrosoftEntraID(microsoft)
    expect(presets.microsoft.issuer).toBe(microsoft.issuer)
  })
})

/** A preset that speaks OpenID Connect, where it is in the world. */
async function openIdPreset(
  preset: UpstreamPreset,
  issuer: string,
  options: Partial<UpstreamOptions> = {},
) {
  const op = await openIdStandIn({ issuer, discovery: (document) => document })
  const path = new URL(issuer).pathname
  for (const [name, play] of Object.entries({ ...op.played })) {
    if (path !== '/') op.played[path + name] = play
  }
  const engine = testEngine(mapped({ [new URL(issuer).origin]: op.url }))
  return { op, engine, upstream: newUpstream({ preset, options }) }
}

describe.each([
  ['google', 'https://accounts.google.com'],
  ['gitlab', 'https://gitlab.com'],
] as const)('%s', (preset, issuer) => {
  it('is discovered, and spoken with by PKCE, state and nonce', async () => {
    const { op, engine, upstream } = await openIdPreset(preset, issuer)
    let asked = ''
    const { person } = await engine.trip(upstream, async (location) =>
      op.answer((asked = location)),
    )
    expect(person).toMatchObject({ issuer, subject: 'subject-1', isEmailVerified: true })
    const { searchParams } = new URL(asked)
    expect([...searchParams.keys()]).toEqual(
      expect.arrayContaining(['state', 'nonce', 'code_challenge']),
    )
  })
})

describe('google', () => {
  it('gives refresh tokens by its own parameter, and knows no prompt=login', async () => {
    const { engine, upstream } = await openIdPreset('google', 'https://accounts.google.com')
    const { location } = await engine.begin({ ...upstream, isBroker: true }, redirectUri, {
      isFresh: true,
    })
    const { searchParams } = new URL(location)
    expect(searchParams.get('access_type')).toBe('offline')
    expect(searchParams.get('prompt')).toContain('consent')
    expect(searchParams.get('prompt')).not.toContain('login')
  })
})

describe('linkedin', () => {
  it('has neither PKCE nor nonce, and wants the secret in the form', async () => {
    const { op, engine, upstream } = await openIdPreset(
      'linkedin',
      'https://www.linkedin.com/oauth',
    )
    let asked = ''
    const { person } = await engine.trip(upstream, async (location) => {
      asked = location
      return op.answer(location.replace('/oauth/authorize', '/authorize'))
    })
    expect(person.subject).toBe('subject-1')
    expect(asked).not.toMatch(/nonce|code_challenge/)
    expect(asked).toContain('state=')
    expect(op.askedOf('/oauth/token')[0]!.form.get('client_secret')).not.toBeNull()
  })

  it('says in its own words that the person said no', async () => {
    const { engine, upstream } = await openIdPreset('linkedin', 'https://www.linkedin.com/oauth')
    const denied = engine.trip(
      upstream,
      async (location) =>
        `error=user_cancelled_login&state=${new URL(location).searchParams.get('state')}&iss=https%3A%2F%2Fwww.linkedin.com%2Foauth`,
    )
    expect(await failure(denied)).toMatchObject({ problem: 'denied' })
  })
})

const tenant = '11111111-2222-3333-4444-555555555555'
const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad'
const microsoft = 'https://login.microsoftonline.com'

/** Its document leaves the tenant open for those of `common` and `organizations`. */
async function entra(asked: string, from = tenant) {
  const { op, ...rest } = await openIdPreset('microsoft', microsoft, {
    issuer: `${microsoft}/${asked}/v2.0`,
  })
  const isOpen = asked === 'common' || asked === 'organizations'
  const own = asked === 'consumers' ? consumers : isOpen ? '{tenantid}' : asked
  op.manners.discovery = (document) => ({ ...document, issuer: `${microsoft}/${own}/v2.0` })
  op.manners.back = ({ iss: _, ...parameters }) => parameters
  op.manners.idToken = (claims) => ({ ...claims, iss: `${microsoft}/${from}/v2.0`, tid: from })
  op.played[`/${asked}/v2.0/.well-known/openid-configuration`] = async (one, response) => {
    const play = op.played['/.well-known/openid-configuration']!
    const document = (await play(one, response)) as object
    return { ...document, authorization_response_iss_parameter_supported: false }
  }
  return { op, ...rest, trip: () => rest.engine.trip(rest.upstream, op.answer) }
}

describe('microsoft', () => {
  it.each([
    ['common', tenant],
    ['common', consumers],
    ['organizations', tenant],
    ['consumers', consumers],
    [tenant, tenant],
  ])('lets in whom %s allows: %s', async (asked, from) => {
    const { trip } = await entra(asked, from)
    const { person } = await trip()
    expect(person).toMatchObject({ issuer: `${microsoft}/${from}/v2.0`, subject: 'subject-1' })
  })

  it.each([
    ['organizations', consumers],
    [tenant, '99999999-2222-3333-4444-555555555555'],
    ['consumers', tenant],
  ])('does not let in whom %s does not allow: %s', async (asked, from) => {
    const { trip } = await entra(asked, from)
    expect(await failure(trip())).toMatchObject({ problem: 'issuer', stage: 'id-token' })
  })

  it.each([
    ['another tenant than the one in iss', { tid: '99999999-2222-3333-4444-555555555555' }],
    ['no tenant', { tid: undefined }],
    ['a tenant that is a path', { tid: '../evil', iss: `${microsoft}/../evil/v2.0` }],
    ['an issuer elsewhere', { iss: `https://evil.example/${tenant}/v2.0` }],
  ])('is refused with %s', async (_name, wrong) => {
    const { op, trip } = await entra('common')
    const { idToken } = op.manners
    op.manners.idToken = (claims) => ({ ...idToken(claims), ...wrong })
    expect(await failure(trip())).toMatchObject({ problem: 'issuer', stage: 'id-token' })
  })

  it('is not believed about an e-mail without the word of its domain’s owner', async () => {
    const { op, trip } = await entra('common')
    expect((await trip()).person.isEmailVerified).toBe(false)
    op.manners.person['xms_edov'] = true
    expect((await trip()).person.isEmailVerified).toBe(true)
  })

  it('does not let a document speak for another tenant', async () => {
    const { op, engine, upstream } = await entra(tenant)
    op.manners.discovery = (document) => ({ ...document, issuer: `${microsoft}/{tenantid}/v2.0` })
    expect(await failure(engine.begin(upstream, redirectUri))).toMatchObject({ problem: 'issuer' })
  })
})

describe('apple', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()

  async function apple() {
    const { op, engine, upstream } = await openIdPreset('apple', 'https://appleid.apple.com', {
      teamId: 'TEAM123456',
      keyId: 'KEY1234567',
    })
    op.manners.discovery = ({ userinfo_endpoint: _, ...document }) => document
    op.manners.idToken = (claims) => ({
      ...claims,
      email: 'ada@privaterelay.appleid.com',
      email_verified: 'true',
    })
    let sent = ''
    const token = op.played['/token']!
    op.played['/token'] = (asked, response) => {
      sent = op.manners.secret = asked.form.get('client_secret') ?? '' // verified below
      return token(asked, response)
    }
    const sealedSecret = sealUpstreamSecret(pem, portalSecret)
    return { op, engine, upstream: { ...upstream, sealedSecret }, sent: () => sent }
  }

  it('is asked for a form post, and gets a secret that its key makes', async () => {
    const { op, engine, upstream, sent } = await apple()
    let asked = ''
    await engine.trip(upstream, async (location) => op.answer((asked = location)))
    const { searchParams } = new URL(asked)
    expect(searchParams.get('response_mode')).toBe('form_post')
    expect(searchParams.get('nonce')).not.toBeNull()
    expect(decodeProtectedHeader(sent())).toEqual({ alg: 'ES256', kid: 'KEY1234567' })
    const { iat, exp, ...claims } = decodeJwt(sent())
    expect(claims).toEqual({
      iss: 'TEAM123456',
      sub: 'portico',
      aud: 'https://appleid.apple.com',
    })
    expect(exp! - iat!).toBe(300)
  })

  it('tells a name the first time, and nothing else is taken from there', async () => {
    const { op, engine, upstream } = await apple()
    const user = {
      name: { firstName: 'Ada', lastName: 'Lovelace' },
      email: 'mallory@example.com',
      sub: 'mallory',
    }
    const { person } = await engine.trip(
      upstream,
      async (location) =>
        `${await op.answer(location)}&user=${encodeURIComponent(JSON.stringify(user))}`,
    )
    expect(person).toMatchObject({
      subject: 'subject-1',
      email: 'ada@privaterelay.appleid.com',
      isEmailVerified: true,
      givenName: 'Ada',
      familyName: 'Lovelace',
    })
  })

  it.each(['not json', '7', '{"name":7}', 'null'])(
    'is not upset by a name like %s',
    async (user) => {
      const { op, engine, upstream } = await apple()
      const { person } = await engine.trip(
        upstream,
        async (location) => `${await op.answer(location)}&user=${encodeURIComponent(user)}`,
      )
      expect(person.givenName).toBeNull()
    },
  )

  it('needs its key, and team and key ids', async () => {
    const { engine, upstream } = await apple()
    const withoutTeam = { ...upstream, options: { ...upstream.options, teamId: null } }
    const withoutKey = { ...upstream, sealedSecret: null }
    const wrongKey = { ...upstream, sealedSecret: sealUpstreamSecret('no key', portalSecret) }
    for (const one of [withoutTeam, withoutKey, wrongKey]) {
      const refused = await failure(engine.begin(one, redirectUri))
      expect(refused).toMatchObject({ problem: 'settings' })
      expect(refused.detail).not.toContain('PRIVATE')
    }
  })
})

async function github(emails: unknown, status = 200) {
  const hub = await site({
    '/login/oauth/authorize': ({ query }, response) => {
      const to = `${query.get('redirect_uri')}?code=c&state=${encodeURIComponent(query.get('state') ?? '')}`
      response.writeHead(302, { Location: to }).end()
    },
    '/login/oauth/access_token': () => ({
      access_token: 'gho_1',
      token_type: 'bearer',
      scope: 'read:user,user:email',
    }),
    '/user': () => ({
      id: 583231,
      login: 'ada',
      name: 'Ada Lovelace',
      email: 'public@example.com',
      avatar_url: 'https://avatars.example/1',
    }),
    '/user/emails': (_asked, response) => sendJson(response, status, emails),
  })
  const outbound = mapped({ 'https://github.com': hub.url, 'https://api.github.com': hub.url })
  const signIn = async (location: string) =>
    (await signInAt(location.replace('https://github.com', hub.url))).search.slice(1)
  const upstream = newUpstream({ id: 'github', preset: 'github' })
  return { hub, trip: () => testEngine(outbound).trip(upstream, signIn) }
}

describe('github', () => {
  it('is asked for the addresses of the person, of which the primary one counts', async () => {
    const { hub, trip } = await github([
      { email: 'other@example.com', primary: false, verified: true },
      { email: 'ada@example.com', primary: true, verified: true },
    ])
    const { person, refreshToken, expiresIn } = await trip()
    expect(person).toMatchObject({
      issuer: 'https://github.com',
      subject: '583231',
      username: 'ada',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      isEmailVerified: true,
      picture: 'https://avatars.example/1',
    })
    expect({ refreshToken, expiresIn }).toEqual({ refreshToken: null, expiresIn: null })
    expect(hub.askedOf('/user/emails')[0]!.headers).toMatchObject({
      authorization: 'Bearer gho_1',
      'user-agent': 'Portico',
    })
  })

  it('has a primary address that may not be verified', async () => {
    const { trip } = await github([{ email: 'ada@example.com', primary: true, verified: false }])
    expect((await trip()).person).toMatchObject({
      email: 'ada@example.com',
      isEmailVerified: false,
    })
  })

  it.each([404, 403])(
    'answers %s without the scope; a public address proves nothing',
    async (status) => {
      const { trip } = await github({ message: 'Not Found' }, status)
      expect((await trip()).person).toMatchObject({
        email: 'public@example.com',
        isEmailVerified: false,
      })
    },
  )

  it('answers errors of the token endpoint with 200', async () => {
    const { hub, trip } = await github([])
    hub.played['/login/oauth/access_token'] = () => ({
      error: 'bad_verification_code',
      error_description: 'The code passed is incorrect or expired.',
    })
    expect(await failure(trip())).toMatchObject({
      problem: 'refused',
      detail: 'bad_verification_code: "The code passed is incorrect or expired."',
    })
  })
})

describe('discord', () => {
  it('says who it is, and where the picture is follows from its name', async () => {
    const discord = await site({
      '/api/oauth2/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 604800 }),
      '/api/users/@me': () => ({
        id: '80351110224678912',
        username: 'ada',
        global_name: 'Ada',
        avatar: '8342729096ea3675442027381ff50dfe',
        verified: true,
        email: 'ada@example.com',
      }),
    })
    const engine = testEngine(mapped({ 'https://discord.com': discord.url }))
    const { person } = await engine.trip(
      newUpstream({ preset: 'discord' }),
      async (location) => `code=c&state=${new URL(location).searchParams.get('state')}`,
    )
    expect(person).toMatchObject({
      issuer: 'https://discord.com',
      subject: '80351110224678912',
      username: 'ada',
      name: 'Ada',
      email: 'ada@example.com',
      isEmailVerified: true,
      picture:
        'https://cdn.discordapp.com/avatars/80351110224678912/8342729096ea3675442027381ff50dfe.png',
    })
  })
})
