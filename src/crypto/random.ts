import { randomBytes } from 'node:crypto'

/**
 * 128 random bits, less a sliver, as `[A-Za-z0-9][A-Za-z0-9_-]{21}`: names a thing, opens nothing. It begins with a letter
 * or digit, so that no command line takes it for an option.
 */
export function randomId(): string {
  const id = randomBytes(16).toString('base64url')
  return /^[A-Za-z0-9]/.test(id) ? id : randomId()
}

/** 256 random bits, `[A-Za-z0-9_-]{43}`, behind a prefix that says what it opens. */
export const randomSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')
