import { expect, it } from 'vitest'
import {
  added,
  after,
  atOnce,
  newAuthorizationCode,
  newGrant,
  newRefreshToken,
  now,
} from './fixtures'
import type { World } from './fixtures'

export function authorizationCodesContract({ stores }: World): void {
  const userAndClient = async () =>
    [(await added(stores()).user()).id, (await added(stores()).client()).id] as const

  it('gives back a code as it was added, with its grant', async () => {
    const { authorizationCodes, grants } = stores()
    const grant = newGrant(...(await userAndClient()), { grantType: 'authorization_code' })
    const code = newAuthorizationCode(grant)
    await authorizationCodes.create(grant, code)
    expect(await authorizationCodes.find(code.hash)).toEqual(code)
    expect((await grants.find(grant.id))?.grant).toEqual(grant)
  })

  it('gives back a code without a challenge', async () => {
    const values = { codeChallenge: null, codeChallengeMethod: null, isRedirectUriSent: false }
    const code = await added(stores()).code(...(await userAndClient()), values)
    expect(await stores().authorizationCodes.find(code.hash)).toEqual(code)
  })

  it('keeps the key that a code is bound to, and the resources of its grant', async () => {
    const { authorizationCodes, grants } = stores()
    const resources = 'https://api.example/a https://api.example/b'
    const grant = newGrant(...(await userAndClient()), { resources })
    const code = newAuthorizationCode(grant, { thumbprint: 'the thumbprint' })
    await authorizationCodes.create(grant, code)
    expect(await authorizationCodes.find(code.hash)).toEqual(code)
    expect((await grants.find(grant.id))?.grant).toEqual(grant)
  })

  it.each(['unknown', '\0', '\ud800'])('lets nobody through with %j', async (hash) => {
    expect(await stores().authorizationCodes.find(hash)).toBeNull()
    expect(await stores().authorizationCodes.redeem(hash, null, now)).toBe(false)
    const refreshToken = newRefreshToken('unknown')
    expect(await stores().authorizationCodes.redeem(hash, refreshToken, now)).toBe(false)
  })

  it('adds nothing of a grant whose code cannot be added', async () => {
    const { authorizationCodes, grants } = stores()
    const [userId, clientId] = await userAndClient()
    const { id: sessionId } = await added(stores()).session(userId)
    const { hash } = await added(stores()).code(userId, clientId)
    for (const values of [{}, { sessionId }]) {
      const grant = newGrant(userId, clientId, values)
      const code = newAuthorizationCode(grant, { hash })
      await expect(authorizationCodes.create(grant, code)).rejects.toThrow()
      expect(await grants.find(grant.id)).toBeNull()
    }
  })

  it('lets one of 20 who use a code at once through, and nobody afterwards', async () => {
    const { authorizationCodes } = stores()
    const pair = await userAndClient()
    for (let round = 0; round < 5; round += 1) {
      const code = await added(stores()).code(...pair)
      const answers = await atOnce(20, (index) =>
        authorizationCodes.redeem(code.hash, null, after(index)),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await authorizationCodes.redeem(code.hash, null, after(60))).toBe(false)
      const consumedAt = after(answers.indexOf(true))
      expect(await authorizationCodes.find(code.hash)).toEqual({ ...code, consumedAt })
    }
  })

  it('adds the refresh token of the one of 20 who redeems a code, and no other', async () => {
    const { authorizationCodes, grants } = stores()
    const pair = await userAndClient()
    for (let round = 0; round < 5; round += 1) {
      const { hash, grantId } = await added(stores()).code(...pair)
      const bought = Array.from({ length: 20 }, () =>
        newRefreshToken(grantId, { thumbprint: 'the thumbprint' }),
      )
      const answers = await atOnce(20, (index) =>
        authorizationCodes.redeem(hash, bought[index]!, now),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const found = await atOnce(20, (index) => grants.findByRefreshToken(bought[index]!.hash))
      expect(found.map((each) => each !== null)).toEqual(answers)
      const winner = answers.indexOf(true)
      expect(found[winner]).toMatchObject({ grant: { id: grantId }, refreshToken: bought[winner] })
    }
  })

  it('keeps a code in use when its refresh token cannot be added or is of another grant', async () => {
    const { authorizationCodes, grants } = stores()
    const pair = await userAndClient()
    const code = await added(stores()).code(...pair)
    const another = await added(stores()).grant(...pair)
    const taken = newRefreshToken(code.grantId, { hash: another.tokenHash })
    await expect(authorizationCodes.redeem(code.hash, taken, now)).rejects.toThrow()
    const ofAnother = newRefreshToken(another.id)
    expect(await authorizationCodes.redeem(code.hash, ofAnother, now)).toBe(false)
    expect(await grants.findByRefreshToken(ofAnother.hash)).toBeNull()
    expect(await authorizationCodes.find(code.hash)).toEqual(code)
    const bought = newRefreshToken(code.grantId)
    expect(await authorizationCodes.redeem(code.hash, bought, now)).toBe(true)
    expect((await grants.findByRefreshToken(bought.hash))?.refreshToken).toEqual(bought)
  })

  it('keeps a grant that names a living session, and revokes one whose session is gone', async () => {
    const { authorizationCodes, grants } = stores()
    const [userId, clientId] = await userAndClient()
    const { id: living } = await added(stores()).session(userId)
    const give = async (sessionId: string) => {
      const grant = newGrant(userId, clientId, { sessionId })
      await authorizationCodes.create(grant, newAuthorizationCode(grant))
      return (await grants.find(grant.id))?.grant.revokedAt
    }
    expect(await give(living)).toBeNull()
    expect(await give('ended')).toEqual(now)
  })

  it('leaves no grant alive that is given while its session ends', async () => {
    const { authorizationCodes, grants, sessions } = stores()
    const [userId, clientId] = await userAndClient()
    for (let round = 0; round < 10; round += 1) {
      const { id: sessionId } = await added(stores()).session(userId)
      const given = Array.from({ length: 6 }, () => newGrant(userId, clientId, { sessionId }))
      const give = (grant: (typeof given)[number]) =>
        authorizationCodes.create(grant, newAuthorizationCode(grant))
      await Promise.all([
        ...given.slice(0, 3).map(give),
        sessions.end(userId, sessionId, now),
        ...given.slice(3).map(give),
      ])
      const found = await Promise.all(given.map(({ id }) => grants.find(id)))
      expect(found.map((each) => each?.grant.revokedAt)).toEqual(Array(6).fill(now))
    }
  })
}
