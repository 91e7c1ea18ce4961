// Every lifetime at its edge: good a moment before, and not a moment after. Codes, pushed requests, device codes and the
// rest of what one endpoint gives are looked at where that endpoint is.
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, type Client } from '@/model/client'

import { day } from '../test-provider'
import { publicValues, signedInWorld } from './relying-party'

/** Just before the end, in seconds. */
const almost = (seconds: number) => seconds - 0.001

describe('an access token', () => {
  it.each<[string, Partial<Client>, number]>([
    ['of a client that says nothing', {}, 3600],
    ['of a client that says so', { accessTokenLifetime: 300 }, 300],
    ['of a client that came from a Rails server', { dialects: ['oauth', 'rails'] }, 7200],
    [
      'of such a client that says so',
      { dialects: ['oauth', 'rails'], accessTokenLifetime: 60 },
      60,
    ],
  ])('%s lives as long as its answer says', async (_name, values, lifetime) => {
    const { op, app, browser } = await signedInWorld(values)
    const { access_token: accessToken, expires_in: expiresIn } = await app.tokens(browser)
    const { exp, iat } = decodeJwt(accessToken)
    expect([expiresIn, exp! - iat!]).toEqual([lifetime, lifetime])
    // A token says its moments in whole seconds.
    const sinceFullSecond = op.now().getTime() % 1000
    op.passes({ seconds: lifetime - sinceFullSecond / 1000 - 0.001 })
    expect(await app.isLive(accessToken)).toBe(true)
    op.passes({ seconds: 0.001 })
    expect(await app.isLive(accessToken)).toBe(false)
  })
})

describe.each([
  ['a public client, whose tokens are rotated', publicValues],
  ['a confidential client, whose token stays', {}],
] as const)('a refresh token of %s', (_name, values) => {
  it('ends when it was not used for its lifetime (RFC 9700 §4.14.2)', async () => {
    const { op, app, browser } = await signedInWorld({ ...values, refreshTokenLifetime: 2 * day })
    const first = (await app.offlineTokens(browser)).refresh_token
    op.passes({ seconds: almost(2 * day) })
    const second = (await app.refresh(first)).body.refresh_token
    expect(second).toBeDefined()
    op.passes({ seconds: 2 * day })
    expect((await app.refresh(second)).body.error).toBe('invalid_grant')
  })

  it('ends with the absolute lifetime, however often it is used', async () => {
    const options = { ...defaultClientOptions, refreshTokenMaxLifetime: 5 * day }
    const { op, app, browser } = await signedInWorld({
      ...values,
      ...{ options, refreshTokenLifetime: 2 * day },
    })
    let token = (await app.offlineTokens(browser)).refresh_token
    for (let passed = 1.5 * day; passed < 5 * day; passed += 1.5 * day) {
      op.passes({ seconds: 1.5 * day })
      token = (await app.refresh(token)).body.refresh_token
    }
    op.passes({ seconds: almost(0.5 * day) })
    token = (await app.refresh(token)).body.refresh_token
    expect(token).toBeDefined()
    op.passes({ seconds: 0.001 })
    expect((await app.refresh(token)).body.error).toBe('invalid_grant')
  })

  it('ends with the setting where the client says nothing', async () => {
    const { op, app, browser } = await signedInWorld({
      ...values,
      refreshTokenLifetime: 3650 * day,
    })
    const token = (await app.offlineTokens(browser)).refresh_token
    op.passes({ seconds: almost(op.settings.lifetimes.refreshTokenAbsolute) })
    const later = (await app.refresh(token)).body.refresh_token
    expect(later).toBeDefined()
    op.passes({ seconds: 0.001 })
    expect((await app.refresh(later)).body.error).toBe('invalid_grant')
  })
})
