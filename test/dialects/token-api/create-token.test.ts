import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { portalEn } from '@/ui/messages/portal.en'

import { basicOf, expectRefusal, tokenApiWorld, uuid } from './world'

const challenge = 'Basic realm="portico", charset="UTF-8"'

describe('POST /token with Basic', () => {
  it('gives a token for two hours, with everything that clients of this dialect read', async () => {
    const { logIn, alice } = await tokenApiWorld()
    const answer = await logIn(alice)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      data: {
        token: expect.stringMatching(uuid),
        expires_at: '2026-11-20T16:06:34.615000',
        utc_expires_at: '2026-11-20T16:06:34.615000',
        issued_at: '2026-11-20T14:06:34.615000',
        utc_issued_at: '2026-11-20T14:06:34.615000',
        auth_id: alice.id,
        metadata: { uuid: alice.id },
        acl: ['auth.users.me.#'],
        session_uuid: expect.stringMatching(uuid),
      },
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body.data.session_uuid).not.toBe(answer.body.data.token)
  })

  it('says what an administrator may do', async () => {
    const { logIn, root } = await tokenApiWorld()
    expect((await logIn(root)).body.data.acl).toEqual(['auth.#'])
  })

  it('takes an empty body, an absent one and an empty object alike', async () => {
    const { ask, alice } = await tokenApiWorld()
    const headers = { Authorization: basicOf('alice', alice.password) }
    const form = 'application/x-www-form-urlencoded'
    expect((await ask('POST', '/token', { headers })).status).toBe(200)
    expect((await ask('POST', '/token', { headers, body: '' })).status).toBe(200)
    expect((await ask('POST', '/token', { headers, body: '{}' })).status).toBe(200)
    const emptyForm = { ...headers, 'Content-Type': form, 'Content-Length': '0' }
    expect((await ask('POST', '/token', { headers: emptyForm })).status).toBe(200)
  })

  it('takes the password raw, in UTF-8: with colons, plus and percent signs (RFC 7617 §2)', async () => {
    const { op, logIn } = await tokenApiWorld()
    const password = ':pa:ss+wörd %41 ☎:'
    const bob = await op.user({ username: 'bob', password })
    expect((await logIn(bob)).status).toBe(200)
    expect((await logIn({ username: 'bob', password: ':pa:ss wörd A ☎:' })).status).toBe(401)
  })

  it('takes the e-mail address for the username', async () => {
    const { logIn, alice } = await tokenApiWorld()
    expect((await logIn({ ...alice, username: 'ALICE@example.com' })).status).toBe(200)
  })

  it.each([1, 60, 31_536_000])('lets the token live for %i seconds when asked', async (seconds) => {
    const { op, alice, isGood, tokenOf } = await tokenApiWorld()
    const token = await tokenOf(alice, { expiration: seconds })
    op.passes({ seconds: seconds - 1 })
    expect(await isGood(token)).toBe(true)
    op.passes({ seconds: 1 })
    expect(await isGood(token)).toBe(false)
  })

  it.each([0, -1, 31_536_001, 1.5, 1e300, '60', null, true, [60], {}])(
    'refuses the expiration %j and names the bounds',
    async (expiration) => {
      const { logIn, alice } = await tokenApiWorld()
      const answer = await logIn(alice, { expiration })
      expectRefusal(answer, 400, 'invalid_request')
      expect(answer.body.details).toEqual({ field: 'expiration' })
      expect(answer.body.message).toContain('from 1 to 31536000')
    },
  )

  it.each(['[]', '7', 'null', '"{}"', '{', '\u0000', '{"expiration":60}}'])(
    'refuses the body %j',
    async (body) => {
      const { logIn, alice } = await tokenApiWorld()
      expectRefusal(await logIn(alice, body), 400, 'invalid_request')
    },
  )

  it('refuses a body of another type, and one that is too large', async () => {
    const { ask, alice, logIn } = await tokenApiWorld()
    const headers = {
      Authorization: basicOf('alice', alice.password),
      'Content-Type': 'application/x-www-form-urlencoded',
    }
    const form = await ask('POST', '/token', { headers, body: 'expiration=60' })
    expectRefusal(form, 400, 'invalid_request')
    const large = await logIn(alice, { client_id: 'x'.repeat(70_000) })
    expectRefusal(large, 413, 'request_too_large')
  })

  it('answers an unknown user, a wrong password and a disabled user with the same words after the same work', async () => {
    const { op, logIn } = await tokenApiWorld()
    const bob = await op.user({ username: 'bob' })
    await op.stores.users.setDisabled(bob.id, op.now())
    op.hasher.verified.length = 0
    const wrong = await logIn({ username: 'alice', password: 'not the password' })
    const unknown = await logIn({ username: 'nobody', password: 'not the password' })
    const disabled = await logIn(bob)
    expectRefusal(wrong, 401, 'unauthorized')
    expect(wrong.headers.get('www-authenticate')).toBe(challenge)
    for (const answer of [unknown, disabled]) {
      expect([answer.status, answer.text, [...answer.headers]]).toEqual([
        ...[wrong.status, wrong.text, [...wrong.headers]],
      ])
    }
    expect(op.hasher.verified).toEqual([true, false, true])
  })

  it.each([
    'Basic',
    'Basic !!!!',
    `Basic ${Buffer.from('no colon').toString('base64')}`,
    `Basic ${Buffer.from(':').toString('base64')}`,
    `Basic ${Buffer.from('\u0000:\u0000').toString('base64')}`,
    `Basic ${Buffer.from([0xff, 0x3a, 0xff]).toString('base64')}`,
    `Basic ${Buffer.from(`${'x'.repeat(5000)}:${'y'.repeat(5000)}`).toString('base64')}`,
    'Bearer 5f0c8d5e-0f43-4b6e-9d52-3f8a7b1c2d3e',
    'Digest username="alice"',
  ])('refuses an odd Authorization (%#)', async (authorization) => {
    const { ask } = await tokenApiWorld({ hasher: 'argon2' })
    const headers = { Authorization: authorization }
    const answer = await ask('POST', '/token', { headers, body: {} })
    expectRefusal(answer, 401, 'unauthorized')
  })

  it('asks for credentials where there are none', async () => {
    const { ask } = await tokenApiWorld()
    const answer = await ask('POST', '/token')
    expectRefusal(answer, 401, 'unauthorized')
    expect(answer.headers.get('www-authenticate')).toBe(challenge)
  })

  it('counts failures with those of the sign-in page: 429 with Retry-After', async () => {
    const { op, logIn, alice } = await tokenApiWorld()
    for (let count = 0; count < 10; count += 1) {
      expect((await logIn({ username: 'alice', password: 'wrong' })).status).toBe(401)
    }
    const answer = await logIn(alice)
    expectRefusal(answer, 429, 'too_many_attempts')
    expect(answer.headers.get('retry-after')).toBe('900')
    const browser = await op.atTheDoor()
    const form = { identifier: 'alice', password: alice.password }
    expect((await browser.submit('/sign-in/password', form)).status).toBe(429)
    op.passes({ minutes: 15 })
    expect((await logIn(alice)).status).toBe(200)
  })

  it('says when too many passwords are being checked, and counts nothing', async () => {
    const { op, logIn, alice } = await tokenApiWorld()
    op.hasher.isBusy = true
    for (let count = 0; count < 12; count += 1) {
      const answer = await logIn(alice)
      expectRefusal(answer, 503, 'busy')
      expect(answer.headers.get('retry-after')).toBe('5')
    }
    op.hasher.isBusy = false
    expect((await logIn(alice)).status).toBe(200)
  })

  it('leaves nothing over for a password that is changed meanwhile', async () => {
    const { op, logIn, alice, client } = await tokenApiWorld({
      stores: (stores) => ({
        ...stores,
        apiTokens: {
          ...stores.apiTokens,
          create: async (token) => {
            const isMade = await stores.apiTokens.create(token)
            await stores.users.changePassword(token.userId, 'new', new Date(0), null)
            await stores.apiTokens.create({ ...token, refreshTokenId: null }) // it came too late to be deleted
            made.push(token.hash)
            return isMade
          },
        },
      }),
    })
    const made: string[] = []
    const answer = await logIn(alice, { client_id: client.id, access_type: 'offline' })
    expectRefusal(answer, 401, 'unauthorized')
    expect(made).toHaveLength(1)
    expect(await op.stores.apiTokens.find(made[0]!)).toBeNull()
    expect(await op.stores.apiTokens.listRefreshTokens(alice.id)).toEqual([])
  })

  it('stores hashes, and writes no token, password or Basic header into the log', async () => {
    const { op, logIn, alice, client, ask } = await tokenApiWorld()
    const { body } = await logIn(alice, { client_id: client.id, access_type: 'offline' })
    const { token, refresh_token: refreshToken } = body.data
    await ask('GET', `/token/${token}`)
    expect(await op.stores.apiTokens.find(sha256(token))).not.toBeNull()
    expect(await op.stores.apiTokens.find(token)).toBeNull()
    const kept = await op.stores.apiTokens.listRefreshTokens(alice.id)
    expect(JSON.stringify(kept)).not.toContain(refreshToken)
    for (const secret of [token, refreshToken, alice.password]) {
      expect(op.logged()).not.toContain(secret)
    }
  })
})

describe('client_id', () => {
  it('has to be a registered app with this dialect; the refusal names the switch and where it is', async () => {
    const { op, logIn, alice } = await tokenApiWorld()
    const other = await op.client({ id: 'other' })
    const disabled = await op.client({ id: 'off', dialects: ['token-api'] })
    await op.stores.clients.setDisabled(disabled.id, op.now())
    const messageFor = async (id: string) => {
      const answer = await logIn(alice, { client_id: id })
      expectRefusal(answer, 403, 'client_not_allowed')
      return answer.body.message as string
    }
    expect(await messageFor('nobody')).toBe('There is no app with this client_id.')
    expect(await messageFor('x'.repeat(300))).toBe('There is no app with this client_id.')
    expect(await messageFor('\u0000')).toBe('There is no app with this client_id.')
    expect(await messageFor('off')).toContain('disabled')
    const { app, settings } = portalEn
    const place = `"${settings.dialects['token-api'].name}" under Apps, ${app.settings}, ${settings.ways}`
    expect(await messageFor(other.id)).toContain(place)
  })

  it.each(['', null, 7, ['softphone'], {}])('is no %j', async (value) => {
    const { logIn, alice } = await tokenApiWorld()
    const answer = await logIn(alice, { client_id: value })
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.details).toEqual({ field: 'client_id' })
  })

  it('is needed for access_type offline, which adds a refresh token; online adds none', async () => {
    const { logIn, alice, client } = await tokenApiWorld()
    const without = await logIn(alice, { access_type: 'offline' })
    expectRefusal(without, 400, 'invalid_request')
    expect(without.body.details).toEqual({ field: 'client_id' })
    const online = await logIn(alice, { client_id: client.id, access_type: 'online' })
    expect(online.body.data).not.toHaveProperty('refresh_token')
    const offline = await logIn(alice, { client_id: client.id, access_type: 'offline' })
    expect(offline.body.data.refresh_token).toMatch(uuid)
    expectRefusal(await logIn(alice, { access_type: 'always' }), 400, 'invalid_request')
  })
})

describe('POST /token with a refresh token', () => {
  it('gives a new token, again and again, whenever it comes, and no other refresh token', async () => {
    const { op, offline, redeem, alice } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    op.passes({ days: 4000 })
    const first = await redeem(refreshToken, { expiration: 60 })
    const second = await redeem(refreshToken)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(first.body.data).toMatchObject({ auth_id: alice.id, acl: ['auth.users.me.#'] })
    expect(first.body.data).not.toHaveProperty('refresh_token')
    expect(first.body.data.token).not.toBe(second.body.data.token)
    expect(Date.parse(`${first.body.data.expires_at}Z`) - op.now().getTime()).toBe(60_000)
  })

  it('refuses another app’s id, and an unknown one, in the same words: 401', async () => {
    const { op, offline, redeem } = await tokenApiWorld()
    await op.client({ id: 'other', dialects: ['token-api'] })
    const { refresh_token: refreshToken } = await offline()
    const answers = await Promise.all([
      redeem(refreshToken, { client_id: 'other' }),
      redeem(refreshToken, { client_id: 'nobody' }),
      redeem('5f0c8d5e-0f43-4b6e-9d52-3f8a7b1c2d3e'),
      redeem('x'.repeat(40_000)),
      redeem('\u0000'),
    ])
    for (const answer of answers) {
      expectRefusal(answer, 401, 'unauthorized')
      expect(answer.text).toBe(answers[0].text)
    }
  })

  it('refuses an access token there: 401', async () => {
    const { offline, redeem } = await tokenApiWorld()
    const { token } = await offline()
    expectRefusal(await redeem(token), 401, 'unauthorized')
  })

  it('refuses Basic credentials and a refresh token at once: 400', async () => {
    const { logIn, offline, alice, client } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    const both = { client_id: client.id, refresh_token: refreshToken }
    expectRefusal(await logIn(alice, both), 400, 'invalid_request')
  })

  it('refuses it without client_id, and with access_type offline: 400', async () => {
    const { offline, redeem } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    expectRefusal(await redeem(refreshToken, { client_id: undefined }), 400, 'invalid_request')
    expectRefusal(await redeem(refreshToken, { access_type: 'offline' }), 400, 'invalid_request')
  })

  it('ends for a disabled user, a disabled app and one that is switched off, and says so of the app', async () => {
    const { op, offline, redeem, alice, client } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    await op.stores.users.setDisabled(alice.id, op.now())
    expectRefusal(await redeem(refreshToken), 401, 'unauthorized')
    await op.stores.users.setDisabled(alice.id, null)
    await op.stores.clients.setDisabled(client.id, op.now())
    expectRefusal(await redeem(refreshToken), 403, 'client_not_allowed')
    await op.stores.clients.setDisabled(client.id, null)
    await op.stores.clients.update(client.id, { ...client, dialects: ['oauth'] })
    expectRefusal(await redeem(refreshToken), 403, 'client_not_allowed')
    await op.stores.clients.update(client.id, client)
    expect((await redeem(refreshToken)).status).toBe(200)
  })

  it('ends with a new password, and when the person revokes the app, which is among those that they let in', async () => {
    const { op, offline, redeem, isGood, alice, client } = await tokenApiWorld()
    const first = await offline()
    await op.stores.users.changePassword(
      alice.id,
      await op.hasher.hash('next password'),
      op.now(),
      null,
    )
    expectRefusal(await redeem(first.refresh_token), 401, 'unauthorized')
    expect(await isGood(first.token)).toBe(false)

    const again = { ...alice, password: 'next password' }
    const second = await offline(again)
    const listed = await op.stores.grants.listConnectedClients(alice.id, op.now())
    expect(listed).toMatchObject([{ client: { id: client.id }, scope: '' }])
    await op.stores.consents.withdraw(alice.id, client.id, op.now())
    expectRefusal(await redeem(second.refresh_token), 401, 'unauthorized')
    expect(await isGood(second.token)).toBe(false)
    expect(await op.stores.grants.listConnectedClients(alice.id, op.now())).toEqual([])
  })
})
