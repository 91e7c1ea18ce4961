import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, type Client, type ClientOptions } from '@/model/client'
import { tokenExchangeGrant } from '@/oauth/grants/token-exchange'
import { OAuthError } from '@/oauth/oauth-error'
import { readParameters } from '@/oauth/parameters'
import { issueAccessToken } from '@/oauth/tokens/access-token'

import type { Answer } from '../../test-browser'
import { issuer, type TestProvider } from '../../test-provider'
import {
  basic,
  expectOAuthError,
  relyingParty,
  signedInWorld,
  type Fields,
  type RelyingParty,
} from '../relying-party'

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange'
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token'
const jwtType = 'urn:ietf:params:oauth:token-type:jwt'

const api = 'https://api.notes.example/'

const both = { subjectClients: [], impersonation: true, delegation: true }

/** A service that may exchange the tokens of these apps, in both ways, for one resource. */
const service = (
  op: TestProvider,
  subjects: readonly RelyingParty[],
  options: Partial<ClientOptions> = {},
  values: Partial<Client> = {},
): Promise<RelyingParty> =>
  relyingParty(op, {
    name: 'Search',
    kind: 'machine',
    grantTypes: ['client_credentials', exchangeGrant],
    redirectUris: ['https://search.example/callback'],
    ...values,
    options: {
      ...defaultClientOptions,
      resources: [api],
      exchange: { ...both, subjectClients: subjects.map(({ id }) => id) },
      ...options,
    },
  })

/** An app with a person's token, and a service that may exchange it. */
async function exchanging(options: Partial<ClientOptions> = {}, values: Partial<Client> = {}) {
  const made = await signedInWorld()
  const { op, app, browser } = made
  const backend = await service(op, [app], options, values)
  const tokens = await app.tokens(browser, { scope: 'openid profile email' })
  return { ...made, backend, tokens, subject: String(tokens.access_token) }
}

const exchange = (app: RelyingParty, subject: string, fields: Fields = {}): Promise<Answer> =>
  app.token({
    grant_type: exchangeGrant,
    subject_token: subject,
    subject_token_type: accessTokenType,
    ...fields,
  })

const actor = (token: string): Fields => ({ actor_token: token, actor_token_type: accessTokenType })

/** A token of the app's own. */
const own = async (app: RelyingParty): Promise<string> =>
  (await app.token({ grant_type: 'client_credentials', scope: 'openid' })).body.access_token

const isLive = async (app: RelyingParty, token: string): Promise<boolean> =>
  (await app.introspect(token)).body.active

describe('the answer of an exchange (RFC 8693 §2.2.1)', () => {
  it('is an access token for the caller, that nobody caches; no refresh token, no ID token', async () => {
    const { backend, subject } = await exchanging()
    const answer = await exchange(backend, subject)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      issued_token_type: accessTokenType,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email',
    })
  })

  it('names the person, the caller, and the grant that it came of; in impersonation nobody acts (§1.1)', async () => {
    const { alice, backend, subject } = await exchanging()
    const { body } = await exchange(backend, subject)
    const claims = decodeJwt(body.access_token)
    expect(claims).toMatchObject({ iss: issuer, sub: alice.id, aud: backend.id })
    expect(claims).toMatchObject({
      client_id: backend.id,
      grant_id: decodeJwt(subject)['grant_id'],
    })
    expect(claims).not.toHaveProperty('act')
    expect(claims.jti).not.toBe(decodeJwt(subject).jti)
  })

  it('takes jwt for the type of the subject token, and access_token for what is wanted (§3)', async () => {
    const { backend, subject } = await exchanging()
    const asJwt = { subject_token_type: jwtType, requested_token_type: accessTokenType }
    expect((await exchange(backend, subject, asJwt)).status).toBe(200)
  })

  it('is announced', async () => {
    const { op } = await exchanging()
    const { body } = await op.get('/.well-known/oauth-authorization-server')
    expect(body.grant_types_supported).toContain(exchangeGrant)
  })
})

describe('the parameters of an exchange (RFC 8693 §2.1)', () => {
  it.each([
    ['subject_token is missing', { subject_token: null }],
    ['subject_token is empty', { subject_token: '' }],
    ['subject_token_type is missing', { subject_token_type: null }],
    [
      'the subject is an ID token',
      { subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' },
    ],
    [
      'the subject is a refresh token',
      { subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
    ],
    [
      'a refresh token is wanted',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
    ],
    [
      'a SAML assertion is wanted',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:saml2' },
    ],
    ['the actor has no type', { actor_token: 'x' }],
    ['a type has no actor', { actor_token_type: accessTokenType }],
    [
      'the actor is an ID token',
      { actor_token: 'x', actor_token_type: 'urn:ietf:params:oauth:token-type:id_token' },
    ],
  ])('%s: invalid_request', async (_name, fields: Fields) => {
    const { backend, subject } = await exchanging()
    expectOAuthError(await exchange(backend, subject, fields), 400, 'invalid_request')
  })

  it('may not come twice, but for resource and audience', async () => {
    const { op, backend, subject } = await exchanging()
    const raw = (body: string) =>
      op.dispatch(
        new Request(`${issuer}/oauth/token`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/x-www-form-urlencoded',
            Authorization: basic(backend.id, backend.secret!),
          },
          body: `grant_type=${exchangeGrant}&subject_token_type=${accessTokenType}&${body}`,
        }),
      )
    const token = `subject_token=${subject}`
    expect((await raw(token)).status).toBe(200)
    expectOAuthError(await raw(`${token}&${token}`), 400, 'invalid_request')
    expectOAuthError(await raw(`${token}&scope=openid&scope=email`), 400, 'invalid_request')
    expect((await raw(`${token}&resource=${api}&resource=${api}`)).status).toBe(200)
    expectOAuthError(
      await raw(`${token}&resource=${api}&audience=${backend.id}`),
      400,
      'invalid_target',
    )
  })
})

describe('who may exchange', () => {
  it('a client with a secret only, which sends it', async () => {
    const { op, app, backend, subject } = await exchanging()
    const open = await service(op, [app], {}, { isPublic: true, authenticationMethod: 'none' })
    expectOAuthError(await exchange(open, subject), 400, 'unauthorized_client')
    const fields = {
      ...{ grant_type: exchangeGrant, client_id: backend.id },
      ...{ subject_token: subject, subject_token_type: accessTokenType },
    }
    expectOAuthError(await op.post('/oauth/token', fields), 401, 'invalid_client')
  })

  it('a client whose registration has the grant', async () => {
    const { op, app, subject } = await exchanging()
    const without = await service(op, [app], {}, { grantTypes: ['client_credentials'] })
    expectOAuthError(await exchange(without, subject), 400, 'unauthorized_client')
  })

  it('in the ways that its registration allows; a refusal says which switch is off', async () => {
    const impersonating = await exchanging({ exchange: { ...both, delegation: false } })
    const { op, app, subject } = impersonating
    const delegating = await service(op, [app], {
      exchange: { subjectClients: [app.id], impersonation: false, delegation: true },
    })
    const refused = await exchange(delegating, subject)
    expectOAuthError(refused, 400, 'unauthorized_client')
    expect(refused.body.error_description).toContain('impersonation')
    expect((await exchange(delegating, subject, actor(await own(delegating)))).status).toBe(200)

    const { backend } = impersonating
    const other = await exchange(backend, subject, actor(await own(backend)))
    expectOAuthError(other, 400, 'unauthorized_client')
    expect(other.body.error_description).toContain('delegation')
  })

  it('nobody who was disabled', async () => {
    const { op, backend, subject } = await exchanging()
    await op.stores.clients.setDisabled(backend.id, op.now())
    expectOAuthError(await exchange(backend, subject), 401, 'invalid_client')
  })
})

describe('the subject token (RFC 8693 §2.2.2)', () => {
  it('may be the caller’s own, without being named', async () => {
    const { op, app, browser } = await exchanging()
    const options = { ...app.client.options, exchange: both }
    const grantTypes = [...app.client.grantTypes, exchangeGrant] as const
    await op.stores.clients.update(app.id, { ...app.client, grantTypes, options })
    const { access_token: token } = await app.tokens(browser)
    expect((await exchange(app, token)).status).toBe(200)
  })

  it('of a client that the registration does not name: invalid_request', async () => {
    const { op, browser, backend } = await exchanging()
    const stranger = await relyingParty(op)
    const { access_token: token } = await stranger.tokens(browser)
    expectOAuthError(await exchange(backend, token), 400, 'invalid_request')
  })

  it('that is garbage, another kind, forged or another issuer’s: invalid_request', async () => {
    const { op, app, browser, backend, subject, tokens } = await exchanging()
    const { refresh_token: refreshToken } = await app.offlineTokens(browser)
    const contents = {
      subject: 'x',
      clientId: app.id,
      audience: app.id,
      scope: 'openid',
      lifetime: 60,
      grantId: undefined,
      thumbprint: null,
    }
    const settings = { ...op.settings, issuer: 'https://other.example' }
    const foreign = await issueAccessToken(contents, { ...op.provider, settings })
    for (const token of [
      'garbage',
      'a.b.c',
      '\0',
      'x'.repeat(60_000),
      tokens.id_token,
      refreshToken,
      `${subject.slice(0, -2)}xx`,
      foreign.accessToken,
    ]) {
      expectOAuthError(await exchange(backend, token), 400, 'invalid_request')
    }
  })

  it.each([
    [
      'has ended',
      ({ op }) => {
        op.passes({ hours: 1 })
        return Promise.resolve()
      },
    ],
    ['was revoked', ({ app, subject }) => app.revoke(subject)],
    ['is of a disabled user', ({ op, alice }) => op.stores.users.setDisabled(alice.id, op.now())],
    ['is of a disabled client', ({ op, app }) => op.stores.clients.setDisabled(app.id, op.now())],
    [
      'is without its consent',
      ({ op, app, alice }) => op.stores.consents.withdraw(alice.id, app.id, op.now()),
    ],
  ] as const satisfies readonly (readonly [
    string,
    (world: Awaited<ReturnType<typeof exchanging>>) => Promise<unknown>,
  ])[])('that %s: invalid_request', async (_name, end) => {
    const made = await exchanging()
    await end(made)
    expectOAuthError(await exchange(made.backend, made.subject), 400, 'invalid_request')
  })

  it('of client credentials is exchanged by the same rules, and its child ends by itself', async () => {
    const { op, app, backend } = await exchanging()
    const token = await own(app)
    op.passes({ minutes: 4 })
    const { body } = await exchange(backend, token, actor(await own(backend)))
    expect(body.expires_in).toBe(360)
    const claims = decodeJwt(body.access_token)
    expect(claims).toMatchObject({ sub: app.id, client_id: backend.id, act: { sub: backend.id } })
    expect(claims).not.toHaveProperty('grant_id')
    expect(await isLive(backend, body.access_token)).toBe(true)
    op.passes({ minutes: 6 })
    expect(await isLive(backend, body.access_token)).toBe(false)
  })
})

describe('a token that is bound to a key (RFC 9449)', () => {
  /** The grant itself, as the endpoint calls it once the proof is checked. */
  const redeem = (
    { op, backend }: Awaited<ReturnType<typeof exchanging>>,
    token: string,
    thumbprint: string | null,
    fields = '',
  ) =>
    tokenExchangeGrant(
      {
        client: backend.client,
        parameters: readParameters(
          `subject_token=${token}&subject_token_type=${accessTokenType}${fields}`,
        ),
        thumbprint,
      },
      op.provider,
    )

  const bound = async ({ op, app, alice, subject }: Awaited<ReturnType<typeof exchanging>>) => {
    const contents = {
      subject: alice.id,
      clientId: app.id,
      audience: app.id,
      scope: 'openid',
      lifetime: 60,
      grantId: String(decodeJwt(subject)['grant_id']),
      thumbprint: 'key-1',
    }
    return (await issueAccessToken(contents, op.provider)).accessToken
  }

  it('is exchanged only with that key’s proof, and the child is bound to it', async () => {
    const made = await exchanging()
    const token = await bound(made)
    for (const thumbprint of [null, 'key-2']) {
      await expect(redeem(made, token, thumbprint)).rejects.toMatchObject({
        code: 'invalid_request',
      })
    }
    const response = await redeem(made, token, 'key-1')
    const body = (await response.json()) as Record<string, string>
    expect(body['token_type']).toBe('DPoP')
    expect(decodeJwt(body['access_token']!)['cnf']).toEqual({ jkt: 'key-1' })
  })

  it('is no actor without it', async () => {
    const made = await exchanging()
    const { op, backend, subject } = made
    const contents = { subject: backend.id, clientId: backend.id, audience: backend.id }
    const rest = { scope: '', lifetime: 60, grantId: undefined, thumbprint: 'key-1' }
    const { accessToken } = await issueAccessToken({ ...contents, ...rest }, op.provider)
    const fields = `&actor_token=${accessToken}&actor_token_type=${accessTokenType}`
    await expect(redeem(made, subject, null, fields)).rejects.toBeInstanceOf(OAuthError)
    expect((await redeem(made, subject, 'key-1', fields)).status).toBe(200)
  })

  it('is made of one that is bound to none when a proof is sent', async () => {
    const made = await exchanging()
    const response = await redeem(made, made.subject, 'key-3')
    expect(await response.json()).toMatchObject({ token_type: 'DPoP' })
  })
})

describe('the target (RFC 8693 §2.1, RFC 8707)', () => {
  it.each([
    ['nothing: the caller', {}, null],
    ['the caller by its id', { audience: 'caller' }, null],
    ['a registered resource', { resource: api }, api],
    ['a registered resource as audience', { audience: api }, api],
  ])('is %s', async (_name, fields: Fields, expected) => {
    const { backend, subject } = await exchanging()
    const audience = fields['audience'] === 'caller' ? backend.id : fields['audience']
    const { body } = await exchange(backend, subject, { ...fields, audience })
    expect(decodeJwt(body.access_token).aud).toBe(expected ?? backend.id)
  })

  it.each(['https://other.example/', `${api}more`, 'API', ''].filter(Boolean))(
    'is not %s: invalid_target',
    async (target) => {
      const { backend, subject } = await exchanging()
      for (const name of ['resource', 'audience']) {
        const answer = await exchange(backend, subject, { [name]: target })
        expectOAuthError(answer, 400, 'invalid_target')
      }
    },
  )

  it('is no other client, and a resource is no client id', async () => {
    const { app, backend, subject } = await exchanging()
    for (const fields of [{ audience: app.id }, { resource: backend.id }]) {
      expectOAuthError(await exchange(backend, subject, fields), 400, 'invalid_target')
    }
  })
})

describe('what is given never reaches further than what was brought', () => {
  it('the scope is that of the subject token, and what the client may have', async () => {
    const { backend, subject } = await exchanging({}, { scopes: ['openid', 'email'] })
    expect((await exchange(backend, subject)).body.scope).toBe('openid email')
    expect((await exchange(backend, subject, { scope: 'email' })).body.scope).toBe('email')
    expect((await exchange(backend, subject, { scope: 'profile' })).body).not.toHaveProperty(
      'scope',
    )
  })

  it('more than the subject token has: invalid_scope', async () => {
    const { app, browser, backend } = await exchanging()
    const { access_token: token } = await app.tokens(browser, { scope: 'openid' })
    for (const scope of ['openid email', 'made:up', 'openid offline_access']) {
      expectOAuthError(await exchange(backend, token, { scope }), 400, 'invalid_scope')
    }
  })

  it('offline_access is not handed on: there is no refresh token', async () => {
    const { app, browser, backend } = await exchanging()
    const { access_token: token } = await app.offlineTokens(browser)
    const { body } = await exchange(backend, token)
    expect(body.scope).toBe('openid')
    expect(body).not.toHaveProperty('refresh_token')
  })

  it('it ends with the subject token, or before', async () => {
    const { op, backend, subject } = await exchanging()
    op.passes({ minutes: 50 })
    const { body } = await exchange(backend, subject)
    expect(body.expires_in).toBe(600)
    expect(decodeJwt(body.access_token).exp).toBe(decodeJwt(subject).exp)
    const short = await exchanging({}, { accessTokenLifetime: 120 })
    expect((await exchange(short.backend, short.subject)).body.expires_in).toBe(120)
  })

  it('to the last second', async () => {
    const { op, backend, subject } = await exchanging()
    op.passes({ seconds: 3599 })
    expect((await exchange(backend, subject)).body.expires_in).toBe(1)
    op.passes({ seconds: 1 })
    expectOAuthError(await exchange(backend, subject), 400, 'invalid_request')
  })

  it('UserInfo tells it nothing: the person has allowed that to another app', async () => {
    const { backend, subject } = await exchanging()
    const { body } = await exchange(backend, subject)
    expect(await backend.isLive(body.access_token)).toBe(false)
  })
})

describe('who acts (RFC 8693 §4.1)', () => {
  it('is the client itself, by a token of its own', async () => {
    const { alice, backend, subject } = await exchanging()
    const { body } = await exchange(backend, subject, actor(await own(backend)))
    const claims = decodeJwt(body.access_token)
    expect(claims['act']).toEqual({ sub: backend.id, client_id: backend.id })
    expect(claims.sub).toBe(alice.id)
  })

  it('is a person who has signed in to the client', async () => {
    const { op, app, subject } = await exchanging()
    const desk = await service(
      op,
      [app],
      {},
      {
        grantTypes: ['authorization_code', exchangeGrant],
      },
    )
    const bob = await op.user({ username: 'bob' })
    const { access_token: bobs } = await desk.tokens(await op.signedIn(bob))
    const { body } = await exchange(desk, subject, actor(bobs))
    expect(decodeJwt(body.access_token)['act']).toEqual({ sub: bob.id, client_id: desk.id })
    await op.stores.users.setDisabled(bob.id, op.now())
    expectOAuthError(await exchange(desk, subject, actor(bobs)), 400, 'invalid_request')
  })

  it('is nobody with a token of another client, or one that is not good', async () => {
    const { app, backend, subject } = await exchanging()
    for (const token of [subject, await own(app), 'garbage', 'x'.repeat(50_000)]) {
      expectOAuthError(await exchange(backend, subject, actor(token)), 400, 'invalid_request')
    }
  })

  it('is nobody with a token that somebody else acts with already', async () => {
    const { backend, subject } = await exchanging()
    const first = (await exchange(backend, subject, actor(await own(backend)))).body.access_token
    expectOAuthError(await exchange(backend, subject, actor(first)), 400, 'invalid_request')
  })

  it('is told with all who acted before, in a chain of two exchanges', async () => {
    const { op, alice, backend, subject } = await exchanging()
    const second = await service(op, [backend])
    const first = await exchange(backend, subject, actor(await own(backend)))
    const { body } = await exchange(second, first.body.access_token, actor(await own(second)))
    expect(decodeJwt(body.access_token)).toMatchObject({
      sub: alice.id,
      client_id: second.id,
      grant_id: decodeJwt(subject)['grant_id'],
      act: {
        ...{ sub: second.id, client_id: second.id },
        act: { sub: backend.id, client_id: backend.id },
      },
    })
  })

  it('is not forgotten by an impersonation afterwards', async () => {
    const { op, backend, subject } = await exchanging()
    const second = await service(op, [backend])
    const first = await exchange(backend, subject, actor(await own(backend)))
    const { body } = await exchange(second, first.body.access_token)
    expect(decodeJwt(body.access_token)['act']).toEqual({ sub: backend.id, client_id: backend.id })
  })
})

describe('the person, as the caller knows them (OpenID Connect Core §8.1)', () => {
  it('has the caller’s own name for them where it is pairwise, for itself and for a resource', async () => {
    const { op, app, alice, backend, subject } = await exchanging({ subjectType: 'pairwise' })
    const forItself = decodeJwt((await exchange(backend, subject)).body.access_token).sub
    const forApi = await exchange(backend, subject, { resource: api })
    expect(forItself).not.toBe(alice.id)
    expect(decodeJwt(forApi.body.access_token).sub).toBe(forItself)
    const elsewhere = await service(
      op,
      [app],
      { subjectType: 'pairwise' },
      { redirectUris: ['https://elsewhere.example/'] },
    )
    const { sub } = decodeJwt((await exchange(elsewhere, subject)).body.access_token)
    expect([alice.id, forItself]).not.toContain(sub)
  })

  it('has the public one where the caller has no other, whatever the app calls them', async () => {
    const made = await signedInWorld({
      options: { ...defaultClientOptions, subjectType: 'pairwise' },
    })
    const backend = await service(made.op, [made.app])
    const { access_token: token } = await made.app.tokens(made.browser)
    expect(decodeJwt(token).sub).not.toBe(made.alice.id)
    const { body } = await exchange(backend, token)
    expect(decodeJwt(body.access_token).sub).toBe(made.alice.id)
  })
})

describe('the life of what was given', () => {
  it.each([
    ['the grant is revoked', ({ app, subject }) => app.revoke(subject)],
    ['the user is disabled', ({ op, alice }) => op.stores.users.setDisabled(alice.id, op.now())],
    ['the app is disabled', ({ op, app }) => op.stores.clients.setDisabled(app.id, op.now())],
    ['the app is deleted', ({ op, app }) => op.stores.clients.delete(app.id)],
    [
      'the consent is withdrawn',
      ({ op, app, alice }) => op.stores.consents.withdraw(alice.id, app.id, op.now()),
    ],
    [
      'the session is ended',
      ({ op, alice }) => op.stores.sessions.endAll(alice.id, null, op.now()),
    ],
  ] as const satisfies readonly (readonly [
    string,
    (world: Awaited<ReturnType<typeof exchanging>>) => Promise<unknown>,
  ])[])('ends when %s, through every exchange', async (_name, end) => {
    const made = await exchanging()
    const second = await service(made.op, [made.backend])
    const child = (await exchange(made.backend, made.subject)).body.access_token
    const grandchild = (await exchange(second, child)).body.access_token
    expect(await isLive(made.backend, child)).toBe(true)
    expect(await isLive(second, grandchild)).toBe(true)
    await end(made)
    expect(await isLive(made.backend, child)).toBe(false)
    expect(await isLive(second, grandchild)).toBe(false)
  })

  it('ends when the client that made it is disabled; that client cannot exchange it on', async () => {
    const { op, backend, subject } = await exchanging()
    const second = await service(op, [backend])
    const child = (await exchange(backend, subject)).body.access_token
    await op.stores.clients.setDisabled(backend.id, op.now())
    expectOAuthError(await exchange(second, child), 400, 'invalid_request')
  })

  it('of client credentials ends when the client whose token it was is disabled', async () => {
    const { op, app, backend } = await exchanging()
    const child = (await exchange(backend, await own(app))).body.access_token
    expect(await isLive(backend, child)).toBe(true)
    await op.stores.clients.setDisabled(app.id, op.now())
    expect(await isLive(backend, child)).toBe(false)
  })

  it('is not the caller’s to end the person’s grant with', async () => {
    const { app, backend, subject } = await exchanging()
    const child = (await exchange(backend, subject)).body.access_token
    await backend.revoke(child)
    expect(await app.isLive(subject)).toBe(true)
  })

  it('is seen by introspection: who it is for, who acts, where (RFC 7662 §2.2, RFC 8693 §4.1)', async () => {
    const { alice, backend, subject } = await exchanging()
    const fields = { resource: api, ...actor(await own(backend)) }
    const { body } = await exchange(backend, subject, fields)
    expect((await backend.introspect(body.access_token)).body).toMatchObject({
      active: true,
      sub: alice.id,
      aud: api,
      client_id: backend.id,
      scope: 'openid profile email',
      act: { sub: backend.id, client_id: backend.id },
    })
  })

  it('leaves no token in the log', async () => {
    const { op, backend, subject } = await exchanging()
    const { body } = await exchange(backend, subject, actor('garbage'))
    const child = (await exchange(backend, subject)).body.access_token
    expect(body.error).toBe('invalid_request')
    for (const secret of [subject, child]) expect(op.logged()).not.toContain(secret)
  })
})
