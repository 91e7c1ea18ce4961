import { describe, expect, it } from 'vitest'

import type { Answer } from '../test-browser'
import { basic, expectOAuthError, oauthProvider, relyingParty, type Fields } from './relying-party'
import {
  assertionType,
  jwksOf,
  keyNamed,
  seconds,
  signed,
  signingParty,
  type Members,
  type SigningParty,
} from './signing-party'

const grant_type = 'client_credentials'

async function world(options: Parameters<typeof signingParty>[1] = {}) {
  const op = await oauthProvider()
  const app = await signingParty(op, options)
  const ask = async (claims: Members = {}, header: Members = {}, fields: Fields = {}) =>
    app.token({ grant_type, ...(await app.credentials(claims, header)), ...fields })
  return { op, app, ask }
}

const strict = { requiresPushedRequests: true } as const

function expectTokens(answer: Answer): void {
  expect([answer.status, answer.body?.error_description]).toEqual([200, undefined])
}

const refused = (answer: Answer) => expectOAuthError(answer, 401, 'invalid_client')

describe('private_key_jwt (RFC 7523, OpenID Connect Core §9)', () => {
  it('proves the client by what it signed', async () => {
    const { ask, app } = await world()
    expectTokens(await ask())
    expectTokens(await ask({}, {}, { client_id: app.id }))
    expectTokens(await ask({}, { kid: undefined, typ: 'JWT' }))
  })

  it('is for the issuer; the token endpoint’s URL is what clients were told before', async () => {
    const { ask, op } = await world()
    const { issuer } = op.settings
    for (const aud of [issuer, `${issuer}/oauth/token`, `${issuer}/token`]) {
      expectTokens(await ask({ aud }))
    }
    for (const aud of [
      ...[[issuer], [issuer, 'https://other.example'], `${issuer}/`, `${issuer}/oauth/par`],
      ...[`${issuer}/oauth/introspect`, 'https://other.example', '', null, undefined, 1],
    ]) {
      refused(await ask({ aud }))
    }
  })

  it('is for the issuer alone where a client is held to FAPI 2 (Security Profile §5.3.2.1)', async () => {
    const { ask, op } = await world(strict)
    const { issuer } = op.settings
    expectTokens(await ask({ aud: issuer }))
    for (const aud of [
      `${issuer}/oauth/token`,
      `${issuer}/token`,
      `${issuer}/oauth/par`,
      [issuer],
    ]) {
      refused(await ask({ aud }))
    }
  })

  it.each(['ES256', 'PS256', 'EdDSA', 'Ed25519', 'RS256'])('takes %s', async (alg) => {
    const key = await keyNamed('app', alg)
    for (const more of [{}, strict]) {
      const { app } = await world({ jwks: jwksOf(key), ...more })
      const answer = await app.token({ grant_type, ...(await app.credentials({}, {}, key)) })
      if (alg === 'RS256' && more === strict)
        refused(answer) // FAPI 2 §5.4
      else expectTokens(answer)
    }
  })

  it('takes no other algorithm: nothing symmetric, nothing unsigned', async () => {
    const { app, ask } = await world()
    const jwt = await app.assertion()
    const [, payload] = jwt.split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const secret = new TextEncoder().encode(app.client.options.jwks!)
    const symmetric = await signed(
      { alg: 'HS256', privateKey: secret as never, publicJwk: {} },
      { iss: app.id, sub: app.id, aud: app.issuer, jti: 'x', exp: 9_999_999_999 },
    )
    for (const client_assertion of [`${none}.${payload}.`, symmetric, `${jwt}x`, 'x', 'a.b.c']) {
      refused(await ask({}, {}, { client_assertion, client_id: app.id }))
    }
    const p384 = await keyNamed('app', 'ES384')
    refused(await app.token({ grant_type, ...(await app.credentials({}, {}, p384)) }))
  })

  it('names the client as issuer and subject, the same as `client_id`', async () => {
    const { op, app, ask } = await world()
    const other = await signingParty(op, { jwks: jwksOf(await keyNamed('other')) })
    for (const claims of [
      ...[{ iss: undefined }, { iss: other.id }, { iss: 'x' }, { sub: undefined }],
      ...[
        { sub: other.id },
        { sub: '' },
        { sub: 'x'.repeat(300) },
        { iss: other.id, sub: other.id },
      ],
    ]) {
      refused(await ask(claims))
    }
    refused(await ask({}, {}, { client_id: other.id }))
    refused(await ask({}, {}, { client_id: 'unknown' }))
    refused(
      await app.token({ grant_type, ...(await app.credentials({}, {}, await keyNamed('other'))) }),
    )
  })

  it('has to end, within the hour; clocks may differ by a minute', async () => {
    const { ask, op } = await world()
    const at = (offset: number) => seconds(op.now()) + offset
    for (const exp of [at(-59), at(1), at(3600)]) expectTokens(await ask({ exp }))
    for (const exp of [at(-60), at(-300), at(3601), at(86_400), undefined, null, '9999999999']) {
      refused(await ask({ exp }))
    }
    for (const name of ['iat', 'nbf']) {
      for (const time of [at(8), at(60), at(-3600), undefined]) {
        expectTokens(await ask({ [name]: time }))
      }
      for (const time of [at(61), at(3600), 'soon', null]) refused(await ask({ [name]: time }))
    }
  })

  it('is refused once its time is over, by the clock', async () => {
    const { op, app } = await world()
    const [first, second] = [await app.credentials(), await app.credentials()] // for a minute
    op.passes({ seconds: 119 })
    expectTokens(await app.token({ grant_type, ...first }))
    op.passes({ seconds: 1 })
    refused(await app.token({ grant_type, ...second }))
  })

  it('is good once (§3): its jti is remembered until it has ended', async () => {
    const { op, app, ask } = await world()
    const credentials = await app.credentials({ exp: seconds(op.now()) + 3600 })
    expectTokens(await app.token({ grant_type, ...credentials }))
    refused(await app.token({ grant_type, ...credentials }))
    op.passes({ seconds: 3659 })
    refused(await app.token({ grant_type, ...credentials }))
    for (const jti of [undefined, '', null, 1, 'x'.repeat(513)]) refused(await ask({ jti }))
    expectTokens(await ask({ jti: 'x'.repeat(512) }))
  })

  it('has jtis of its own: another client may have the same', async () => {
    const { op, ask } = await world()
    const other = await signingParty(op)
    expectTokens(await ask({ jti: 'one' }))
    expectTokens(await other.token({ grant_type, ...(await other.credentials({ jti: 'one' })) }))
  })

  it('uses the jti up only if the signature holds: nobody else can', async () => {
    const { app, ask } = await world()
    const forged = await app.credentials({ jti: 'one' }, {}, await keyNamed('thief'))
    refused(await app.token({ grant_type, ...forged }))
    refused(await ask({ jti: 'one', aud: 'https://other.example' }))
    expectTokens(await ask({ jti: 'one' }))
  })

  it('is good for one of twenty at once', async () => {
    const { app } = await world()
    const credentials = await app.credentials()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.token({ grant_type, ...credentials })),
    )
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
    answers.filter(({ status }) => status !== 200).forEach(refused)
  })

  it('is the only way for a client that is registered for it, and for no other client', async () => {
    const { op, app } = await world()
    const credentials = await app.credentials()
    const secret = await relyingParty(op, { options: app.client.options })
    refused(await op.post('/oauth/token', { grant_type, client_id: app.id }))
    refused(await op.post('/oauth/token', { grant_type, client_id: app.id, client_secret: 'x' }))
    const headers = { Authorization: basic(app.id, 'x') }
    refused(await op.post('/oauth/token', { grant_type }, { headers }))

    const now = seconds(op.now())
    const claims = { iss: secret.id, sub: secret.id, aud: app.issuer, jti: 'x', exp: now + 60 }
    const theirs = { ...credentials, client_assertion: await signed(app.key, claims) }
    refused(await op.post('/oauth/token', { grant_type, ...theirs }))
    const open = await relyingParty(op, {
      isPublic: true,
      authenticationMethod: 'none',
      options: app.client.options,
    })
    const opens = await signed(app.key, { ...claims, iss: open.id, sub: open.id })
    refused(await op.post('/oauth/token', { grant_type, ...credentials, client_assertion: opens }))
  })

  it('goes with nothing else, and both parameters with each other', async () => {
    const { app, op, ask } = await world()
    const invalid = (answer: Answer) => expectOAuthError(answer, 400, 'invalid_request')
    invalid(await ask({}, {}, { client_secret: 'x' }))
    const headers = { Authorization: basic(app.id, 'x') }
    invalid(await app.token({ grant_type }, { headers }))
    invalid(await ask({}, {}, { client_assertion_type: null }))
    invalid(await ask({}, {}, { client_assertion_type: `${assertionType}x` }))
    invalid(await ask({}, {}, { client_assertion: null }))
    const twice = new URLSearchParams({ grant_type, ...(await app.credentials()) })
    twice.append('client_assertion', 'x')
    const body = { method: 'POST', body: twice }
    invalid(await op.dispatch(new Request(`${app.issuer}/oauth/token`, body)))
  })

  it('is refused in the same words whether the client is unknown, disabled or somebody else', async () => {
    const { op, app } = await world()
    const gone = await signingParty(op)
    await op.stores.clients.setDisabled(gone.id, op.now())
    const unknown = await signed(app.key, { iss: 'x', sub: 'x', aud: app.issuer, jti: 'x', exp: 1 })
    const answers = [
      await app.token({ grant_type, ...(await app.credentials({}, {}, await keyNamed('thief'))) }),
      await gone.token({ grant_type }),
      await op.post('/oauth/token', {
        grant_type,
        client_assertion: unknown,
        client_assertion_type: assertionType,
      }),
    ]
    answers.forEach(refused)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it('works wherever a client proves who it is, and its jti is one for all', async () => {
    const { op, app } = await world()
    const { access_token: token } = (await app.token({ grant_type })).body
    const device = 'urn:ietf:params:oauth:grant-type:device_code'
    const changed = { ...app.client, grantTypes: [...app.client.grantTypes, device] as const }
    await op.stores.clients.update(app.id, changed)
    for (const [path, fields] of Object.entries(endpoints(app, token))) {
      const credentials = await app.credentials()
      const answer = await op.post(path, { ...fields, ...credentials })
      expect([path, answer.status]).toEqual([path, path === '/oauth/par' ? 201 : 200])
      refused(await op.post(path, { ...fields, ...credentials }))
      refused(await op.post('/oauth/token', { grant_type, ...credentials }))
      const { client_id: _, ...unnamed } = fields
      refused(await op.post(path, unnamed))
    }
  })

  it('puts no assertion into the log', async () => {
    const { app, op } = await world()
    const { client_assertion, client_assertion_type } = await app.credentials()
    await app.token({ grant_type, client_assertion, client_assertion_type })
    await app.token({ grant_type, client_assertion, client_assertion_type })
    expect(op.logged()).not.toContain(client_assertion.split('.')[1])
  })
})

const endpoints = (app: SigningParty, token: string): Record<string, Record<string, string>> => ({
  '/oauth/token': { grant_type },
  '/oauth/introspect': { token },
  '/oauth/device_authorization': { scope: 'openid' },
  '/oauth/par': app.request(),
  '/oauth/revoke': { token: 'prt_unknown' },
})
