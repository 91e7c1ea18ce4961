import { describe, expect, it } from 'vitest'

import { expectRefusal, tokenApiWorld } from './world'

const next = 'the next password'

async function world(options: Parameters<typeof tokenApiWorld>[0] = {}) {
  const made = await tokenApiWorld(options)
  const token = await made.tokenOf(made.root)
  return {
    ...made,
    token,
    set: (id: string, body: unknown) => made.ask('PUT', `/users/${id}/password`, { token, body }),
  }
}

describe('PUT /users/{uuid}/password', () => {
  it('sets a password, which ends every session, grant and token of the user', async () => {
    const { op, set, logIn, offline, redeem, tokenOf, isGood, alice, root } = await world()
    const { token, refresh_token: refreshToken } = await offline()
    const [own, ofRoot] = [await tokenOf(alice), await tokenOf(root)]
    const notes = await op.client()
    const tokens = await op.authorized(await op.signedIn(alice), notes)

    const answer = await set(alice.id, { new_password: next })
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect((await logIn(alice)).status).toBe(401)
    expect((await logIn({ ...alice, password: next })).status).toBe(200)
    expect([await isGood(token), await isGood(own), await isGood(ofRoot)]).toEqual([
      false,
      false,
      true,
    ])
    expectRefusal(await redeem(refreshToken), 401, 'unauthorized')
    expect((await op.refresh(notes, tokens['refresh_token']!)).status).toBe(401)
    expect(await op.stores.sessions.listOfUser(alice.id, op.now())).toEqual([])
    expect(op.logged()).not.toContain(next)
  })

  it('ends the administrator’s own tokens too when it is their own', async () => {
    const { set, isGood, root, token } = await world()
    expect((await set(root.id, { new_password: next })).status).toBe(204)
    expect(await isGood(token)).toBe(false)
  })

  it('checks an old password that is sent, within the limits of signing in', async () => {
    const { set, logIn, alice } = await world()
    const wrong = await set(alice.id, { new_password: next, old_password: 'wrong' })
    expectRefusal(wrong, 401, 'unauthorized')
    expect((await logIn(alice)).status).toBe(200)
    for (let count = 0; count < 9; count += 1) {
      await set(alice.id, { new_password: next, old_password: 'wrong' })
    }
    const body = { new_password: next, old_password: alice.password }
    expectRefusal(await set(alice.id, body), 429, 'too_many_attempts')
  })

  it('takes an old password that is right', async () => {
    const { set, logIn, alice } = await world()
    const body = { new_password: next, old_password: alice.password }
    expect((await set(alice.id, body)).status).toBe(204)
    expect((await logIn({ ...alice, password: next })).status).toBe(200)
  })

  it.each([
    ['new_password', undefined],
    ['new_password', ''],
    ['new_password', 'short'],
    ['new_password', 'password1'],
    ['new_password', 'x'.repeat(257)],
    ['new_password', 123456789],
    ['old_password', null],
    ['old_password', ['x']],
  ])('refuses the %s %j', async (field, value) => {
    const { set, logIn, alice } = await world()
    const answer = await set(alice.id, { new_password: next, [field]: value })
    expectRefusal(answer, 400, 'invalid_request')
    expect(answer.body.details).toEqual({ field })
    expect((await logIn(alice)).status).toBe(200)
  })

  it('refuses the username as a password, and one for nobody', async () => {
    const { op, set } = await world()
    const user = await op.user({ username: 'longusername' })
    expectRefusal(await set(user.id, { new_password: 'LongUsername' }), 400, 'invalid_request')
    expectRefusal(await set('nobody', { new_password: next }), 404, 'not_found')
  })

  it('says when too many passwords are being hashed', async () => {
    const { op, set, alice } = await world()
    op.hasher.isBusy = true
    expectRefusal(await set(alice.id, { new_password: next }), 503, 'busy')
  })
})
