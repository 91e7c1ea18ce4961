import { describe, expect, it } from 'vitest'

import { PasswordHasherBusy, passwordHasher } from '@/crypto/password-hasher'

describe('hashing passwords', () => {
  it('is argon2id with 19 MiB, two passes and one lane, and never twice the same', async () => {
    const hasher = passwordHasher(2, 4)
    const hash = await hasher.hash('correct horse')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await hasher.hash('correct horse')).not.toBe(hash)
    expect(await hasher.verify(hash, 'correct horse')).toBe(true)
    expect(await hasher.verify(hash, 'Correct horse')).toBe(false)
  })

  it('is wrong for an unknown user, whatever the password, after the same work', async () => {
    const hasher = passwordHasher(1, 4)
    for (const password of ['', 'password', 'x'.repeat(1024), '\0']) {
      expect(await hasher.verify(null, password)).toBe(false)
    }
  })

  it('takes every character for what it is', async () => {
    const hasher = passwordHasher(2, 8)
    const hash = await hasher.hash('a\0b 💡')
    for (const [password, isRight] of [
      ['a\0b 💡', true],
      ['a', false],
      ['a\0b', false],
      ['a\0c 💡', false],
    ] as const) {
      expect(await hasher.verify(hash, password)).toBe(isRight)
    }
  })

  it('lets a bounded number wait, and tells the rest that it is busy', async () => {
    const hasher = passwordHasher(1, 2)
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => hasher.verify(null, 'x')))
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'],
    ])
    for (const outcome of outcomes.slice(3)) {
      expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(PasswordHasherBusy)
    }
    expect(await hasher.verify(null, 'x')).toBe(false) // there are places again
  })

  it('gives its place back after a failure', async () => {
    const hasher = passwordHasher(1, 0)
    for (let count = 0; count < 3; count += 1) {
      await expect(hasher.verify('no hash', 'x')).rejects.toThrow()
    }
    expect(await hasher.verify(null, 'x')).toBe(false)
  })
})
