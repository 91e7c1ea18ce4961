import { hash } from 'node:crypto'

import { bytesOf, damaged, type Format, isSameBytes } from './format'

const lengths: Readonly<Record<string, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }

/** Directories’ `{SSHA}` and its like: base64 of a digest and the salt behind it; without the second S there is none. */
export const ldap: Format = {
  name: 'ldap',
  read: (text) => {
    const [, salted, size, base64 = ''] = /^\{(S?)SHA-?(256|384|512)?\}(.*)$/is.exec(text) ?? []
    if (salted === undefined) return null
    const algorithm = `sha${size ?? '1'}`
    const length = lengths[algorithm] ?? 0
    const bytes = salted
      ? bytesOf(base64, length + 1, length + 64)
      : bytesOf(base64, length, length)
    if (!bytes) return damaged
    const [digest, salt] = [bytes.subarray(0, length), bytes.subarray(length)]
    return {
      verify: (password) => {
        const salted = Buffer.concat([Buffer.from(password), salt])
        return Promise.resolve(isSameBytes(hash(algorithm, salted, 'buffer'), digest))
      },
    }
  },
}
