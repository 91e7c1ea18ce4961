import { describe, expect, it } from 'vitest'

import { expectRefusal, tokenApiWorld } from './world'

const mine = '/users/me/tokens'

describe('a token in a header', () => {
  it('is taken in X-Auth-Token and as Bearer, and in both when they are the same', async () => {
    const { ask, tokenOf, alice } = await tokenApiWorld()
    const token = await tokenOf(alice)
    const Authorization = `Bearer ${token}`
    expect((await ask('GET', mine, { token })).status).toBe(200)
    expect((await ask('GET', mine, { headers: { Authorization } })).status).toBe(200)
    expect((await ask('GET', mine, { token, headers: { Authorization } })).status).toBe(200)
  })

  it('is refused when two differ: 400', async () => {
    const { ask, tokenOf, alice, root } = await tokenApiWorld()
    const token = await tokenOf(alice)
    const Authorization = `Bearer ${await tokenOf(root)}`
    const answer = await ask('GET', mine, { token, headers: { Authorization } })
    expectRefusal(answer, 400, 'invalid_request')
  })

  it('is refused when it is missing, unknown, ended, a refresh token or something else: 401', async () => {
    const { op, ask, tokenOf, offline, alice } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    const ended = await tokenOf(alice, { expiration: 60 })
    op.passes({ seconds: 60 })
    const wrong = [ended, refreshToken, '5f0c8d5e-0f43-4b6e-9d52-3f8a7b1c2d3e', 'x', '']
    for (const token of wrong) {
      const answer = await ask('GET', mine, { token })
      expectRefusal(answer, 401, 'unauthorized')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="portico"')
    }
    const headers = { Authorization: 'Basic YWxpY2U6eA==' }
    expectRefusal(await ask('GET', mine, { headers }), 401, 'unauthorized')
    expectRefusal(await ask('GET', mine), 401, 'unauthorized')
  })

  it('is refused once its user is disabled: 401', async () => {
    const { op, ask, tokenOf, alice } = await tokenApiWorld()
    const token = await tokenOf(alice)
    await op.stores.users.setDisabled(alice.id, op.now())
    expectRefusal(await ask('GET', mine, { token }), 401, 'unauthorized')
  })
})

describe('/users/me/tokens', () => {
  it('lists the caller’s own refresh tokens, newest first, and never what they are', async () => {
    const { op, ask, offline, redeem, root } = await tokenApiWorld()
    await op.client({ id: 'other', dialects: ['token-api'] })
    const first = await offline()
    op.passes({ seconds: 60 })
    const second = await offline(undefined, 'other')
    await offline(root)
    op.passes({ seconds: 60 })
    await redeem(first.refresh_token)
    const answer = await ask('GET', mine, { token: first.token })
    expect(answer.status).toBe(200)
    const from = { remote_address: '192.0.2.1', user_agent: null }
    expect(answer.body).toEqual({
      items: [
        { client_id: 'other', created_at: '2026-11-20T14:07:34.615000', used_at: null, ...from },
        {
          client_id: 'softphone',
          created_at: '2026-11-20T14:06:34.615000',
          used_at: '2026-11-20T14:08:34.615000',
          ...from,
        },
      ],
      total: 2,
      filtered: 2,
    })
    expect(answer.text).not.toContain(first.refresh_token)
    expect(answer.text).not.toContain(second.refresh_token)
  })

  it('DELETE ends the refresh tokens of one app at once, with every token that they made', async () => {
    const { op, ask, offline, redeem, tokenOf, isGood, alice } = await tokenApiWorld()
    await op.client({ id: 'other', dialects: ['token-api'] })
    const [first, again, other] = [await offline(), await offline(), await offline(alice, 'other')]
    const made = (await redeem(first.refresh_token)).body.data.token as string
    const token = await tokenOf(alice)

    const answer = await ask('DELETE', `${mine}/softphone`, { token })
    expect([answer.status, answer.text]).toEqual([204, ''])
    for (const refreshToken of [first.refresh_token, again.refresh_token]) {
      expectRefusal(await redeem(refreshToken), 401, 'unauthorized')
    }
    const ended = [first.token, again.token, made]
    expect(await Promise.all(ended.map(isGood))).toEqual([false, false, false])
    expect(await isGood(other.token)).toBe(true)
    expect((await redeem(other.refresh_token, { client_id: 'other' })).status).toBe(200)
    expectRefusal(await ask('DELETE', `${mine}/softphone`, { token }), 404, 'not_found')
  })

  it('DELETE reaches nobody else’s', async () => {
    const { ask, offline, redeem, tokenOf, root } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    const token = await tokenOf(root)
    expectRefusal(await ask('DELETE', `${mine}/softphone`, { token }), 404, 'not_found')
    expect((await redeem(refreshToken)).status).toBe(200)
  })

  it.each(['%00', '%ff', 'x'.repeat(3000), '__proto__', '%2e%2e%2f'])(
    'DELETE answers 404 to a client id that is none (%#)',
    async (id) => {
      const { ask, tokenOf, alice } = await tokenApiWorld()
      const token = await tokenOf(alice)
      expectRefusal(await ask('DELETE', `${mine}/${id}`, { token }), 404, 'not_found')
    },
  )

  it('DELETE needs a token', async () => {
    const { ask, offline, redeem } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    expectRefusal(await ask('DELETE', `${mine}/softphone`), 401, 'unauthorized')
    expectRefusal(
      await ask('DELETE', `${mine}/softphone`, { token: refreshToken }),
      401,
      'unauthorized',
    )
    expect((await redeem(refreshToken)).status).toBe(200)
  })

  it('of a token that is redeemed while it is deleted, nothing is left', async () => {
    const { op, ask, offline, redeem, tokenOf, isGood, alice } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    const token = await tokenOf(alice)
    const [redeemed] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => redeem(refreshToken))),
      ask('DELETE', `${mine}/softphone`, { token }),
    ])
    for (const { status, body } of redeemed) {
      expect([200, 401]).toContain(status)
      if (status === 200) expect(await isGood(body.data.token)).toBe(false)
    }
    expect(await op.stores.apiTokens.listRefreshTokens(alice.id)).toEqual([])
  })
})
