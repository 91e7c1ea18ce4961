import { describe, expect, it } from 'vitest'

import { expectApiError } from '../../test-browser'
import { testProvider } from '../../test-provider'

const good = { username: 'alice', password: 'correct horse battery', email: 'alice@example.com' }

describe('POST /api/users', () => {
  it('registers a user, who can sign in at once: 201', async () => {
    const op = await testProvider()
    const answer = await op.json('/api/users', good)
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      user_id: expect.stringMatching(/^[\w-]{22}$/),
      username: 'alice',
      status_code: 201,
      error: null,
      success: true,
    })
    const client = await op.client()
    const body = { response_type: 'code', ...good, client_id: client.id }
    expect((await op.json('/api/token', body)).status).toBe(200)
  })

  it('does without an e-mail address', async () => {
    const op = await testProvider()
    const { username, password } = good
    expect((await op.json('/api/users', { username, password })).status).toBe(201)
    const other = { username: 'bob', password, email: '' }
    expect((await op.json('/api/users', other)).status).toBe(201)
    const third = { username: 'carol', password, email: null }
    expect((await op.json('/api/users', third)).status).toBe(201)
  })

  it('makes nobody an administrator, whatever is sent', async () => {
    const op = await testProvider()
    const more = { isAdministrator: true, firstAdministrator: 'first', id: 'mine' }
    const { body } = await op.json('/api/users', { ...good, ...more })
    expect(await op.stores.users.find(body.user_id)).toMatchObject({ isAdministrator: false })
    expect(await op.stores.users.hasAdministrator()).toBe(false)
  })

  it.each([
    ['the same', { username: 'alice', email: 'other@example.com' }, 'username'],
    ['in capitals', { username: 'ALICE', email: 'other@example.com' }, 'username'],
    ['in full width', { username: 'ａｌｉｃｅ', email: 'other@example.com' }, 'username'],
    ['with spaces around', { username: ' alice ', email: 'other@example.com' }, 'username'],
    ['by e-mail', { username: 'other', email: 'ALICE@Example.com' }, 'email'],
  ])('says 409 for a name that is taken, %s', async (_, fields, field) => {
    const op = await testProvider()
    await op.json('/api/users', good)
    const answer = await op.json('/api/users', { ...good, ...fields })
    expectApiError(answer, 409, 'taken')
    expect(answer.body.field).toBe(field)
  })

  it('gives a name to one of 20 who want it at once', async () => {
    const op = await testProvider()
    const answers = await Promise.all(Array.from({ length: 20 }, () => op.json('/api/users', good)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)])
  })

  it.each([
    ['username', undefined],
    ['username', ''],
    ['username', 'a'],
    ['username', 'a@b'],
    ['username', 'a'.repeat(65)],
    ['username', 'аlice'],
    ['username', 'ali\u202ece'],
    ['username', 'alice\u0000'],
    ['username', '\ud800lice'],
    ['username', 7],
    ['username', {}],
    ['username', ['alice']],
    ['password', undefined],
    ['password', ''],
    ['password', 'short'],
    ['password', 'password1'],
    ['password', 'x'.repeat(257)],
    ['password', 12345678],
    ['password', { length: 20 }],
    ['password', true],
    ['email', 'not an address'],
    ['email', 'a@b@c'],
    ['email', 'a@b\u0000'],
    ['email', 7],
  ])('says 422 and names the field: %s %j', async (field, value) => {
    const op = await testProvider()
    const answer = await op.json('/api/users', { ...good, [field]: value })
    expectApiError(answer, 422, 'invalid_field')
    expect(answer.body.field).toBe(field)
  })

  it.each(['', 'username=alice', '[]', 'null', '"x"', '{', '['.repeat(10_000)])(
    'says 400 for a body that is no JSON object: %.10j',
    async (body) => {
      const op = await testProvider()
      expectApiError(await op.json('/api/users', body), 400, 'invalid_request')
    },
  )

  it('says 413 for 1 MB', async () => {
    const op = await testProvider()
    const answer = await op.json('/api/users', { ...good, note: 'x'.repeat(1_000_000) })
    expectApiError(answer, 413, 'request_too_large')
  })

  it('says 403 when self-registration is off', async () => {
    const op = await testProvider({ settings: { selfRegistration: false } })
    expectApiError(await op.json('/api/users', good), 403, 'registration_closed')
    expect(op.hasher.hashed).toBe(0)
  })

  it('says 503 and Retry-After when every place is taken', async () => {
    const op = await testProvider()
    op.hasher.isBusy = true
    const answer = await op.json('/api/users', good)
    expectApiError(answer, 503, 'busy')
    expect(answer.headers.get('retry-after')).toBe('5')
  })

  it('says 429 and Retry-After after 60 registrations from one address in an hour', async () => {
    const op = await testProvider()
    const from = (address: string, username: string) =>
      op.json('/api/users', { username, password: good.password }, { address })
    for (let count = 0; count < 60; count += 1) {
      expect((await from('192.0.2.7', `user-${count}`)).status).toBe(201)
    }
    op.passes({ minutes: 20 })
    const refused = await from('192.0.2.7', 'one-more')
    expectApiError(refused, 429, 'too_many_attempts')
    expect(refused.headers.get('retry-after')).toBe('2400')
    expect((await from('192.0.2.8', 'elsewhere')).status).toBe(201)
    op.passes({ minutes: 40 })
    expect((await from('192.0.2.7', 'one-more')).status).toBe(201)
  })
})
