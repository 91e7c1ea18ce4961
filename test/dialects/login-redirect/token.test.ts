import { describe, expect, it } from 'vitest'

import { expectApiError } from '../../test-browser'
import { day } from '../../test-provider'
import { world } from './world'

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

describe('POST /api/token with response_type code', () => {
  it('gives an access token and a refresh token for a username and a password', async () => {
    const { op, ask } = await world()
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      refresh_token: expect.stringMatching(/^prt_[\w-]{43}$/),
      expiration: seconds(op.now()) + 30 * day,
      status_code: 201,
      error: null,
      success: true,
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.setCookies).toEqual([])
  })

  it('takes the e-mail address for the username, in any case', async () => {
    const { ask } = await world()
    expect((await ask({ username: 'ALICE@example.COM' })).status).toBe(200)
    expect((await ask({ username: ' Alice ' })).status).toBe(200)
  })

  it.each([
    [0, 'openid'],
    [3, 'openid profile email'],
    [31, 'openid profile email offline_access'],
    ['3', 'openid profile email'],
    ['email', 'openid email'],
    ['', 'openid'],
    [null, 'openid'],
    [undefined, 'openid'],
  ])('takes the scope as a number or a text: %j gives %j', async (scope, granted) => {
    const { op, ask } = await world()
    const { body } = await ask({ scope })
    const claims = await op.provider.keys.verify('at+jwt', body.access_token)
    expect(claims?.['scope']).toBe(granted)
  })

  it.each([32, -1, 1.5, '32', '-1', 1e300, [[1]], { a: 1 }, true])(
    'refuses the scope %j',
    async (scope) => {
      const { ask } = await world()
      const answer = await ask({ scope })
      expectApiError(answer, 400, 'invalid_request')
      expect(answer.body.field).toBe('scope')
    },
  )

  it('refuses a scope that is no number of JSON', async () => {
    const { op, client } = await world()
    const body = `{"response_type":"code","username":"alice","password":"x","client_id":"${client.id}","scope":1e999}`
    expectApiError(await op.json('/api/token', body), 400, 'invalid_request')
  })

  it('answers an unknown user, a wrong password and a disabled user with the same words after the same work', async () => {
    const { op, ask } = await world()
    const bob = await op.user({ username: 'bob' })
    await op.stores.users.setDisabled(bob.id, op.now())
    op.hasher.verified.length = 0
    const wrong = await ask({ password: 'not the password' })
    const unknown = await ask({ username: 'nobody' })
    const disabled = await ask({ username: 'bob', password: bob.password })
    expectApiError(wrong, 401, 'invalid_credentials')
    for (const answer of [unknown, disabled]) {
      expect([answer.status, answer.text, [...answer.headers]]).toEqual([
        ...[wrong.status, wrong.text, [...wrong.headers]],
      ])
    }
    expect(op.hasher.verified).toEqual([true, false, true])
  })

  it.each(['', null, 0, 7, true, [['alice']], { $ne: '' }])(
    'refuses %j for a username or password',
    async (value) => {
      const { ask } = await world()
      for (const field of ['username', 'password']) {
        const answer = await ask({ [field]: value })
        expectApiError(answer, 400, 'invalid_request')
        expect(answer.body.field).toBe(field)
      }
    },
  )

  it.each(['\u0000', 'alice\u0000', '\ud800', 'x'.repeat(50_000), '\u202ealice', '__proto__'])(
    'answers %.10j for a username or password as it does any wrong one',
    async (value) => {
      const { ask } = await world({ hasher: 'argon2' })
      expectApiError(await ask({ username: value }), 401, 'invalid_credentials')
      expectApiError(await ask({ password: value }), 401, 'invalid_credentials')
    },
  )

  it('gives a password app no token without the switch, and names it', async () => {
    const { op, ask } = await world()
    const client = await op.client({ grantTypes: ['login_redirect', 'refresh_token'] })
    const answer = await ask({ client_id: client.id })
    expectApiError(answer, 403, 'client_not_allowed')
    expect(answer.body.message).toContain('"password"')
    const other = await op.client({ dialects: ['oauth'] })
    const refused = await ask({ client_id: other.id })
    expectApiError(refused, 403, 'client_not_allowed')
    expect(refused.body.message).toContain('"login-redirect"')
  })

  it.each(['nobody', '\u0000', '\ud800', 'x'.repeat(5000)])(
    'knows no client %.10j, and tries no password for it',
    async (clientId) => {
      const { op, ask } = await world()
      expectApiError(await ask({ client_id: clientId }), 403, 'client_not_allowed')
      expect(op.hasher.verified).toEqual([])
    },
  )

  it.each(['', null, 7, [['a']], { a: 1 }])('refuses %j for a client_id', async (clientId) => {
    const { ask } = await world()
    expectApiError(await ask({ client_id: clientId }), 400, 'invalid_request')
  })

  it('refuses a disabled client', async () => {
    const { op, client, ask } = await world()
    await op.stores.clients.setDisabled(client.id, op.now())
    expectApiError(await ask(), 403, 'client_not_allowed')
  })

  it('says 503 and Retry-After when every place is taken, and counts no attempt', async () => {
    const { op, ask } = await world()
    op.hasher.isBusy = true
    for (let count = 0; count < 15; count += 1) {
      const answer = await ask({ password: 'wrong' })
      expectApiError(answer, 503, 'busy')
      expect(answer.headers.get('retry-after')).toBe('5')
    }
    op.hasher.isBusy = false
    expect((await ask()).status).toBe(200)
  })

  it('leaves no grant to a password that is changed while it is checked', async () => {
    const { op, alice, client, ask } = await world()
    const verify = op.hasher.verify.bind(op.hasher)
    const changes = async (stored: string | null, password: string) => {
      const isRight = await verify(stored, password)
      op.passes({ seconds: 1 })
      await op.stores.users.changePassword(alice.id, 'new', op.now(), null)
      return isRight
    }
    Object.assign(op.hasher, { verify: changes })
    expectApiError(await ask(), 401, 'invalid_credentials')
    expect(await op.stores.grants.countUsers(client.id, op.now())).toBe(0)
  })
})

describe('POST /api/token with response_type refresh', () => {
  it('gives a new access token and the same refresh token', async () => {
    const { op, client, ask } = await world()
    const first = (await ask()).body
    op.passes({ hours: 1 })
    const answer = await op.refresh(client, first.refresh_token, { username: 'alice' })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      refresh_token: first.refresh_token,
      expiration: seconds(op.now()) + 30 * day,
      status_code: 201,
      error: null,
      success: true,
    })
    expect(answer.body.access_token).not.toBe(first.access_token)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('knows the user by username, e-mail address or id, or is not told; another one is refused', async () => {
    const { op, client, alice, ask } = await world()
    await op.user({ username: 'bob' })
    const { refresh_token } = (await ask()).body
    for (const username of ['ALICE', 'alice@example.com', alice.id, '', null, undefined]) {
      expect((await op.refresh(client, refresh_token, { username })).status).toBe(200)
    }
    for (const username of ['bob', 'nobody', 7, true, ['alice'], {}, '\u0000']) {
      const answer = await op.refresh(client, refresh_token, { username })
      expectApiError(answer, 401, 'invalid_refresh_token')
    }
  })

  it("refuses another client's refresh token, and leaves it good", async () => {
    const { op, client, ask } = await world()
    const { refresh_token } = (await ask()).body
    const other = await op.client()
    expectApiError(await op.refresh(other, refresh_token), 401, 'invalid_refresh_token')
    expectApiError(await op.refresh({ id: 'nobody' }, refresh_token), 401, 'invalid_refresh_token')
    expect((await op.refresh(client, refresh_token)).status).toBe(200)
  })

  it('refuses what is no refresh token of ours', async () => {
    const { op, client, ask } = await world()
    const { access_token, refresh_token } = (await ask()).body
    const session = (await op.signedIn(await op.user({ username: 'bob' }))).cookies
    for (const text of [
      access_token,
      `prt_${'x'.repeat(43)}`,
      refresh_token.slice(0, -1),
      `${refresh_token} `,
      `${refresh_token}\u0000`,
      refresh_token.toUpperCase(),
      refresh_token.slice(4),
      'x'.repeat(60_000),
      session['portico-session'],
    ]) {
      expectApiError(await op.refresh(client, text), 401, 'invalid_refresh_token')
    }
  })

  it.each(['', null, 7, [['prt_x']], {}])('refuses %j as malformed', async (refreshToken) => {
    const { op, client } = await world()
    const body = { response_type: 'refresh', client_id: client.id, refresh_token: refreshToken }
    expectApiError(await op.json('/api/token', body), 400, 'invalid_request')
  })

  it('stops with a disabled user, at the next request', async () => {
    const { op, client, alice, ask } = await world()
    const { refresh_token } = (await ask()).body
    await op.stores.users.setDisabled(alice.id, op.now())
    expectApiError(await op.refresh(client, refresh_token), 401, 'invalid_refresh_token')
  })

  it('stops with a disabled client, at the next request', async () => {
    const { op, client, ask } = await world()
    const { refresh_token } = (await ask()).body
    await op.stores.clients.setDisabled(client.id, op.now())
    expectApiError(await op.refresh(client, refresh_token), 403, 'client_not_allowed')
  })

  it('stops when the client loses the grant type or the dialect', async () => {
    const { op, client, ask } = await world()
    const { refresh_token } = (await ask()).body
    await op.stores.clients.update(client.id, { ...client, grantTypes: ['login_redirect'] })
    expectApiError(await op.refresh(client, refresh_token), 403, 'client_not_allowed')
    await op.stores.clients.update(client.id, { ...client, dialects: ['oauth'] })
    expectApiError(await op.refresh(client, refresh_token), 403, 'client_not_allowed')
  })

  it('stops with a withdrawn consent, and does not begin again with the next one', async () => {
    const { op, alice, client } = await world()
    const browser = await op.signedIn(alice)
    const { refresh_token } = await op.authorized(browser, client)
    await op.stores.consents.withdraw(alice.id, client.id, op.now())
    expectApiError(await op.refresh(client, refresh_token!), 401, 'invalid_refresh_token')
    const again = await op.authorized(browser, client)
    expectApiError(await op.refresh(client, refresh_token!), 401, 'invalid_refresh_token')
    expect((await op.refresh(client, again['refresh_token']!)).status).toBe(200)
  })

  it('asks for a consent once a client is not first-party any more', async () => {
    const { op, alice } = await world()
    const client = await op.client({ isFirstParty: true })
    const { refresh_token } = await op.authorized(await op.signedIn(alice), client)
    expect((await op.refresh(client, refresh_token!)).status).toBe(200)
    await op.stores.clients.update(client.id, { ...client, isFirstParty: false })
    expectApiError(await op.refresh(client, refresh_token!), 401, 'invalid_refresh_token')
  })

  it('stops with a revoked grant, and only that one', async () => {
    const { op, client, ask } = await world()
    const first = (await ask()).body
    const second = (await ask()).body
    const claims = await op.provider.keys.verify('at+jwt', first.access_token)
    await op.stores.grants.revoke(claims!['grant_id'] as string, op.now())
    expectApiError(await op.refresh(client, first.refresh_token), 401, 'invalid_refresh_token')
    expect((await op.refresh(client, second.refresh_token)).status).toBe(200)
  })

  it('ends when it was not used for its lifetime, to the second', async () => {
    const { op, client, ask } = await world()
    const { refresh_token } = (await ask()).body
    op.passes({ days: 180, seconds: -1 })
    expect((await op.refresh(client, refresh_token)).status).toBe(200)
    op.passes({ days: 180 })
    expectApiError(await op.refresh(client, refresh_token), 401, 'invalid_refresh_token')
  })

  it('takes its lifetime from the client where the client has one', async () => {
    const { op, ask } = await world()
    const client = await op.client({ refreshTokenLifetime: 3600 })
    const { refresh_token } = (await ask({ client_id: client.id })).body
    op.passes({ seconds: 3599 })
    expect((await op.refresh(client, refresh_token)).status).toBe(200)
    op.passes({ seconds: 1 })
    expectApiError(await op.refresh(client, refresh_token), 401, 'invalid_refresh_token')
  })

  it('gives no more than the registration allows by then', async () => {
    const { op, client, ask } = await world()
    const { refresh_token } = (await ask({ scope: 'profile email' })).body
    await op.stores.clients.update(client.id, { ...client, scopes: ['openid', 'profile'] })
    const { access_token } = (await op.refresh(client, refresh_token)).body
    const claims = await op.provider.keys.verify('at+jwt', access_token)
    expect(claims?.['scope']).toBe('openid profile')
  })

  it('writes nothing while there is more than a day to win', async () => {
    const writes: string[] = []
    const { op, client, ask } = await world({
      stores: (stores) => ({
        ...stores,
        grants: {
          ...stores.grants,
          extendRefreshToken: (hash, expiresAt) => {
            writes.push(hash)
            return stores.grants.extendRefreshToken(hash, expiresAt)
          },
        },
      }),
    })
    const { refresh_token } = (await ask()).body
    op.passes({ days: 1 })
    await op.refresh(client, refresh_token)
    expect(writes).toHaveLength(0)
    op.passes({ seconds: 1 })
    await op.refresh(client, refresh_token)
    await op.refresh(client, refresh_token)
    expect(writes).toHaveLength(1)
  })
})
