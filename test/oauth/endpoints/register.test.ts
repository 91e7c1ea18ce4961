import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'

import { callback, issuer } from '../../test-provider'
import { expectOAuthError, RelyingParty } from '../relying-party'
import { initialToken, path, registrar } from '../registrar'

const publicJwk = async (alg = 'ES256') => exportJWK((await generateKeyPair(alg)).publicKey)

describe('POST /oauth/register (RFC 7591)', () => {
  it('answers 201 with everything that is registered, by the defaults of §2, and is not cached (§3.2.1)', async () => {
    const { op, post } = await registrar()
    const { status, headers, body } = await post({ redirect_uris: [callback] })
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store'])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    const { client_id: id, client_secret: secret, registration_access_token: token } = body
    expect(secret).toMatch(/^pcs_[\w-]{43}$/)
    expect(token).toMatch(/^pra_[\w-]{43}$/)
    expect(body).toEqual({
      client_id: id,
      client_id_issued_at: Math.floor(op.now().getTime() / 1000),
      client_secret: secret,
      client_secret_expires_at: 0,
      registration_access_token: token,
      registration_client_uri: `${issuer}/oauth/register?client_id=${id}`,
      client_name: 'notes.example',
      application_type: 'web',
      redirect_uris: [callback],
      post_logout_redirect_uris: [],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      scope: 'openid profile email',
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'RS256',
      introspection_signed_response_alg: 'RS256',
      require_signed_request_object: false,
      require_pushed_authorization_requests: false,
      dpop_bound_access_tokens: false,
      subject_type: 'public',
      require_auth_time: true,
    })
  })

  it('registers an app that can sign a person in at once, and introspect', async () => {
    const { op, registered } = await registrar()
    const { client_id: id, client_secret: secret } = await registered({
      grant_types: ['authorization_code', 'refresh_token'],
    })
    const app = new RelyingParty(op, (await op.stores.clients.find(id))!, secret)
    const browser = await op.signedIn(await op.user())
    const tokens = await app.offlineTokens(browser)
    expect((await app.refresh(tokens.refresh_token)).status).toBe(200)
    expect((await app.introspect(tokens.access_token)).body.active).toBe(true)
  })

  it('registers what is asked for, and says it back (§3.2.1)', async () => {
    const { registered, stored } = await registrar()
    const jwks = { keys: [{ ...(await publicJwk('PS256')), kid: 'one', alg: 'PS256', use: 'sig' }] }
    const metadata = {
      client_name: 'Notes',
      client_uri: 'https://notes.example/',
      policy_uri: 'https://notes.example/privacy',
      tos_uri: 'https://notes.example/terms',
      application_type: 'web',
      redirect_uris: [callback, 'https://notes.example/b?x=1'],
      post_logout_redirect_uris: ['https://notes.example/bye'],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      scope: 'openid email offline_access',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      jwks,
      id_token_signed_response_alg: 'PS256',
      userinfo_signed_response_alg: 'EdDSA',
      request_object_signing_alg: 'PS256',
      require_signed_request_object: true,
      require_pushed_authorization_requests: true,
      dpop_bound_access_tokens: true,
      subject_type: 'pairwise',
      default_max_age: 3600,
      require_auth_time: true,
      initiate_login_uri: 'https://notes.example/begin',
      backchannel_logout_uri: 'https://notes.example/logout',
      backchannel_logout_session_required: true,
    }
    const body = await registered(metadata)
    expect(body).toMatchObject(metadata)
    expect(body).not.toHaveProperty('client_secret')
    expect(body).not.toHaveProperty('client_secret_expires_at')
    expect(await stored(body.client_id)).toMatchObject({
      kind: 'web',
      isPublic: false,
      isFirstParty: false,
      dialects: ['oauth'],
      pkce: 'required',
      ownerId: null,
      backchannelLogoutUri: 'https://notes.example/logout',
      options: {
        jwks: JSON.stringify(jwks),
        dpop: 'required',
        requiresPushedRequests: true,
        requiresRequestObjects: true,
        subjectType: 'pairwise',
        sectorIdentifier: 'notes.example',
        userinfoAlgorithm: 'EdDSA',
        assertionAlgorithm: 'PS256',
        requestObjectAlgorithm: 'PS256',
        defaultMaxAge: 3600,
        isSelfRegistered: false,
      },
    })
  })

  it.each([
    [{ token_endpoint_auth_method: 'none' }, 'browser', true],
    [{}, 'web', false],
    [{ grant_types: ['client_credentials'], redirect_uris: [] }, 'machine', false],
    [
      {
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
        redirect_uris: [],
      },
      'device',
      true,
    ],
  ])('chooses the kind by the metadata: %j is %s', async (metadata, kind, isPublic) => {
    const { registered, stored } = await registrar()
    const body = await registered(metadata)
    expect(await stored(body.client_id)).toMatchObject({ kind, isPublic })
    expect('client_secret' in body).toBe(!isPublic)
    expect(body.response_types).toEqual(
      body.grant_types.includes('authorization_code') ? ['code'] : [],
    )
  })

  it('ignores what it does not know, and names in other languages (§2, §2.2)', async () => {
    const { registered } = await registrar()
    const ignored = {
      'client_name#fr': 'Carnet',
      contacts: ['a@notes.example'],
      logo_uri: 'https://notes.example/logo.png', // never hot-linked, so not registered
      software_id: 'x',
      made_up: [1],
      client_id: 'mine',
      client_secret: 'mine',
      is_first_party: true,
    }
    const body = await registered({ ...ignored, client_name: 'Notes' })
    for (const name of Object.keys(ignored).slice(0, 5)) expect(body).not.toHaveProperty([name])
    expect(body.client_name).toBe('Notes')
    expect([body.client_id, body.client_secret]).not.toContain('mine')
  })

  it('ignores a software statement, which it does not support (§3.1.1)', async () => {
    const { registered } = await registrar()
    const body = await registered({ software_statement: 'x.y.z' })
    expect(body).not.toHaveProperty('software_statement')
  })

  it('takes null and an empty text for left out', async () => {
    const { registered } = await registrar()
    const body = await registered({ client_uri: '', jwks: null, scope: null, client_name: '' })
    expect(body).toMatchObject({ client_name: 'notes.example', scope: 'openid profile email' })
    expect(body).not.toHaveProperty('client_uri')
  })

  it('leaves out scopes that there are not, and says so by what it answers', async () => {
    const { registered } = await registrar()
    expect((await registered({ scope: 'email made_up openid phone' })).scope).toBe(
      'openid email phone',
    )
  })
})

describe('what is refused', () => {
  it('redirect URIs that lead people astray: invalid_redirect_uri (§3.2.2)', async () => {
    const { post } = await registrar()
    for (const uri of [
      'https://notes.example/#part',
      'https://notes.example/*',
      'http://notes.example/',
      'javascript:alert(1)',
      'https://user@notes.example/',
      'notes:/callback',
      '/callback',
      '',
      'https://notes.example/?code=1',
      'urn:ietf:wg:oauth:2.0:oob',
    ]) {
      const answer = await post({ redirect_uris: [callback, uri] })
      expectOAuthError(answer, 400, 'invalid_redirect_uri')
      expect(answer.body.error_description).toMatch(/^redirect_uris, number 2, /)
    }
  })

  const redirectUriProblems: readonly [metadata: object, description: string][] = [
    [{}, 'redirect_uris is missing'],
    [{ redirect_uris: [] }, 'redirect_uris is missing'],
    [{ redirect_uris: callback }, 'redirect_uris must be an array'],
    [{ redirect_uris: [1] }, 'redirect_uris must be an array'],
    [{ redirect_uris: Array(51).fill(callback) }, 'redirect_uris holds more than 50'],
    [{ redirect_uris: ['com.example.app:/a'], application_type: 'web' }, 'application_type web'],
    [
      { redirect_uris: ['https://localhost/a'], application_type: 'native' },
      'application_type native',
    ],
  ]

  it('redirect URIs that are missing, or not of the app’s type: invalid_redirect_uri', async () => {
    const { post } = await registrar()
    for (const [metadata, description] of redirectUriProblems) {
      const answer = await post(metadata)
      expectOAuthError(answer, 400, 'invalid_redirect_uri')
      expect(answer.body.error_description).toContain(description)
    }
  })

  const problems: readonly [metadata: object, description: string][] = [
    [{ client_name: 7 }, 'client_name must be a text'],
    [{ client_name: 'x'.repeat(81) }, 'client_name is longer'],
    [{ client_name: 'Not\u202ees' }, 'client_name has an invisible character'],
    [{ client_uri: 'javascript:alert(1)' }, 'client_uri must be https'],
    [{ policy_uri: 'http://notes.example/' }, 'policy_uri must be https'],
    [{ tos_uri: {} }, 'tos_uri must be a text'],
    [{ application_type: 'desktop' }, 'application_type must be web or native'],
    [{ response_types: ['token'] }, 'response_types may hold code'],
    [{ response_types: 'code' }, 'response_types must be an array'],
    [{ response_types: [] }, 'must correspond'],
    [{ grant_types: ['client_credentials'], response_types: ['code'] }, 'must correspond'],
    [{ grant_types: [] }, 'grant_types is empty'],
    [{ grant_types: ['implicit'] }, 'grant_types may hold'],
    [{ grant_types: ['password'] }, 'grant_types may hold'],
    [{ grant_types: ['login_redirect'] }, 'grant_types may hold'],
    [{ grant_types: ['refresh_token'] }, 'nothing that would bring one'],
    [
      { grant_types: ['client_credentials'], token_endpoint_auth_method: 'none' },
      'token_endpoint_auth_method none',
    ],
    [{ scope: ['openid'] }, 'scope must be a text'],
    [{ token_endpoint_auth_method: 'client_secret_jwt' }, 'token_endpoint_auth_method must be'],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'needs jwks or jwks_uri'],
    [{ token_endpoint_auth_signing_alg: 'none' }, 'token_endpoint_auth_signing_alg must be'],
    [{ id_token_signed_response_alg: 'none' }, 'id_token_signed_response_alg must be'],
    [{ id_token_signed_response_alg: 'HS256' }, 'id_token_signed_response_alg must be'],
    [{ userinfo_signed_response_alg: 'none' }, 'userinfo_signed_response_alg must be'],
    [{ request_object_signing_alg: 'none' }, 'request_object_signing_alg must be'],
    [
      { request_object_signing_alg: 'RS256', require_pushed_authorization_requests: true },
      'holds the client to FAPI 2',
    ],
    [{ require_signed_request_object: 'true' }, 'require_signed_request_object must be true or'],
    [{ require_signed_request_object: true }, 'needs jwks or jwks_uri'],
    [{ require_pushed_authorization_requests: 1 }, 'require_pushed_authorization_requests must be'],
    [{ dpop_bound_access_tokens: 'yes' }, 'dpop_bound_access_tokens must be true or false'],
    [{ subject_type: 'ephemeral' }, 'subject_type must be public or pairwise'],
    [{ default_max_age: -1 }, 'default_max_age must be a number'],
    [{ default_max_age: '60' }, 'default_max_age must be a number'],
    [{ require_auth_time: 'no' }, 'require_auth_time must be true or false'],
    [{ initiate_login_uri: 'http://notes.example/begin' }, 'initiate_login_uri must be https'],
    [{ backchannel_logout_uri: 'https://notes.example/#x' }, 'backchannel_logout_uri must not'],
    [{ backchannel_logout_session_required: 1 }, 'backchannel_logout_session_required must'],
    [
      { post_logout_redirect_uris: ['https://notes.example/#x'] },
      'post_logout_redirect_uris, number 1',
    ],
    [{ jwks_uri: 'http://notes.example/jwks' }, 'jwks_uri must be https'],
    [{ jwks: 'x' }, 'jwks must be an object'],
    [{ jwks: { keys: [] } }, 'jwks has no keys'],
    [{ jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } }, 'jwks has a symmetric key'],
  ]

  it('everything else: invalid_client_metadata, with the member that is wrong (§3.2.2)', async () => {
    const { post, usesLeft } = await registrar()
    for (const [metadata, description] of problems) {
      const answer = await post({ redirect_uris: [callback], ...metadata })
      expectOAuthError(answer, 400, 'invalid_client_metadata')
      expect(answer.body.error_description).toContain(description)
    }
    expect(await usesLeft()).toBe(100) // what is refused costs nothing
  })

  it('jwks with jwks_uri, and a private key among the public ones (§2)', async () => {
    const { post } = await registrar()
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const [open, secret] = [await exportJWK(publicKey), await exportJWK(privateKey)]
    const both = { jwks: { keys: [open] }, jwks_uri: 'https://notes.example/jwks' }
    for (const metadata of [both, { jwks: { keys: [open, secret] } }]) {
      const answer = await post({ redirect_uris: [callback], ...metadata })
      expectOAuthError(answer, 400, 'invalid_client_metadata')
      expect(answer.text).not.toContain(secret.d)
    }
  })

  it('never repeats in the answer or the log what was sent', async () => {
    const { op, post } = await registrar()
    for (const metadata of [
      { redirect_uris: ['https://evil.example/#<script>'] },
      { redirect_uris: [callback], application_type: '"evil' },
      { redirect_uris: [callback], 'evil\r\n': 1, grant_types: ['evil'] },
    ]) {
      expect((await post(metadata)).text).not.toContain('evil')
    }
    const { body } = await post({ redirect_uris: [callback] })
    for (const secret of [body.client_secret, body.registration_access_token, initialToken]) {
      expect(op.logged()).not.toContain(secret)
    }
  })

  it('a body that is no JSON object, of another type, or too large', async () => {
    const { op, send, post } = await registrar()
    for (const body of ['', '{', '[]', 'null', '7', '"x"']) {
      expectOAuthError(await post(body), 400, 'invalid_request')
    }
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expectOAuthError(await send('POST', path, 'a=b', initialToken, form), 400, 'invalid_request')
    const large = { redirect_uris: [callback], client_name: 'x'.repeat(70_000) }
    expectOAuthError(await post(large), 413, 'invalid_request')
    expect(await op.stores.clients.list(null)).toEqual([])
  })

  it('members that JavaScript has by itself', async () => {
    const { registered } = await registrar()
    const body = await registered(
      JSON.parse('{"__proto__": {"client_name": "x"}, "constructor": 1, "toString": 2}') as object,
    )
    expect(body.client_name).toBe('notes.example')
  })
})
