import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { findManagedClient, listManagedClients } from '@/clients/access'
import { ensurePlayground, playgroundId } from '@/clients/playground'
import { now } from '../stores/fixtures'
import { temporarySqlite, type TemporaryDatabase } from '../stores/temporary-database'

let database: TemporaryDatabase
beforeEach(async () => {
  database = await temporarySqlite()
})
afterEach(() => database.close())

const ensure = (settings: { issuer: string; playground: boolean }) =>
  ensurePlayground(database.stores, settings, () => now)
const found = () => database.stores.clients.find(playgroundId)
const local = { issuer: 'http://localhost:3000', playground: true }

describe('the built-in app', () => {
  it('is there with the playground, asks for consent and keeps no secret', async () => {
    await ensure(local)
    expect(await found()).toMatchObject({
      name: 'Playground',
      isFirstParty: false,
      isPublic: true,
      redirectUris: [
        'http://localhost:3000/playground',
        'http://localhost:3000/playground/form-post',
      ],
      postLogoutRedirectUris: ['http://localhost:3000/playground'],
      dialects: ['login-redirect', 'oauth'],
      grantTypes: [
        'login_redirect',
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
      options: { resources: ['http://localhost:3000/playground/api'] },
      pkce: 'required',
      disabledAt: null,
    })
  })

  it('follows the issuer, at each start, from several processes at once', async () => {
    await Promise.all([ensure(local), ensure(local), ensure(local)])
    await ensure({ ...local, issuer: 'http://localhost:4000' })
    const redirectUris = (await found())?.redirectUris
    expect(redirectUris?.[0]).toBe('http://localhost:4000/playground')
    expect(redirectUris?.join(' ')).not.toContain('3000')
  })

  it('is disabled while the playground is off, and back when it is on', async () => {
    await ensure({ ...local, playground: false })
    expect(await found()).toBe(null)
    await ensure(local)
    await ensure({ ...local, playground: false })
    expect((await found())?.disabledAt).toEqual(now)
    await ensure(local)
    expect((await found())?.disabledAt).toBe(null)
  })

  it('is edited by nobody', async () => {
    await ensure(local)
    const administrator = {
      id: 'a',
      username: 'alice',
      email: null,
      emailVerifiedAt: null,
      profile: {},
      isAdministrator: true,
      createdAt: now,
      disabledAt: null,
    }
    expect(await findManagedClient(database.stores, administrator, playgroundId)).toBe(null)
    expect(await listManagedClients(database.stores, administrator)).toEqual([])
  })
})
