import { describe, expect, it } from 'vitest'

import { openUpstreamSecret } from '@/federation/secret'
import { UpstreamFailure } from '@/oauth/provider'
import { flashName, type FlashName } from '@/portal/flash'
import { readTyped } from '@/portal/upstreams/admin/form'
import { readFreshInvitation } from '@/portal/upstreams/admin/invite'
import { adminFlash } from '@/portal/upstreams/paths'
import { readTrace } from '@/portal/upstreams/trace'

import { expectErrorPage } from '../../test-browser'
import { person, playedWorld } from './played'

const base = '/admin/upstreams'
const secret = 'a secret of the upstream'

/** An administrator in a browser, and the upstream `work`. */
async function world() {
  const played = await playedWorld()
  const { op } = played
  const root = await op.user({ username: 'root' })
  await op.stores.users.update(root.id, { isAdministrator: true })
  const browser = await op.signedIn(root)
  await browser.open('/sign-out')
  const token = browser.hidden('/sign-out')['token']!
  const post = (to: string, fields: Record<string, string> = {}) =>
    browser.post(`${base}/${to}`, { token, ...fields })
  const context = adminFlash(root.id, op.provider)
  const left = (name: FlashName) => browser.cookies[flashName(op.settings.issuer, name)]
  return { ...played, root, browser, post, context, left, find: op.stores.upstreams.find }
}

const google = {
  preset: 'google',
  id: 'google',
  label: 'Google',
  client_id: 'id-1',
  secret,
  new_users: 'create',
}

const wordpress = {
  ...google,
  preset: 'wordpress',
  id: 'site',
  label: 'Our site',
  site: 'https://site.example',
}

describe('POST /admin/upstreams/create', () => {
  it('adds an upstream behind the others, its secret sealed', async () => {
    const { op, post, find } = await world()
    const answer = await post('create', google)
    expect(answer.location).toBe('/admin/upstreams/google?done=upstream-created')
    const found = (await find('google'))!
    expect(found).toMatchObject({
      preset: 'google',
      label: 'Google',
      clientId: 'id-1',
      position: 1,
    })
    expect(found.options).toMatchObject({ newUsers: 'create', trustsEmails: false, scopes: [] })
    expect(found.sealedSecret).not.toContain(secret)
    expect(openUpstreamSecret(found.sealedSecret!, op.settings.secret)).toBe(secret)
    expect(op.logged()).not.toContain(secret)
  })

  it('says what is wrong and keeps what was typed, but never the secret', async () => {
    const { post, find, context, left } = await world()
    const answer = await post('create', { ...wordpress, site: 'site.example', client_id: '' })
    expect(answer.location).toBe('/admin/upstreams/new?preset=wordpress&again=1')
    const typed = readTyped(context, left('form'), 'create:wordpress')!
    expect(typed.problems).toEqual({ site: 'not-a-url', clientId: 'missing' })
    expect(typed.values).toMatchObject({ label: 'Our site', site: 'site.example' })
    expect(JSON.stringify(typed)).not.toContain(secret)
    expect(await find('site')).toBeNull()
  })

  it('takes no id twice', async () => {
    const { post, context, left } = await world()
    await post('create', { ...google, id: 'work' })
    expect(readTyped(context, left('form'), 'create:google')?.problems).toEqual({ id: 'taken' })
  })

  it('keeps everything typed that a cookie holds, however long it is', async () => {
    const { post, context, left } = await world()
    const long = { label: 'x'.repeat(20_000), scopes: 'y'.repeat(900) }
    await post('create', { ...google, ...long })
    const typed = readTyped(context, left('form'), 'create:google')!
    expect(typed.problems.label).toBe('too-long')
    expect(typed.values).not.toHaveProperty('label')
  })

  it('knows no other preset', async () => {
    const { post } = await world()
    expectErrorPage(await post('create', { ...google, preset: 'constructor' }), 404, 'not-found')
  })

  it('makes one upstream the default and one the broker, which has no button', async () => {
    const { post, find } = await world()
    await post('create', { ...google, is_default: 'on' })
    await post('create', { ...wordpress, is_default: 'on', is_broker: 'on' })
    expect(await find('google')).toMatchObject({ isDefault: true, isBroker: false })
    expect(await find('site')).toMatchObject({ isDefault: false, isBroker: true })
  })
})

describe('POST /admin/upstreams/update', () => {
  it('keeps the secret while the upstream stays where it is', async () => {
    const { post, find } = await world()
    await post('create', wordpress)
    const before = (await find('site'))!
    const { secret: _, ...rest } = wordpress
    const answer = await post('update', { ...rest, label: 'New', 'claim.email': 'user.mail' })
    expect(answer.location).toBe('/admin/upstreams/site?done=saved')
    const after = (await find('site'))!
    expect(after).toMatchObject({ label: 'New', sealedSecret: before.sealedSecret })
    expect(after.options.claims).toEqual({ email: 'user.mail' })
  })

  it.each([
    { site: 'https://elsewhere.example' },
    { tokenEndpoint: 'https://elsewhere.example/token' },
    { userinfoEndpoint: 'https://elsewhere.example/me' },
  ])('sends it nowhere else: a changed address asks for it again: %o', async (moved) => {
    const { op, post, find, context, left } = await world()
    await post('create', wordpress)
    const { secret: _, ...rest } = wordpress
    await post('update', { ...rest, ...moved })
    expect(readTyped(context, left('form'), 'update:site')?.problems).toEqual({ secret: 'again' })
    expect((await find('site'))!.options.site).toBe('https://site.example')

    await post('update', { ...rest, ...moved, secret: 'another secret' })
    const { sealedSecret, options } = (await find('site'))!
    expect(options).toMatchObject(moved)
    expect(openUpstreamSecret(sealedSecret!, op.settings.secret)).toBe('another secret')
  })

  it('forgets the secret of an upstream that wants none', async () => {
    const { post, find } = await world()
    await post('create', wordpress)
    await post('update', { ...wordpress, tokenAuthentication: 'none' })
    expect((await find('site'))!.sealedSecret).toBeNull()
  })

  it('changes neither id nor preset', async () => {
    const { post, find } = await world()
    await post('create', google)
    await post('update', { ...google, preset: 'oidc', issuer: 'https://evil.example' })
    expect(await find('google')).toMatchObject({ preset: 'google', options: { issuer: null } })
  })
})

describe('POST /admin/upstreams/order', () => {
  it('moves one by a place, and leaves the ends where they are', async () => {
    const { op, post } = await world()
    await post('create', google)
    const ids = async () => (await op.stores.upstreams.list()).map(({ id }) => id)
    await post('order', { id: 'google', direction: 'up' })
    expect(await ids()).toEqual(['google', 'work'])
    await post('order', { id: 'google', direction: 'up' })
    expect(await ids()).toEqual(['google', 'work'])
    await post('order', { id: 'google', direction: 'down' })
    expect(await ids()).toEqual(['work', 'google'])
    expectErrorPage(await post('order', { id: 'nobody' }), 404, 'not-found')
  })
})

describe('POST /admin/upstreams/disable and delete', () => {
  it('switches it off and on', async () => {
    const { op, post, find } = await world()
    await post('disable', { id: 'work', disabled: 'yes' })
    expect((await find('work'))!.disabledAt).toEqual(op.now())
    expect((await op.get('/sign-in/upstream?of=work')).status).toBe(404)
    await post('disable', { id: 'work', disabled: 'no' })
    expect((await find('work'))!.disabledAt).toBeNull()
  })

  it('deletes it when its label is typed, and keeps the accounts', async () => {
    const { op, post, find, roundTrip } = await world()
    await roundTrip(op.browser())
    const wrong = await post('delete', { id: 'work', confirmation: 'work' })
    expect(wrong.location).toBe('/admin/upstreams/work?problem=upstream-confirmation')
    expect(await find('work')).not.toBeNull()
    await post('delete', { id: 'work', confirmation: ' Work ' })
    expect(await find('work')).toBeNull()
    const kept = await op.stores.accounts.find('https://work.example', 'subject-1')
    expect(kept?.account.upstreamId).toBeNull()
  })
})

describe('POST /admin/upstreams/invite', () => {
  it('makes a link by which one person is added, shown once and stored as a hash', async () => {
    const { op, post, context, left, played, roundTrip, find } = await world()
    const { options } = (await find('work'))!
    await op.stores.upstreams.update('work', { options: { ...options, newUsers: 'invitation' } })
    expect((await roundTrip(op.browser())).status).toBe(403)
    const answer = await post('invite', { id: 'work' })
    expect(answer.location).toBe('/admin/upstreams/work#invitation')
    const { url } = readFreshInvitation(context, left('secret'), 'work')!
    const path = url.slice(op.settings.issuer.length)
    expect(path).toMatch(/^\/sign-in\/upstream\?of=work&invitation=[\w-]{43}$/)
    expect(op.logged()).not.toContain(path.slice(-43))
    expect(answer.location + answer.text).not.toContain(path.slice(-43))
    expect((await roundTrip(op.browser(), path)).status).toBe(303)
    played.answer = person({ subject: 'subject-2', email: null })
    expect((await roundTrip(op.browser(), path)).status).toBe(403)
    await post('seen', { id: 'work' })
    expect(readFreshInvitation(context, left('secret'), 'work')).toBeNull()
  })
})

describe('POST /admin/upstreams/test', () => {
  it('shows each step and who it would be, and signs nobody in or up', async () => {
    const { op, root, browser, post, comeBack, context, left, whoIs } = await world()
    const away = await post('test', { id: 'work' })
    const answer = await comeBack(browser, away.location)
    expect(answer.location).toBe('/admin/upstreams/work#test')
    const line = answer.setCookies.find((each) => each.startsWith('portico-trace='))
    expect(line).toMatch(/SameSite=Lax/) // the way back begins on another site
    const trace = readTrace(context, left('trace'), 'work')!
    expect(trace.steps).toMatchObject([{ step: 'token', status: 200, isGood: true }])
    expect(trace.outcome).toMatchObject({ ok: true })
    expect(JSON.stringify(trace)).toContain('bob@example.com')
    expect(await op.stores.accounts.find('https://work.example', 'subject-1')).toBeNull()
    expect(await whoIs(browser)).toBe(root.username)
  })

  it('shows what failed, on the way there and on the way back', async () => {
    const { browser, post, comeBack, context, left, played } = await world()
    played.answer = new UpstreamFailure('audience', 'id-token', `aud is ${'x'.repeat(9000)}`)
    const { location } = await post('test', { id: 'work' })
    await comeBack(browser, location)
    const outcome = () => readTrace(context, left('trace'), 'work')?.outcome
    expect(outcome()).toMatchObject({ ok: false, problem: 'audience', stage: 'id-token' })
    played.refusesToBegin = new UpstreamFailure('not-json', 'discovery', 'text/html')
    expect((await post('test', { id: 'work' })).location).toBe('/admin/upstreams/work#test')
    expect(outcome()).toMatchObject({ ok: false, problem: 'not-json', detail: 'text/html' })
  })

  it('is over for who is no administrator any more', async () => {
    const { op, root, browser, post, comeBack, left } = await world()
    const { location } = await post('test', { id: 'work' })
    await op.stores.users.update(root.id, { isAdministrator: false })
    expect((await comeBack(browser, location)).status).toBe(403)
    expect(left('trace')).toBeUndefined()
  })
})

describe('the forms of /admin/upstreams', () => {
  const paths = ['create', 'update', 'order', 'delete', 'disable', 'invite', 'seen', 'test']

  it.each(paths)('%s is for administrators, with the token of their session', async (path) => {
    const { op, post } = await world()
    const fields = { ...google, id: 'work', confirmation: 'Work', disabled: 'yes' }
    expectErrorPage(await post(path, { ...fields, token: 'x' }), 403, 'form-expired')
    expectErrorPage(await op.post(`${base}/${path}`, fields), 401, 'sign-in-needed')
    const alice = await op.signedIn(await op.user())
    await alice.open('/sign-out')
    const token = alice.hidden('/sign-out')['token']!
    expectErrorPage(await alice.post(`${base}/${path}`, { ...fields, token }), 403, 'forbidden')
    expect(await op.stores.upstreams.list()).toMatchObject([{ id: 'work', disabledAt: null }])
  })
})
