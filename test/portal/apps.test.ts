import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'

import { formValues } from '@/clients/form-values'
import type { Settings } from '@/config/settings'
import { sha256 } from '@/crypto/digest'
import { type Client, defaultClientOptions, dialects, grantTypes, scopeNames } from '@/model/client'
import { readSecret, readTyped } from '@/portal/apps/typed'
import { fields } from '@/portal/apps/update'
import { registerUser } from '@/users/register'
import { newClient, newSecret } from '../stores/fixtures'
import { type Browser, expectErrorPage } from '../test-browser'
import { testProvider, type TestProvider, type TestUser } from '../test-provider'

const png = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64')}`

/** A browser of somebody, and a post that carries the session's token. */
async function signedIn(op: TestProvider, user: TestUser) {
  const browser = await op.signedIn(user)
  await browser.open('/sign-out')
  const { token = '' } = browser.hidden('/sign-out')
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    browser.post(path, { token, ...fields })
  return { browser, user, post }
}

async function administrator(op: TestProvider): Promise<TestUser> {
  const password = 'the password of root'
  const create = { ...op.stores, users: { ...op.stores.users } }
  create.users.create = async (user, hash) => {
    const outcome = await op.stores.users.createFirstAdministrator(user, hash)
    return outcome === 'closed' ? 'username-taken' : outcome
  }
  const typed = { username: 'root', email: 'root@example.com', password }
  const outcome = await registerUser(typed, { email: 'optional' }, create, op.hasher, op.now())
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return { ...(await op.stores.users.find(outcome.user.id))!, password }
}

async function world(settings: Partial<Settings> = {}) {
  const op = await testProvider({ settings })
  const root = await signedIn(op, await administrator(op))
  const alice = await signedIn(op, await op.user())
  const mallory = await signedIn(op, await op.user({ username: 'mallory' }))
  const client = await op.client({ ownerId: alice.user.id })
  await op.stores.clients.addSecret(newSecret(client.id, { id: 'first', hint: 'aaaa' }))
  return { op, root, alice, mallory, client }
}

const contextOf = (op: TestProvider, user: { id: string }) => ({
  settings: op.settings,
  userId: user.id,
  now: op.now,
})
const flashOf = (browser: Browser, name: 'form' | 'secret') => browser.cookies[`portico-${name}`]

/** What a form with these settings of the app would post. */
const settingsOf = (client: Client, more: Readonly<Record<string, string>> = {}) => ({
  client_id: client.id,
  name: client.name,
  redirect_uris: client.redirectUris.join('\n'),
  'dialect.login-redirect': 'on',
  'grant.login_redirect': 'on',
  ...more,
})

describe('creating an app', () => {
  const fields = {
    kind: 'login-redirect',
    name: 'Tasks',
    redirect_uris: 'https://tasks.example/cb\r\nhttp://localhost:4000/cb',
  }

  it('answers its page, stores the hash of its secret, and hands the secret to that user once', async () => {
    const { op, root } = await world()
    const answer = await root.post('/apps/create', fields)
    const id = /^\/apps\/([\w-]{22})\?done=created$/.exec(answer.location)?.[1] ?? ''
    expect(answer.status).toBe(303)

    const found = await op.stores.clients.findWithSecrets(id)
    expect(found?.client).toMatchObject({
      name: 'Tasks',
      ownerId: root.user.id,
      redirectUris: ['https://tasks.example/cb', 'http://localhost:4000/cb'],
    })
    const secret = readSecret(contextOf(op, root.user), flashOf(root.browser, 'secret'), id)
    expect(secret).toMatch(/^pcs_/)
    expect(found?.secrets.map(({ secretHash }) => secretHash)).toEqual([sha256(secret!)])
    expect(op.logged()).not.toContain(secret)
  })

  it('of a public kind makes no secret', async () => {
    const { op, root } = await world()
    const answer = await root.post('/apps/create', { ...fields, kind: 'browser' })
    const id = /^\/apps\/([\w-]{22})/.exec(answer.location)?.[1] ?? ''
    expect((await op.stores.clients.findWithSecrets(id))?.secrets).toEqual([])
    expect(flashOf(root.browser, 'secret')).toBeUndefined()
  })

  it('is for administrators: nobody else finds the form', async () => {
    const { op, alice } = await world()
    expectErrorPage(await alice.post('/apps/create', fields), 404, 'not-found')
    expect(await op.stores.clients.list(null)).toHaveLength(1)
  })

  it('of an unknown kind is not found', async () => {
    const { root } = await world()
    expectErrorPage(await root.post('/apps/create', { ...fields, kind: 'fax' }), 404, 'not-found')
  })

  it('that is refused brings back what was typed, with what is wrong', async () => {
    const { op, root } = await world()
    const typed = { ...fields, name: '', redirect_uris: 'http://evil.example/' }
    const answer = await root.post('/apps/create', typed)
    expect(answer.location).toBe('/apps/new?kind=login-redirect&again=1')
    const read = (user: { id: string }) =>
      readTyped(contextOf(op, user), flashOf(root.browser, 'form'), 'create:login-redirect')
    expect(read(root.user)).toEqual({
      form: 'create:login-redirect',
      values: {
        name: '',
        redirect_uris: 'http://evil.example/',
        post_logout_redirect_uris: '',
      },
      problems: {
        name: 'missing',
        redirectUris: {
          kind: 'refused',
          uris: [{ uri: 'http://evil.example/', reason: 'http-not-loopback' }],
        },
      },
      cut: [],
    })
    expect(await op.stores.clients.list(null)).toHaveLength(1)
  })

  it('that is refused with more than a cookie holds says so, and keeps the rest', async () => {
    const { op, root } = await world()
    const long = Array.from(
      { length: 200 },
      (_, index) => `https://${sha256(String(index))}.example/`,
    )
    const answer = await root.post('/apps/create', { ...fields, redirect_uris: long.join('\n') })
    expect(answer.status).toBe(303)
    const cookie = flashOf(root.browser, 'form')
    expect(cookie!.length).toBeLessThan(4_000)
    expect(readTyped(contextOf(op, root.user), cookie, 'create:login-redirect')).toMatchObject({
      values: { name: 'Tasks', redirect_uris: '' },
      cut: ['redirect_uris'],
    })
    const huge = { ...fields, name: Buffer.from(long.join()).toString('base64') }
    await root.post('/apps/create', { ...huge, redirect_uris: long.join('\n') })
    const kept = readTyped(
      contextOf(op, root.user),
      flashOf(root.browser, 'form'),
      'create:login-redirect',
    )
    expect(kept?.problems).toEqual({ name: 'too-long' })
  })
})

describe('a flash', () => {
  async function refused() {
    const { op, root, mallory } = await world()
    const answer = await root.post('/apps/create', { kind: 'web', name: 'x', redirect_uris: '' })
    const cookie = flashOf(root.browser, 'form')!
    return { op, root, mallory, answer, cookie }
  }

  it('is sealed, HttpOnly, Strict, for the dashboard only and five minutes', async () => {
    const { answer, cookie } = await refused()
    expect(answer.setCookies).toEqual([
      `portico-form=${cookie}; Path=/apps; Max-Age=300; HttpOnly; SameSite=Strict`,
    ])
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain('values')
  })

  it('on https is Secure', async () => {
    const op = await testProvider({ settings: { issuer: 'https://login.example.com' } })
    const root = await signedIn(op, await administrator(op))
    const answer = await root.post('/apps/create', { kind: 'web', name: '', redirect_uris: '' })
    expect(answer.setCookies[0]).toMatch(/^__Secure-portico-form=.*; Secure$/)
  })

  it('is for the user whose it is, and for the form whose it is', async () => {
    const { op, root, mallory, cookie } = await refused()
    expect(readTyped(contextOf(op, root.user), cookie, 'create:web')).not.toBe(null)
    expect(readTyped(contextOf(op, mallory.user), cookie, 'create:web')).toBe(null)
    expect(readTyped(contextOf(op, root.user), cookie, 'create:browser')).toBe(null)
  })

  it('ends after five minutes, whatever the browser keeps', async () => {
    const { op, root, cookie } = await refused()
    op.passes({ seconds: 300 })
    expect(readTyped(contextOf(op, root.user), cookie, 'create:web')).toBe(null)
  })

  it('that was changed, or is of another portal, is none', async () => {
    const { op, root, cookie } = await refused()
    const context = contextOf(op, root.user)
    const other = { ...context, settings: { ...op.settings, secret: 'x'.repeat(48) } }
    expect(readTyped(other, cookie, 'create:web')).toBe(null)
    expect(readTyped(context, `${cookie.slice(0, -4)}AAAA`, 'create:web')).toBe(null)
    expect(readTyped(context, 'nonsense', 'create:web')).toBe(null)
    expect(readTyped(context, '', 'create:web')).toBe(null)
  })
})

describe('another’s app', () => {
  const paths = [
    '/apps/update',
    '/apps/secret/rotate',
    '/apps/secret/remove',
    '/apps/secret/seen',
    '/apps/logo',
    '/apps/disable',
    '/apps/delete',
  ]

  it.each(paths)(
    'is not found by %s, as one that does not exist, and stays as it is',
    async (path) => {
      const { op, mallory, client } = await world()
      const before = await op.stores.clients.findWithSecrets(client.id)
      const fields = { ...settingsOf(client, { name: 'Mine' }), disabled: 'yes', logo: png }
      const more = { secret_id: 'first', confirmation: client.name }
      const answer = await mallory.post(path, { ...fields, ...more })
      expectErrorPage(answer, 404, 'not-found')
      const nowhere = await mallory.post(path, { ...fields, ...more, client_id: 'nowhere' })
      expect(nowhere.text).toBe(answer.text)
      expect(await op.stores.clients.findWithSecrets(client.id)).toEqual(before)
      expect(await op.stores.clients.findLogo(client.id)).toBe(null)
    },
  )

  it.each(paths)('is found by %s for an administrator', async (path) => {
    const { root, client } = await world()
    const answer = await root.post(path, { ...settingsOf(client), disabled: 'yes', logo: png })
    expect([answer.status, answer.location.startsWith('/apps')]).toEqual([303, true])
  })

  it.each(paths)('and one’s own are for nobody without the session’s token: %s', async (path) => {
    const { op, alice, client } = await world()
    const fields = { ...settingsOf(client), token: 'x', confirmation: client.name, disabled: 'yes' }
    expectErrorPage(await alice.post(path, fields), 403, 'form-expired')
    expect(await op.stores.clients.find(client.id)).toEqual(client)
  })
})

describe('changing an app', () => {
  it('replaces what its owner decides', async () => {
    const { op, alice, client } = await world()
    const fields = settingsOf(client, {
      name: 'Notes 2',
      redirect_uris: 'https://new.example/cb',
      'scope.openid': 'on',
      access_token_lifetime: '2',
      access_token_lifetime_unit: 'hours',
    })
    const answer = await alice.post('/apps/update', fields)
    expect(answer.location).toBe(`/apps/${client.id}/settings?done=saved`)
    expect(await op.stores.clients.find(client.id)).toMatchObject({
      name: 'Notes 2',
      redirectUris: ['https://new.example/cb'],
      grantTypes: ['login_redirect'],
      scopes: ['openid'],
      accessTokenLifetime: 7_200,
      ownerId: alice.user.id,
    })
  })

  it('decides how it speaks OAuth', async () => {
    const { op, alice, client } = await world()
    const fields = settingsOf(client, {
      'dialect.oauth': 'on',
      'grant.authorization_code': 'on',
      post_logout_redirect_uris: 'https://notes.example/bye',
      pkce: 'optional',
      id_token_algorithm: 'ES256',
    })
    await alice.post('/apps/update', fields)
    expect(await op.stores.clients.find(client.id)).toMatchObject({
      dialects: ['login-redirect', 'oauth'],
      postLogoutRedirectUris: ['https://notes.example/bye'],
      pkce: 'optional',
      idTokenAlgorithm: 'ES256',
    })
  })

  it('that is refused for where people go after signing out brings back every choice', async () => {
    const { op, alice, client } = await world()
    const choices = {
      post_logout_redirect_uris: 'http://evil.example/',
      pkce: 'plain',
      id_token_algorithm: 'ES256',
    }
    await alice.post('/apps/update', settingsOf(client, choices))
    expect(await op.stores.clients.find(client.id)).toEqual(client)
    const cookie = flashOf(alice.browser, 'form')
    const typed = readTyped(contextOf(op, alice.user), cookie, `update:${client.id}`)
    expect(typed?.values).toMatchObject(choices)
    expect(typed?.problems.postLogoutRedirectUris?.kind).toBe('refused')
  })

  it('decides what fewer apps do, every field of it', async () => {
    const { op, root, client } = await world()
    const pair = generateKeyPairSync('ed25519').publicKey
    const jwks = JSON.stringify({ keys: [pair.export({ format: 'jwk' })] })
    const answer = await root.post(
      '/apps/update',
      settingsOf(client, {
        'dialect.oauth': 'on',
        authentication: 'private_key_jwt',
        jwks,
        dpop: 'required',
        requires_pushed_requests: 'on',
        resources: 'https://api.example',
        'exchange.delegation': 'on',
        backchannel_logout_uri: 'https://notes.example/logout',
        policy_uri: 'https://notes.example/privacy',
        refresh_token_max_lifetime: '90',
        refresh_token_max_lifetime_unit: 'days',
      }),
    )
    expect(answer.location).toContain('done=saved')
    expect(await op.stores.clients.find(client.id)).toMatchObject({
      authenticationMethod: 'private_key_jwt',
      backchannelLogoutUri: 'https://notes.example/logout',
      options: {
        jwks,
        dpop: 'required',
        requiresPushedRequests: true,
        resources: ['https://api.example'],
        exchange: { delegation: true, impersonation: false },
        policyUri: 'https://notes.example/privacy',
        refreshTokenMaxLifetime: 90 * 86_400,
      },
    })
    const rotated = await root.post('/apps/secret/rotate', { client_id: client.id })
    expect(rotated.location).toContain('problem=public') // it has a key, so a secret would prove nothing
  })

  it('says at the field that its own machine is never called, unless it may be', async () => {
    for (const allowPrivateNetwork of [true, false]) {
      const { op, alice, client } = await world({ allowPrivateNetwork })
      const uri = 'http://localhost:4000/logout'
      const choices = { backchannel_logout_uri: uri, jwks_uri: 'https://127.0.0.1/jwks' }
      const answer = await alice.post('/apps/update', settingsOf(client, choices))
      const typed = readTyped(
        contextOf(op, alice.user),
        flashOf(alice.browser, 'form'),
        `update:${client.id}`,
      )
      expect(answer.location).toContain(allowPrivateNetwork ? 'done=saved' : 'again=1')
      expect(typed?.problems ?? {}).toEqual(
        allowPrivateNetwork ? {} : { backchannelLogoutUri: 'not-called', jwksUri: 'not-called' },
      )
      const saved = (await op.stores.clients.find(client.id))?.backchannelLogoutUri
      expect(saved).toBe(allowPrivateNetwork ? uri : null)
    }
  })

  it('reads every field that the form has', () => {
    const full = {
      ...newClient({ dialects, grantTypes, scopes: scopeNames, isFirstParty: true }),
      options: {
        ...defaultClientOptions,
        requiresPushedRequests: true,
        requiresRequestObjects: true,
        allowsQueryParameters: true,
        exchange: { subjectClients: [], impersonation: true, delegation: true },
      },
    }
    expect([...fields].sort()).toEqual([...Object.keys(formValues(full)), 'vouched_for'].sort())
  })

  it('brings back everything that was typed but a secret key, which goes nowhere', async () => {
    const { op, alice, client } = await world()
    const pair = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const jwks = JSON.stringify({ keys: [pair] })
    await alice.post('/apps/update', settingsOf(client, { jwks, policy_uri: 'https://a.example/' }))
    const context = contextOf(op, alice.user)
    const typed = readTyped(context, flashOf(alice.browser, 'form'), `update:${client.id}`)
    expect(typed?.problems).toEqual({ jwks: 'private-key' })
    expect(typed).toMatchObject({
      values: { jwks: '', policy_uri: 'https://a.example/' },
      cut: ['jwks'],
    })
    expect(op.logged()).not.toContain(pair.d)
  })

  it('leaves behind what is too long for a cookie, the keys first, and says which fields', async () => {
    const { op, alice, client } = await world()
    const keys = Array.from({ length: 20 }, () => ({
      ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }),
      x5c: [randomBytes(300).toString('base64')],
    }))
    const long = { jwks: JSON.stringify({ keys }), tos_uri: 'x' }
    await alice.post('/apps/update', settingsOf(client, long))
    const context = contextOf(op, alice.user)
    const typed = readTyped(context, flashOf(alice.browser, 'form'), `update:${client.id}`)
    expect(typed).toMatchObject({
      cut: ['jwks'],
      problems: { tosUri: 'not-absolute' },
      values: { tos_uri: 'x', redirect_uris: client.redirectUris.join('\n') },
    })
  })

  it('to reach beyond itself is for administrators only', async () => {
    const { op, alice, client } = await world()
    const wide = { resources: 'https://payroll.example', 'exchange.impersonation': 'on' }
    await alice.post('/apps/update', settingsOf(client, wide))
    expect((await op.stores.clients.find(client.id))?.options).toEqual(client.options)
  })

  it('to first-party is for administrators only', async () => {
    const { op, root, alice, client } = await world()
    const isFirstParty = async () => (await op.stores.clients.find(client.id))?.isFirstParty
    await alice.post('/apps/update', settingsOf(client, { first_party: 'on' }))
    expect(await isFirstParty()).toBe(false)
    await root.post('/apps/update', settingsOf(client, { first_party: 'on' }))
    expect(await isFirstParty()).toBe(true)
    await alice.post('/apps/update', settingsOf(client))
    expect(await isFirstParty()).toBe(true)
  })

  it('that is refused changes nothing and loses nothing that was typed', async () => {
    const { op, alice, client } = await world()
    const fields = settingsOf(client, { name: 'x'.repeat(81), access_token_lifetime: '1' })
    const answer = await alice.post('/apps/update', fields)
    expect(answer.location).toBe(`/apps/${client.id}/settings?again=1`)
    expect(await op.stores.clients.find(client.id)).toEqual(client)
    const cookie = flashOf(alice.browser, 'form')
    const typed = readTyped(contextOf(op, alice.user), cookie, `update:${client.id}`)
    expect(typed?.problems).toEqual({ name: 'too-long', accessTokenLifetime: 'too-short' })
    expect(typed?.values).toMatchObject({
      name: 'x'.repeat(81),
      redirect_uris: client.redirectUris[0],
      'grant.login_redirect': 'on',
      access_token_lifetime: '1',
    })
    expect(typed?.values).not.toHaveProperty('grant.password')
  })
})

describe('the secrets of an app', () => {
  it('are two for a while: the old one lives until it is removed', async () => {
    const { op, alice, client } = await world()
    const secretsOf = async () => (await op.stores.clients.findWithSecrets(client.id))!.secrets
    const added = await alice.post('/apps/secret/rotate', { client_id: client.id })
    expect(added.location).toBe(`/apps/${client.id}?done=secret-added`)
    const context = contextOf(op, alice.user)
    const fresh = readSecret(context, flashOf(alice.browser, 'secret'), client.id)!
    expect((await secretsOf()).map(({ secretHash }) => secretHash)).toContain(sha256(fresh))
    expect(await secretsOf()).toHaveLength(2)

    const third = await alice.post('/apps/secret/rotate', { client_id: client.id })
    expect(third.location).toBe(`/apps/${client.id}?problem=two-secrets`)

    const removal = { client_id: client.id, secret_id: 'first' }
    expect((await alice.post('/apps/secret/remove', removal)).location).toContain('secret-removed')
    expect((await secretsOf()).map(({ hint }) => hint)).toEqual([fresh.slice(-4)])
    const last = { client_id: client.id, secret_id: (await secretsOf())[0]!.id }
    expect((await alice.post('/apps/secret/remove', last)).location).toContain('last-secret')
  })

  it('are shown until their owner has stored them, and to nobody else', async () => {
    const { op, alice, mallory, client } = await world()
    await alice.post('/apps/secret/rotate', { client_id: client.id })
    const cookie = flashOf(alice.browser, 'secret')
    expect(readSecret(contextOf(op, mallory.user), cookie, client.id)).toBe(null)
    expect(readSecret(contextOf(op, alice.user), cookie, 'another')).toBe(null)
    await alice.post('/apps/secret/seen', { client_id: client.id })
    expect(flashOf(alice.browser, 'secret')).toBeUndefined()
  })

  it('are none for a public app', async () => {
    const { op, alice } = await world()
    const client = await op.client({ ownerId: alice.user.id, isPublic: true })
    const answer = await alice.post('/apps/secret/rotate', { client_id: client.id })
    expect(answer.location).toBe(`/apps/${client.id}?problem=public`)
    expect((await op.stores.clients.findWithSecrets(client.id))?.secrets).toEqual([])
  })
})

describe('the logo of an app', () => {
  it('is served to anybody, for good, as an image and nothing else', async () => {
    const { op, alice, client } = await world()
    await alice.post('/apps/logo', { client_id: client.id, logo: png })
    const { logoHash } = (await op.stores.clients.find(client.id))!
    const answer = await op.get(`/logos?client=${client.id}&v=${logoHash}`)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  it('is not at an address with another hash, and not without one', async () => {
    const { op, alice, client } = await world()
    await alice.post('/apps/logo', { client_id: client.id, logo: png })
    for (const path of [`/logos?client=${client.id}&v=x`, `/logos?client=${client.id}`, '/logos']) {
      expect((await op.get(path)).status).toBe(404)
    }
  })

  it('is removed by an empty one, and kept when the new one is none', async () => {
    const { op, alice, client } = await world()
    const hash = async () => (await op.stores.clients.find(client.id))?.logoHash
    await alice.post('/apps/logo', { client_id: client.id, logo: png })
    const refused = await alice.post('/apps/logo', { client_id: client.id, logo: 'data:,<svg>' })
    expect(refused.location).toContain('problem=logo-not-an-image')
    expect(await hash()).not.toBe(null)
    await alice.post('/apps/logo', { client_id: client.id, logo: '' })
    expect(await hash()).toBe(null)
  })
})

describe('the end of an app', () => {
  it('may be for a while: disabled and enabled', async () => {
    const { op, alice, client } = await world()
    await alice.post('/apps/disable', { client_id: client.id, disabled: 'yes' })
    expect((await op.stores.clients.find(client.id))?.disabledAt).toEqual(op.now())
    await alice.post('/apps/disable', { client_id: client.id, disabled: 'no' })
    expect((await op.stores.clients.find(client.id))?.disabledAt).toBe(null)
  })

  it.each(['', 'notes', 'Note', 'Notes2', 'Notes\u200b'])(
    'does not come when %j is typed for its name',
    async (confirmation) => {
      const { op, alice, client } = await world()
      const answer = await alice.post('/apps/delete', { client_id: client.id, confirmation })
      expect(answer.location).toBe(`/apps/${client.id}/settings?problem=confirmation`)
      expect(await op.stores.clients.find(client.id)).not.toBe(null)
    },
  )

  it('comes when its name is typed: what people let in goes with it', async () => {
    const { op, alice, client } = await world()
    const { refresh_token } = await op.authorized(alice.browser, client)
    const fields = { client_id: client.id, confirmation: ' Notes ' }
    expect((await alice.post('/apps/delete', fields)).location).toBe('/apps?done=deleted')
    expect(await op.stores.clients.find(client.id)).toBe(null)
    expect((await op.refresh(client, refresh_token!)).status).toBe(401)
  })
})
