import { describe, expect, it } from 'vitest'

import { failure, redirectUri, testEngine } from './engine'
import { signInAt, spoiled } from './stand-ins'
import { wordpressStandIn } from './wordpress-stand-in'

const signIn = async (location: string) => (await signInAt(location)).search.slice(1)

describe('a WordPress with the OAuth server plugin', () => {
  it('is asked at its three paths, and nothing that it does not know', async () => {
    const blog = await wordpressStandIn()
    const { location, state } = await testEngine().begin(blog.upstream(), redirectUri)
    const url = new URL(location)
    expect(url.origin + url.pathname).toBe(`${blog.url}/oauth/authorize`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'portico',
      redirect_uri: redirectUri,
      state,
      code_challenge: expect.any(String),
      code_challenge_method: 'S256',
    })
  })

  it('says who it is', async () => {
    const blog = await wordpressStandIn()
    const arrival = await testEngine().trip(blog.upstream(), signIn)
    expect(arrival).toMatchObject({
      expiresIn: 3600,
      refreshToken: expect.stringMatching(/^refresh-/),
      person: {
        issuer: blog.url,
        subject: '7',
        email: 'ada@example.com',
        isEmailVerified: false,
        username: 'ada',
        name: 'Ada Lovelace',
        roles: ['editor', 'author'],
      },
    })
    expect(blog.askedOf('/oauth/me')).toMatchObject([{ method: 'POST' }])
  })

  it('is believed about e-mails when the operator vouches for it', async () => {
    const blog = await wordpressStandIn()
    const { person } = await testEngine().trip(
      blog.upstream({ options: { trustsEmails: true } }),
      signIn,
    )
    expect(person.isEmailVerified).toBe(true)
  })

  it('may have other paths', async () => {
    const blog = await wordpressStandIn()
    blog.played['/wp-json/me'] = blog.played['/oauth/me']!
    const options = { userinfoEndpoint: `${blog.url}/wp-json/me`, site: `${blog.url}/` }
    const { person } = await testEngine().trip(blog.upstream({ options }), signIn)
    expect(person.subject).toBe('7')
  })

  it('gives fresh tokens, once for each refresh token', async () => {
    const blog = await wordpressStandIn()
    const engine = testEngine()
    const { refreshToken } = await engine.trip(blog.upstream(), signIn)
    blog.person['user_roles'] = { administrator: true, editor: false }
    const second = await engine.refresh(blog.upstream(), refreshToken!)
    expect(second.person.roles).toEqual(['administrator'])
    const again = await failure(engine.refresh(blog.upstream(), refreshToken!))
    expect(again).toMatchObject({ problem: 'refused', detail: 'invalid_grant' })
  })

  it.each([
    ['nobody', { ID: 0 }],
    ['nobody, in words', { ID: '0' }],
    ['nothing', {}],
    ['an object', { ID: {} }],
  ])('is refused when it names %s', async (_name, person) => {
    const blog = await wordpressStandIn()
    blog.played['/oauth/me'] = () => person
    const refused = await failure(testEngine().trip(blog.upstream(), signIn))
    expect(refused).toMatchObject({ problem: 'no-subject', stage: 'userinfo' })
  })

  it.each([
    ['an error', spoiled.error('invalid_token', 401), 'refused', /401/],
    ['an error with 200', () => ({ error: 'insufficient_scope' }), 'refused', /^insufficient/],
    ['a list', () => [], 'malformed', /no object/],
    ['a page', spoiled.html, 'not-json', /text\/html/],
  ] as const)(
    'is refused when it answers who it is with %s',
    async (_name, played, problem, detail) => {
      const blog = await wordpressStandIn()
      blog.played['/oauth/me'] = played
      const refused = await failure(testEngine().trip(blog.upstream(), signIn))
      expect(refused).toMatchObject({ problem, stage: 'userinfo' })
      expect(refused.detail).toMatch(detail)
    },
  )

  it('is refused with an error of its token endpoint, with 200 too', async () => {
    const blog = await wordpressStandIn()
    blog.played['/oauth/token'] = () => ({ error: 'invalid_grant' })
    const refused = await failure(testEngine().trip(blog.upstream(), signIn))
    expect(refused).toMatchObject({ problem: 'refused', stage: 'token', detail: 'invalid_grant' })
  })

  it('is not asked at all without a site', async () => {
    const blog = await wordpressStandIn()
    const upstream = blog.upstream({ options: { site: null } })
    const refused = await failure(testEngine().begin(upstream, redirectUri))
    expect(refused).toMatchObject({ problem: 'settings' })
  })

  it('is not asked with a secret that was sealed by another PORTICO_SECRET', async () => {
    const blog = await wordpressStandIn()
    const upstream = blog.upstream({ sealedSecret: 'AAAA' })
    const refused = await failure(testEngine().begin(upstream, redirectUri))
    expect(refused).toMatchObject({ problem: 'settings', stage: 'settings' })
  })
})

describe('any OAuth 2 provider', () => {
  it('is spoken with by URLs and a claim map', async () => {
    const blog = await wordpressStandIn()
    blog.played['/oauth/me'] = () => ({
      user: { uid: 'ada-7', mail: 'ada@example.com', ok: 'true' },
      'https://example.com/roles': 'editor, author',
    })
    const upstream = blog.upstream({
      preset: 'oauth',
      options: {
        site: null,
        authorizationEndpoint: `${blog.url}/oauth/authorize?tenant=1`,
        tokenEndpoint: `${blog.url}/oauth/token`,
        userinfoEndpoint: `${blog.url}/oauth/me`,
        userinfoMethod: 'POST',
        tokenAuthentication: 'client_secret_post',
        scopes: ['basic', 'mail'],
        claims: {
          subject: 'user.uid',
          email: 'user.mail',
          emailVerified: 'user.ok',
          roles: 'https://example.com/roles',
        },
      },
    })
    let asked = ''
    const { person } = await testEngine().trip(upstream, async (location) => {
      asked = location
      return signIn(location)
    })
    expect(person).toMatchObject({
      issuer: `${blog.url}#user.uid`,
      subject: 'ada-7',
      email: 'ada@example.com',
      isEmailVerified: true,
      roles: ['editor', 'author'],
    })
    expect(new URL(asked).searchParams.get('tenant')).toBe('1')
    expect(new URL(asked).searchParams.get('scope')).toBe('basic mail')
  })

  it('may send an iss that nobody has told us, and an ID token that nobody asked for', async () => {
    const blog = await wordpressStandIn()
    const play = blog.played['/oauth/token']!
    blog.played['/oauth/token'] = async (asked, response) => {
      const answer = await play(asked, response)
      return { ...(answer as object), id_token: 'x.y.z' }
    }
    const withIssuer = async (location: string) =>
      `${await signIn(location)}&iss=https%3A%2F%2Felsewhere.example`
    const { person } = await testEngine().trip(blog.upstream(), withIssuer)
    expect(person.subject).toBe('7')
  })
})
