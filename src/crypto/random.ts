import { randomFillSync, randomInt, randomUUID } from 'node:crypto'

/** Random bytes are drawn from the system this many at a time: a call for sixteen costs as much as one for all. */
const pool = Buffer.allocUnsafeSlow(4096)
let used = pool.length

/** Bytes of the system's generator, base64url. Each is given out once and then forgotten. */
function randomText(count: number): string {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, used + count)
  used += count
  const text = bytes.toString('base64url')
  bytes.fill(0)
  return text
}

/**
 * 128 random bits, less a sliver, as `[A-Za-z0-9][A-Za-z0-9_-]{21}`: names a thing, opens nothing. It begins with a letter
 * or digit, so that no command line takes it for an option.
 */
export function randomId(): string {
  const id = randomText(16)
  return /^[A-Za-z0-9]/.test(id) ? id : randomId()
}

/** 256 random bits, `[A-Za-z0-9_-]{43}`, behind a prefix that says what it opens. */
export const randomSecret = (prefix = ''): string => prefix + randomText(32)

/** 122 random bits as a UUID, version 4 — RFC 9562 §5.4: where a wire format asks for one. */
export const randomUuid = (): string => randomUUID()

/** Letters of an alphabet, each as likely as any other: for what a person types. */
export const randomLetters = (alphabet: string, count: number): string =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('')
