import { generateKeyPairSync, type KeyObject } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { relyingParty } from '../../oauth/relying-party'
import { file, house } from './house'

const app = (more: string) =>
  file`
    clients:
      - client_id: notes
        redirect_uris: [https://notes.example/callback]
  ` + more.replaceAll(/^(?=.)/gm, '    ')

const person = (more: string) =>
  `users:\n  - username: alice\n${more.replaceAll(/^(?=.)/gm, '    ')}`

describe('a file that something stands against', () => {
  it('is not applied in part: nothing is written', async () => {
    const { apply, exported } = await house()
    const before = await exported()
    const { said, complaints } = await apply(`${app('')}users:\n  - { username: a }\n`)
    expect(said).toEqual([])
    expect(complaints).toEqual(['5: users[0].username: is shorter than 2 characters'])
    expect(await exported()).toBe(before)
  })

  it('is told everything at once, with the lines', async () => {
    const { op, complaints } = await house()
    await op.user({ username: 'bob' })
    expect(
      await complaints(file`
        client: []
        clients:
          - client_id: notes
            redirect_uri: https://notes.example/callback
            redirect_uris:
              - https://notes.example/callback
              - http://notes.example/callback
            pkce: none
            client_secret: tiny
            exchange: { impersonate: true }
          - redirect_uris: [https://notes.example/callback]
          - client_id: notes
            kind: machine
            access_token_lifetime: 2 h
        users:
          - username: bob
            email: nonsense
            password: password
            password_hash: 5f4dcc3b5aa765d61d8327deb882cf99
          - username: BOB
            roles: [admin]
      `),
    ).toEqual([
      '1: client: unknown key. Did you mean clients?',
      '4: clients[0].redirect_uri: unknown key. Did you mean redirect_uris?',
      '7: clients[0].redirect_uris[1]: is http, which is for localhost, 127.0.0.1 and [::1] only: write https',
      '8: clients[0].pkce: wants one of required, optional, plain',
      '9: clients[0].client_secret: wants 16 to 256 ASCII characters without a space: only a hash is kept, and from that a short one could be guessed',
      '10: clients[0].exchange.impersonate: unknown key. Did you mean impersonation?',
      '11: clients[1]: client_id is missing',
      '14: clients[2].access_token_lifetime: wants seconds, or a number and s, m, h or d: 90, 15m, 12h, 30d',
      '17: users[0].email: is no complete e-mail address',
      '19: users[0].password_hash: looks like MD5, which is not taken',
      '21: users[1].roles: unknown key',
    ])
  })

  it.each([
    ['', '1: the file wants clients:, users: or upstreams:, each with a list'],
    ['- a', '1: the file wants clients:, users: or upstreams:, each with a list'],
    ['clients: { notes: {} }', '1: clients: wants a list: begin each entry with a dash'],
    ['clients:\n  - notes', '2: clients[0]: wants a mapping, and here is text'],
    ['nothing: 1', '1: nothing: unknown key. There are clients, users and upstreams'],
    ['users: *them', '1: Unresolved alias (the anchor must be set before the alias): them'],
    [
      'users: [\n',
      '2: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['clients: []\nclients: []', '2: Map keys must be unique'],
    [
      '{"clients": [{"client_id": 7}]}',
      '1: clients[0].client_id: wants text, and here is a number: put it in quotes',
    ],
  ])('%j is refused', async (text, complaint) => {
    const { complaints } = await house()
    expect((await complaints(text))[0]).toBe(complaint)
  })

  it('may be JSON, with tabs too', async () => {
    const { complaints, applied } = await house()
    const json = (id: string) =>
      JSON.stringify({ clients: [{ client_id: id, grant_types: [] }] }, null, '\t')
    expect(await complaints(json('a b'))).toEqual([
      '4: clients[0].client_id: wants up to 128 letters, digits, ".", "_", "~" or "-", and begins with a letter or a digit',
    ])
    expect((await applied(json('ab')))[0]).toBe('created client ab')
  })

  it('may use anchors of YAML', async () => {
    const { applied } = await house()
    const text = file`
      clients:
        - client_id: one
          redirect_uris: &uris [https://a.example/, https://b.example/]
          client_secret: the-secret-of-one
        - client_id: two
          redirect_uris: *uris
          client_secret: the-secret-of-two
    `
    expect(await applied(text)).toHaveLength(2)
  })
})

describe('an app is refused', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwks = (key: KeyObject) =>
    `jwks: { keys: [${JSON.stringify(key.export({ format: 'jwk' }))}] }\n`

  it.each([
    ['token_endpoint_auth_method: none\npkce: optional\n', 'pkce: is required of every public app'],
    [
      'token_endpoint_auth_method: none\ngrant_types: [client_credentials]\n',
      'grant_types: a public app has no client_credentials',
    ],
    [
      'token_endpoint_auth_method: none\nclient_secret: a-secret-that-is-long\n',
      'client_secret: an app with token_endpoint_auth_method: none has no secret',
    ],
    ['dialects: [rails]\n', 'dialects: rails goes with oauth'],
    ['token_endpoint_auth_method: private_key_jwt\n', 'jwks: is missing'],
    [jwks(privateKey), 'jwks: holds a private key'],
    [`${jwks(publicKey)}jwks_uri: https://notes.example/jwks\n`, 'jwks_uri: stands beside jwks'],
    ['jwks_uri: ftp://notes.example/jwks\n', 'jwks_uri: is not https'],
    ['require_signed_request_object: true\n', 'jwks: is missing: signed requests'],
    ['access_token_lifetime: 59\n', 'access_token_lifetime: is too short'],
    ['access_token_lifetime: 366d\n', 'access_token_lifetime: is too long'],
    ['refresh_token_lifetime: 1.5\n', 'refresh_token_lifetime: wants seconds'],
    ['client_name: "  "\n', 'client_name: is empty'],
    ['client_name: "a\u202eb"\n', 'client_name: holds an invisible character'],
    ['client_uri: http://notes.example/\n', 'client_uri: is not https'],
    ['resources: [relative]\n', 'resources[0]: is not complete'],
    ['subject_type: pairwise\nsector_identifier: a b\n', 'sector_identifier: is no host'],
    ['exchange: { subject_clients: ["a b"] }\n', 'exchange.subject_clients[0]: is no client id'],
    ['scope: openid emial\n', 'scope[1]: wants one of openid, profile, email'],
    ['grant_types: [authorization-code]\n', 'Did you mean authorization_code?'],
    ['first_party: yes\n', 'first_party: wants true or false, and here is text'],
    [
      'post_logout_redirect_uris: ["https://a.example/#x"]\n',
      'post_logout_redirect_uris[0]: has a fragment',
    ],
    [
      'client_secret: [a-secret-that-is-long, b-secret-that-is-long, c-secret-that-is-long]\n',
      'at most two',
    ],
    [
      'client_secret: a-secret-that-is-long\nclient_secret_sha256: abc\n',
      'client_secret_sha256: wants a SHA-256',
    ],
    ['owner: nobody\n', 'owner: is the username of nobody'],
    ['Client_Name: Notes\n', 'Did you mean client_name?'],
    ['redirectUris: []\n', 'Did you mean redirect_uris?'],
    ['secret: abc\n', 'Did you mean client_secret?'],
    ['zzzzzzzz: abc\n', 'zzzzzzzz: unknown key'],
    ['__proto__: { kind: web }\n', '__proto__: unknown key'],
    ['constructor: 1\n', 'constructor: unknown key'],
  ])('for %j', async (more, complaint) => {
    const { complaints } = await house()
    const [only, ...others] = await complaints(app(more))
    expect(only).toContain(complaint)
    expect(others).toEqual([])
  })

  it('for a redirect URI that only another dialect has', async () => {
    const { complaints, applied } = await house()
    const text = (dialects: string) =>
      file`
      clients:
        - client_id: notes
          redirect_uris: ["urn:ietf:wg:oauth:2.0:oob"]
          dialects: [DIALECTS]
    `.replace('DIALECTS', dialects)
    expect(await complaints(text('oauth'))).toEqual([
      '3: clients[0].redirect_uris[0]: is for apps with dialects: [oauth, rails]',
    ])
    expect((await applied(text('oauth, rails')))[0]).toBe('created client notes')
  })

  it('for no redirect URI, where people are to be sent back', async () => {
    const { complaints } = await house()
    expect((await complaints('clients:\n  - client_id: notes\n'))[0]).toContain(
      'clients[0].redirect_uris: wants at least one',
    )
  })

  it('for what is built in', async () => {
    const { complaints } = await house()
    const text = app('').replace('client_id: notes', 'client_id: portico-playground')
    expect(await complaints(text)).toEqual([
      '2: clients[0].client_id: is built in: Portico makes it by itself',
    ])
  })

  it('for the id of a person: a token of the one could pass for a token of the other', async () => {
    const { op, complaints } = await house()
    const alice = await op.user()
    const [first] = await complaints(app('').replace('notes\n', `${alice.id}\n`))
    expect(first).toContain('client_id: is the id of a person')
    const both = `${app('')}users:\n  - { user_id: notes, username: bob }\n`
    expect((await complaints(both))[0]).toContain('users[0].user_id: is the id of an app')
    const existing = await relyingParty(op)
    const text = `users:\n  - { user_id: ${existing.id}, username: bob }\n`
    expect((await complaints(text))[0]).toContain('users[0].user_id: is the id of an app')
  })
})

describe('a person is refused', () => {
  it.each([
    ['password: short\n', 'password: is shorter than 8 characters'],
    ['password: password\n', 'password: is one of the passwords that are guessed first'],
    ['password: 12345678901\n', 'password: wants text, and here is a number: put it in quotes'],
    ['password: x\npassword_hash: y\n', 'password_hash: is no hash of a kind that is known'],
    ['password_hash: $2b$12$abcdefghijklmnopqrstuuu\n', 'password_hash: is cut short or damaged'],
    [
      'password_hash: "$argon2id$v=19$m=99999999,t=3,p=1$c29tZXNhbHQ$YWJjZGVmZ2hpamtsbW5vcA"\n',
      'password_hash: costs more than',
    ],
    ['email: null\nemail_verified: true\n', 'email_verified: wants an email'],
    ['birthdate: 31.12.1990\n', 'birthdate: wants YYYY-MM-DD'],
    ['zoneinfo: Paris\n', 'zoneinfo: wants a time zone'],
    ['locale: fr CA\n', 'locale: wants a language tag'],
    ['picture: "javascript:alert(1)"\n', 'picture: wants an address'],
    ['phone_number: 0123\n', 'phone_number: wants text'],
    ['address: { street: x }\n', 'address.street: unknown key. Did you mean street_address?'],
    ['name: ""\n', 'name: is empty'],
    ['admin: true\n', 'admin: unknown key. Did you mean administrator?'],
    ['user_id: "a b"\n', 'user_id: wants up to 128'],
  ])('for %j', async (more, complaint) => {
    const { complaints } = await house()
    expect((await complaints(person(more)))[0]).toContain(complaint)
  })

  it('for what somebody else has', async () => {
    const { op, complaints } = await house()
    const bob = await op.user({ username: 'bob' })
    expect(
      await complaints(file`
        users:
          - { user_id: "1", username: Bob }
          - { username: carl, email: Bob@Example.com }
          - { user_id: "2", username: dora, email: d@example.com }
          - { user_id: "2", username: Dora, email: D@example.com }
      `),
    ).toEqual([
      `2: users[0].username: is that of another person, whose user_id is ${bob.id}`,
      '3: users[1].email: is that of the user bob',
      '5: users[3].user_id: is that of users[2] too',
      '5: users[3].username: is that of users[2] too',
      '5: users[3].email: is that of users[2] too',
    ])
  })

  it('without a word of what is secret', async () => {
    const { complaints } = await house()
    const secrets = ['hunter2', 'tiny-secret', 'not a hash of mine', '7777777777']
    const said = await complaints(file`
      clients:
        - { client_id: notes, client_secret: tiny-secret, client_secret_sha256: not a hash of mine }
      users:
        - { username: alice, password: hunter2 }
        - { username: bob, password_hash: not a hash of mine }
        - { username: carl, password: 7777777777 }
    `)
    expect(said.length).toBeGreaterThanOrEqual(5)
    for (const secret of secrets) expect(said.join('\n')).not.toContain(secret)
  })
})
