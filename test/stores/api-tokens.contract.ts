import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ApiRefreshToken, ApiToken } from '@/model/api-token'
import type { Stores } from '@/stores/stores'
import { added, after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

export const newApiToken = (userId: string, values: Partial<ApiToken> = {}): ApiToken => ({
  hash: randomUUID(),
  userId,
  clientId: null,
  sessionUuid: randomUUID(),
  createdAt: now,
  expiresAt: after(3600),
  refreshTokenId: null,
  ...values,
})

export const newApiRefreshToken = (
  userId: string,
  clientId: string,
  values: Partial<ApiRefreshToken> = {},
): ApiRefreshToken => ({
  id: randomUUID(),
  hash: randomUUID(),
  userId,
  clientId,
  createdAt: now,
  usedAt: null,
  address: '192.0.2.1',
  userAgent: 'Zoë’s "Agent" 🙂',
  ...values,
})

/** A person with an app that holds a refresh token. */
async function world(stores: Stores) {
  const { id: userId } = await added(stores).user()
  const { id: clientId } = await added(stores).client()
  const refreshToken = newApiRefreshToken(userId, clientId)
  await stores.apiTokens.createRefreshToken(refreshToken)
  const made = { clientId, refreshTokenId: refreshToken.id }
  return { userId, clientId, refreshToken, newToken: () => newApiToken(userId, made) }
}

export function apiTokensContract({ stores }: World): void {
  describeTokens(stores)
  describeRefreshTokens(stores)
}

function describeTokens(stores: World['stores']): void {
  it('gives back a token as it was added, with its user and its client', async () => {
    const { apiTokens, clients, users } = stores()
    const { userId, clientId, newToken } = await world(stores())
    const [user, client] = [await users.find(userId), await clients.find(clientId)]
    const token = newToken()
    expect(await apiTokens.create(token)).toBe(true)
    expect(await apiTokens.find(token.hash)).toEqual({ token, user, client })
    const plain = newApiToken(userId)
    expect(await apiTokens.create(plain)).toBe(true)
    expect(await apiTokens.find(plain.hash)).toEqual({ token: plain, user, client: null })
  })

  it('sees at once that the user or the client of a token was disabled', async () => {
    const { apiTokens, clients, users } = stores()
    const { userId, clientId, newToken } = await world(stores())
    const token = newToken()
    await apiTokens.create(token)
    expect((await apiTokens.find(token.hash))?.user.disabledAt).toBeNull()
    await users.setDisabled(userId, now)
    expect((await apiTokens.find(token.hash))?.user.disabledAt).toEqual(now)
    await clients.setDisabled(clientId, now)
    expect((await apiTokens.find(token.hash))?.client?.disabledAt).toEqual(now)
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows nothing under %j', async (text) => {
    const { apiTokens } = stores()
    expect(await apiTokens.find(text)).toBeNull()
    expect(await apiTokens.delete(text)).toBe(false)
    expect(await apiTokens.findRefreshToken(text)).toBeNull()
    expect(await apiTokens.listRefreshTokens(text)).toEqual([])
    expect(await apiTokens.deleteRefreshTokens(text, text)).toBe(0)
    await apiTokens.noteUse(text, now)
  })

  it('tells one of 20 who delete a token at once that it was there', async () => {
    const { apiTokens } = stores()
    const { newToken } = await world(stores())
    const token = newToken()
    await apiTokens.create(token)
    const answers = await atOnce(20, () => apiTokens.delete(token.hash))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await apiTokens.find(token.hash)).toBeNull()
  })

  it('adds no token of a refresh token, a user or a client that is gone', async () => {
    const { apiTokens } = stores()
    const { userId, clientId, newToken } = await world(stores())
    const gone = randomUUID()
    for (const values of [{ refreshTokenId: gone }, { clientId: gone }, { userId: gone }]) {
      expect(await apiTokens.create({ ...newToken(), ...values })).toBe(false)
    }
    await apiTokens.deleteRefreshTokens(userId, clientId)
    expect(await apiTokens.create(newToken())).toBe(false)
  })
}

function describeRefreshTokens(stores: World['stores']): void {
  it('gives back a refresh token as it was added, with its user and its client', async () => {
    const { apiTokens, clients, users } = stores()
    const { userId, clientId, refreshToken } = await world(stores())
    const [user, client] = [await users.find(userId), await clients.find(clientId)]
    expect(await apiTokens.findRefreshToken(refreshToken.hash)).toEqual({
      refreshToken,
      user,
      client,
    })
    await apiTokens.noteUse(refreshToken.id, after(60))
    const found = await apiTokens.findRefreshToken(refreshToken.hash)
    expect(found?.refreshToken).toEqual({ ...refreshToken, usedAt: after(60) })
  })

  it('lists the refresh tokens of a user, the newest first', async () => {
    const { apiTokens } = stores()
    const { userId, clientId, refreshToken } = await world(stores())
    const newer = newApiRefreshToken(userId, clientId, { createdAt: after(1) })
    const older = newApiRefreshToken(userId, clientId, { createdAt: after(-1), address: null })
    for (const token of [newer, older]) await apiTokens.createRefreshToken(token)
    await world(stores())
    expect(await apiTokens.listRefreshTokens(userId)).toEqual([newer, refreshToken, older])
  })

  it('deletes the refresh tokens of one user’s client with the tokens that they made, and says how many', async () => {
    const { apiTokens } = stores()
    const { userId, clientId, newToken } = await world(stores())
    await apiTokens.createRefreshToken(newApiRefreshToken(userId, clientId))
    const other = await added(stores()).client()
    const kept = newApiRefreshToken(userId, other.id)
    await apiTokens.createRefreshToken(kept)
    const { id: stranger } = await added(stores()).user()
    const theirs = newApiRefreshToken(stranger, clientId)
    await apiTokens.createRefreshToken(theirs)
    const [made, apart] = [newToken(), newApiToken(userId, { clientId })]
    for (const token of [made, apart]) await apiTokens.create(token)

    expect(await apiTokens.deleteRefreshTokens(userId, clientId)).toBe(2)

    expect(await apiTokens.listRefreshTokens(userId)).toEqual([kept])
    expect(await apiTokens.listRefreshTokens(stranger)).toEqual([theirs])
    expect(await apiTokens.find(made.hash)).toBeNull()
    expect(await apiTokens.find(apart.hash)).not.toBeNull()
    expect(await apiTokens.deleteRefreshTokens(userId, clientId)).toBe(0)
  })

  it('is among what a user let in, for as long as an app holds anything, used when it last was', async () => {
    const { apiTokens, grants, consents, clients } = stores()
    const { userId, clientId, refreshToken } = await world(stores())
    const older = newApiRefreshToken(userId, clientId, { createdAt: after(-9), usedAt: after(-3) })
    await apiTokens.createRefreshToken(older)
    const plain = await added(stores()).client({ name: 'A' })
    for (const token of [
      newApiToken(userId, { clientId: plain.id }),
      newApiToken(userId, { clientId: plain.id, createdAt: after(7) }),
      newApiToken(userId, { clientId: (await added(stores()).client()).id, expiresAt: after(9) }),
      newApiToken(userId),
    ]) {
      await apiTokens.create(token)
    }
    await world(stores())
    const [held, first] = [{ scope: '', holdsApiTokens: true }, await clients.find(plain.id)]
    const client = await clients.find(clientId)
    const listed = () => grants.listConnectedClients(userId, after(9))
    expect(await listed()).toEqual([
      { client: first, ...held, since: now, lastUsedAt: after(7) },
      { client, ...held, since: after(-9), lastUsedAt: now },
    ])
    await apiTokens.noteUse(refreshToken.id, after(8))
    await consents.withdraw(userId, plain.id, now)
    const used = { client, ...held, since: after(-9), lastUsedAt: after(8) }
    expect(await listed()).toEqual([used])
    const both = { userId, clientId, scope: 'openid', createdAt: now, updatedAt: now }
    await consents.save(both)
    expect(await listed()).toEqual([{ ...used, scope: 'openid' }])
  })

  it('adds no refresh token of a user or a client that is gone', async () => {
    const { apiTokens } = stores()
    const { userId, clientId } = await world(stores())
    for (const token of [
      newApiRefreshToken(randomUUID(), clientId),
      newApiRefreshToken(userId, randomUUID()),
    ]) {
      expect(await apiTokens.createRefreshToken(token)).toBe(false)
      expect(await apiTokens.findRefreshToken(token.hash)).toBeNull()
    }
  })

  it.each<[string, (stores: Stores, userId: string, clientId: string) => Promise<void>]>([
    ['the password changes', ({ users }, userId) => users.changePassword(userId, 'h', now, null)],
    ['the user signs out everywhere', ({ sessions }, userId) => sessions.endAll(userId, null, now)],
    [
      'the user ends all other sessions',
      ({ sessions }, userId) => sessions.endAll(userId, 's', now),
    ],
    ['the consent is withdrawn', ({ consents }, ...of) => consents.withdraw(...of, now)],
    ['all consents are withdrawn', ({ consents }, _, id) => consents.withdrawAll(id, now)],
  ])('deletes all of a user’s client when %s, and nobody else’s', async (_, end) => {
    const { apiTokens } = stores()
    const { userId, clientId, refreshToken, newToken } = await world(stores())
    const other = await world(stores())
    const [made, apart] = [newToken(), newApiToken(userId, { clientId })]
    const kept = other.newToken()
    for (const token of [made, apart, kept]) await apiTokens.create(token)

    await end(stores(), userId, clientId)

    expect(await apiTokens.findRefreshToken(refreshToken.hash)).toBeNull()
    expect(await apiTokens.find(made.hash)).toBeNull()
    expect(await apiTokens.find(apart.hash)).toBeNull()
    expect(await apiTokens.find(kept.hash)).not.toBeNull()
    expect(await apiTokens.findRefreshToken(other.refreshToken.hash)).not.toBeNull()
  })

  it('leaves no token behind that is made while its refresh token is deleted', async () => {
    const { apiTokens } = stores()
    for (let round = 0; round < 8; round += 1) {
      const { userId, clientId, newToken } = await world(stores())
      const tokens = Array.from({ length: 10 }, newToken)
      const create = (token: ApiToken) => apiTokens.create(token)
      await Promise.all([
        ...tokens.slice(0, 5).map(create),
        apiTokens.deleteRefreshTokens(userId, clientId),
        ...tokens.slice(5).map(create),
      ])
      const found = await Promise.all(tokens.map(({ hash }) => apiTokens.find(hash)))
      expect(found).toEqual(Array(10).fill(null))
    }
  })

  it.each(['user', 'client'])('goes with its %s, and so do its tokens', async (what) => {
    const { apiTokens, clients, users } = stores()
    const { userId, clientId, refreshToken, newToken } = await world(stores())
    const token = newToken()
    await apiTokens.create(token)
    await (what === 'user' ? users.delete(userId, now) : clients.delete(clientId))
    expect(await apiTokens.find(token.hash)).toBeNull()
    expect(await apiTokens.findRefreshToken(refreshToken.hash)).toBeNull()
  })
}
