import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultClientOptions } from '@/model/client'
import { defaultMigrationsFolder, migrate } from '@/stores/prisma/migrate'
import { openStores } from '@/stores/prisma/open'
import { emptyPostgresql, emptySqlite } from './empty-database'
import type { Empty } from './empty-database'
import {
  after,
  day,
  newAuthorizationCode,
  newClient,
  newGrant,
  newRefreshToken,
  now,
} from './fixtures'
import { postgresUrl } from './temporary-database'
import { newAccount, newUpstream } from './upstream-fixtures'

const shipped = defaultMigrationsFolder()

describe('upgrading SQLite', () => rules(emptySqlite))

describe.skipIf(!postgresUrl)(
  'upgrading PostgreSQL (skipped without PORTICO_TEST_POSTGRES_URL)',
  () => rules(emptyPostgresql),
)

function rules(open: () => Promise<Empty>): void {
  let database: Empty
  let folder: string
  const apply = () => migrate(database.location, folder)
  const names = () =>
    readdirSync(join(shipped, database.location.kind)).filter((name) => !name.includes('.'))

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
    cpSync(shipped, folder, { recursive: true })
    database = await open()
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  it('keeps the rows of the first version, with what is usual for them', async () => {
    const [, ...later] = names()
    for (const name of later)
      rmSync(join(folder, database.location.kind, name), { recursive: true })
    await apply()
    const moment = database.location.kind === 'sqlite' ? now.getTime() : `'${now.toISOString()}'`
    const client = (id: string, isPublic: boolean) =>
      `INSERT INTO "Client" VALUES ('${id}', 'App', 'web', TRUE, ${isPublic}, 'oauth login-redirect', 'refresh_token',
        'openid email', 60, NULL, 'u', ${moment}, ${moment});
      INSERT INTO "ClientSecret" VALUES ('s-${id}', '${id}', 1, 'hash', 'hint', ${moment});
      INSERT INTO "ClientRedirectUri" VALUES ('${id}', 1, 'https://b.example'), ('${id}', 0, 'https://a.example');
      INSERT INTO "ClientLogo" VALUES ('${id}', 'logo', 'image/png', '');
      INSERT INTO "Consent" VALUES ('u', '${id}', 'openid', ${moment}, ${moment});
      INSERT INTO "Grant" VALUES ('g-${id}', '${id}', 'u', NULL, 'password', 'openid', FALSE, ${moment}, ${moment});
      INSERT INTO "RefreshToken" VALUES ('r-${id}', 'g-${id}', ${moment}, ${moment});`
    await database.run(
      `INSERT INTO "User" VALUES ('u', NULL, 'Ann', 'ann', NULL, NULL, NULL, FALSE, NULL, ${moment}, NULL);
      ${client('public', true)} ${client('confidential', false)}`,
    )

    cpSync(shipped, folder, { recursive: true })
    expect(await apply()).toEqual(later)

    const { stores } = await openStores({ database: database.location })
    const expected = (id: string) => ({
      id,
      name: 'App',
      kind: 'web',
      isFirstParty: true,
      isPublic: id === 'public',
      dialects: ['oauth', 'login-redirect'],
      grantTypes: ['refresh_token'],
      scopes: ['openid', 'email'],
      redirectUris: ['https://a.example', 'https://b.example'],
      postLogoutRedirectUris: [],
      authenticationMethod: id === 'public' ? 'none' : 'client_secret_basic',
      pkce: 'required',
      idTokenAlgorithm: 'RS256',
      accessTokenLifetime: 60,
      refreshTokenLifetime: null,
      backchannelLogoutUri: null,
      options: defaultClientOptions,
      ownerId: 'u',
      logoHash: 'logo',
      createdAt: now,
      disabledAt: now,
    })
    for (const id of ['public', 'confidential']) {
      const secret = {
        id: `s-${id}`,
        clientId: id,
        secretHash: 'hash',
        hint: 'hint',
        createdAt: now,
      }
      const found = await stores.clients.findWithSecrets(id)
      expect(found).toEqual({ client: expected(id), secrets: [secret] })
      expect(await stores.clients.list('u')).toContainEqual(expected(id))
      expect(await stores.clients.findByRegistrationToken(id, '')).toBeNull()
      expect(await stores.grants.findByRefreshToken(`r-${id}`)).toMatchObject({
        grant: {
          id: `g-${id}`,
          resources: '',
          authentication: null,
          createdAt: now,
          revokedAt: now,
        },
        refreshToken: { grantId: `g-${id}`, thumbprint: null, expiresAt: now, consumedAt: null },
        user: { id: 'u', emailVerifiedAt: null, profile: {} },
        client: expected(id),
        hasConsent: true,
      })
    }
    await stores.close()
  })

  it('keeps the rows of the version before the whole protocol, which work as they did', async () => {
    const version = names().findIndex((name) => name.endsWith('_protocol'))
    const later = names().slice(version)
    for (const name of later)
      rmSync(join(folder, database.location.kind, name), { recursive: true })
    await apply()
    const isSqlite = database.location.kind === 'sqlite'
    const moment = (at: Date) => (isSqlite ? String(at.getTime()) : `'${at.toISOString()}'`)
    const [early, end] = [moment(now), moment(after(day))]
    const authentication = { authTime: now, amr: ['pwd'], nonce: 'n', claims: null }
    await database.run(`
      INSERT INTO "User" VALUES ('u', 'Ann A', 'Ann', 'ann', 'ann@example.com', ${early}, 'i', TRUE, 'first', ${early}, NULL);
      INSERT INTO "Password" VALUES ('u', 'hash', ${early});
      INSERT INTO "Session" VALUES ('s', 'session', 'u', ${early}, 'pwd', ${early}, ${early}, ${end}, ${end}, NULL, NULL);
      INSERT INTO "Client" ("id", "name", "kind", "isFirstParty", "isPublic", "dialects", "grantTypes", "scopes",
        "authenticationMethod", "pkce", "idTokenAlgorithm", "postLogoutRedirectUris", "ownerId", "createdAt")
      VALUES ('c', 'App', 'web', FALSE, FALSE, 'oauth', 'authorization_code', 'openid', 'client_secret_post', 'optional',
        'ES256', '["https://a.example/bye"]', 'u', ${early});
      INSERT INTO "ClientSecret" VALUES ('cs', 'c', 2, 'secret', 'hint', ${early});
      INSERT INTO "ClientRedirectUri" VALUES ('c', 0, 'https://a.example');
      INSERT INTO "Consent" VALUES ('u', 'c', 'openid', ${early}, ${early});
      INSERT INTO "Grant" ("id", "clientId", "userId", "sessionId", "grantType", "scope", "isOffline", "createdAt",
        "authentication")
      VALUES ('g', 'c', 'u', 's', 'authorization_code', 'openid', FALSE, ${early}, '${JSON.stringify(authentication)}');
      INSERT INTO "AuthorizationCode" VALUES ('code', 'g', 'c', 'https://a.example', TRUE, NULL, NULL, ${early}, ${end}, NULL);
      INSERT INTO "RefreshToken" ("hash", "grantId", "createdAt", "expiresAt") VALUES ('r', 'g', ${early}, ${end});`)

    cpSync(shipped, folder, { recursive: true })
    expect(await apply()).toEqual(later)

    const { stores } = await openStores({ database: database.location })
    const { authorizationCodes, clients, grants, sessions, users } = stores
    const user = {
      id: 'u',
      username: 'Ann',
      email: 'ann@example.com',
      emailVerifiedAt: now,
      profile: {},
      isAdministrator: true,
      createdAt: now,
      disabledAt: null,
    }
    const client = newClient({
      id: 'c',
      name: 'App',
      kind: 'web',
      dialects: ['oauth'],
      grantTypes: ['authorization_code'],
      scopes: ['openid'],
      redirectUris: ['https://a.example'],
      postLogoutRedirectUris: ['https://a.example/bye'],
      refreshTokenLifetime: null,
      ownerId: 'u',
    })
    const values = { id: 'g', sessionId: 's', scope: 'openid', authentication }
    const grant = newGrant('u', 'c', { ...values, grantType: 'authorization_code' })
    const refreshToken = newRefreshToken('g', { hash: 'r', expiresAt: after(day) })
    const known = { grant, user, client, hasConsent: true }
    expect(await users.findByLogin('ann')).toMatchObject({ user, password: { hash: 'hash' } })
    expect((await sessions.findByTokenHash('session'))?.user).toEqual(user)
    expect(await clients.find('c')).toEqual(client)
    expect(await grants.findByRefreshToken('r')).toEqual({ ...known, refreshToken })
    const code = newAuthorizationCode(grant, {
      hash: 'code',
      redirectUri: 'https://a.example',
      codeChallenge: null,
      codeChallengeMethod: null,
      expiresAt: after(day),
    })
    expect(await authorizationCodes.find('code')).toEqual(code)

    // What is new works on what is old.
    const bought = newRefreshToken('g', { thumbprint: 'key' })
    expect(await authorizationCodes.redeem('code', bought, now)).toBe(true)
    expect(await grants.rotateRefreshToken('r', newRefreshToken('g'), now)).toBe(true)
    await users.update('u', { profile: { name: 'Ann A' } })
    await clients.update('c', { ...client, backchannelLogoutUri: 'https://a.example/out' })
    expect(await sessions.end('u', 's', now)).toBe(true)
    expect(await stores.logoutDeliveries.listOfClient('c', 9)).toMatchObject([{ sessionId: 's' }])
    expect((await grants.find('g'))?.grant.revokedAt).toEqual(now)
    await stores.close()
  })

  it('keeps the rows of the version before upstreams: accounts, apps and links, which work as they did', async () => {
    const version = names().findIndex((name) => name.endsWith('_upstreams'))
    const later = names().slice(version)
    for (const name of later)
      rmSync(join(folder, database.location.kind, name), { recursive: true })
    await apply()
    const isSqlite = database.location.kind === 'sqlite'
    const moment = (at: Date) => (isSqlite ? String(at.getTime()) : `'${at.toISOString()}'`)
    const [early, end] = [moment(now), moment(after(day))]
    await database.run(`
      INSERT INTO "User" ("id", "username", "usernameKey", "email", "profile", "isAdministrator", "createdAt")
      VALUES ('u', 'Ann', 'ann', 'ann@example.com', '{"name":"Ann A"}', TRUE, ${early}),
        ('v', 'Bob', 'bob', NULL, '{}', FALSE, ${early});
      INSERT INTO "Password" VALUES ('u', 'hash', ${early});
      INSERT INTO "Account" ("id", "userId", "type", "provider", "providerAccountId", "access_token", "expires_at")
      VALUES ('a', 'u', 'oidc', 'https://login.example', 'ann', 'token', 60),
        ('b', 'v', 'oidc', 'https://login.example', 'bob', NULL, NULL);
      INSERT INTO "OneTimeLink" VALUES ('link', 'recovery', 'u', ${early}, ${end}, NULL);`)
    const rows = async () => {
      const columns = '"id", "userId", "type", "providerAccountId", "access_token", "expires_at"'
      return database.run(`SELECT ${columns} FROM "Account" ORDER BY "id"`)
    }
    const before = await rows()

    cpSync(shipped, folder, { recursive: true })
    expect(await apply()).toEqual(later)

    expect(await rows()).toEqual(before)
    const { stores } = await openStores({ database: database.location })
    const { accounts, oneTimeLinks, upstreams, users } = stores
    const account = newAccount('u', {
      ...{ id: 'a', subject: 'ann', email: null, linkedAt: new Date(0) }, // which nobody noted
    })
    expect(await accounts.listOfUser('u')).toEqual([account])
    expect((await users.find('u'))?.profile).toEqual({ name: 'Ann A' })
    expect((await oneTimeLinks.find('link'))?.userId).toBe('u')
    expect(await upstreams.list()).toEqual([])

    // What is new works on what is old.
    await upstreams.create(newUpstream({ id: 'work' }))
    expect(await accounts.link({ ...account, id: 'c', upstreamId: 'work' })).toBe('linked')
    expect(await accounts.listOfUser('u')).toEqual([{ ...account, upstreamId: 'work' }])
    expect(await accounts.unlink('u', 'a')).toBe('unlinked')
    expect(await accounts.unlink('v', 'b')).toBe('last')
    expect(await users.delete('v', now)).toBe(true)
    expect(await rows()).toEqual([])
    await stores.close()
  })
}
