import { hash } from 'node:crypto'

import { isSame } from '../digest'
import { damaged, type Format, tooDear } from './format'
import { inSlices } from './in-slices'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const mostRounds = 1_000_000

type Variant = {
  readonly algorithm: string
  readonly size: number
  /** The first three bytes that are written as four letters, and how each next three follow from them. */
  readonly start: readonly [number, number, number]
  readonly next: (index: number) => number
  /** Bytes that are left over, as they are written. */
  readonly rest: readonly number[]
  readonly letters: number
}

const variants: Readonly<Record<string, Variant>> = {
  '5': {
    ...{ algorithm: 'sha256', size: 32, letters: 43 },
    ...{ start: [0, 10, 20], next: (index) => (index + 21) % 30, rest: [31, 30] },
  },
  '6': {
    ...{ algorithm: 'sha512', size: 64, letters: 86 },
    ...{ start: [0, 21, 42], next: (index) => (index + 22) % 63, rest: [63] },
  },
}

/** sha256-crypt and sha512-crypt of `/etc/shadow`: https://www.akkadia.org/drepper/SHA-crypt.txt */
export const shaCrypt: Format = {
  name: 'sha-crypt',
  read: (text) => {
    const variant = variants[/^\$([56])\$/.exec(text)?.[1] ?? '']
    if (!variant) return null
    const [, roundsText = '5000', salt = '', digest = ''] =
      /^\$[56]\$(?:rounds=([1-9]\d{3,8})\$)?([!-#%-~]{0,16})\$([./A-Za-z0-9]+)$/.exec(text) ?? []
    if (digest.length !== variant.letters) return damaged
    const rounds = Number(roundsText)
    if (rounds > mostRounds) return tooDear(`${mostRounds} rounds`)
    return {
      verify: async (password) =>
        isSame(
          encoded(
            await digestOf(Buffer.from(password), Buffer.from(salt), rounds, variant),
            variant,
          ),
          digest,
        ),
    }
  },
}

/** The steps of the specification. */
async function digestOf(
  password: Buffer,
  salt: Buffer,
  rounds: number,
  { algorithm }: Variant,
): Promise<Buffer> {
  const digest = (...parts: Buffer[]) => hash(algorithm, Buffer.concat(parts), 'buffer')
  const b = digest(password, salt, password) // 4 to 8
  const bits = password.length === 0 ? [] : password.length.toString(2).split('').toReversed()
  const byBits = bits.map((bit) => (bit === '1' ? b : password)) // 11
  const a = digest(password, salt, repeated(b, password.length), ...byBits) // 1 to 12
  const passwords = Array.from({ length: password.length }, () => password)
  const p = repeated(digest(...passwords), password.length) // 13 to 16
  const salts = Array.from({ length: 16 + (a[0] ?? 0) }, () => salt)
  const s = repeated(digest(...salts), salt.length) // 17 to 20
  const none = Buffer.alloc(0)
  return inSlices(rounds, a, (before, round) => {
    const isOdd = round % 2 === 1
    return digest(
      ...[isOdd ? p : before, round % 3 === 0 ? none : s],
      ...[round % 7 === 0 ? none : p, isOdd ? before : p],
    ) // 21
  })
}

/** As many bytes of it, over and over, as are wanted. */
const repeated = (bytes: Buffer, length: number): Buffer => Buffer.alloc(length, bytes)

/** 22: in an order of its own, three bytes as four letters, the lowest bits first. */
function encoded(bytes: Buffer, { size, start, next, rest }: Variant): string {
  const groups: (readonly number[])[] = []
  let [first, second, third]: readonly [number, number, number] = start
  while (groups.length < Math.floor(size / 3)) {
    groups.push([first, second, third])
    ;[first, second, third] = [next(first), next(second), next(third)]
  }
  return [...groups, rest]
    .map((group) => {
      const value = group.reduce((sum, index) => sum * 256 + (bytes[index] ?? 0), 0)
      return Array.from(
        { length: group.length + 1 },
        (_, letter) => alphabet[(value >> (6 * letter)) & 63] ?? '',
      ).join('')
    })
    .join('')
}
