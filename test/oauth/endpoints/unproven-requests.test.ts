import { describe, expect, it } from 'vitest'

import { attemptKeys, unprovenLimits } from '@/sign-in/limits'

import { after } from '../../stores/fixtures'
import type { Answer } from '../../test-browser'
import type { TestProvider } from '../../test-provider'
import { askForCode, deviceCodeGrant, deviceWorld } from '../device-app'
import { expectOAuthError, relyingParty, world, type RelyingParty } from '../relying-party'

const here = '192.0.2.1'
const elsewhere = '198.51.100.7'

const ask = {
  'device-code': (app: RelyingParty, address = here) => askForCode(app, {}, { address }),
  'pushed-request': (app: RelyingParty, address = here) =>
    app.post('/oauth/par', app.request(), { address }),
} as const

type Kind = keyof typeof ask
const kinds = Object.keys(ask) as Kind[]

const publicApp = async () => {
  const grantTypes = [deviceCodeGrant, 'authorization_code'] as const
  return deviceWorld({ grantTypes, redirectUris: ['https://tv.example/'] })
}

/** As if it had been asked so often. */
async function counted(op: TestProvider, key: string, times: number): Promise<void> {
  const at = op.now()
  const windowEndsAt = after(3600, at)
  for (let count = 0; count < times; count += 1) {
    await op.stores.attempts.count([{ key, windowEndsAt }], at)
  }
}

function expectWait(answer: Answer, seconds: number): void {
  expectOAuthError(answer, 429, 'temporarily_unavailable')
  expect(answer.headers.get('retry-after')).toBe(String(seconds))
}

describe.each(kinds)('what is kept of a client that proves nothing, a %s', (kind) => {
  it('is kept 600 times an hour for one address, and again in the next (RFC 9126 §2.3)', async () => {
    const { op, app } = await publicApp()
    await counted(op, attemptKeys.unprovenAddress(kind, here), unprovenLimits.address.attempts - 1)
    expect((await ask[kind](app)).status).toBeLessThan(300)
    op.passes({ seconds: 600 })
    expectWait(await ask[kind](app), 3000)
    expectWait(await ask[kind](app), 3000)
    expect((await ask[kind](app, elsewhere)).status).toBeLessThan(300)
    op.passes({ seconds: 3000 })
    expect((await ask[kind](app)).status).toBeLessThan(300)
  })

  it('is counted for each client: one that is flooded leaves the others alone', async () => {
    const { op, app } = await publicApp()
    const other = await relyingParty(op, { ...app.client, id: 'other' })
    await counted(op, attemptKeys.unprovenClient(kind, app.id), unprovenLimits.client.attempts - 1)
    expect((await ask[kind](app)).status).toBeLessThan(300) // the last
    expectWait(await ask[kind](app, elsewhere), 3600)
    expect((await ask[kind](other, elsewhere)).status).toBeLessThan(300)
  })

  it('counts nothing that is refused for another reason, and nothing of another client’s', async () => {
    const { op, app } = await publicApp()
    const key = attemptKeys.unprovenAddress(kind, here)
    await counted(op, key, unprovenLimits.address.attempts - 1)
    const bad = { ...app.request(), client_id: 'unknown' }
    const path = kind === 'device-code' ? '/oauth/device_authorization' : '/oauth/par'
    expectOAuthError(await op.post(path, bad), 401, 'invalid_client')
    expect((await ask[kind](app)).status).toBeLessThan(300)
  })

  it('is not counted for a client that proves itself: all its people come from its address', async () => {
    const { op, app } = await world({ grantTypes: [deviceCodeGrant, 'authorization_code'] })
    await counted(op, attemptKeys.unprovenAddress(kind, here), unprovenLimits.address.attempts)
    for (let count = 0; count < 3; count += 1) {
      expect((await ask[kind](app)).status).toBeLessThan(300)
    }
  })
})

it('devices and pushed requests do not use up each other’s count', async () => {
  const { op, app } = await publicApp()
  const key = attemptKeys.unprovenAddress('device-code', here)
  await counted(op, key, unprovenLimits.address.attempts)
  expectWait(await ask['device-code'](app), 3600)
  expect((await ask['pushed-request'](app)).status).toBe(201)
})
