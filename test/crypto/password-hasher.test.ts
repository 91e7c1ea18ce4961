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

  it('checks a hash that another server made, and tells it from its own', async () => {
    const hasher = passwordHasher(2, 4)
    const foreign = '$2a$06$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy'
    expect(await hasher.verify(foreign, 'lètmein')).toBe(true)
    expect(await hasher.verify(foreign, 'letmein')).toBe(false)
    expect(hasher.isCurrent(foreign)).toBe(false)
    expect(hasher.isCurrent(await hasher.hash('lètmein'))).toBe(true)
    const dearer = '$argon2id$v=19$m=65536,t=3,p=4$c2Vhc2FsdHNlYXNhbHQy$4a/MnMR7E5rVdyt'
    expect(hasher.isCurrent(dearer)).toBe(false)
  })

  it('computes nothing for a hash that costs too much', async () => {
    const hasher = passwordHasher(1, 0)
    const dear = '$2b$31$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy'
    await expect(hasher.verify(dear, 'x')).rejects.toThrow('no format that is taken')
  })

  it('bounds the work of other formats too', async () => {
    const hasher = passwordHasher(1, 0)
    const foreign = '{SSHA}NXN5bZ9dgI9lyYC/7gUqzt0ySdkoJWTs'
    const outcomes = await Promise.allSettled([1, 2].map(() => hasher.verify(foreign, 'lètmein')))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })
})
