import { describe, expect, it } from 'vitest'

import type { Answer } from '../../test-browser'
import { basicOf, expectRefusal, tokenApiWorld } from './world'

const countsOf = (answers: readonly Answer[]): Readonly<Record<number, number>> => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** So many at once, or one after the other. */
const atOnce = <T>(count: number, work: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

describe('guessing a password by the token API (RFC 6749 §10.10)', () => {
  it('is tried ten times, however many ask at once', async () => {
    const { alice, logIn } = await tokenApiWorld()
    const guesses = await atOnce(30, (index) =>
      logIn({ username: alice.username, password: `guess ${index}` }),
    )
    expect(countsOf(guesses)).toEqual({ 401: 10, 429: 20 })
    expectRefusal(await logIn(alice), 429, 'too_many_attempts')
  })

  it('is one count for every way to write a name', async () => {
    const { alice, logIn } = await tokenApiWorld()
    const { username } = alice
    const names = [username, username.toUpperCase(), ` ${username} `, `${username}\u00a0`]
    const guesses = await atOnce(24, (index) =>
      logIn({ username: names[index % names.length]!, password: 'wrong' }),
    )
    expect(countsOf(guesses)).toEqual({ 401: 10, 429: 14 })
  })

  it('is the same for somebody whom nobody knows, and who is disabled', async () => {
    const { op, alice, logIn } = await tokenApiWorld()
    await op.stores.users.setDisabled(alice.id, op.now())
    const unknown = { username: `nobody-like-${alice.username}`, password: 'wrong' }
    for (const login of [unknown, alice]) {
      const guesses = await atOnce(12, () => logIn(login))
      expect(countsOf(guesses)).toEqual({ 401: 10, 429: 2 })
    }
  })

  it('has one count with an old_password, whoever the administrator is', async () => {
    const { alice, root, ask, logIn, tokenOf } = await tokenApiWorld()
    const token = await tokenOf(root)
    const body = { new_password: 'violet anchor lantern', old_password: 'wrong' }
    const tries = await atOnce(15, () => ask('PUT', `/users/${alice.id}/password`, { token, body }))
    expect(countsOf(tries)).toEqual({ 401: 10, 429: 5 })
    expectRefusal(await logIn(alice), 429, 'too_many_attempts')
    expect((await logIn(root)).status).toBe(200)
  })

  it('is counted with whatever else is asked, and before anything is made', async () => {
    const { op, alice, client, ask, tokenOf } = await tokenApiWorld()
    const token = await tokenOf(alice)
    const headers = { Authorization: basicOf(alice.username, 'wrong') }
    const bodies = [
      {},
      { client_id: client.id },
      { client_id: client.id, access_type: 'offline' },
      { expiration: 1 },
    ]
    const guesses = await atOnce(16, (index) =>
      ask('POST', '/token', { body: bodies[index % bodies.length], headers }),
    )
    expect(countsOf(guesses)).toEqual({ 401: 10, 429: 6 })
    const mine = await ask('GET', '/users/me/tokens', { token })
    expect(mine.body.total).toBe(0)
    op.passes({ minutes: 15 })
    expect((await ask('POST', '/token', { headers })).status).toBe(401)
  })
})
