import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { SigningKey } from '@/model/signing-key'
import { after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

export const newSigningKey = (
  generation: number,
  values: Partial<SigningKey> = {},
): SigningKey => ({
  kid: randomUUID(),
  alg: 'ES256',
  generation,
  publicJwk: '{"kty":"EC"}',
  sealedPrivateKey: 'sealed',
  createdAt: now,
  activatesAt: after(60),
  expiresAt: after(3600),
  ...values,
})

export function signingKeysContract({ fresh }: World): void {
  it('lists the keys that have not expired, oldest generation first', async () => {
    const { signingKeys } = await fresh()
    const [first, second, ended] = [
      newSigningKey(1),
      newSigningKey(2),
      newSigningKey(3, { expiresAt: after(10) }),
    ]
    for (const key of [second, first, ended]) expect(await signingKeys.create(key)).toBe(true)
    expect(await signingKeys.list(after(10))).toEqual([first, second])
  })

  it('takes one of 20 keys of the same generation', async () => {
    const { signingKeys } = await fresh()
    const answers = await atOnce(20, () => signingKeys.create(newSigningKey(1)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await signingKeys.list(now)).toHaveLength(1)
  })

  it('counts the generations of each algorithm for itself', async () => {
    const { signingKeys } = await fresh()
    const keys = [newSigningKey(1), newSigningKey(1, { alg: 'RS256' })]
    for (const key of keys) expect(await signingKeys.create(key)).toBe(true)
    expect(await signingKeys.list(now)).toEqual(keys)
  })
}
