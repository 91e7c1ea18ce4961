import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, type ClientOptions } from '@/model/client'
import { issueAccessToken, type AccessTokenContents } from '@/oauth/tokens/access-token'

import { day, issuer, type TestProvider } from '../../test-provider'
import {
  basic,
  expectOAuthError,
  publicValues,
  relyingParty,
  signedInWorld,
  world,
} from '../relying-party'

const api = 'https://api.example/'

const optionsOf = (options: Partial<ClientOptions>) => ({
  options: { ...defaultClientOptions, ...options },
})

/** An access token of a grant, as another way of asking for it would have made it. */
async function variantOf(op: TestProvider, token: string, values: Partial<AccessTokenContents>) {
  const { sub, aud, client_id, scope, grant_id } = decodeJwt(token)
  const contents = {
    subject: sub!,
    clientId: String(client_id),
    audience: String(aud),
    scope: String(scope),
    lifetime: 60,
    grantId: String(grant_id),
    thumbprint: null,
    ...values,
  }
  return (await issueAccessToken(contents, op.provider)).accessToken
}

describe('the introspection endpoint (RFC 7662)', () => {
  it('tells the owner of an access token what it is (§2.2)', async () => {
    const { app, alice, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser, { scope: 'openid email' })
    const { sub, jti, iat, exp } = decodeJwt(token)
    const answer = await app.introspect(token)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toEqual({
      active: true,
      token_type: 'Bearer',
      scope: 'openid email',
      client_id: app.id,
      username: 'alice',
      sub,
      aud: app.id,
      iss: issuer,
      ...{ iat, exp, jti },
    })
    expect(sub).toBe(alice.id)
  })

  it('tells the owner of a refresh token, as long as it is the newest', async () => {
    const { op, app, alice, browser } = await signedInWorld()
    const { refresh_token: token } = await app.offlineTokens(browser)
    const iat = Math.floor(op.now().getTime() / 1000)
    expect((await app.introspect(token)).body).toEqual({
      active: true,
      token_type: 'refresh_token',
      scope: 'openid offline_access',
      client_id: app.id,
      username: 'alice',
      sub: alice.id,
      iss: issuer,
      iat,
      exp: iat + 180 * day,
    })
    op.passes({ days: 180 })
    expect((await app.introspect(token)).body).toEqual({ active: false })
  })

  it('says {"active":false} and nothing more of everything else, with 200', async () => {
    const { op, app, browser } = await signedInWorld()
    const other = await relyingParty(op)
    const tokens = await app.offlineTokens(browser)
    const code = await app.code(browser)
    for (const answer of [
      await app.introspect('garbage'),
      await app.introspect('a.b.c'),
      await app.introspect('\0'),
      await app.introspect(tokens.id_token),
      await app.introspect(code),
      await app.introspect(`${tokens.access_token}x`),
      await app.introspect(`prt_${'x'.repeat(43)}`),
      await other.introspect(tokens.access_token),
      await other.introspect(tokens.refresh_token),
    ]) {
      expect([answer.status, answer.text]).toEqual([200, '{"active":false}'])
    }
    op.passes({ hours: 1 })
    expect((await app.introspect(tokens.access_token)).body).toEqual({ active: false })
  })

  it('ignores the hint, right or wrong (§2.1)', async () => {
    const { app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    for (const token_type_hint of ['access_token', 'refresh_token', 'made_up']) {
      const { body } = await app.post('/oauth/introspect', { token, token_type_hint })
      expect(body.active).toBe(true)
    }
  })

  it('needs the token, once, and a client that proves itself by a secret (§2.1)', async () => {
    const { op, app } = await world()
    expectOAuthError(await app.post('/oauth/introspect', {}), 400, 'invalid_request')
    expectOAuthError(await op.post('/oauth/introspect', { token: 'x' }), 401, 'invalid_client')
    const open = await relyingParty(op, publicValues)
    expectOAuthError(await open.introspect('x'), 401, 'invalid_client')
    const bearer = { headers: { Authorization: 'Bearer x' } }
    expectOAuthError(
      await op.post('/oauth/introspect', { token: 'x' }, bearer),
      401,
      'invalid_client',
    )
  })

  it('is for servers: no CORS', async () => {
    const { app } = await world()
    const origin = { headers: { Origin: 'https://notes.example' } }
    const answer = await app.post('/token/introspection', { token: 'x' }, origin)
    expect(answer.status).toBe(200)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('a resource server', () => {
  /** An app with a token for the API, and the API, which is a client, too. */
  async function resourceWorld(options: Partial<ClientOptions> = {}) {
    const made = await signedInWorld(optionsOf({ resources: [api], ...options }))
    const server = await relyingParty(made.op, optionsOf({ audiences: [api] }))
    const tokens = await made.app.offlineTokens(made.browser, { resource: api })
    return { ...made, server, tokens }
  }

  it('learns of access tokens for a resource that it answers for, but not who the person is here', async () => {
    const { app, server, tokens } = await resourceWorld()
    const { sub, iat, exp, jti } = decodeJwt(tokens.access_token)
    expect((await server.introspect(tokens.access_token)).body).toEqual({
      active: true,
      token_type: 'Bearer',
      scope: 'openid offline_access',
      client_id: app.id,
      aud: api,
      iss: issuer,
      ...{ sub, iat, exp, jti },
    })
  })

  it('learns nothing of a token for somebody else, or of a refresh token (§2.2)', async () => {
    const { op, app, browser, server, tokens } = await resourceWorld()
    const another = await relyingParty(op, optionsOf({ audiences: [`${api}v2`] }))
    const own = await app.tokens(browser)
    for (const answer of [
      await another.introspect(tokens.access_token),
      await server.introspect(own.access_token),
      await server.introspect(tokens.refresh_token),
    ]) {
      expect(answer.text).toBe('{"active":false}')
    }
  })

  it('hears that a token is dead once its grant, its person or its app is', async () => {
    const { op, app, alice, server, tokens } = await resourceWorld()
    const isActive = async () => (await server.introspect(tokens.access_token)).body.active
    expect(await isActive()).toBe(true)
    await op.stores.clients.setDisabled(app.id, op.now())
    expect(await isActive()).toBe(false)
    await op.stores.clients.setDisabled(app.id, null)
    expect(await isActive()).toBe(true)
    await op.stores.users.setDisabled(alice.id, op.now())
    expect(await isActive()).toBe(false)
    await op.stores.users.setDisabled(alice.id, null)
    await app.revoke(tokens.access_token)
    expect(await isActive()).toBe(false)
  })

  it('that is disabled, or without its secret, learns nothing at all', async () => {
    const { op, server, tokens } = await resourceWorld()
    const headers = { Authorization: basic(server.id, 'wrong') }
    const fields = { token: tokens.access_token }
    expectOAuthError(await op.post('/oauth/introspect', fields, { headers }), 401, 'invalid_client')
    await op.stores.clients.setDisabled(server.id, op.now())
    expectOAuthError(await server.introspect(tokens.access_token), 401, 'invalid_client')
  })
})

describe('what else there is to know of a token', () => {
  it('that it is bound to a key (RFC 9449 §6.2)', async () => {
    const { op, app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    const bound = await variantOf(op, token, { thumbprint: 'the-thumbprint' })
    const { body } = await app.introspect(bound)
    expect(body).toMatchObject({ token_type: 'DPoP', cnf: { jkt: 'the-thumbprint' } })
  })

  it('who acts for the person (RFC 8693 §4.1)', async () => {
    const { op, app, browser } = await signedInWorld()
    const { access_token: token } = await app.tokens(browser)
    const act = { sub: 'the-service', act: { sub: 'an-earlier-one' } }
    const exchanged = await variantOf(op, token, { act })
    expect((await app.introspect(exchanged)).body.act).toEqual(act)
  })

  it('of an exchanged token: its own app may ask, and it dies with that app or with the grant', async () => {
    const { op, app, browser } = await signedInWorld()
    const service = await relyingParty(op)
    const { access_token: token } = await app.tokens(browser)
    const exchanged = () =>
      variantOf(op, token, { clientId: service.id, audience: service.id, act: { sub: service.id } })
    const { body } = await service.introspect(await exchanged())
    expect(body).toMatchObject({ active: true, client_id: service.id })
    expect((await app.introspect(await exchanged())).text).toBe('{"active":false}')

    await app.revoke(token)
    expect((await service.introspect(await exchanged())).text).toBe('{"active":false}')
  })

  it('the name by which a pairwise client knows the person, and no other (OpenID Connect Core §8.1)', async () => {
    const { app, alice, browser } = await signedInWorld(optionsOf({ subjectType: 'pairwise' }))
    const tokens = await app.offlineTokens(browser)
    const { sub } = decodeJwt(tokens.id_token)
    expect(sub).not.toBe(alice.id)
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      const answer = await app.introspect(token)
      expect(answer.body).toMatchObject({ active: true, sub })
      expect(answer.text).not.toContain(alice.id)
      expect(answer.text).not.toContain('alice')
    }
  })
})

describe('an answer as a JWT (RFC 9701)', () => {
  const type = 'application/token-introspection+jwt'
  const jwt = { headers: { Accept: type } }

  it.each(['RS256', 'ES256', 'EdDSA', 'PS256'] as const)(
    'is for the caller alone, signed with %s as its ID tokens are (§5)',
    async (idTokenAlgorithm) => {
      const { op, app, browser } = await signedInWorld({ idTokenAlgorithm })
      const { access_token: token } = await app.tokens(browser)
      const answer = await app.post('/oauth/introspect', { token }, jwt)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const { body: jwks } = await op.get('/oauth/jwks')
      const { payload, protectedHeader } = await jwtVerify(answer.text, createLocalJWKSet(jwks), {
        typ: 'token-introspection+jwt',
        algorithms: [idTokenAlgorithm],
        issuer,
        audience: app.id,
        currentDate: op.now(),
      })
      expect(protectedHeader.alg).toBe(idTokenAlgorithm)
      expect(Object.keys(payload).sort()).toEqual(['aud', 'iat', 'iss', 'token_introspection'])
      const plain = (await app.introspect(token)).body
      expect(payload['token_introspection']).toEqual(plain)
    },
  )

  it('says of anything else no more than JSON does', async () => {
    const { app } = await world()
    const answer = await app.post('/oauth/introspect', { token: 'x' }, jwt)
    expect(decodeJwt(answer.text)['token_introspection']).toEqual({ active: false })
  })

  it('is no access token and no ID token', async () => {
    const { app } = await world()
    const { text } = await app.post('/oauth/introspect', { token: 'x' }, jwt)
    expect((await app.userinfo(text)).status).toBe(401)
    expect((await app.introspect(text)).body).toEqual({ active: false })
  })

  it('is answered to whom it is acceptable: by the header, in any case and place', async () => {
    const { app } = await world()
    const typeFor = async (accept: string) => {
      const sent = { headers: { Accept: accept } }
      const { headers } = await app.post('/oauth/introspect', { token: 'x' }, sent)
      return headers.get('content-type')
    }
    for (const accept of [
      type,
      `application/json;q=0.5, ${type.toUpperCase()}`,
      `${type}; q=0.1`,
    ]) {
      expect(await typeFor(accept)).toBe(type)
    }
    for (const accept of ['*/*', 'application/json', '', `${type};q=0`, `${type}; q=0.000`]) {
      expect(await typeFor(accept)).toBe('application/json')
    }
  })
})

it('reads the grant once, and of the database nothing else but who asks', async () => {
  const reads: string[] = []
  const counted = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get: (target, method, receiver) => {
        const member: unknown = Reflect.get(target, method, receiver)
        if (typeof member !== 'function') return member
        return (...given: unknown[]) => {
          reads.push(`${name}.${String(method)}`)
          return Reflect.apply(member, target, given) as unknown
        }
      },
    })
  const { app, browser } = await signedInWorld(
    {},
    {
      stores: (stores) => ({
        ...stores,
        grants: counted('grants', stores.grants),
        clients: counted('clients', stores.clients),
        users: counted('users', stores.users),
        sessions: counted('sessions', stores.sessions),
      }),
    },
  )
  const { access_token: token } = await app.tokens(browser)
  reads.length = 0
  await app.introspect(token)
  expect(reads.filter((read) => read !== 'clients.findWithSecrets')).toEqual(['grants.find'])
})
