import { describe, expect, it } from 'vitest'

import { atOnce } from '../../stores/fixtures'
import { callback } from '../../test-provider'
import { listening } from '../listening'
import { expectOAuthError } from '../relying-party'
import { initialToken, path, registrar, sendable } from '../registrar'

describe('who may register (RFC 7591 §3)', () => {
  it('with the policy `token`, only somebody with an initial access token', async () => {
    const { op, post, usesLeft } = await registrar('token')
    const metadata = { redirect_uris: [callback] }
    const none = await post(metadata, null)
    expectOAuthError(none, 401, 'invalid_token')
    expect(none.headers.get('www-authenticate')).toBe('Bearer')
    for (const token of ['wrong', 'pia_wrong', `${initialToken}x`, '\u007f', '']) {
      const answer = await post(metadata, token)
      expectOAuthError(answer, 401, 'invalid_token')
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)
    }
    expect(await op.stores.clients.list(null)).toEqual([])
    expect((await post(metadata)).status).toBe(201)
    expect(await usesLeft()).toBe(99)
  })

  it('says nothing of the metadata, and fetches nothing, before it knows who asks', async () => {
    const { op, post } = await registrar('token')
    let fetched = 0
    const outbound = op.provider.outbound as { get: typeof op.provider.outbound.get }
    outbound.get = () => {
      fetched += 1
      return Promise.reject(new Error('not now'))
    }
    const bad = { redirect_uris: ['x'], sector_identifier_uri: 'https://notes.example/s' }
    expectOAuthError(await post(bad, 'pia_wrong'), 401, 'invalid_token')
    expect(fetched).toBe(0)
  })

  it('as often as the token allows, however many ask at once, and not after its end', async () => {
    const { op, post } = await registrar('token', { uses: 3 })
    const answers = await atOnce(10, () => post({ redirect_uris: [callback] }))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(7)
    expect(await op.stores.clients.list(null)).toHaveLength(3)

    const later = await registrar('token')
    later.op.passes({ days: 7, seconds: -1 })
    expect((await later.post({ redirect_uris: [callback] })).status).toBe(201)
    later.op.passes({ seconds: 1 })
    expectOAuthError(await later.post({ redirect_uris: [callback] }), 401, 'invalid_token')
  })

  it('with the policy `open`, anybody; the app is known for one that nobody vouches for', async () => {
    const { registered, stored, usesLeft } = await registrar('open')
    const body = await registered({ token_endpoint_auth_method: 'none' })
    expect(await stored(body.client_id)).toMatchObject({
      isFirstParty: false,
      pkce: 'required',
      options: { isSelfRegistered: true },
    })
    expect(await usesLeft()).toBe(100)
  })

  it('with the policy `open` and a token, as one that is vouched for; a wrong token is refused', async () => {
    const { post, stored } = await registrar('open')
    const { body } = await post({ redirect_uris: [callback] }, initialToken)
    expect((await stored(body.client_id)).options.isSelfRegistered).toBe(false)
    expectOAuthError(await post({ redirect_uris: [callback] }, 'wrong'), 401, 'invalid_token')
  })

  it('gives an app of a stranger’s the code flow alone, and says so (§3.2.1)', async () => {
    const { post, registered, stored } = await registrar('open')
    const body = await registered({
      grant_types: [
        'authorization_code',
        'refresh_token',
        'client_credentials',
        'urn:ietf:params:oauth:grant-type:device_code',
        'urn:ietf:params:oauth:grant-type:token-exchange',
      ],
    })
    expect(body.grant_types).toEqual(['authorization_code', 'refresh_token'])
    expect((await stored(body.client_id)).grantTypes).toEqual(body.grant_types)
    for (const grant of [
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ]) {
      expectOAuthError(await post({ grant_types: [grant] }), 400, 'invalid_client_metadata')
    }
    for (const grant of ['password', 'login_redirect', 'refresh_token']) {
      expectOAuthError(await post({ grant_types: [grant] }), 400, 'invalid_client_metadata')
    }
  })

  it('takes redirect URIs of a stranger’s app on https, on loopback and of a scheme of its own only', async () => {
    const { post } = await registrar('open')
    for (const uri of [
      callback,
      'http://localhost:6274/cb',
      'http://127.0.0.1/cb',
      'com.example.app:/cb',
    ]) {
      expect((await post({ redirect_uris: [uri] })).status).toBe(201)
    }
    expectOAuthError(
      await post({ redirect_uris: ['http://192.168.0.1/cb'] }),
      400,
      'invalid_redirect_uri',
    )
  })

  it('lets one address register 30 apps an hour, refusals included', async () => {
    const { op, post } = await registrar('open')
    for (let count = 0; count < 15; count += 1) {
      await post({ redirect_uris: [callback] })
      await post({})
    }
    const answer = await post({ redirect_uris: [callback] })
    expectOAuthError(answer, 429, 'temporarily_unavailable')
    expect(answer.headers.get('retry-after')).toBe('3600')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const elsewhere = await op.json(
      path,
      { redirect_uris: [callback] },
      { address: '198.51.100.7' },
    )
    expect(elsewhere.status).toBe(201)
    expect((await post({ redirect_uris: [callback] }, initialToken)).status).toBe(201)
    op.passes({ hours: 1 })
    expect((await post({ redirect_uris: [callback] })).status).toBe(201)
  })

  it('for scripts of any page: the preflight names methods and headers', async () => {
    const { send } = await registrar('open')
    const answer = await send('OPTIONS', path)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE')
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('at the provider path too', async () => {
    const { send } = await registrar()
    expect((await send('POST', '/reg', { redirect_uris: [callback] }, initialToken)).status).toBe(
      201,
    )
  })
})

it('goes over HTTP with every method (RFC 7592 §2)', async () => {
  const { op, issuer: here } = await listening({ dynamicRegistration: 'open' })
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ redirect_uris: [callback], token_endpoint_auth_method: 'none' })
  const made = await fetch(`${here}/oauth/register`, { method: 'POST', headers, body })
  const registration = (await made.json()) as Record<string, string>
  expect(made.status).toBe(201)
  const uri = registration['registration_client_uri']!
  expect(uri.startsWith(`${here}/oauth/register?`)).toBe(true)
  const Authorization = `Bearer ${registration['registration_access_token']}`
  const asks = async (method: string, sent?: object) => {
    const init = { method, headers: { ...headers, Authorization } }
    return (await fetch(uri, sent ? { ...init, body: JSON.stringify(sent) } : init)).status
  }
  expect(await asks('GET')).toBe(200)
  expect(await asks('PUT', sendable(registration))).toBe(200)
  expect(await asks('PUT', { large: 'x'.repeat(70_000) })).toBe(413)
  expect(await asks('DELETE')).toBe(204)
  expect(await asks('GET')).toBe(401)
  const other = await fetch(uri, { method: 'PATCH' })
  expect([other.status, other.headers.get('allow')]).toEqual([
    405,
    'GET, POST, PUT, DELETE, OPTIONS',
  ])
  expect(op.logged()).not.toContain(registration['registration_access_token'])
})
