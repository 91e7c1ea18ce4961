import { describe, expect, it } from 'vitest'

import { newSecret } from '@/clients/secrets'
import { sha256 } from '@/crypto/digest'
import { openStores } from '@/stores/prisma/open'

import { basic, relyingParty, signIn } from '../../oauth/relying-party'
import { testProvider } from '../../test-provider'
import { file, house, houseOf } from './house'

const notes = file`
  clients:
    - client_id: notes
      client_name: Notes
      redirect_uris: [https://notes.example/callback]
      client_secret: a secret of notes.
`.replace('a secret of notes.', 'secret-of-notes-1')

describe('an app of the file', () => {
  it('is made as its kind begins, with its secret', async () => {
    const { applied, client } = await house()
    expect(await applied(notes)).toEqual(['created client notes'])
    const { client: made, secrets } = await client('notes')
    expect(made).toMatchObject({
      name: 'Notes',
      kind: 'web',
      isPublic: false,
      dialects: ['oauth'],
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: ['https://notes.example/callback'],
      authenticationMethod: 'client_secret_basic',
      pkce: 'required',
      ownerId: null,
      disabledAt: null,
    })
    expect(secrets).toMatchObject([{ secretHash: sha256('secret-of-notes-1'), hint: 'es-1' }])
  })

  it('proves that it is itself with it', async () => {
    const { op, applied } = await house()
    await applied(`${notes}    grant_types: [client_credentials]\n`)
    const headers = { Authorization: basic('notes', 'secret-of-notes-1') }
    const grant = { grant_type: 'client_credentials' }
    expect((await op.post('/oauth/token', grant, { headers })).status).toBe(200)
  })

  it('is left as it is the second time', async () => {
    const { apply, applied, client } = await house()
    await applied(notes)
    const before = await client('notes')
    const { said } = await apply(notes)
    expect(said).toEqual([
      '1 client and 0 users unchanged. What the file does not name was left alone.',
    ])
    expect(await client('notes')).toEqual(before)
  })

  it('gets a secret that is printed once, where the file has none', async () => {
    const { applied, apply, client } = await house()
    const text = notes.replace(/ +client_secret:.*\n/, '')
    const [created, printed] = await applied(text)
    expect(created).toBe('created client notes')
    const [, secret] = /^client_secret: (pcs_[\w-]{43}) \(shown this once\)$/.exec(printed!) ?? []
    expect((await client('notes')).secrets[0]?.secretHash).toBe(sha256(secret!))
    expect((await apply(text)).said).toHaveLength(1)
  })

  it('is what the file says, again: what is left out is what its kind begins with', async () => {
    const { applied, client } = await house()
    const more = file`
          pkce: plain
          access_token_lifetime: 2h
          dialects: [oauth, rails]
          query_parameters: true
    `
    expect(await applied(notes + more.replaceAll(/^/gm, '    '))).toEqual(['created client notes'])
    expect((await client('notes')).client).toMatchObject({
      pkce: 'plain',
      accessTokenLifetime: 7200,
      dialects: ['oauth', 'rails'],
      options: { allowsQueryParameters: true },
    })
    expect(await applied(notes)).toEqual([
      'changed client notes: dialects, pkce, access_token_lifetime, query_parameters',
    ])
    expect((await client('notes')).client).toMatchObject({
      pkce: 'required',
      accessTokenLifetime: null,
      dialects: ['oauth'],
      options: { allowsQueryParameters: false },
    })
  })

  it('is disabled and enabled by name only, so that an app that somebody stopped stays so', async () => {
    const { op, applied, apply, client } = await house()
    await applied(notes)
    await op.stores.clients.setDisabled('notes', op.now())
    expect((await apply(notes)).said).toHaveLength(1)
    expect((await client('notes')).client.disabledAt).not.toBeNull()
    expect(await applied(`${notes}    disabled: false\n`)).toEqual(['enabled client notes'])
    expect(await applied(`${notes}    disabled: true\n`)).toEqual(['disabled client notes'])
    expect((await client('notes')).client.disabledAt).toEqual(op.now())
    expect((await apply(`${notes}    disabled: true\n`)).said).toHaveLength(1)
  })

  it('may be born disabled', async () => {
    const { applied, client } = await house()
    expect(await applied(`${notes}    disabled: true\n`)).toEqual([
      'created client notes (disabled)',
    ])
    expect((await client('notes')).client.disabledAt).not.toBeNull()
  })

  it('belongs to whom the file names, also to somebody whom the file makes', async () => {
    const { op, applied, client, user } = await house()
    const bob = await op.user({ username: 'bob' })
    const of = (owner: string) => `${notes}    owner: ${owner}\n`
    await applied(`${of('Alice')}users:\n  - { username: alice, password: correct horse staple }\n`)
    expect((await client('notes')).client.ownerId).toBe((await user('alice')).user.id)
    expect(await applied(of('bob'))).toEqual(['changed client notes: owner'])
    expect((await client('notes')).client.ownerId).toBe(bob.id)
    expect(await applied(notes)).toEqual([]) // as it is
    expect(await applied(of('null'))).toEqual(['changed client notes: owner'])
    expect((await client('notes')).client.ownerId).toBeNull()
  })
})

describe('the secrets of an app', () => {
  const withSecret = (text: string) => notes.replace(/client_secret: .*/, text)

  it('are exactly those of the file: another one takes the place of all', async () => {
    const { op, applied, client } = await house()
    await applied(notes)
    await op.stores.clients.addSecret(newSecret('notes', op.now()).record)
    expect(await applied(withSecret('client_secret: secret-of-notes-2'))).toEqual([
      'changed client notes: client_secret',
    ])
    const { secrets } = await client('notes')
    expect(secrets.map(({ secretHash }) => secretHash)).toEqual([sha256('secret-of-notes-2')])
  })

  it('may be two, so that one takes the place of the other without a gap', async () => {
    const { applied, client } = await house()
    await applied(notes)
    const [first] = (await client('notes')).secrets
    const two = 'client_secret: [secret-of-notes-2, secret-of-notes-1]'
    expect(await applied(withSecret(two))).toEqual(['changed client notes: client_secret'])
    expect((await client('notes')).secrets.map(({ hint }) => hint).sort()).toEqual(['es-1', 'es-2'])
    expect((await client('notes')).secrets).toContainEqual(first) // it was not made anew
    expect(await applied(withSecret(two))).toEqual([])
    await applied(withSecret('client_secret: secret-of-notes-2'))
    expect((await client('notes')).secrets.map(({ hint }) => hint)).toEqual(['es-2'])
    await applied(withSecret('client_secret: [secret-of-notes-3, secret-of-notes-4]'))
    expect((await client('notes')).secrets.map(({ hint }) => hint).sort()).toEqual(['es-3', 'es-4'])
  })

  it('may be known by their hash alone, as base64url or as a command line prints it', async () => {
    const { applied, client } = await house()
    const hash = sha256('secret-of-notes-1')
    await applied(withSecret(`client_secret_sha256: ${hash}`))
    expect((await client('notes')).secrets).toMatchObject([{ secretHash: hash, hint: '····' }])
    const hex = Buffer.from(hash, 'base64url').toString('hex')
    expect(await applied(withSecret(`client_secret_sha256: "${hex}"`))).toEqual([])
    expect(await applied(notes)).toEqual([])
  })

  it('stay where the file names none, and one is made where there is none', async () => {
    const { op, applied, client } = await house()
    const app = await relyingParty(op)
    const text = `clients:\n  - client_id: ${app.id}\n    redirect_uris: [https://a.example/]\n`
    await applied(text)
    expect((await client(app.id)).secrets[0]?.secretHash).toBe(sha256(app.secret!))

    const publicNotes = withSecret('token_endpoint_auth_method: none')
    await applied(publicNotes)
    expect((await client('notes')).client).toMatchObject({ kind: 'browser', isPublic: true })
    expect((await client('notes')).secrets).toEqual([])
    const [changed, printed] = await applied(withSecret('kind: web'))
    expect(changed).toBe('changed client notes: kind, token_endpoint_auth_method, client_secret')
    expect(printed).toContain('client_secret: pcs_')
  })
})

describe('a person of the file', () => {
  const alice = file`
    users:
      - username: Alice
        email: Alice@Example.com
        email_verified: true
        password: the password of alice
        administrator: true
        given_name: Alice
        address: { country: France, locality: Lyon }
  `

  it('is made, and signs in', async () => {
    const { op, applied, user } = await house()
    expect(await applied(alice)).toEqual(['created user Alice'])
    const { user: made } = await user('alice')
    expect(made).toMatchObject({
      username: 'Alice',
      email: 'alice@example.com',
      emailVerifiedAt: op.now(),
      isAdministrator: true,
      profile: { given_name: 'Alice', address: { country: 'France', locality: 'Lyon' } },
      createdAt: op.now(),
      disabledAt: null,
    })
    expect(made.profile).not.toHaveProperty('updated_at')
    const browser = await op.atTheDoor('/login')
    const answer = await signIn(browser, { ...made, password: 'the password of alice' })
    expect(answer.location).toBe('/')
  })

  it('closes the setup of the first administrator', async () => {
    const { op, applied } = await house()
    await applied(alice)
    expect(await op.stores.users.hasAdministrator()).toBe(true)
  })

  it('is left as it is the second time, the password too', async () => {
    const { op, applied, user } = await house({ hasher: 'argon2' })
    await applied(alice)
    const before = await user('alice')
    op.passes({ hours: 1 })
    expect(await applied(alice)).toEqual([])
    expect(
      await applied(
        alice.replace('{ country: France, locality: Lyon }', '{ locality: Lyon, country: France }'),
      ),
    ).toEqual([])
    expect(await user('alice')).toEqual(before)
  })

  it('keeps what the file does not say, and loses what it says is nothing', async () => {
    const { op, applied, user } = await house()
    await applied(alice)
    op.passes({ hours: 1 })
    expect(await applied('users:\n  - username: alice\n')).toEqual(['changed user alice: username'])
    const text = file`
      users:
        - username: alice
          email: null
          given_name: null
          nickname: Al
          administrator: false
    `
    expect(await applied(text)).toEqual([
      'changed user alice: email, email_verified, administrator, given_name, nickname',
    ])
    const { user: changed, password } = await user('alice')
    expect(changed).toMatchObject({ email: null, emailVerifiedAt: null, isAdministrator: false })
    expect(changed.profile).toEqual({
      address: { country: 'France', locality: 'Lyon' },
      nickname: 'Al',
      updated_at: Math.floor(op.now().getTime() / 1000),
    })
    expect(password).not.toBeNull()
  })

  it('has a new address that is not verified, unless the file says that it is', async () => {
    const { op, applied, user } = await house()
    await applied(alice)
    await applied('users:\n  - { username: Alice, email: new@example.com }\n')
    expect((await user('alice')).user.emailVerifiedAt).toBeNull()
    op.passes({ hours: 1 })
    await applied(
      'users:\n  - { username: Alice, email: newer@example.com, email_verified: true }\n',
    )
    expect((await user('alice')).user.emailVerifiedAt).toEqual(op.now())
    op.passes({ hours: 1 })
    const again =
      'users:\n  - { username: Alice, email: newest@example.com, email_verified: true }\n'
    expect(await applied(again)).toEqual(['changed user Alice: email'])
    expect((await user('alice')).user.emailVerifiedAt).toEqual(op.now())
  })

  it('is signed out everywhere by another password', async () => {
    const { op, applied } = await house()
    await applied(alice)
    const { user } = (await op.stores.users.findByLogin('alice'))!
    await op.signedIn({ ...user, password: 'the password of alice' })
    expect(await op.stores.sessions.listOfUser(user.id, op.now())).toHaveLength(1)
    expect(await applied(alice.replace('the password', 'another password'))).toEqual([
      'changed user Alice: password (signed out everywhere)',
    ])
    expect(await op.stores.sessions.listOfUser(user.id, op.now())).toEqual([])
  })

  it('may come with an argon2id hash of another server', async () => {
    const { op, applied, user } = await house({ hasher: 'argon2' })
    const { hash } = await import('@node-rs/argon2')
    const made = await hash('the password of bob', {
      memoryCost: 65_536,
      timeCost: 3,
      parallelism: 4,
    })
    const text = `users:\n  - { username: bob, password_hash: "${made}" }\n`
    await applied(text)
    expect(await applied(text)).toEqual([])
    expect((await user('bob')).password?.hash).toBe(made)
    const browser = await op.atTheDoor('/login')
    const answer = await signIn(browser, {
      ...(await user('bob')).user,
      password: 'the password of bob',
    })
    expect(answer.location).toBe('/')
  })

  it('may come with a bcrypt hash, which the first sign-in replaces and the file does not bring back', async () => {
    const { op, applied, apply, user } = await house({ hasher: 'argon2' })
    const made = '$2y$10$EA3zTQicWsAZlzWCBdnyMe6xdlrUR5tVuFI46IT9sEXZnp5Wfv5c2' // by PHP
    const text = `users:\n  - { username: bob, password_hash: ${made} }\n`
    expect(await applied(text)).toEqual(['created user bob'])
    expect(await applied(text)).toEqual([])
    const enter = async (password: string) => {
      const browser = await op.atTheDoor('/login')
      return (await signIn(browser, { ...(await user('bob')).user, password })).location
    }
    expect(await enter('letmein')).not.toBe('/')
    expect((await user('bob')).password?.hash).toBe(made)
    expect(await enter('lètmein')).toBe('/')

    const { user: bob, password } = await user('bob')
    expect(password?.hash).toMatch(/^\$argon2id\$/)
    expect((await apply(text)).said).toHaveLength(1)
    expect((await user('bob')).password).toEqual(password)
    expect(await op.stores.sessions.listOfUser(bob.id, op.now())).toHaveLength(1)
    const ours = await op.provider.passwords.hash('another password')
    expect(await applied(text.replace(made, `"${ours}"`))).toEqual([
      'changed user bob: password_hash (signed out everywhere)',
    ])
    expect(await enter('another password')).toBe('/')
  })

  it('may have no password yet, and then the line says how to get one', async () => {
    const { applied } = await house()
    const text = 'users:\n  - { username: carl, disabled: true }\n'
    expect(await applied(text)).toEqual([
      'created user carl (disabled; without a password: npm run recover -- carl)',
    ])
    expect(await applied(text)).toEqual([])
  })

  it('is disabled and enabled, by name', async () => {
    const { op, applied, user } = await house()
    await applied(alice)
    await op.signedIn({ ...(await user('alice')).user, password: 'the password of alice' })
    const disabled = (is: boolean) => `users:\n  - { username: Alice, disabled: ${is} }\n`
    expect(await applied(disabled(true))).toEqual(['disabled user Alice'])
    const { user: off } = await user('alice')
    expect(off.disabledAt).toEqual(op.now())
    expect(await op.stores.sessions.listOfUser(off.id, op.now())).toEqual([])
    expect(await applied(alice)).toEqual([])
    expect(await applied(disabled(false))).toEqual(['enabled user Alice'])
  })

  it('keeps the id that another server gave, which is every token’s sub, and may be renamed by it', async () => {
    const { applied, user } = await house()
    await applied('users:\n  - { user_id: "42", username: bob, password: correct horse }\n')
    expect((await user('bob')).user.id).toBe('42')
    expect(await applied('users:\n  - { user_id: "42", username: robert }\n')).toEqual([
      'changed user robert: username',
    ])
    expect((await user('robert')).user.id).toBe('42')
  })
})

describe('a dry run', () => {
  it('says the same and writes nothing', async () => {
    const { op, apply, exported } = await house()
    const text = `${notes}    disabled: true\nusers:\n  - { username: bob, password: correct horse }\n`
    const before = await exported()
    const dry = await apply(text, { isDryRun: true })
    expect(await exported()).toBe(before)
    expect(op.hasher.hashed).toBe(0)
    const { said } = await apply(text)
    expect(dry.said).toEqual([...said, 'Nothing was written: this was a dry run.'])
  })

  it('makes no secret', async () => {
    const { apply } = await house()
    const { said } = await apply(notes.replace(/ +client_secret:.*\n/, ''), { isDryRun: true })
    expect(said.join('\n')).not.toContain('pcs_')
  })
})

describe('a portal that is running', () => {
  it('heeds what another process has applied, at the next request', async () => {
    const server = await testProvider()
    const { stores } = await openStores({ database: { kind: 'sqlite', file: server.file } })
    try {
      const house = houseOf({ ...server.provider, stores })
      // A request that arrives later is read in a later turn of the event loop; here all are in one process.
      const applied = (file: string) =>
        house.applied(file).then(() => new Promise((resolve) => setImmediate(resolve)))
      const headers = { Authorization: basic('notes', 'secret-of-notes-1') }
      const status = async () =>
        (await server.post('/oauth/token', { grant_type: 'client_credentials' }, { headers }))
          .status
      expect(await status()).toBe(401)
      const text = `${notes}    grant_types: [client_credentials]\n`
      await applied(text)
      expect(await status()).toBe(200)
      await applied(`${text}    disabled: true\n`)
      expect(await status()).toBe(401)
      await applied(`${text}    disabled: false\n`)
      expect(await status()).toBe(200)
      await applied(text.replace('secret-of-notes-1', 'secret-of-notes-2'))
      expect(await status()).toBe(401)
    } finally {
      await stores.close()
    }
  })
})

describe('what the file does not name', () => {
  it('is left alone', async () => {
    const { op, applied, client, user } = await house()
    const other = await relyingParty(op)
    await op.user({ username: 'dora' })
    const before = [await client(other.id), await user('dora')]
    await applied(`${notes}users: []\n`)
    expect([await client(other.id), await user('dora')]).toEqual(before)
  })
})
