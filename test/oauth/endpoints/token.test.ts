import { describe, expect, it } from 'vitest'

import type { Stores } from '@/stores/stores'

import { issuer } from '../../test-provider'
import { basic, expectOAuthError, relyingParty, signedInWorld, world } from '../relying-party'

const form = 'application/x-www-form-urlencoded'

describe('the token endpoint (RFC 6749 §3.2, §5.2)', () => {
  /** Bytes as they are. */
  const raw = async (body: string, contentType: string | null = form) => {
    const { op, app } = await world()
    const headers = new Headers({ Authorization: basic(app.id, app.secret!) })
    if (contentType !== null) headers.set('Content-Type', contentType)
    const init = { method: 'POST', headers, body: Buffer.from(body) }
    return op.dispatch(new Request(`${issuer}/oauth/token`, init))
  }

  it('needs a grant_type that exists', async () => {
    const { app } = await world()
    expectOAuthError(await app.token({}), 400, 'invalid_request')
    expectOAuthError(await app.token({ grant_type: '' }), 400, 'invalid_request')
    for (const grant_type of [
      'password',
      'implicit',
      'login_redirect',
      'AUTHORIZATION_CODE',
      '__proto__',
    ]) {
      expectOAuthError(await app.token({ grant_type }), 400, 'unsupported_grant_type')
    }
  })

  it('says that a grant is not for this client only after it has proved itself (§5.2)', async () => {
    const { op, app } = await world({ grantTypes: ['authorization_code'] })
    const fields = { grant_type: 'client_credentials' }
    expectOAuthError(await app.token(fields), 400, 'unauthorized_client')
    const headers = { Authorization: basic(app.id, 'wrong') }
    expectOAuthError(await op.post('/oauth/token', fields, { headers }), 401, 'invalid_client')
  })

  it('refuses a parameter that comes twice, and ignores one that is unknown or empty (§3.2)', async () => {
    const twice = 'grant_type=client_credentials'
    expectOAuthError(await raw(`${twice}&${twice}`), 400, 'invalid_request')
    expectOAuthError(await raw(`${twice}&scope=openid&scope=email`), 400, 'invalid_request')
    expectOAuthError(await raw(`${twice}&client_id=a&client_id=b`), 400, 'invalid_request')
    expect((await raw(`${twice}&grant_type=&scope=&extra=1&extra=2&code=`)).status).toBe(200)
    const { op, app, browser } = await signedInWorld()
    const code = await app.code(browser)
    const init = {
      method: 'POST',
      headers: { 'Content-Type': form, Authorization: basic(app.id, app.secret!) },
      body: `grant_type=authorization_code&code=${code}&code=other`,
    }
    const answer = await op.dispatch(new Request(`${issuer}/oauth/token`, init))
    expectOAuthError(answer, 400, 'invalid_request')
  })

  it('reads a form, and nothing else', async () => {
    const body = 'grant_type=client_credentials'
    for (const type of ['application/json', 'text/plain', 'multipart/form-data', null]) {
      expectOAuthError(await raw(body, type), 400, 'invalid_request')
    }
    expect((await raw(body, `${form}; charset=UTF-8`)).status).toBe(200)
    expectOAuthError(await raw('{"grant_type":', 'application/json'), 400, 'invalid_request')
    expectOAuthError(await raw(`${body}&x=${'y'.repeat(70_000)}`), 413, 'invalid_request')
  })

  it('looks at no query: a secret in there is no secret', async () => {
    const { op, app } = await world()
    const query = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.id,
      client_secret: app.secret!,
    })
    const answer = await op.post(`/oauth/token?${query.toString()}`, {})
    expectOAuthError(answer, 401, 'invalid_client')
    expect(op.logged()).not.toContain(app.secret)
  })

  it('reads and sets no cookie', async () => {
    const { op, app, browser } = await signedInWorld()
    const { cookies } = browser
    const answer = await app.token({ grant_type: 'client_credentials' }, { cookies })
    expect(answer.setCookies).toEqual([])
    const fields = { grant_type: 'client_credentials' }
    expectOAuthError(await op.post('/oauth/token', fields, { cookies }), 401, 'invalid_client')
  })

  it('never tells what was sent, in no error', async () => {
    const { app } = await world()
    for (const answer of [
      await app.token({ grant_type: 'marker' }),
      await app.redeem('marker'),
      await app.refresh('marker', { scope: 'marker' }),
      await app.token({ grant_type: 'client_credentials', client_id: 'marker' }),
      await app.introspect('marker'),
      await app.revoke('marker'),
      await app.userinfo('marker'),
    ]) {
      expect(answer.text + JSON.stringify([...answer.headers])).not.toContain('marker')
    }
  })

  it('answers what failed as server_error with the number in the log, and describes nothing', async () => {
    const broken = (stores: Stores): Stores => ({
      ...stores,
      clients: {
        ...stores.clients,
        findWithSecrets: () => Promise.reject(new Error('disk full at /var/lib')),
      },
    })
    const { op, app } = await world({}, { stores: broken })
    const answer = await app.token({ grant_type: 'client_credentials' })
    expectOAuthError(answer, 500, 'server_error')
    expect(answer.text).toContain('request-1')
    expect(answer.text).not.toContain('disk')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(op.logged()).toContain('an endpoint failed')
  })

  it('is at /token too', async () => {
    const { app } = await world()
    const answer = await app.post('/token', { grant_type: 'client_credentials' })
    expect(answer.status).toBe(200)
  })
})

describe('two secrets of one client', () => {
  it('work both, until one is removed', async () => {
    const { op, app } = await world()
    const { newSecret } = await import('@/clients/secrets')
    const { secret, record } = newSecret(app.id, op.now())
    await op.stores.clients.addSecret(record)
    const ask = async (one: string) => {
      const headers = { Authorization: basic(app.id, one) }
      return (await op.post('/oauth/token', { grant_type: 'client_credentials' }, { headers }))
        .status
    }
    expect([await ask(secret), await ask(app.secret!)]).toEqual([200, 200])
    await op.stores.clients.removeSecret(app.id, record.id)
    expect([await ask(secret), await ask(app.secret!)]).toEqual([401, 200])
    const other = await relyingParty(op)
    expect(await ask(other.secret!)).toBe(401)
  })
})
