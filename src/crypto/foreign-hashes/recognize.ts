// Password hashes that other servers made: which format one is, and whether a password is behind it. Each is replaced by
// ours at the next sign-in.
import { argon2 } from './argon2'
import { bcrypt } from './bcrypt'
import type { Format, Reading } from './format'
import { ldap } from './ldap'
import { notTaken } from './not-taken'
import { pbkdf2 } from './pbkdf2'
import { phpass } from './phpass'
import { scrypt } from './scrypt'
import { shaCrypt } from './sha-crypt'

const formats: readonly Format[] = [
  ...[argon2, bcrypt, scrypt, pbkdf2, phpass, ldap, shaCrypt],
  notTaken,
]

/** What is before a hash of any other format: OpenLDAP's schemes, and Spring's. */
const wrapper = /^\{(?:CRYPT|ARGON2|BCRYPT)\}(?=\$)/i

/** What a stored hash is. Null: nothing that is known. */
export function readHash(text: string): (Reading & { readonly format: string }) | null {
  if (text.length > 1_024) return null
  const inner = text.replace(wrapper, '')
  for (const { name, read } of formats) {
    const reading = read(inner)
    if (reading) return { format: name, ...reading }
  }
  return null
}

/**
 * Which format a hash is of, without checking a password. Null: of none that is known.
 * With a `problem` it cannot be taken: the rest of a sentence about the hash, such as "looks like MD5, which is not taken".
 */
export function recognizeHash(
  text: string,
): { readonly format: string; readonly problem?: string } | null {
  const reading = readHash(text)
  if (!reading) return null
  const { format } = reading
  return 'problem' in reading ? { format, problem: reading.problem } : { format }
}
