import { hash, verify } from '@node-rs/argon2'

import { readHash } from './foreign-hashes/recognize'

/** All places are taken and the queue is full: the answer is 503 with `Retry-After`. */
export class PasswordHasherBusy extends Error {
  override readonly name = 'PasswordHasherBusy'
}

/** Hashes passwords with argon2id, a bounded number at a time, on libuv's worker threads. */
export interface PasswordHasher {
  /** @returns a PHC string. @throws {PasswordHasherBusy} */
  hash(password: string): Promise<string>
  /**
   * Whether the password is the one behind the hash. For `null`, an unknown user, the same work is done and the answer
   * is `false`. The hash may be another server's too: `foreign-hashes/recognize.ts`. @throws {PasswordHasherBusy}
   */
  verify(storedHash: string | null, password: string): Promise<boolean>
  /** Whether a hash is as `hash` makes them. One that is not is replaced when its password is known. */
  isCurrent(storedHash: string): boolean
}

/** 19 MiB, two passes, one lane: the first recommendation of OWASP's cheat sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } // argon2id is the library's default

/** What a hash of this cost begins with. */
const current = '$argon2id$v=19$m=19456,t=2,p=1$'

/** A hash of the same cost, so that an unknown user takes as long as a known one. */
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$SkK+Y5s/WPNyvsZhL6vI3g$5/FJ3dU9MyTjtZJJ9M4azwCs8e6fVuAiCfIqxtU9bQw'

/**
 * @param atOnce   how many hashes libuv's threads are given at the same time; each that they compute takes 19 MiB
 * @param waiting  how many callers may wait for a place
 */
export function passwordHasher(atOnce: number, waiting: number): PasswordHasher {
  let running = 0
  const queue: (() => void)[] = []

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new PasswordHasherBusy('too many passwords at once')
      await new Promise<void>((resolve) => queue.push(resolve)) // the place is handed on, not freed
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, cost)),
    verify: (storedHash, password) => inTurn(() => isBehind(storedHash, password)),
    isCurrent: (storedHash) => storedHash.startsWith(current),
  }
}

async function isBehind(storedHash: string | null, password: string): Promise<boolean> {
  if (storedHash !== null) {
    const reading = readHash(storedHash)
    if (!reading || 'problem' in reading)
      throw new Error('The stored hash is of no format that is taken')
    const isRight = await reading.verify(password)
    if (isRight || storedHash.startsWith(current)) return isRight
  }
  await verify(decoy, password) // a wrong password of a cheaper format takes no less time than an unknown user
  return false
}
