import { describe, expect, it } from 'vitest'

import { flashName } from '@/portal/flash'
import { profilePath, readTypedProfile } from '@/portal/profile'

import { expectErrorPage, type Browser } from '../test-browser'
import { testProvider } from '../test-provider'

/** Alice in her browser. */
async function world() {
  const op = await testProvider()
  const alice = await op.user()
  const browser = await op.signedIn(alice)
  await browser.open('/sign-out')
  const token = browser.hidden('/sign-out')['token']!
  const save = (fields: Record<string, string>, from: Browser = browser) =>
    from.post('/account/profile', { token, ...fields })
  const profile = async () => (await op.stores.users.find(alice.id))!.profile
  const context = { settings: op.settings, userId: alice.id, now: op.now, path: profilePath }
  const typed = () =>
    readTypedProfile(context, browser.cookies[flashName(op.settings.issuer, 'form')])
  return { op, alice, browser, save, profile, typed }
}

describe('POST /account/profile', () => {
  it('keeps what the person tells, and when', async () => {
    const { op, save, profile } = await world()
    op.passes({ days: 3 })
    const answer = await save({ name: 'Alice Example', country: 'France' })
    expect([answer.status, answer.location]).toEqual([303, '/profile?done=profile-saved'])
    const updated_at = Math.floor(op.now().getTime() / 1000)
    expect(await profile()).toEqual({
      name: 'Alice Example',
      address: { country: 'France' },
      updated_at,
    })
    op.passes({ days: 1 })
    await save({ name: 'Alice Example', country: 'France' })
    expect((await profile()).updated_at).toBe(updated_at) // nothing changed
    await save({})
    expect(await profile()).toEqual({ updated_at: updated_at + 86_400 })
  })

  it('shows the form again with what was typed, and keeps nothing of it', async () => {
    const { save, profile, typed } = await world()
    const answer = await save({ name: 'Alice', birthdate: 'yesterday' })
    expect(answer.location).toBe('/profile?again=1')
    expect(await profile()).toEqual({})
    expect(typed()).toMatchObject({
      values: { name: 'Alice', birthdate: 'yesterday' },
      problems: { birthdate: 'not-a-date' },
    })
    await save({ name: 'Alice' })
    expect(typed()).toBeNull()
  })

  it('brings the problems back, even where more was typed than a cookie holds', async () => {
    const { save, typed } = await world()
    const noise = Array.from({ length: 6000 }, (_, at) =>
      String.fromCharCode(48 + ((at * 7919) % 75)),
    )
    await save({ name: noise.join(''), street_address: noise.reverse().join('') })
    expect(typed()?.problems).toEqual({ name: 'too-long', street_address: 'too-long' })
  })

  it('is the person’s own, by the form of this session', async () => {
    const { op, alice, browser, profile } = await world()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    const fields = { name: 'Mallory' }
    expectErrorPage(await browser.post('/account/profile', fields), 403, 'form-expired')
    await bob.open('/sign-out')
    const { token } = bob.hidden('/sign-out')
    expectErrorPage(
      await browser.post('/account/profile', { ...fields, token: token! }),
      403,
      'form-expired',
    )
    expectErrorPage(
      await op.post('/account/profile', { ...fields, token: token! }),
      401,
      'sign-in-needed',
    )
    const user_id = alice.id
    await bob.post('/account/profile', { ...fields, token: token!, user_id, id: user_id })
    expect(await profile()).toEqual({})
  })

  it('changes nothing but what it asks: not the name to sign in by, the e-mail address or the rights', async () => {
    const { op, alice, save } = await world()
    await save({
      name: 'Alice',
      username: 'root',
      email: 'root@example.com',
      email_verified: 'true',
      phone_number_verified: 'true',
      isAdministrator: 'true',
    })
    const { password: _, ...before } = alice
    const after = await op.stores.users.find(alice.id)
    expect(after).toEqual({ ...before, profile: after!.profile })
    expect(Object.keys(after!.profile)).toEqual(['name', 'updated_at'])
  })

  it('says nothing of it in the log', async () => {
    const { op, save } = await world()
    await save({ name: 'Alice Example', phone_number: '+33123456789' })
    expect(op.logged()).toContain('profile changed')
    expect(op.logged()).not.toMatch(/Example|33123456789/)
  })
})
