import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { flashName } from '@/portal/flash'
import { readFreshToken, readTypedToken, registrationFlash } from '@/portal/initial-access-tokens'

import { expectErrorPage } from '../test-browser'
import { callback, testProvider } from '../test-provider'

const path = '/admin/registration'

/** An administrator in a browser. */
async function world() {
  const op = await testProvider()
  const root = await op.user({ username: 'root' })
  await op.stores.users.update(root.id, { isAdministrator: true })
  const browser = await op.signedIn(root)
  const tokenOf = async (of: typeof browser) => {
    await of.open('/sign-out')
    return of.hidden('/sign-out')['token']!
  }
  const token = await tokenOf(browser)
  const post = (to: string, fields: Record<string, string> = {}) =>
    browser.post(`${path}/${to}`, { token, ...fields })
  const create = (fields: Record<string, string> = {}) =>
    post('create', { name: 'CI', days: '7', uses: '2', ...fields })
  const context = registrationFlash(root.id, op.provider)
  const cookie = (name: 'form' | 'secret') => browser.cookies[flashName(op.settings.issuer, name)]
  return {
    op,
    root,
    browser,
    tokenOf,
    post,
    create,
    list: () => op.stores.initialAccessTokens.list(op.now()),
    fresh: () => readFreshToken(context, cookie('secret')),
    typed: () => readTypedToken(context, cookie('form')),
    registerWith: (bearer: string) =>
      op.json(
        '/oauth/register',
        { redirect_uris: [callback] },
        { headers: { Authorization: `Bearer ${bearer}` } },
      ),
  }
}

describe('POST /admin/registration/create', () => {
  it('makes a token that registers as many apps as was said, shown once and stored as a hash', async () => {
    const { op, create, list, fresh, post, registerWith } = await world()
    const answer = await create()
    expect(answer.location).toBe('/admin/registration?done=registration-token-made')
    expect(answer.location + answer.text).not.toContain('pia_')
    const { name, token } = fresh()!
    expect([name, token]).toEqual(['CI', expect.stringMatching(/^pia_[\w-]{43}$/)])
    expect(await list()).toEqual([
      {
        id: expect.any(String) as string,
        hash: sha256(token),
        name: 'CI',
        createdAt: op.now(),
        expiresAt: new Date(op.now().getTime() + 7 * 86_400_000),
        usesLeft: 2,
      },
    ])
    expect(op.logged()).not.toContain(token)

    expect((await registerWith(token)).status).toBe(201)
    expect((await registerWith(token)).status).toBe(201)
    expect((await registerWith(token)).status).toBe(401)
    await post('seen')
    expect(fresh()).toBeNull()
  })

  it('ends when it was said to', async () => {
    const { op, create, fresh, list, registerWith } = await world()
    await create({ days: '1' })
    const { token } = fresh()!
    op.passes({ days: 1, seconds: -1 })
    expect((await registerWith(token)).status).toBe(201)
    op.passes({ seconds: 1 })
    expect((await registerWith(token)).status).toBe(401)
    expect(await list()).toEqual([])
  })

  it.each([
    [{ name: '' }, { name: 'missing' }],
    [{ name: 'x'.repeat(81) }, { name: 'too-long' }],
    [{ name: 'a\u202eb' }, { name: 'bad-character' }],
    [{ days: '0' }, { days: 'not-in-range' }],
    [{ days: '366' }, { days: 'not-in-range' }],
    [{ days: '1.5' }, { days: 'not-in-range' }],
    [{ days: '' }, { days: 'not-in-range' }],
    [{ uses: '0' }, { uses: 'not-in-range' }],
    [{ uses: '1001' }, { uses: 'not-in-range' }],
    [{ uses: '-1' }, { uses: 'not-in-range' }],
    [
      { name: '', days: 'x', uses: '1e3' },
      { name: 'missing', days: 'not-in-range', uses: 'not-in-range' },
    ],
  ])('refuses %j: %j', async (fields, problems) => {
    const { create, list, typed, fresh } = await world()
    expect((await create(fields)).location).toBe('/admin/registration?again=1')
    expect(typed()).toMatchObject({ problems })
    expect(await list()).toEqual([])
    expect(fresh()).toBeNull()
  })
})

describe('POST /admin/registration/remove', () => {
  it('ends the token; apps that came by it stay', async () => {
    const { op, create, post, list, fresh, registerWith } = await world()
    await create()
    const { token } = fresh()!
    await registerWith(token)
    const [{ id } = { id: '' }] = await list()
    const answer = await post('remove', { id })
    expect(answer.location).toBe('/admin/registration?done=registration-token-removed')
    expect((await registerWith(token)).status).toBe(401)
    expect(await op.stores.clients.list(null)).toHaveLength(1)
    expect((await post('remove', { id })).status).toBe(303) // again
    expect((await post('remove', { id: '\0' })).status).toBe(303)
  })
})

describe('the forms of an administrator', () => {
  it.each(['create', 'remove', 'seen'])(
    '%s is for administrators, signed in, by their own form',
    async (form) => {
      const { op, browser, tokenOf, create, list } = await world()
      await create()
      const [{ id } = { id: '' }] = await list()
      const fields = { id, name: 'Mine', days: '7', uses: '1' }
      const alice = await op.signedIn(await op.user())
      const own = await tokenOf(alice)
      expectErrorPage(
        await alice.post(`${path}/${form}`, { ...fields, token: own }),
        403,
        'forbidden',
      )
      expectErrorPage(await browser.post(`${path}/${form}`, fields), 403, 'form-expired')
      expectErrorPage(
        await browser.post(`${path}/${form}`, { ...fields, token: own }),
        403,
        'form-expired',
      )
      expectErrorPage(await op.post(`${path}/${form}`, fields), 401, 'sign-in-needed')
      const headers = { 'Sec-Fetch-Site': 'cross-site' }
      expectErrorPage(await op.post(`${path}/${form}`, fields, { headers }), 403, 'cross-site')
      expect((await list()).map(({ name }) => name)).toEqual(['CI'])
    },
  )
})
