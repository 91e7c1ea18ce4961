import { randomBytes } from 'node:crypto'

/** 128 random bits, `[A-Za-z0-9_-]{22}`: names a thing, opens nothing. */
export const randomId = (): string => randomBytes(16).toString('base64url')

/** 256 random bits, `[A-Za-z0-9_-]{43}`, behind a prefix that says what it opens. */
export const randomSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')
