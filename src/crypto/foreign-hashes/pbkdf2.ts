import { pbkdf2 as derive } from 'node:crypto'

import { bytesOf, damaged, type Format, isSameBytes, tooDear } from './format'

const mostRounds = 10_000_000

type Parts = readonly [digest: string | undefined, rounds: string, salt: Buffer | null, key: string]

/** `pbkdf2_sha256$rounds$salt$hash`; the salt is the text itself. */
function django(text: string): Parts {
  const [, digest, rounds = '', salt = '', key = ''] =
    /^pbkdf2_(sha1|sha256|sha512)\$(\d{1,10})\$([^$]{1,128})\$([^$]+)$/.exec(text) ?? []
  return [digest, rounds, Buffer.from(salt), key]
}

/** `$pbkdf2-sha256$rounds$salt$hash`, where passlib writes `.` for `+`; also with the PHC string format's `i=rounds,l=length`. */
function modular(text: string): Parts {
  const [, digest = 'sha1', rounds = '', salt = '', key = ''] =
    /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d{1,10})(?:,l=\d{1,3})?\$([^$]+)\$([^$]+)$/.exec(
      text,
    ) ?? []
  return [digest, rounds, bytesOf(salt.replaceAll('.', '+'), 1, 128), key.replaceAll('.', '+')]
}

/** OpenLDAP's `{PBKDF2-SHA256}rounds$salt$hash` is passlib's otherwise. */
const likePasslib = (text: string): string =>
  text.replace(/^\{(PBKDF2(?:-SHA\d+)?)\}/i, (_, name: string) => `$${name.toLowerCase()}$`)

/** PBKDF2 — RFC 8018 §5.2. */
export const pbkdf2: Format = {
  name: 'pbkdf2',
  read: (text) => {
    const plain = likePasslib(text)
    if (!/^(?:pbkdf2_|\$pbkdf2[-$])/.test(plain)) return null
    const parts = plain.startsWith('$') ? modular(plain) : django(plain)
    const [digest, rounds, salt, keyText] = parts
    const key = bytesOf(keyText, 16, 128)
    if (!digest || !salt || !key || !(Number(rounds) > 0)) return damaged
    if (Number(rounds) > mostRounds) return tooDear(`${mostRounds} rounds of PBKDF2`)
    return {
      verify: (password) =>
        new Promise((resolve, reject) => {
          derive(password, salt, Number(rounds), key.length, digest, (error, computed) => {
            if (error) reject(error)
            else resolve(isSameBytes(computed, key))
          })
        }),
    }
  },
}
