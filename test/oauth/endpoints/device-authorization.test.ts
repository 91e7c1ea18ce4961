import { describe, expect, it } from 'vitest'

import { hmac, sha256 } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'
import { readUserCode } from '@/oauth/device/user-code'
import type { Stores } from '@/stores/stores'

import { issuer } from '../../test-provider'
import { askForCode, deviceCodeGrant, deviceWorld, newCode } from '../device-app'
import { basic, expectOAuthError, publicValues, relyingParty, world } from '../relying-party'

const resource = 'https://api.notes.example/'

describe('POST /oauth/device_authorization (RFC 8628 §3.1)', () => {
  it('gives what the device needs, and nobody caches it (§3.2)', async () => {
    const { app } = await deviceWorld()
    const answer = await askForCode(app)
    expect(answer.status).toBe(200)
    const userCode = answer.body.user_code
    expect(answer.body).toEqual({
      device_code: expect.stringMatching(/^pdc_[\w-]{43}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: `${issuer}/device`,
      verification_uri_complete: `${issuer}/device?user_code=${userCode}`,
      expires_in: 600,
      interval: 5,
    })
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('is also at /device/auth, for clients of a Node OpenID provider', async () => {
    const { op, app } = await deviceWorld()
    const answer = await op.post('/device/auth', { client_id: app.id, scope: 'openid' })
    expect(Object.keys(answer.body)).toEqual(Object.keys((await askForCode(app)).body))
  })

  it('is open to pages of every origin, as the token endpoint is', async () => {
    const { op, app } = await deviceWorld()
    expect((await askForCode(app)).headers.get('access-control-allow-origin')).toBe('*')
    const preflight = await op.dispatch(
      new Request(`${issuer}/oauth/device_authorization`, { method: 'OPTIONS' }),
    )
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST')
  })

  it('asks a client with a secret for it (§3.1, RFC 6749 §3.2.1)', async () => {
    const { op, app } = await world({ grantTypes: [deviceCodeGrant] })
    expect((await askForCode(app)).status).toBe(200)
    const path = '/oauth/device_authorization'
    expectOAuthError(await op.post(path, { client_id: app.id }), 401, 'invalid_client')
    expectOAuthError(await op.post(path, {}), 401, 'invalid_client')
    const headers = { Authorization: basic(app.id, 'wrong') }
    const wrong = await op.post(path, {}, { headers })
    expectOAuthError(wrong, 401, 'invalid_client')
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic /)
    const unknown = await op.post(path, {}, { headers: { Authorization: basic('x', 'wrong') } })
    expect(unknown.text).toBe(wrong.text)
  })

  it('is for clients whose registration allows the grant and the dialect, and says which switch is off', async () => {
    const { op } = await deviceWorld()
    const without = await relyingParty(op, { ...publicValues, grantTypes: ['refresh_token'] })
    const elsewhere = await relyingParty(op, {
      ...publicValues,
      grantTypes: [deviceCodeGrant],
      dialects: ['login-redirect'],
    })
    for (const app of [without, elsewhere]) {
      const answer = await askForCode(app)
      expectOAuthError(answer, 400, 'unauthorized_client')
      expect(answer.body.error_description).toContain(deviceCodeGrant)
    }
  })

  it('is closed to a client that was disabled', async () => {
    const { op, app } = await deviceWorld()
    await op.stores.clients.setDisabled(app.id, op.now())
    expectOAuthError(await askForCode(app), 401, 'invalid_client')
  })

  it('narrows the scope to what the client may ask; offline_access to one that may refresh', async () => {
    const { op, app } = await deviceWorld({ scopes: ['openid', 'email', 'offline_access'] })
    const stored = async (it: typeof app, scope: string | null) =>
      (await op.stores.deviceCodes.find(sha256((await newCode(it, { scope })).device_code)))?.scope
    expect(await stored(app, 'email profile offline_access openid made:up')).toBe(
      'openid email offline_access',
    )
    expect(await stored(app, null)).toBe('')
    const short = await relyingParty(op, { ...publicValues, grantTypes: [deviceCodeGrant] })
    expect(await stored(short, 'openid offline_access')).toBe('openid')
  })

  it('takes resources that the client is registered for (RFC 8707 §2), and no other', async () => {
    const made = await deviceWorld()
    const options = { ...made.app.client.options, resources: [resource] }
    await made.op.stores.clients.update(made.app.id, { ...made.app.client, options })
    const asked = await newCode(made.app, { resource })
    const code = await made.op.stores.deviceCodes.find(sha256(asked.device_code))
    expect(code?.resources).toBe(resource)
    expectOAuthError(
      await askForCode(made.app, { resource: 'https://other.example/' }),
      400,
      'invalid_target',
    )
  })

  it('refuses a parameter that comes twice, ignores one that is unknown, and reads a form only', async () => {
    const { op, app } = await deviceWorld()
    const raw = (body: string, type = 'application/x-www-form-urlencoded') =>
      op.dispatch(
        new Request(`${issuer}/oauth/device_authorization`, {
          method: 'POST',
          headers: { 'Content-Type': type },
          body,
        }),
      )
    const id = `client_id=${app.id}`
    expectOAuthError(await raw(`${id}&scope=openid&scope=email`), 400, 'invalid_request')
    expectOAuthError(await raw(`${id}&${id}`), 400, 'invalid_request')
    expect((await raw(`${id}&extra=1&extra=2&scope=`)).status).toBe(200)
    expectOAuthError(
      await raw(JSON.stringify({ client_id: app.id }), 'application/json'),
      400,
      'invalid_request',
    )
    expectOAuthError(await raw(`${id}&scope=${'x'.repeat(70_000)}`), 413, 'invalid_request')
  })

  it('stores neither code as it is, and logs none (§5.1, §5.2)', async () => {
    const { op, app } = await deviceWorld()
    const { device_code: deviceCode, user_code: userCode } = await newCode(app)
    const stored = await op.stores.deviceCodes.find(sha256(deviceCode))
    const letters = userCode.replace('-', '')
    expect(stored?.userCodeHash).toBe(hmac(deriveKey(op.settings.secret, 'user-code'), letters))
    for (const text of [JSON.stringify(stored), op.logged()]) {
      expect(text).not.toContain(deviceCode)
      expect(text).not.toContain(userCode)
      expect(text).not.toContain(letters)
    }
  })

  it('keeps where the device is, cut to what can be shown (§5.4)', async () => {
    const { op, app } = await deviceWorld()
    const sent = { address: '203.0.113.9', headers: { 'User-Agent': `TV/1 ${'x'.repeat(5000)}` } }
    const { body } = await askForCode(app, {}, sent)
    const stored = await op.stores.deviceCodes.find(sha256(body.device_code))
    expect(stored?.address).toBe('203.0.113.9')
    expect(stored?.userAgent).toMatch(/^TV\/1 x{507}$/)
  })

  it('draws again when the user code is somebody else’s', async () => {
    let refusals = 2
    const stores = (real: Stores): Stores => ({
      ...real,
      deviceCodes: {
        ...real.deviceCodes,
        create: async (code) => (refusals-- > 0 ? false : real.deviceCodes.create(code)),
      },
    })
    const { app } = await deviceWorld({}, { stores })
    expect((await askForCode(app)).status).toBe(200)
    refusals = 99
    expectOAuthError(await askForCode(app), 500, 'server_error')
  })

  it('is announced (RFC 8628 §4)', async () => {
    const { op } = await deviceWorld()
    const { body } = await op.get('/.well-known/oauth-authorization-server')
    expect(body.device_authorization_endpoint).toBe(`${issuer}/oauth/device_authorization`)
    expect(body.grant_types_supported).toContain(deviceCodeGrant)
  })
})

describe('a user code as it is typed (RFC 8628 §6.1)', () => {
  it.each([
    'MMQH-NCTW',
    'mmqhnctw',
    'Mmqh nctw',
    ' m m q h - n c t w ',
    'mmqh–nctw',
    'MMQH_NCTW.',
    'ＭＭＱＨ－ＮＣＴＷ',
    'mmqh\u00a0nctw\r\n',
  ])('%j is MMQH-NCTW', (typed) => {
    expect(readUserCode(typed)).toBe('MMQH-NCTW')
  })

  it.each([
    '',
    'MMQH-NCT',
    'MMQH-NCTWB',
    'AMQH-NCTW',
    'MMQH-NCT0',
    'MMQH-NCTÉ',
    'ММQH-NCTW',
    '\0',
    'B'.repeat(9000),
  ])('%j is none', (typed) => {
    expect(readUserCode(typed)).toBeNull()
  })
})
