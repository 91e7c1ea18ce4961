import { describe, expect, it } from 'vitest'

import { expectRefusal, tokenApiWorld } from './world'

const strange = [
  'x',
  '5f0c8d5e-0f43-4b6e-9d52-3f8a7b1c2d3e',
  '%00',
  '%ff',
  'x'.repeat(5000),
  '__proto__',
]

describe('/token/{token}', () => {
  it('GET tells what it stands for, as it was told when it was made', async () => {
    const { logIn, alice, ask } = await tokenApiWorld()
    const { body } = await logIn(alice)
    const answer = await ask('GET', `/token/${body.data.token}`)
    expect([answer.status, answer.body]).toEqual([200, body])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('GET tells the rights that the person has now', async () => {
    const { op, tokenOf, alice, ask } = await tokenApiWorld()
    const token = await tokenOf(alice)
    await op.stores.users.update(alice.id, { isAdministrator: true })
    expect((await ask('GET', `/token/${token}`)).body.data.acl).toEqual(['auth.#'])
  })

  it('HEAD answers 204 or 404, without a body', async () => {
    const { op, tokenOf, alice, ask } = await tokenApiWorld()
    const token = await tokenOf(alice)
    const good = await ask('HEAD', `/token/${token}`)
    expect([good.status, good.text]).toEqual([204, ''])
    op.passes({ hours: 2 })
    expect((await ask('HEAD', `/token/${token}`)).status).toBe(404)
  })

  it('DELETE ends it at once, and answers 200 however often', async () => {
    const { tokenOf, alice, ask, isGood } = await tokenApiWorld()
    const [token, other] = [await tokenOf(alice), await tokenOf(alice)]
    expect((await ask('DELETE', `/token/${token}`)).status).toBe(200)
    expect((await ask('DELETE', `/token/${token}`)).status).toBe(200)
    expectRefusal(await ask('GET', `/token/${token}`), 404, 'not_found')
    expect(await isGood(other)).toBe(true)
  })

  it.each(strange)(
    'answers 404 to what is none, and DELETE 200, as if it had been one (%#)',
    async (text) => {
      const { ask } = await tokenApiWorld()
      expectRefusal(await ask('GET', `/token/${text}`), 404, 'not_found')
      expect((await ask('HEAD', `/token/${text}`)).status).toBe(404)
      expect((await ask('DELETE', `/token/${text}`)).status).toBe(200)
    },
  )

  it('knows no refresh token, and deletes none', async () => {
    const { offline, ask, redeem } = await tokenApiWorld()
    const { refresh_token: refreshToken } = await offline()
    expectRefusal(await ask('GET', `/token/${refreshToken}`), 404, 'not_found')
    expect((await ask('DELETE', `/token/${refreshToken}`)).status).toBe(200)
    expect((await redeem(refreshToken)).status).toBe(200)
  })

  it('is none once its user or its app is disabled, or the app’s switch is off', async () => {
    const { op, offline, tokenOf, isGood, alice, client } = await tokenApiWorld()
    const { token } = await offline()
    const own = await tokenOf(alice)
    await op.stores.users.setDisabled(alice.id, op.now())
    expect([await isGood(token), await isGood(own)]).toEqual([false, false])
    await op.stores.users.setDisabled(alice.id, null)
    await op.stores.clients.setDisabled(client.id, op.now())
    expect([await isGood(token), await isGood(own)]).toEqual([false, true])
    await op.stores.clients.setDisabled(client.id, null)
    await op.stores.clients.update(client.id, { ...client, dialects: [] })
    expect([await isGood(token), await isGood(own)]).toEqual([false, true])
    await op.stores.clients.update(client.id, client)
    expect([await isGood(token), await isGood(own)]).toEqual([true, true])
  })

  it('is none once its user or its app is deleted', async () => {
    const { op, offline, tokenOf, isGood, alice, root, client } = await tokenApiWorld()
    const [ofRoot, ofAlice] = [await offline(root), await tokenOf(alice)]
    await op.stores.clients.delete(client.id)
    await op.stores.users.delete(alice.id, op.now())
    expect([await isGood(ofRoot.token), await isGood(ofAlice)]).toEqual([false, false])
  })
})
