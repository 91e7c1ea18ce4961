import { CompactEncrypt, EncryptJWT } from 'jose'
import { describe, expect, it } from 'vitest'

import { deriveKey } from '@/crypto/seal'
import {
  longestLifetime,
  openRefreshToken,
  sealRefreshToken,
} from '@/dialects/broker/refresh-token'

import { brokerWorld } from './broker-world'

const contents = {
  grantId: 'grant',
  generation: 3,
  upstreamToken: 'of the upstream',
  clientId: null,
}

const world = async () => {
  const { op } = await brokerWorld()
  const inDays = (days: number) => new Date(op.now().getTime() + days * 86_400_000)
  return {
    op,
    inDays,
    seal: (days: number) => sealRefreshToken(contents, inDays(days), op.provider),
  }
}

describe('a refresh token of the broker', () => {
  it('says what was put in, until it expires', async () => {
    const { op, seal } = await world()
    const token = await seal(1)
    expect(await openRefreshToken(token, op.provider)).toEqual(contents)
    op.passes({ seconds: 86_400 })
    expect(await openRefreshToken(token, op.provider)).toBeNull()
  })

  it('can be opened for as long as it lives, while its key rotates', async () => {
    const { op, seal } = await world()
    const token = await seal(10_000)
    const kids = new Set<string>()
    for (let day = 0; day < longestLifetime / 86_400; day += 30) {
      expect(await openRefreshToken(token, op.provider)).toEqual(contents)
      const header = Buffer.from((await seal(1)).split('.')[0]!, 'base64url').toString()
      kids.add((JSON.parse(header) as { kid: string }).kid)
      op.passes({ days: 30 })
    }
    expect(kids.size).toBeGreaterThanOrEqual(3)
    expect(await openRefreshToken(token, op.provider)).toBeNull()
  })

  it('is no other portal’s, and none with another secret', async () => {
    const { op, seal } = await world()
    const token = await seal(1)
    for (const settings of [
      { ...op.settings, issuer: 'https://other.example' },
      { ...op.settings, secret: 'another secret of as many letters as the first' },
    ]) {
      expect(await openRefreshToken(token, { ...op.provider, settings })).toBeNull()
    }
  })

  it('is none when any part was changed', async () => {
    const { op, seal } = await world()
    const parts = (await seal(1)).split('.')
    for (const [index, part] of parts.entries()) {
      const changed = `${part.slice(0, -2)}${part.endsWith('AA') ? 'BB' : 'AA'}`
      const token = parts.map((one, at) => (at === index ? changed : one)).join('.')
      expect(await openRefreshToken(token, op.provider)).toBeNull()
    }
  })

  it.each([
    '',
    'a',
    '....',
    'a.b.c.d.e',
    'eyJhbGciOiJub25lIn0.e30.',
    `${Buffer.from('{"alg":"dir","enc":"A256GCM","kid":"broker-99999"}').toString('base64url')}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`,
    `${Buffer.from('null').toString('base64url')}..AAAA.AAAA.AAAA`,
    `eyJ${'a'.repeat(20_000)}....`,
    '\0\ud800.é.\n.\u202e.x',
  ])('is not %j', async (token) => {
    const { op } = await world()
    expect(await openRefreshToken(token, op.provider)).toBeNull()
  })

  it('is none by another algorithm, by a key of another purpose, or without an end', async () => {
    const { op, inDays, seal } = await world()
    const { kid } = JSON.parse(
      Buffer.from((await seal(1)).split('.')[0]!, 'base64url').toString(),
    ) as { kid: string }
    const key = deriveKey(op.settings.secret, kid.replace('broker-', 'broker-refresh-'))
    const jwt = () =>
      new EncryptJWT({ grant_id: 'grant', generation: 1, refresh_token: 'x' })
        .setIssuer(op.settings.issuer)
        .setIssuedAt()
    const header = { alg: 'dir', enc: 'A256GCM', kid }
    const ended = () => jwt().setExpirationTime(inDays(1))
    const good = await ended().setProtectedHeader(header).encrypt(key)
    expect(await openRefreshToken(good, op.provider)).not.toBeNull()

    const other = deriveKey(op.settings.secret, 'signing-keys')
    const wrapped = { ...header, alg: 'A256KW' }
    for (const bad of [
      await jwt().setProtectedHeader(header).encrypt(key),
      await ended().setProtectedHeader(header).encrypt(other),
      await ended().setProtectedHeader(wrapped).encrypt(key),
      await new CompactEncrypt(Buffer.from('[]')).setProtectedHeader(header).encrypt(key),
    ]) {
      expect(await openRefreshToken(bad, op.provider)).toBeNull()
    }
  })
})
