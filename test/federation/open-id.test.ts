import { describe, expect, it } from 'vitest'

import type { UpstreamProblem, UpstreamStage, UpstreamStep } from '@/oauth/provider'
import { upstreamEngine } from '@/server/upstreams/engine'

import { failure, redirectUri, testEngine } from './engine'
import { openIdStandIn, signedBy, standInKeys, type OpenIdStandIn } from './open-id-stand-in'
import { clientSecret, loopback, mapped, sendJson } from './stand-ins'

describe('a round trip by OpenID Connect', () => {
  it('asks with state, nonce, PKCE and our redirect URI (OpenID Connect Core §3.1.2.1, RFC 7636 §4.3)', async () => {
    const op = await openIdStandIn()
    const { location, state } = await testEngine().begin(op.upstream(), redirectUri)
    const url = new URL(location)
    expect(url.origin + url.pathname).toBe(`${op.url}/authorize`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'portico',
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state,
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
  })

  it('asks for a fresh sign-in, and for the person that is meant', async () => {
    const op = await openIdStandIn()
    const wishes = { isFresh: true, loginHint: 'ada@example.com' }
    const { location } = await testEngine().begin(op.upstream(), redirectUri, wishes)
    const { searchParams } = new URL(location)
    expect(searchParams.get('prompt')).toBe('login')
    expect(searchParams.get('max_age')).toBe('0')
    expect(searchParams.get('login_hint')).toBe('ada@example.com')
  })

  it('asks for a refresh token where the broker needs one (OpenID Connect Core §11)', async () => {
    const op = await openIdStandIn()
    const { location } = await testEngine().begin(op.upstream({ isBroker: true }), redirectUri)
    const { searchParams } = new URL(location)
    expect(searchParams.get('scope')).toBe('openid profile email offline_access')
    expect(searchParams.get('prompt')).toBe('consent')
  })

  it('departs twice with nothing in common', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const [one, other] = await Promise.all([
      engine.begin(op.upstream(), redirectUri),
      engine.begin(op.upstream(), redirectUri),
    ])
    expect(one.state).not.toBe(other.state)
    const answer = await op.answer(one.location)
    const crossed = engine.finish(op.upstream(), redirectUri, other.secrets, answer)
    expect(await failure(crossed)).toMatchObject({ problem: 'state', stage: 'authorization' })
  })

  it('learns who it is from ID token and UserInfo', async () => {
    const op = await openIdStandIn()
    const arrival = await testEngine().trip(op.upstream(), op.answer)
    expect(arrival).toMatchObject({
      accessToken: expect.stringMatching(/^access-/),
      refreshToken: expect.stringMatching(/^refresh-/),
      expiresIn: 3600,
      person: {
        issuer: op.url,
        subject: 'subject-1',
        email: 'ada@example.com',
        isEmailVerified: true,
        username: 'ada',
        name: 'Ada Lovelace',
        givenName: 'Ada',
        familyName: 'Lovelace',
        picture: 'https://pictures.example/ada.png',
        roles: ['editor'],
      },
    })
  })

  it('sends the redirect URI of the departure to the token endpoint (RFC 6749 §4.1.3)', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const broker = 'http://localhost:3000/api/auth/callback'
    const { location, secrets } = await engine.begin(op.upstream(), broker)
    await engine.finish(op.upstream(), broker, secrets, await op.answer(location))
    expect(op.askedOf('/token')[0]!.form.get('redirect_uri')).toBe(broker)
  })

  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'is known to the token endpoint by %s, whatever the secret holds (RFC 6749 §2.3.1)',
    async (tokenAuthentication) => {
      const op = await openIdStandIn()
      const arrival = await testEngine().trip(
        op.upstream({ options: { tokenAuthentication } }),
        op.answer,
      )
      expect(arrival.person.subject).toBe('subject-1')
      const isBasic = tokenAuthentication === 'client_secret_basic'
      const [{ headers, form }] = op.askedOf('/token') as [never]
      expect('authorization' in headers).toBe(isBasic)
      expect((form as URLSearchParams).get('client_secret')).toBe(isBasic ? null : clientSecret)
    },
  )

  it('needs no UserInfo endpoint', async () => {
    const op = await openIdStandIn({
      discovery: ({ userinfo_endpoint: _, ...document }) => document,
      idToken: (claims) => ({ ...claims, email: 'ada@example.com', email_verified: 'true' }),
    })
    const { person } = await testEngine().trip(op.upstream(), op.answer)
    expect(person).toMatchObject({ subject: 'subject-1', email: 'ada@example.com' })
    expect(person.isEmailVerified).toBe(true)
    expect(op.askedOf('/userinfo')).toEqual([])
  })

  it('takes an e-mail and the word that it is verified from one source', async () => {
    const op = await openIdStandIn({
      idToken: (claims) => ({ ...claims, email: 'mallory@example.com' }),
    })
    const { person } = await testEngine().trip(op.upstream(), op.answer)
    expect(person).toMatchObject({ email: 'mallory@example.com', isEmailVerified: false })
    op.manners.idToken = (claims) => ({ ...claims, email_verified: true })
    op.manners.person = { sub: 'subject-1', email: 'mallory@example.com' }
    const second = await testEngine().trip(op.upstream(), op.answer)
    expect(second.person).toMatchObject({ email: 'mallory@example.com', isEmailVerified: false })
  })

  it('verifies what is signed with another algorithm that is announced', async () => {
    const op = await openIdStandIn({ algorithm: 'ES256' })
    const { person } = await testEngine().trip(op.upstream(), op.answer)
    expect(person.subject).toBe('subject-1')
  })

  it('forgives a clock that is a minute behind, and no more (OpenID Connect Core §3.1.3.7)', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    engine.clock.skew = 3600 + 55
    expect((await engine.trip(op.upstream(), op.answer)).person.subject).toBe('subject-1')
    engine.clock.skew = 3600 + 65
    const late = await failure(engine.trip(op.upstream(), op.answer))
    expect(late).toMatchObject({ problem: 'expired', stage: 'id-token' })
  })

  it('tells each step to whoever tests, and no secret, code or token', async () => {
    const op = await openIdStandIn()
    const steps: UpstreamStep[] = []
    let answer = ''
    const arrival = await testEngine().trip(
      op.upstream(),
      async (location) => (answer = await op.answer(location)),
      (step) => void steps.push(step),
    )
    expect(steps.map(({ step, what, status }) => [step, what.replace(op.url, ''), status])).toEqual(
      [
        ['discovery', 'endpoints', null],
        ['authorization', 'state, issuer, code', null],
        ['token', 'POST /token', 200],
        ['id-token', 'algorithm', null],
        ['keys', 'GET /jwks', 200],
        ['id-token', 'signature', null],
        ['id-token', 'issuer, audience, expiry, nonce, subject', null],
        ['userinfo', 'GET /userinfo', 200],
        ['userinfo', 'subject', null],
      ],
    )
    expect(steps.every(({ isGood }) => isGood)).toBe(true)
    const told = JSON.stringify(steps)
    const code = new URLSearchParams(answer).get('code')!
    for (const secret of [clientSecret, code, arrival.accessToken, arrival.refreshToken!]) {
      expect(told).not.toContain(secret)
    }
  })
})

type Spoil = (op: OpenIdStandIn) => void
const seconds = () => Math.floor(Date.now() / 1000)
const unsigned = (claims: object) =>
  [{ alg: 'none' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') + '.'

/** What goes wrong, what is said of it, and at which step. */
const wrongs: [string, UpstreamProblem, UpstreamStage, RegExp, Spoil][] = [
  [
    'an ID token of another issuer (§3.1.3.7.2)',
    'issuer',
    'id-token',
    /"https:\/\/other\.example".*127\.0\.0\.1/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, iss: 'https://other.example' })),
  ],
  [
    'an ID token for another client (§3.1.3.7.3)',
    'audience',
    'id-token',
    /"somebody".*"portico"/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, aud: 'somebody' })),
  ],
  [
    'an ID token for several, without azp (§3.1.3.7.4)',
    'audience',
    'id-token',
    /azp nothing/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, aud: ['portico', 'somebody'] })),
  ],
  [
    'an ID token whose azp is another client (§3.1.3.7.5)',
    'audience',
    'id-token',
    /azp "somebody"/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, azp: 'somebody' })),
  ],
  [
    'an ID token with another nonce (§3.1.3.7.11)',
    'nonce',
    'id-token',
    /another nonce/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, nonce: 'of-last-week' })),
  ],
  [
    'an ID token without nonce',
    'nonce',
    'id-token',
    /no nonce/,
    ({ manners }) => (manners.idToken = ({ nonce: _, ...claims }) => claims),
  ],
  [
    'an ID token that somebody else signed (§3.1.3.7.6)',
    'signature',
    'id-token',
    /RS256/,
    ({ manners }) => (manners.sign = (claims) => signedBy('other', claims)),
  ],
  [
    'an ID token that was changed after it was signed',
    'signature',
    'id-token',
    /RS256/,
    ({ manners }) =>
      (manners.sign = async (claims) => {
        const [header, , signature] = (await signedBy('RS256', claims)).split('.')
        const other = Buffer.from(JSON.stringify({ ...claims, sub: 'mallory' }))
        return [header, other.toString('base64url'), signature].join('.')
      }),
  ],
  [
    'an ID token by a key that it does not publish',
    'signature',
    'id-token',
    /publishes no RS256 key "the-next-key"/,
    ({ manners }) => (manners.sign = (claims) => signedBy('next', claims)),
  ],
  [
    'an ID token that nobody signed (RFC 8725 §3.1)',
    'algorithm',
    'id-token',
    /"none"/,
    ({ manners }) => (manners.sign = async (claims) => unsigned(claims)),
  ],
  [
    'an ID token signed with none, which it announces',
    'algorithm',
    'id-token',
    /"none"/,
    ({ manners }) => {
      manners.sign = async (claims) => unsigned(claims)
      manners.discovery = (document) => ({
        ...document,
        id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'],
      })
    },
  ],
  [
    'an ID token with an algorithm that it does not announce',
    'algorithm',
    'id-token',
    /"ES256".*\["RS256"\]/,
    ({ manners }) => {
      manners.algorithm = 'ES256'
      manners.discovery = (document) => ({
        ...document,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    },
  ],
  [
    'an ID token that has ended (§3.1.3.7.9)',
    'expired',
    'id-token',
    /exp \d+, and it is \d+/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, exp: seconds() - 61 })),
  ],
  [
    'an ID token without end',
    'expired',
    'id-token',
    /exp nothing/,
    ({ manners }) => (manners.idToken = ({ exp: _, ...claims }) => claims),
  ],
  [
    'an ID token without subject (§2)',
    'no-subject',
    'id-token',
    /sub nothing/,
    ({ manners }) => (manners.idToken = ({ sub: _, ...claims }) => claims),
  ],
  [
    'an ID token whose subject is empty',
    'no-subject',
    'id-token',
    /sub ""/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, sub: '' })),
  ],
  [
    'an ID token whose subject is a number',
    'no-subject',
    'id-token',
    /sub 7/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, sub: 7 })),
  ],
  [
    'an ID token whose subject is longer than 255 (§2)',
    'malformed',
    'id-token',
    /255/,
    ({ manners }) => (manners.idToken = (claims) => ({ ...claims, sub: 'x'.repeat(256) })),
  ],
  [
    'something that is no JWT',
    'malformed',
    'id-token',
    /no signed JWT/,
    ({ manners }) => (manners.sign = async () => 'hello'),
  ],
  [
    'no ID token (§3.1.3.3)',
    'no-id-token',
    'token',
    /no id_token/,
    ({ manners }) => (manners.token = ({ id_token: _, ...answer }) => answer),
  ],
  [
    'UserInfo of somebody else (§5.3.2)',
    'subject-differs',
    'userinfo',
    /"mallory".*"subject-1"/,
    ({ manners }) => (manners.userinfo = (claims) => ({ ...claims, sub: 'mallory' })),
  ],
  [
    'UserInfo of nobody',
    'no-subject',
    'userinfo',
    /sub nothing/,
    ({ manners }) => (manners.userinfo = ({ sub: _, ...claims }) => claims),
  ],
  [
    'an answer of another issuer (RFC 9207 §2.4)',
    'issuer',
    'authorization',
    /"https:\/\/other\.example"/,
    ({ manners }) =>
      (manners.back = (parameters) => ({ ...parameters, iss: 'https://other.example' })),
  ],
  [
    'an answer without issuer, which it announces (RFC 9207 §2.4)',
    'issuer',
    'authorization',
    /no iss/,
    ({ manners }) => (manners.back = ({ iss: _, ...parameters }) => parameters),
  ],
  [
    'an answer with another state (RFC 6749 §10.12)',
    'state',
    'authorization',
    /another state/,
    ({ manners }) => (manners.back = (parameters) => ({ ...parameters, state: 'forged' })),
  ],
  [
    'an answer without code and error',
    'malformed',
    'authorization',
    /neither/,
    ({ manners }) => (manners.back = ({ code: _, ...parameters }) => parameters),
  ],
  [
    'that the person said no',
    'denied',
    'authorization',
    /^access_denied$/,
    ({ manners }) =>
      (manners.back = ({ code: _, ...parameters }) => ({ ...parameters, error: 'access_denied' })),
  ],
  [
    'an error of its own (RFC 6749 §4.1.2.1)',
    'refused',
    'authorization',
    /^invalid_scope: "No\."$/,
    ({ manners }) =>
      (manners.back = ({ code: _, ...parameters }) => ({
        ...parameters,
        error: 'invalid_scope',
        error_description: 'No.',
      })),
  ],
  [
    'that it has troubles',
    'unreachable',
    'authorization',
    /^temporarily_unavailable$/,
    ({ manners }) =>
      (manners.back = ({ code: _, ...parameters }) => ({
        ...parameters,
        error: 'temporarily_unavailable',
      })),
  ],
  [
    'a token endpoint that does not know us (RFC 6749 §5.2)',
    'refused',
    'token',
    /^invalid_client/,
    ({ manners }) => (manners.secret = 'another'),
  ],
  [
    'a token of another type',
    'malformed',
    'token',
    /"DPoP"/,
    ({ manners }) => (manners.token = (answer) => ({ ...answer, token_type: 'DPoP' })),
  ],
  [
    'no access token',
    'malformed',
    'token',
    /no access_token/,
    ({ manners }) => (manners.token = ({ access_token: _, ...answer }) => answer),
  ],
]

describe('an upstream that does wrong', () => {
  it.each(wrongs)('is refused with %s', async (_name, problem, stage, detail, spoil) => {
    const op = await openIdStandIn()
    spoil(op)
    const steps: UpstreamStep[] = []
    const refused = await failure(
      testEngine().trip(op.upstream(), op.answer, (step) => void steps.push(step)),
    )
    expect(refused).toMatchObject({ problem, stage, detail: expect.stringMatching(detail) })
    expect(steps.at(-1)).toMatchObject({ step: stage, isGood: false, found: refused.detail })
  })

  it('is refused by next-auth too, which looks once more', async () => {
    const op = await openIdStandIn()
    op.manners.idToken = ({ iat: _, ...claims }) => claims
    expect(await failure(testEngine().trip(op.upstream(), op.answer))).toMatchObject({
      problem: 'malformed',
      detail: expect.stringContaining('"iat"'),
    })
    op.manners.idToken = (claims) => ({ ...claims, exp: seconds() - 45 }) // it forgives 30 seconds
    expect(await failure(testEngine().trip(op.upstream(), op.answer))).toMatchObject({
      problem: 'expired',
      stage: 'id-token',
    })
  })

  it('is refused with a parameter of its answer twice', async () => {
    const op = await openIdStandIn()
    for (const name of ['code', 'state', 'iss']) {
      const doubled = async (location: string) => `${await op.answer(location)}&${name}=again`
      expect(await failure(testEngine().trip(op.upstream(), doubled))).toMatchObject({
        problem: 'malformed',
        detail: `it sent ${name} more than once`,
      })
    }
  })

  it('is refused with a code that was redeemed before (RFC 6749 §4.1.2)', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const { location, secrets } = await engine.begin(op.upstream(), redirectUri)
    const answer = await op.answer(location)
    await engine.finish(op.upstream(), redirectUri, secrets, answer)
    const again = engine.finish(op.upstream(), redirectUri, secrets, answer)
    expect(await failure(again)).toMatchObject({ problem: 'refused', stage: 'token' })
  })

  it('is refused with a code of another departure, by PKCE (RFC 7636 §4.6)', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const stolen = new URLSearchParams(
      await op.answer((await engine.begin(op.upstream(), redirectUri)).location),
    ).get('code')!
    const injected = async (location: string) => {
      const answer = new URLSearchParams(await op.answer(location))
      answer.set('code', stolen)
      return answer.toString()
    }
    expect(await failure(engine.trip(op.upstream(), injected))).toMatchObject({
      problem: 'refused',
      stage: 'token',
      detail: 'invalid_grant',
    })
  })

  it('is refused with an answer to the departure for another upstream', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const { location, secrets } = await engine.begin(op.upstream(), redirectUri)
    const other = op.upstream({ id: 'other' })
    const crossed = engine.finish(other, redirectUri, secrets, await op.answer(location))
    expect(await failure(crossed)).toMatchObject({ problem: 'state' })
  })

  it('never has what it was sent repeated to anybody', async () => {
    const op = await openIdStandIn()
    op.played['/token'] = ({ form }, response) => {
      const body = { error: 'invalid_grant', error_description: `no: ${form.get('code')}` }
      response.writeHead(400).end(JSON.stringify(body))
    }
    const refused = await failure(testEngine().trip(op.upstream(), op.answer))
    expect(refused.detail).toBe('invalid_grant: "no: …"')
  })
})

describe('what an upstream says of itself', () => {
  it('is asked once in ten minutes, and its keys once in an hour', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    await Promise.all([1, 2, 3].map(() => engine.trip(op.upstream(), op.answer)))
    expect(op.askedOf('/.well-known/openid-configuration')).toHaveLength(1)
    expect(op.askedOf('/jwks')).toHaveLength(1)
    engine.clock.skew = 601
    await engine.trip(op.upstream(), op.answer)
    expect(op.askedOf('/.well-known/openid-configuration')).toHaveLength(2)
    expect(op.askedOf('/jwks')).toHaveLength(1)
    engine.clock.skew = 3601
    await engine.trip(op.upstream(), op.answer)
    expect(op.askedOf('/jwks')).toHaveLength(2)
  })

  it('is asked for a key that is not known yet, at most once a minute', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    await engine.trip(op.upstream(), op.answer)
    const { next } = await standInKeys()
    op.manners.sign = (claims) => signedBy('next', claims)
    op.jwks.keys.push(next.jwk)
    const early = await failure(engine.trip(op.upstream(), op.answer))
    expect(early).toMatchObject({ problem: 'signature' })
    expect(op.askedOf('/jwks')).toHaveLength(1)
    engine.clock.skew = 61
    await engine.trip(op.upstream(), op.answer)
    expect(op.askedOf('/jwks')).toHaveLength(2)
  })

  it('has to be of the issuer that was asked (OpenID Connect Discovery §4.3)', async () => {
    const op = await openIdStandIn()
    op.manners.discovery = (document) => ({ ...document, issuer: 'https://other.example' })
    expect(await failure(testEngine().begin(op.upstream(), redirectUri))).toMatchObject({
      problem: 'issuer',
      stage: 'discovery',
      detail: expect.stringContaining('"https://other.example"'),
    })
  })

  it('has to name its endpoints; what is unfit is asked for anew (OpenID Connect Discovery §3)', async () => {
    const op = await openIdStandIn()
    const { discovery } = op.manners
    const engine = testEngine()
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      op.manners.discovery = (document) => ({ ...document, [name]: undefined })
      const refused = await failure(engine.begin(op.upstream(), redirectUri))
      expect(refused).toMatchObject({ problem: 'malformed', stage: 'discovery' })
      expect(refused.detail).toContain(name)
    }
    op.manners.discovery = discovery
    expect((await engine.begin(op.upstream(), redirectUri)).state).not.toBe('')
  })

  it('is missed where it is not', async () => {
    const op = await openIdStandIn()
    op.played['/.well-known/openid-configuration'] = (_asked, response) =>
      sendJson(response, 404, {})
    expect(await failure(testEngine().begin(op.upstream(), redirectUri))).toMatchObject({
      problem: 'malformed',
      stage: 'discovery',
      detail: expect.stringContaining('404'),
    })
  })

  it('may be of an issuer that ends with a slash', async () => {
    const op = await openIdStandIn()
    const { url, manners } = op
    manners.issuer = `${url}/`
    manners.discovery = (document) => ({
      ...document,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      userinfo_endpoint: `${url}/userinfo`,
      jwks_uri: `${url}/jwks`,
    })
    const { person } = await testEngine().trip(op.upstream(), op.answer)
    expect(person.issuer).toBe(`${url}/`)
    const other = op.upstream({ options: { issuer: url } })
    expect(await failure(testEngine().begin(other, redirectUri))).toMatchObject({
      problem: 'issuer',
      stage: 'discovery',
    })
  })

  it('is shown to the operator', async () => {
    const op = await openIdStandIn()
    expect(await testEngine().discover(op.url)).toMatchObject({ token_endpoint: `${op.url}/token` })
  })

  it('does not send people to an address that is not https', async () => {
    const op = await openIdStandIn({ issuer: 'https://op.example' })
    op.manners.discovery = (document) => ({
      ...document,
      authorization_endpoint: 'http://op.example/authorize',
    })
    const settings = { secret: 'x', allowPrivateNetwork: false }
    const outbound = mapped({ 'https://op.example': op.url })
    const engine = upstreamEngine({
      settings,
      outbound,
      now: () => new Date(),
    } as never)
    const upstream = { ...op.upstream(), sealedSecret: null }
    expect(await failure(engine.begin(upstream, redirectUri))).toMatchObject({
      problem: 'not-https',
      stage: 'authorization',
    })
  })
})

describe('fresh tokens', () => {
  it('are given for a refresh token, with who the person is now (OpenID Connect Core §12)', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const first = await engine.trip(op.upstream(), op.answer)
    op.manners.person = { ...op.manners.person, roles: ['author'] }
    const renewed: string[] = []
    const second = await engine.refresh(op.upstream(), first.refreshToken!, async (token) => {
      renewed.push(token)
    })
    expect(second.person).toMatchObject({ issuer: op.url, subject: 'subject-1', roles: ['author'] })
    expect(second.accessToken).not.toBe(first.accessToken)
    expect(renewed).toEqual([second.refreshToken])
  })

  it('come without a new refresh token where the upstream does not rotate it', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const { refreshToken } = await engine.trip(op.upstream(), op.answer)
    op.manners.token = ({ refresh_token: _, id_token: __, ...answer }) => answer
    const second = await engine.refresh(op.upstream(), refreshToken!)
    expect(second).toMatchObject({ refreshToken: null, person: { issuer: op.url } })
  })

  it('hand over a new refresh token before anything else can fail', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const { refreshToken } = await engine.trip(op.upstream(), op.answer)
    op.played['/userinfo'] = (_asked, response) => sendJson(response, 503, {})
    const renewed: string[] = []
    const refused = await failure(
      engine.refresh(op.upstream(), refreshToken!, async (token) => void renewed.push(token)),
    )
    expect(refused).toMatchObject({ problem: 'unreachable', stage: 'userinfo' })
    expect(renewed).toEqual([expect.stringMatching(/^refresh-/)])
  })

  it.each([
    ['a token that is good no more', { error: 'invalid_grant' }, 400, 'refused', /^invalid_grant/],
    ['a token that is good no more, with 401', { error: 'invalid_grant' }, 401, 'refused', /^inv/],
    ['a client that is not known', { error: 'invalid_client' }, 401, 'settings', /invalid_client/],
    ['troubles', { error: 'server_error' }, 400, 'unreachable', /^server_error/],
    ['too many requests', {}, 429, 'unreachable', /429/],
    ['a server that is down', {}, 502, 'unreachable', /502/],
    ['no such place', {}, 404, 'malformed', /404/],
  ] as const)('are refused with %s', async (_name, body, status, problem, detail) => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const { refreshToken } = await engine.trip(op.upstream(), op.answer)
    op.played['/token'] = (_asked, response) => sendJson(response, status, body)
    const refused = await failure(engine.refresh(op.upstream(), refreshToken!))
    expect(refused).toMatchObject({
      problem,
      stage: 'token',
      detail: expect.stringMatching(detail),
    })
    expect(refused.detail).not.toContain(refreshToken)
  })

  it('are refused when they are about two people (OpenID Connect Core §5.3.2)', async () => {
    const op = await openIdStandIn()
    const engine = testEngine()
    const { refreshToken } = await engine.trip(op.upstream(), op.answer)
    op.manners.userinfo = (claims) => ({ ...claims, sub: 'mallory' })
    const refused = await failure(engine.refresh(op.upstream(), refreshToken!))
    expect(refused).toMatchObject({ problem: 'subject-differs' })
  })

  it('are refused when nobody is there', async () => {
    const op = await openIdStandIn()
    const engine = testEngine(loopback)
    const { refreshToken } = await engine.trip(op.upstream(), op.answer)
    await op.close()
    const refused = await failure(engine.refresh(op.upstream(), refreshToken!))
    expect(refused).toMatchObject({ problem: 'unreachable', stage: 'token' })
  })
})
