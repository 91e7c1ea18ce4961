import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

import { ensurePlayground } from '@/clients/playground'
import { newSecret } from '@/clients/secrets'
import { defaultClientOptions } from '@/model/client'
import { exportAll, jsonOf } from '@/portal/file/export'
import { readFile } from '@/portal/file/read-file'

import { basic, relyingParty, signIn } from '../../oauth/relying-party'
import { atOnce, newClient } from '../../stores/fixtures'
import { postgresUrl, temporaryPostgres } from '../../stores/temporary-database'
import { house, houseOf, type House } from './house'

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1' }] })

/** Apps and people with something in every place. */
async function furnished(): Promise<{ secret: string; here: House }> {
  const here = await house({ hasher: 'argon2' })
  const { op } = here
  const alice = await op.user()
  await op.stores.users.update(alice.id, {
    isAdministrator: true,
    emailVerifiedAt: op.now(),
    profile: {
      given_name: 'Alice: "the" first',
      birthdate: '1990-12-31',
      phone_number: '+33 1 23',
      phone_number_verified: true,
      address: { formatted: '1, rue Verte\nLyon', country: 'France' },
      updated_at: 1_700_000_000,
    },
  })
  const bob = await op.user({ username: 'bob', email: '' })
  await op.stores.users.setDisabled(bob.id, op.now())

  const { client, secret } = await relyingParty(op, { ownerId: alice.id })
  await op.stores.clients.addSecret(newSecret(client.id, op.now()).record)
  op.passes({ seconds: 1 })
  await op.client({
    kind: 'web',
    name: 'Everything # and: more',
    isFirstParty: true,
    dialects: ['login-redirect', 'oauth', 'rails'],
    redirectUris: ['https://a.example/?x=1', 'urn:ietf:wg:oauth:2.0:oob'],
    postLogoutRedirectUris: ['https://a.example/bye'],
    authenticationMethod: 'private_key_jwt',
    pkce: 'plain',
    idTokenAlgorithm: 'PS256',
    accessTokenLifetime: 5400,
    refreshTokenLifetime: 86_400,
    backchannelLogoutUri: 'https://a.example/logout',
    disabledAt: op.now(),
    createdAt: op.now(),
    options: {
      ...defaultClientOptions,
      jwks,
      assertionAlgorithm: 'ES256',
      requestObjectAlgorithm: 'ES256',
      dpop: 'required-with-nonce',
      requiresPushedRequests: true,
      requiresRequestObjects: true,
      subjectType: 'pairwise',
      sectorIdentifier: 'a.example',
      sectorIdentifierUri: 'https://a.example/sector',
      accessTokenAlgorithm: 'EdDSA',
      userinfoAlgorithm: 'EdDSA',
      initiateLoginUri: 'https://a.example/begin',
      clientUri: 'https://a.example/',
      policyUri: 'https://a.example/policy',
      tosUri: 'https://a.example/terms',
      defaultMaxAge: 0,
      resources: ['https://api.example/', 'urn:x:y'],
      audiences: ['https://api.example/'],
      exchange: { subjectClients: [client.id], impersonation: true, delegation: false },
      allowsQueryParameters: true,
      refreshTokenMaxLifetime: 864_000,
      isSelfRegistered: true,
    },
  })
  op.passes({ seconds: 1 })
  await op.client({
    ...newClient({ createdAt: op.now() }),
    ...{ kind: 'browser', isPublic: true, authenticationMethod: 'none', pkce: 'required' },
    ...{ dialects: [], grantTypes: [], scopes: [], redirectUris: [], postLogoutRedirectUris: [] },
  })
  await ensurePlayground(op.stores, { issuer: op.settings.issuer, playground: true }, op.now)
  return { secret: secret!, here }
}

/** What is to be the same elsewhere: everything but when it was made. */
async function contentsOf({ stores }: Pick<House, 'stores'>) {
  const clients = await stores.clients.list(null)
  const found = await Promise.all(clients.map(({ id }) => stores.clients.findWithSecrets(id)))
  const users = await stores.users.list(null, 100)
  return {
    clients: found
      .filter((one) => one?.client.id !== 'portico-playground')
      .map((one) => ({
        ...one!.client,
        createdAt: null,
        disabledAt: one!.client.disabledAt !== null,
        secrets: one!.secrets.map(({ secretHash }) => secretHash).sort(),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    users: users.map(({ user, password }) => ({
      ...user,
      createdAt: null,
      emailVerifiedAt: user.emailVerifiedAt !== null,
      disabledAt: user.disabledAt !== null,
      profile: { ...user.profile, updated_at: null },
      password: password?.hash,
    })),
  }
}

describe('what is exported', () => {
  it('makes everything anew where it is applied: ids, settings, secrets and passwords', async () => {
    const { here, secret } = await furnished()
    const text = await here.exported()
    const there = await house({ hasher: 'argon2' })
    expect(await there.applied(text)).toHaveLength(5)
    expect(await contentsOf(there)).toEqual(await contentsOf(here))
    expect(await there.applied(text)).toEqual([])

    const [app] = parse(text).clients
    const headers = { Authorization: basic(app.client_id, secret) }
    const grant = { grant_type: 'client_credentials' }
    expect((await there.op.post('/oauth/token', grant, { headers })).status).toBe(200)
    const alice = { ...(await there.user('alice')).user, password: 'the password of alice' }
    expect((await signIn(await there.op.atTheDoor(), alice)).location).toBe('/')
  })

  it('is what is there: applied at home it changes nothing', async () => {
    const { here } = await furnished()
    const before = await contentsOf(here)
    expect(await here.applied(await here.exported())).toEqual([])
    expect(await contentsOf(here)).toEqual(before)
  })

  it('is the same when it is exported again elsewhere', async () => {
    const { here } = await furnished()
    const text = await here.exported()
    const there = await house()
    await there.applied(text)
    const sorted = (written: string) => {
      const { clients, users } = parse(written)
      return { clients: clients.toSorted(byId), users }
    }
    expect(sorted(await there.exported())).toEqual(sorted(text))
  })

  it('may be JSON', async () => {
    const { here } = await furnished()
    const text = jsonOf(await exportAll(here))
    const there = await house()
    await there.applied(text)
    expect(await contentsOf(there)).toEqual(await contentsOf(here))
  })

  it('holds no secret and nothing that is built in, and says what is usual in few words', async () => {
    const { here, secret } = await furnished()
    const text = await here.exported()
    expect(text).not.toContain(secret)
    expect(text).not.toContain('the password of')
    expect(text).not.toContain('portico-playground')
    const [app] = parse(text).clients
    expect(Object.keys(app)).toEqual([
      'client_id',
      'client_name',
      'kind',
      'owner',
      'redirect_uris',
      'post_logout_redirect_uris',
      'dialects',
      'grant_types',
      'scope',
      'token_endpoint_auth_method',
      'client_secret_sha256',
    ])
    expect(text).toContain('access_token_lifetime: 90m')
  })

  it('can be read for every person, however many there are', async () => {
    const here = await house()
    await atOnce(501, (index) => {
      const id = `user-${String(index).padStart(3, '0')}`
      const user = { id, username: id, usernameKey: id, email: null, createdAt: here.op.now() }
      return here.stores.users.create(user, 'quick:hash')
    })
    const { users } = parse(await here.exported())
    expect(users.map(({ user_id }: { user_id: string }) => user_id)).toHaveLength(501)
  })

  it('is a file without a problem, when there is nothing', async () => {
    const { exported } = await house()
    expect(readFile(await exported()).problems).toEqual([])
  })
})

const byId = (a: { client_id: string }, b: { client_id: string }) =>
  a.client_id < b.client_id ? -1 : 1

describe.skipIf(!postgresUrl)('on PostgreSQL (skipped without PORTICO_TEST_POSTGRES_URL)', () => {
  it('makes everything anew, and nothing the second time', async () => {
    const { here } = await furnished()
    const database = await temporaryPostgres()
    try {
      const there = houseOf({ ...here.op.provider, stores: database.stores })
      const text = await here.exported()
      expect(await there.applied(text)).toHaveLength(5)
      expect(await contentsOf(there)).toEqual(await contentsOf(here))
      expect(await there.applied(text)).toEqual([])
    } finally {
      await database.close()
    }
  })
})
