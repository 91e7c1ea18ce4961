import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { DeviceCode } from '@/model/device-code'
import { added, after, atOnce, newDeviceCode, newGrant, newRefreshToken, now } from './fixtures'
import type { World } from './fixtures'

export function deviceCodesContract({ stores }: World): void {
  const userAndClient = async () =>
    [(await added(stores()).user()).id, (await added(stores()).client()).id] as const
  const aClient = async () => (await added(stores()).client()).id

  it('gives back a code as it was added, by either of its secrets', async () => {
    const { deviceCodes } = stores()
    const clientId = await aClient()
    const values: Partial<DeviceCode> = {
      resources: 'https://a.example https://b.example',
      thumbprint: 'the thumbprint',
      address: null,
      userAgent: null,
    }
    const long = { scope: 'a '.repeat(100_000), userAgent: 'é🙂'.repeat(100_000) }
    for (const each of [{}, values, long]) {
      const code = newDeviceCode(clientId, each)
      expect(await deviceCodes.create(code)).toBe(true)
      expect(await deviceCodes.find(code.hash)).toEqual(code)
      expect(await deviceCodes.findByUserCode(code.userCodeHash)).toEqual(code)
    }
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows no code %j', async (hash) => {
    const { deviceCodes } = stores()
    const [userId, clientId] = await userAndClient()
    expect(await deviceCodes.find(hash)).toBeNull()
    expect(await deviceCodes.findByUserCode(hash)).toBeNull()
    expect(await deviceCodes.poll(hash, now)).toBe('too-early')
    expect(await deviceCodes.allow(hash, newGrant(userId, clientId), now)).toBe(false)
    expect(await deviceCodes.deny(hash, now)).toBe(false)
    expect(await deviceCodes.redeem(hash, null, now)).toBe(false)
    expect(await deviceCodes.redeem(hash, newRefreshToken('unknown'), now)).toBe(false)
  })

  it('keeps the two secrets apart', async () => {
    const { deviceCodes } = stores()
    const code = await added(stores()).deviceCode(await aClient())
    expect(await deviceCodes.find(code.userCodeHash)).toBeNull()
    expect(await deviceCodes.findByUserCode(code.hash)).toBeNull()
  })

  it('gives a user code to one of 20 who want it at once', async () => {
    const { deviceCodes } = stores()
    const clientId = await aClient()
    const userCodeHash = randomUUID()
    const codes = Array.from({ length: 20 }, () => newDeviceCode(clientId, { userCodeHash }))
    const answers = await atOnce(20, (index) => deviceCodes.create(codes[index]!))
    expect(answers.filter(Boolean)).toHaveLength(1)
    const found = await atOnce(20, (index) => deviceCodes.find(codes[index]!.hash))
    expect(found.map((each) => each !== null)).toEqual(answers)
    expect(await deviceCodes.findByUserCode(userCodeHash)).toEqual(codes[answers.indexOf(true)])
  })

  it('gives a user code again when the one who had it has ended, and not before', async () => {
    const { deviceCodes } = stores()
    const [userId, clientId] = await userAndClient()
    const former = await added(stores()).allowedDeviceCode(userId, clientId)
    await deviceCodes.redeem(former.hash, null, now)
    const { userCodeHash, expiresAt: end } = former
    const justBefore = { userCodeHash, createdAt: new Date(end.getTime() - 1) }
    expect(await deviceCodes.create(newDeviceCode(clientId, justBefore))).toBe(false)
    expect(await deviceCodes.find(former.hash)).not.toBeNull()

    const values = { userCodeHash, createdAt: end, expiresAt: after(600, end) }
    const codes = Array.from({ length: 20 }, () => newDeviceCode(clientId, values))
    const answers = await atOnce(20, (index) => deviceCodes.create(codes[index]!))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await deviceCodes.findByUserCode(userCodeHash)).toEqual(codes[answers.indexOf(true)])
    expect(await deviceCodes.find(former.hash)).toBeNull()
    // What was given with the ended one stays.
    expect((await stores().grants.find(former.grantId))?.grant.revokedAt).toBeNull()
  })

  it('removes no ended code for one that cannot be added', async () => {
    const { deviceCodes } = stores()
    const code = await added(stores()).deviceCode(await aClient())
    const { userCodeHash } = code
    const orphan = newDeviceCode('unknown', { userCodeHash, createdAt: after(9999) })
    await expect(deviceCodes.create(orphan)).rejects.toThrow()
    expect(await deviceCodes.find(code.hash)).toEqual(code)
  })

  describePolling(stores)
  describeDecision(stores)
  describeRedemption(stores)
}

function describePolling(stores: World['stores']): void {
  const aCode = async (values?: Partial<DeviceCode>) =>
    added(stores()).deviceCode((await added(stores()).client()).id, values)

  it('tells a device that waits for its interval that it is in time', async () => {
    const { deviceCodes } = stores()
    const code = await aCode({ interval: 7 })
    for (const seconds of [0, 7, 14, 100]) {
      expect(await deviceCodes.poll(code.hash, after(seconds))).toBe('in-time')
    }
    const lastPolledAt = after(100)
    expect(await deviceCodes.find(code.hash)).toEqual({ ...code, lastPolledAt })
  })

  it('makes a device that asks too early wait 5 s longer, each time and for good (RFC 8628 §3.5)', async () => {
    const { deviceCodes } = stores()
    const { hash } = await aCode({ interval: 5 })
    const poll = (seconds: number) => deviceCodes.poll(hash, after(seconds))
    expect(await poll(0)).toBe('in-time')
    expect(await poll(4.999)).toBe('too-early')
    expect((await deviceCodes.find(hash))?.interval).toBe(10)
    expect(await poll(14)).toBe('too-early')
    expect(await deviceCodes.find(hash)).toMatchObject({ interval: 15, lastPolledAt: after(14) })
    expect(await poll(29)).toBe('in-time')
    expect(await poll(44)).toBe('in-time')
    expect((await deviceCodes.find(hash))?.interval).toBe(15)
  })

  it('tells one of 20 who ask at once that it is in time, and counts each of the others', async () => {
    const { deviceCodes } = stores()
    for (let round = 0; round < 5; round += 1) {
      const { hash } = await aCode({ interval: 5 })
      const answers = await atOnce(20, () => deviceCodes.poll(hash, now))
      expect(answers.filter((answer) => answer === 'in-time')).toHaveLength(1)
      expect((await deviceCodes.find(hash))?.interval).toBe(5 + 19 * 5)
      const later = await atOnce(20, () => deviceCodes.poll(hash, after(100)))
      expect(later.filter((answer) => answer === 'in-time')).toHaveLength(1)
    }
  })

  it('changes nothing but the pace', async () => {
    const { deviceCodes } = stores()
    const { id: userId } = await added(stores()).user()
    const code = await aCode()
    const grant = newGrant(userId, code.clientId)
    await Promise.all([
      atOnce(10, () => deviceCodes.poll(code.hash, now)),
      deviceCodes.allow(code.hash, grant, now),
      atOnce(10, () => deviceCodes.poll(code.hash, now)),
    ])
    const paced = { lastPolledAt: now, interval: 100 }
    const found = await deviceCodes.find(code.hash)
    expect(found).toEqual({ ...code, ...paced, state: 'allowed', grantId: grant.id })
  })
}

function describeDecision(stores: World['stores']): void {
  const world = async (values?: Partial<DeviceCode>) => {
    const { id: userId } = await added(stores()).user()
    const { id: clientId } = await added(stores()).client()
    const code = await added(stores()).deviceCode(clientId, values)
    return { ...stores(), userId, clientId, code, hash: code.hash }
  }

  it('lets one of 20 who allow and deny at once decide, and adds no grant but its own', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { deviceCodes, grants, userId, clientId, code, hash } = await world()
      const given = Array.from({ length: 20 }, () => newGrant(userId, clientId))
      const answers = await atOnce(20, (index) =>
        index % 2
          ? deviceCodes.deny(hash, now)
          : deviceCodes.allow(hash, given[index]!, after(round % 2)),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const winner = answers.indexOf(true)
      const decided =
        winner % 2
          ? { state: 'denied', grantId: null }
          : { state: 'allowed', grantId: given[winner]!.id }
      expect(await deviceCodes.find(hash)).toEqual({ ...code, ...decided })
      const found = await atOnce(20, (index) => grants.find(given[index]!.id))
      expect(found.map((each) => each !== null)).toEqual(
        answers.map((isWinner, index) => isWinner && index % 2 === 0),
      )
      expect(await deviceCodes.deny(hash, now)).toBe(false)
      expect(await deviceCodes.allow(hash, newGrant(userId, clientId), now)).toBe(false)
    }
  })

  it('takes a decision to the last moment of a code, and none afterwards', async () => {
    const { deviceCodes, grants, userId, clientId, code } = await world()
    const end = code.expiresAt
    const late = newGrant(userId, clientId)
    expect(await deviceCodes.allow(code.hash, late, end)).toBe(false)
    expect(await deviceCodes.deny(code.hash, end)).toBe(false)
    expect(await grants.find(late.id)).toBeNull()
    expect(await deviceCodes.find(code.hash)).toEqual(code)
    expect(await deviceCodes.deny(code.hash, new Date(end.getTime() - 1))).toBe(true)
  })

  it('records the grant as it was given, and no grant of another client', async () => {
    const { deviceCodes, grants, userId, clientId, hash, clients } = await world()
    const { id: another } = await added(stores()).client()
    const ofAnother = newGrant(userId, another)
    expect(await deviceCodes.allow(hash, ofAnother, now)).toBe(false)
    expect(await grants.find(ofAnother.id)).toBeNull()
    const authentication = { authTime: after(-9), amr: ['pwd'], nonce: null, claims: null }
    const grant = newGrant(userId, clientId, { authentication, resources: 'https://a.example' })
    expect(await deviceCodes.allow(hash, grant, now)).toBe(true)
    expect((await grants.find(grant.id))?.grant).toEqual(grant)
    await clients.delete(clientId)
    expect(await deviceCodes.find(hash)).toBeNull()
  })

  it('takes no decision about a client that is gone, or goes meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { deviceCodes, grants, clients, userId, clientId, hash } = await world()
      const grant = newGrant(userId, clientId)
      await Promise.all([clients.delete(clientId), deviceCodes.allow(hash, grant, now)])
      expect(await deviceCodes.find(hash)).toBeNull()
      expect(await grants.find(grant.id)).toBeNull()
      expect(await deviceCodes.allow(hash, grant, now)).toBe(false)
      expect(await deviceCodes.deny(hash, now)).toBe(false)
    }
  })

  it('revokes a grant that is given in a session that has ended, or ends meanwhile', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { deviceCodes, grants, sessions, userId, clientId, hash } = await world()
      const { id: sessionId } = await added(stores()).session(userId)
      const grant = newGrant(userId, clientId, { sessionId })
      const decision = () => deviceCodes.allow(hash, grant, now)
      const end = () => sessions.end(userId, sessionId, now)
      const [isAllowed] = await (round % 2
        ? Promise.all([decision(), end()])
        : Promise.all([end(), decision()]).then(([, allowed]) => [allowed]))
      expect(isAllowed).toBe(true)
      expect((await grants.find(grant.id))?.grant.revokedAt).toEqual(now)
    }
    const { deviceCodes, grants, userId, clientId, hash } = await world()
    const { id: sessionId } = await added(stores()).session(userId)
    const alive = newGrant(userId, clientId, { sessionId })
    expect(await deviceCodes.allow(hash, alive, now)).toBe(true)
    expect((await grants.find(alive.id))?.grant.revokedAt).toBeNull()
  })
}

function describeRedemption(stores: World['stores']): void {
  const userAndClient = async () =>
    [(await added(stores()).user()).id, (await added(stores()).client()).id] as const

  it('lets one of 20 who redeem an allowed code at once through, and adds no other refresh token', async () => {
    const { deviceCodes, grants } = stores()
    const pair = await userAndClient()
    for (let round = 0; round < 5; round += 1) {
      const code = await added(stores()).allowedDeviceCode(...pair)
      const bought = Array.from({ length: 20 }, () => newRefreshToken(code.grantId))
      const answers = await atOnce(20, (index) =>
        deviceCodes.redeem(code.hash, round ? bought[index]! : null, after(index)),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const consumedAt = after(answers.indexOf(true))
      expect(await deviceCodes.find(code.hash)).toEqual({ ...code, consumedAt })
      const found = await atOnce(20, (index) => grants.findByRefreshToken(bought[index]!.hash))
      expect(found.map((each) => each !== null)).toEqual(answers.map((isOne) => isOne && round > 0))
      expect(await deviceCodes.redeem(code.hash, null, after(60))).toBe(false)
    }
  })

  it('redeems no code that nobody has allowed', async () => {
    const { deviceCodes } = stores()
    const [, clientId] = await userAndClient()
    const pending = await added(stores()).deviceCode(clientId)
    const denied = await added(stores()).deviceCode(clientId)
    await deviceCodes.deny(denied.hash, now)
    for (const { hash } of [pending, denied]) {
      expect(await deviceCodes.redeem(hash, null, now)).toBe(false)
      expect((await deviceCodes.find(hash))?.consumedAt).toBeNull()
    }
  })

  it('keeps a code in use when its refresh token cannot be added or is of another grant', async () => {
    const { deviceCodes, grants } = stores()
    const pair = await userAndClient()
    const code = await added(stores()).allowedDeviceCode(...pair)
    const another = await added(stores()).grant(...pair)
    const taken = newRefreshToken(code.grantId, { hash: another.tokenHash })
    await expect(deviceCodes.redeem(code.hash, taken, now)).rejects.toThrow()
    const ofAnother = newRefreshToken(another.id)
    expect(await deviceCodes.redeem(code.hash, ofAnother, now)).toBe(false)
    expect(await grants.findByRefreshToken(ofAnother.hash)).toBeNull()
    expect(await deviceCodes.find(code.hash)).toEqual(code)
    expect(await deviceCodes.redeem(code.hash, newRefreshToken(code.grantId), now)).toBe(true)
  })
}
