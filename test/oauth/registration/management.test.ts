import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'

import { callback } from '../../test-provider'
import { basic, challenge, expectOAuthError, RelyingParty, verifier } from '../relying-party'
import { initialToken, path, registrar, sendable } from '../registrar'
import { jwksOf, keyNamed, SigningParty } from '../signing-party'

describe('managing a registration (RFC 7592)', () => {
  it('GET says what is registered, without the secret, which nobody knows any more (§2.1)', async () => {
    const { registered, manage } = await registrar()
    const {
      client_secret: _,
      client_secret_expires_at: __,
      ...body
    } = await registered({
      client_name: 'Notes',
    })
    const answer = await manage('GET', body).with()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(answer.body).toEqual(body)
  })

  it('is for the token of this very client: everything else is answered the same, 401 (§2)', async () => {
    const { op, registered, manage, send } = await registrar()
    const [one, other] = [await registered(), await registered()]
    const answers = [
      await manage('GET', one).with(undefined, other.registration_access_token),
      await manage('GET', one).with(undefined, initialToken),
      await manage('GET', one).with(undefined, one.client_secret),
      await manage('GET', one).with(undefined, `${one.registration_access_token}x`),
      await manage('GET', { ...one, client_id: 'unknown' }).with(),
      await manage('GET', { ...one, client_id: '' }).with(),
      await send('GET', path, undefined, one.registration_access_token),
      await send(
        'GET',
        `${path}?client_id=${one.client_id}&client_id=x`,
        undefined,
        one.registration_access_token,
      ),
      await manage('PUT', one).with({ client_id: one.client_id }, other.registration_access_token),
      await manage('DELETE', one).with(undefined, other.registration_access_token),
    ]
    for (const answer of answers) expectOAuthError(answer, 401, 'invalid_token')
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]!.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)

    await op.stores.clients.setDisabled(one.client_id, op.now())
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await manage(method, one).with(method === 'PUT' ? {} : undefined)
      expectOAuthError(answer, 401, 'invalid_token')
    }
  })

  it('is stored as a hash only', async () => {
    const { op, registered } = await registrar()
    const { client_id: id, registration_access_token: token } = await registered()
    expect(await op.stores.clients.findByRegistrationToken(id, token)).toBeNull()
    expect(await op.stores.clients.findByRegistrationToken(id, sha256(token))).not.toBeNull()
  })

  it('PUT replaces: what is left out is gone (§2.2)', async () => {
    const { registered, manage, stored } = await registrar()
    const body = await registered({
      client_name: 'Notes',
      tos_uri: 'https://notes.example/terms',
      grant_types: ['authorization_code', 'refresh_token'],
      scope: 'openid',
      default_max_age: 60,
    })
    const { client_id } = body
    const answer = await manage('PUT', body).with({
      client_id,
      client_name: 'Notes 2',
      redirect_uris: [callback, 'https://notes.example/second'],
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      client_id,
      registration_access_token: body.registration_access_token,
      registration_client_uri: body.registration_client_uri,
      client_name: 'Notes 2',
      redirect_uris: [callback, 'https://notes.example/second'],
      grant_types: ['authorization_code'],
      scope: 'openid profile email',
    })
    for (const name of ['tos_uri', 'default_max_age', 'client_secret']) {
      expect(answer.body).not.toHaveProperty(name)
    }
    expect(answer.body).toEqual((await manage('GET', body).with()).body)
    expect((await stored(client_id)).redirectUris).toHaveLength(2)
  })

  it('PUT of what GET said changes nothing', async () => {
    const { registered, manage } = await registrar()
    const jwks_uri = 'https://notes.example/jwks'
    const body = await registered({ jwks_uri, require_signed_request_object: true })
    const answer = await manage('PUT', body).with(sendable(body))
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual((await manage('GET', body).with()).body)
  })

  it('PUT needs the client_id and takes nothing that is ours, nor another secret (§2.2)', async () => {
    const { registered, manage, stored } = await registrar()
    const body = await registered()
    const good = sendable(body)
    const before = await stored(body.client_id)
    for (const [change, description] of [
      [{ client_id: undefined }, 'client_id must be'],
      [{ client_id: 'other' }, 'client_id must be'],
      [{ client_secret: 'other' }, 'client_secret is not'],
      [{ client_secret: '' }, 'client_secret is not'],
      [{ client_secret: [body.client_secret] }, 'client_secret is not'],
      [{ registration_access_token: body.registration_access_token }, 'registration_access_token'],
      [{ registration_client_uri: body.registration_client_uri }, 'registration_client_uri'],
      [{ client_secret_expires_at: 0 }, 'client_secret_expires_at'],
      [{ client_id_issued_at: body.client_id_issued_at }, 'client_id_issued_at'],
      [{ client_name: 'x'.repeat(81) }, 'client_name'],
    ] as const) {
      const answer = await manage('PUT', body).with({ ...good, ...change })
      expectOAuthError(answer, 400, 'invalid_client_metadata')
      expect(answer.body.error_description).toContain(description)
    }
    expect(await stored(body.client_id)).toEqual(before)
    expect((await manage('PUT', body).with(good)).status).toBe(200)
  })

  it('PUT leaves alone what the operator has set and the app cannot say', async () => {
    const { op, registered, manage, stored } = await registrar()
    const body = await registered()
    const client = await stored(body.client_id)
    await op.stores.clients.update(client.id, {
      ...client,
      isFirstParty: true,
      pkce: 'optional',
      dialects: ['oauth', 'login-redirect'],
      grantTypes: ['login_redirect', 'authorization_code'],
      accessTokenLifetime: 120,
      options: {
        ...client.options,
        resources: ['https://api.example/'],
        dpop: 'required-with-nonce',
      },
    })
    await manage('PUT', body).with({ ...sendable(body), dpop_bound_access_tokens: true })
    expect(await stored(client.id)).toMatchObject({
      isFirstParty: true,
      pkce: 'optional',
      dialects: ['oauth', 'login-redirect'],
      grantTypes: ['login_redirect', 'authorization_code'],
      accessTokenLifetime: 120,
      options: { resources: ['https://api.example/'], dpop: 'required-with-nonce' },
    })
    await manage('PUT', body).with({ ...sendable(body), token_endpoint_auth_method: 'none' })
    expect(await stored(client.id)).toMatchObject({ isPublic: true, pkce: 'required' }) // by nobody's word
  })

  it('PUT gives a stranger’s app no more than POST does', async () => {
    const { registered, manage } = await registrar('open')
    const body = await registered()
    const answer = await manage('PUT', body).with({
      ...sendable(body),
      grant_types: ['authorization_code', 'client_credentials'],
    })
    expect(answer.body.grant_types).toEqual(['authorization_code'])
  })

  it('PUT answers a secret where the app needs one from now on, once', async () => {
    const { op, registered, manage } = await registrar()
    const body = await registered({ token_endpoint_auth_method: 'none' })
    const change = { ...sendable(body), token_endpoint_auth_method: 'client_secret_post' }
    const answer = await manage('PUT', body).with(change)
    const { client_secret: secret } = answer.body
    expect(answer.body.client_secret_expires_at).toBe(0)
    const headers = { Authorization: basic(body.client_id, secret) }
    expect((await op.post('/oauth/introspect', { token: 'x' }, { headers })).status).toBe(200)
    expect((await manage('PUT', body).with(change)).body).not.toHaveProperty('client_secret')
  })

  it('PUT that takes a redirect URI away ends the codes that were sent there', async () => {
    const { op, registered, manage, stored } = await registrar()
    const second = 'https://notes.example/second'
    const body = await registered({ redirect_uris: [callback, second] })
    const app = new RelyingParty(op, await stored(body.client_id), body.client_secret)
    const browser = await op.signedIn(await op.user())
    const gone = await app.code(browser, { redirect_uri: second })
    const kept = await app.code(browser)
    await manage('PUT', body).with({ ...sendable(body), redirect_uris: [callback] })
    expectOAuthError(await app.redeem(gone, { redirect_uri: second }), 400, 'invalid_grant')
    expect((await app.redeem(kept)).status).toBe(200)
  })

  it('PUT that sends people elsewhere ends their consents, and what came of them', async () => {
    const { op, registered, manage, stored } = await registrar()
    const body = await registered({ grant_types: ['authorization_code', 'refresh_token'] })
    const app = new RelyingParty(op, await stored(body.client_id), body.client_secret)
    const alice = await op.user()
    const browser = await op.signedIn(alice)
    const tokens = await app.offlineTokens(browser)
    const same = [callback, 'https://notes.example/second']
    await manage('PUT', body).with({ ...sendable(body), redirect_uris: same })
    expect(await app.isLive(tokens.access_token)).toBe(true)

    const elsewhere = [callback, 'https://elsewhere.example/']
    await manage('PUT', body).with({ ...sendable(body), redirect_uris: elsewhere })
    expect(await app.isLive(tokens.access_token)).toBe(false)
    expectOAuthError(await app.refresh(tokens.refresh_token), 400, 'invalid_grant')
    expect(await op.stores.consents.find(alice.id, app.id)).toBeNull()
  })

  it('PUT that gives a key in place of the secret ends the secret', async () => {
    const { op, registered, manage, stored } = await registrar()
    const body = await registered()
    const key = await keyNamed('registration')
    const jwks = JSON.parse(jwksOf(key)) as object
    const method = { token_endpoint_auth_method: 'private_key_jwt' }
    const answer = await manage('PUT', body).with({ ...sendable(body), ...method, jwks })
    expect(answer.body).toMatchObject({ ...method, jwks })
    const headers = { Authorization: basic(body.client_id, body.client_secret) }
    const bySecret = await op.post('/oauth/introspect', { token: 'x' }, { headers })
    expectOAuthError(bySecret, 401, 'invalid_client')
    const app = new SigningParty(op, await stored(body.client_id), key)
    expect((await app.introspect('x')).body).toEqual({ active: false })
  })

  it('DELETE removes the app with all that was given to it, 204 (§2.3)', async () => {
    const { op, registered, manage, stored } = await registrar()
    const body = await registered()
    const app = new RelyingParty(op, await stored(body.client_id), body.client_secret)
    const browser = await op.signedIn(await op.user())
    const { access_token: token } = await app.tokens(browser)
    const answer = await manage('DELETE', body).with()
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await app.isLive(token)).toBe(false)
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const again = await manage(method, body).with(method === 'PUT' ? {} : undefined)
      expectOAuthError(again, 401, 'invalid_token')
    }
    const fields = { grant_type: 'authorization_code', code: 'x', code_verifier: verifier }
    expectOAuthError(await app.token(fields), 401, 'invalid_client')
    expect((await browser.open(app.path({ code_challenge: challenge }))).status).toBe(400)
  })
})
