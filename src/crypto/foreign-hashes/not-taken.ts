import type { Format } from './format'

const guesses: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['MD5', /^(?:[0-9a-f]{32}|\{MD5\}.*|md5\$.*)$/i],
  ['salted MD5', /^\{SMD5\}/i],
  ['SHA-1', /^(?:[0-9a-f]{40}|sha1\$.*)$/i],
  ['MySQL’s own hash', /^\*[0-9a-f]{40}$/i],
  ['SHA-256 without a salt', /^[0-9a-f]{64}$/i],
  ['SHA-512 without a salt', /^[0-9a-f]{128}$/i],
  ['md5-crypt', /^\$1\$|^\$apr1\$/],
  ['yescrypt', /^\$(?:y|gy|7)\$/],
  ['Drupal 7’s hash', /^\$S\$/],
  ['Werkzeug’s hash', /^(?:pbkdf2|scrypt):/],
  ['ASP.NET Identity’s hash', /^AQAAAA[A-Za-z0-9+/]{20,}={0,2}$/],
  ['a password in the clear', /^\{(?:CLEARTEXT|PLAIN|noop)\}/i],
  ['DES crypt', /^[./A-Za-z0-9]{13}$/],
]

/** What is recognized to be said by name, and not taken: too weak, or made by nobody who moves here. */
export const notTaken: Format = {
  name: 'not taken',
  read: (text) => {
    const guess = guesses.find(([, pattern]) => pattern.test(text))
    return guess ? { problem: `looks like ${guess[0]}, which is not taken` } : null
  },
}
