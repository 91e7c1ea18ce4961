import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { defaultClientOptions } from '@/model/client'
import type { ClientOptions, ClientRegistration } from '@/model/client'
import { added, after, atOnce, newClient, newSecret, now } from './fixtures'
import type { World } from './fixtures'

/** None is what it is by default. */
const allOptions: ClientOptions = {
  jwks: '{"keys":[]}',
  jwksUri: 'https://notes.example/jwks',
  assertionAlgorithm: 'EdDSA',
  requestObjectAlgorithm: 'PS256',
  dpop: 'required-with-nonce',
  requiresPushedRequests: true,
  requiresRequestObjects: true,
  subjectType: 'pairwise',
  sectorIdentifier: 'notes.example',
  sectorIdentifierUri: 'https://notes.example/sector',
  accessTokenAlgorithm: 'RS256',
  userinfoAlgorithm: 'PS256',
  initiateLoginUri: 'https://notes.example/login',
  clientUri: 'https://notes.example/',
  policyUri: 'https://notes.example/policy',
  tosUri: 'https://notes.example/tos',
  defaultMaxAge: 0,
  resources: ['https://api.example/a b'],
  audiences: ['https://api.example/'],
  exchange: { subjectClients: ['a'], impersonation: true, delegation: true },
  allowsQueryParameters: true,
  refreshTokenMaxLifetime: 0,
  isSelfRegistered: true,
}

export function clientsContract({ stores }: World): void {
  it('gives back a client as it was added, its URIs in their order', async () => {
    const { clients } = stores()
    const owner = await added(stores()).user()
    const client = newClient({ ownerId: owner.id, accessTokenLifetime: 60, isFirstParty: true })
    const secret = newSecret(client.id)
    expect(await clients.create(client, secret)).toBe(true)
    expect(await clients.find(client.id)).toEqual(client)
    expect(await clients.findWithSecrets(client.id)).toEqual({ client, secrets: [secret] })
    expect((await clients.list(owner.id))[0]).toEqual(client)
  })

  it('keeps empty lists empty', async () => {
    const { clients } = stores()
    const lists = { dialects: [], grantTypes: [], scopes: [], redirectUris: [] }
    const client = newClient({ ...lists, postLogoutRedirectUris: [] })
    await clients.create(client, null)
    expect(await clients.find(client.id)).toEqual(client)
    expect(await clients.findWithSecrets(client.id)).toEqual({ client, secrets: [] })
  })

  it.each(['unknown', '\0', '\udc00'])('finds no client %j, and does nothing to it', async (id) => {
    const { clients } = stores()
    expect(await clients.find(id)).toBeNull()
    expect(await clients.findWithSecrets(id)).toBeNull()
    expect(await clients.findLogo(id)).toBeNull()
    expect(await clients.findByRegistrationToken(id, id)).toBeNull()
    await clients.setRegistrationToken(id, 'hash')
    expect(await clients.update(id, newClient())).toBe(false)
    expect(await clients.removeSecret(id, id)).toBe(false)
    await clients.setDisabled(id, now)
    await clients.delete(id)
  })

  it('hands a client to another user, or to nobody', async () => {
    const { clients } = stores()
    const client = await added(stores()).client()
    const owner = await added(stores()).user()
    await clients.setOwner(client.id, owner.id)
    expect((await clients.find(client.id))?.ownerId).toBe(owner.id)
    await clients.setOwner(client.id, 'nobody who is here')
    expect((await clients.find(client.id))?.ownerId).toBe(owner.id)
    await clients.setOwner(client.id, null)
    expect(await clients.find(client.id)).toEqual(client)
    for (const id of ['unknown', '\0']) await clients.setOwner(id, owner.id)
  })

  it('leaves a client with the same id as it is', async () => {
    const { clients } = stores()
    const client = await added(stores()).client()
    const again = newClient({
      id: client.id,
      name: 'Another',
      redirectUris: ['https://evil.example'],
    })
    expect(await clients.create(again, newSecret(client.id))).toBe(false)
    expect(await clients.findWithSecrets(client.id)).toEqual({ client, secrets: [] })
  })

  it('lists the newest first, of one owner or of all', async () => {
    const { clients } = stores()
    const ownerId = (await added(stores()).user()).id
    const older = await added(stores()).client({ ownerId, createdAt: after(-20) })
    const newer = await added(stores()).client({ ownerId, createdAt: after(20) })
    const unowned = await added(stores()).client({ createdAt: after(10) })
    expect((await clients.list(ownerId)).map(({ id }) => id)).toEqual([newer.id, older.id])
    const all = (await clients.list(null)).map(({ id }) => id)
    expect(all.filter((id) => [newer.id, unowned.id, older.id].includes(id))).toEqual([
      newer.id,
      unowned.id,
      older.id,
    ])
  })

  it('replaces what its owner decides, and nothing else', async () => {
    const { clients } = stores()
    const client = await added(stores()).client({ ownerId: (await added(stores()).user()).id })
    const registration: ClientRegistration = {
      name: 'Renamed',
      kind: 'browser',
      isFirstParty: true,
      isPublic: true,
      dialects: ['oauth'],
      grantTypes: ['authorization_code'],
      scopes: ['openid', 'offline_access'],
      redirectUris: ['https://notes.example/c', ...client.redirectUris],
      postLogoutRedirectUris: ['https://notes.example/y', ...client.postLogoutRedirectUris],
      authenticationMethod: 'none',
      pkce: 'required',
      idTokenAlgorithm: 'RS256',
      accessTokenLifetime: 1,
      refreshTokenLifetime: null,
      backchannelLogoutUri: 'https://notes.example/logout?a=1',
      options: allOptions,
    }
    expect(await clients.update(client.id, registration)).toBe(true)
    expect(await clients.find(client.id)).toEqual({ ...client, ...registration })
    expect(await clients.update('unknown', registration)).toBe(false)
  })

  it('keeps every option, one by one and together, wherever a client is read', async () => {
    const { clients, grants } = stores()
    const user = await added(stores()).user()
    const { id: ownerId } = user
    const names = Object.keys(defaultClientOptions) as (keyof ClientOptions)[]
    expect(names.filter((name) => allOptions[name] === defaultClientOptions[name])).toEqual([])
    const single = names.map((name) => ({ ...defaultClientOptions, [name]: allOptions[name] }))
    for (const options of [defaultClientOptions, allOptions, ...single]) {
      const client = await added(stores()).client({ options, ownerId })
      expect(await clients.find(client.id)).toEqual(client)
      expect((await clients.list(ownerId)).find(({ id }) => id === client.id)).toEqual(client)
      const { id } = await added(stores()).grant(user.id, client.id)
      expect((await grants.find(id))?.client).toEqual(client)
    }
  })

  it('never shows half of an update, nor mixes two', async () => {
    const { clients } = stores()
    const client = await added(stores()).client()
    const uris = (index: number) => [`https://a.example/${index}`, `https://b.example/${index}`]
    await atOnce(10, async (index) => {
      await clients.update(client.id, { ...client, redirectUris: uris(index) })
      const seen = (await clients.find(client.id))!.redirectUris
      expect(seen).toEqual(uris(Number(new URL(seen[0]!).pathname.slice(1))))
    })
  })

  it('disables and enables', async () => {
    const { clients } = stores()
    const client = await added(stores()).client()
    await clients.setDisabled(client.id, now)
    expect((await clients.find(client.id))?.disabledAt).toEqual(now)
    await clients.setDisabled(client.id, null)
    expect((await clients.find(client.id))?.disabledAt).toBeNull()
  })

  it('takes along all that is a client’s when the client goes', async () => {
    const { clients, consents, grants, authorizationCodes } = stores()
    const user = await added(stores()).user()
    const client = newClient()
    await clients.create(client, newSecret(client.id))
    await clients.setLogo(client.id, {
      hash: 'h',
      contentType: 'image/png',
      bytes: new Uint8Array(3),
    })
    const consent = { userId: user.id, clientId: client.id, scope: 'openid' }
    await consents.save({ ...consent, createdAt: now, updatedAt: now })
    const grant = await added(stores()).grant(user.id, client.id)
    const { hash, grantId } = await added(stores()).code(user.id, client.id)

    await clients.delete(client.id)

    expect(await clients.find(client.id)).toBeNull()
    expect(await clients.findLogo(client.id)).toBeNull()
    expect(await consents.find(user.id, client.id)).toBeNull()
    expect(await grants.findByRefreshToken(grant.tokenHash)).toBeNull()
    expect(await authorizationCodes.find(hash)).toBeNull()
    expect(await grants.find(grantId)).toBeNull()
    await clients.create(client, null)
    expect((await clients.findWithSecrets(client.id))?.secrets).toEqual([])
  })

  it('takes a second secret and no third, however many are added at once', async () => {
    const { clients } = stores()
    const client = newClient()
    const first = newSecret(client.id)
    await clients.create(client, first)
    const more = Array.from({ length: 20 }, () => newSecret(client.id, { createdAt: after(1) }))
    const answers = await atOnce(20, (index) => clients.addSecret(more[index]!))
    expect(answers.filter(Boolean)).toHaveLength(1)
    const { secrets } = (await clients.findWithSecrets(client.id))!
    expect(secrets).toEqual([first, more[answers.indexOf(true)]])
  })

  it('adds a secret in the place of one that was removed, and none to a client that is not there', async () => {
    const { clients } = stores()
    const client = newClient()
    const [first, second, third] = [1, 2, 3].map((n) =>
      newSecret(client.id, { createdAt: after(n) }),
    )
    await clients.create(client, first!)
    expect(await clients.addSecret(second!)).toBe(true)
    expect(await clients.removeSecret(client.id, first!.id)).toBe(true)
    expect(await clients.addSecret(third!)).toBe(true)
    expect((await clients.findWithSecrets(client.id))?.secrets).toEqual([second, third])
    expect(await clients.addSecret(newSecret('unknown'))).toBe(false)
  })

  it('keeps the last secret when both are removed at once', async () => {
    const { clients } = stores()
    for (let round = 0; round < 10; round += 1) {
      const client = newClient()
      const [first, second] = [newSecret(client.id), newSecret(client.id)]
      await clients.create(client, first)
      await clients.addSecret(second)
      const ids = [first.id, second.id, first.id, second.id]
      const answers = await atOnce(4, (index) => clients.removeSecret(client.id, ids[index]!))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect((await clients.findWithSecrets(client.id))?.secrets).toHaveLength(1)
    }
  })

  it('removes no secret of another client', async () => {
    const { clients } = stores()
    const [mine, theirs] = [newClient(), newClient()]
    const secret = newSecret(theirs.id)
    await clients.create(mine, newSecret(mine.id))
    await clients.addSecret(newSecret(mine.id))
    await clients.create(theirs, secret)
    await clients.addSecret(newSecret(theirs.id))
    expect(await clients.removeSecret(mine.id, secret.id)).toBe(false)
    expect((await clients.findWithSecrets(theirs.id))?.secrets).toHaveLength(2)
  })

  it('finds a client by the token that manages its registration, as long as it is this one', async () => {
    const { clients } = stores()
    const [mine, theirs] = [newClient(), newClient()]
    const secret = newSecret(mine.id)
    await clients.create(mine, secret)
    await clients.create(theirs, null)
    expect(await clients.findByRegistrationToken(mine.id, '')).toBeNull()
    await clients.setRegistrationToken(mine.id, 'first')
    await clients.setRegistrationToken(theirs.id, 'another')
    const found = { client: mine, secrets: [secret] }
    expect(await clients.findByRegistrationToken(mine.id, 'first')).toEqual(found)
    for (const hash of ['another', 'unknown', '', '\0', '\ud800']) {
      expect(await clients.findByRegistrationToken(mine.id, hash)).toBeNull()
    }
    await clients.update(mine.id, mine)
    await clients.setRegistrationToken(mine.id, 'second')
    expect(await clients.findByRegistrationToken(mine.id, 'first')).toBeNull()
    expect(await clients.findByRegistrationToken(mine.id, 'second')).toEqual(found)
    await clients.setRegistrationToken(mine.id, null)
    expect(await clients.findByRegistrationToken(mine.id, 'second')).toBeNull()
  })

  it('finds who registered a redirect URI, to the letter, if enabled and with the dialect on', async () => {
    const { clients } = stores()
    const uri = `https://${randomUUID()}.example/back?x=1`
    const values = { redirectUris: ['https://notes.example/', uri], dialects: ['broker'] } as const
    const mine = newClient({ ...values, dialects: ['oauth'] })
    await clients.create(mine, null)
    expect(await clients.findByRedirectUri(uri, 'broker')).toBeNull()
    const other = newClient(values)
    await clients.create(other, null)
    expect(await clients.findByRedirectUri(uri, 'broker')).toEqual(other)
    expect(await clients.findByRedirectUri(uri, 'oauth')).toEqual(mine)
    for (const another of [`${uri}&`, uri.slice(0, -1), uri.toUpperCase(), '', '\0', '\ud800']) {
      expect(await clients.findByRedirectUri(another, 'broker')).toBeNull()
    }
    await clients.setDisabled(other.id, now)
    expect(await clients.findByRedirectUri(uri, 'broker')).toBeNull()
  })

  it('keeps a logo, byte by byte, replaces it, and removes it', async () => {
    const { clients } = stores()
    const { id } = await added(stores()).client()
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    await clients.setLogo(id, { hash: 'first', contentType: 'image/png', bytes })
    expect(await clients.findLogo(id)).toEqual({ hash: 'first', contentType: 'image/png', bytes })
    expect((await clients.find(id))?.logoHash).toBe('first')

    const second = { hash: 'second', contentType: 'image/webp', bytes: bytes.slice(9) } as const
    await clients.setLogo(id, second)
    expect(await clients.findLogo(id)).toEqual(second)
    expect((await clients.list(null)).find((each) => each.id === id)?.logoHash).toBe('second')

    await clients.setLogo(id, null)
    expect(await clients.findLogo(id)).toBeNull()
    expect((await clients.find(id))?.logoHash).toBeNull()
  })
}
