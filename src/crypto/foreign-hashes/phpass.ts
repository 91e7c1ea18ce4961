import { hash } from 'node:crypto'

import { isSame } from '../digest'
import { damaged, type Format, tooDear } from './format'
import { inSlices } from './in-slices'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const mostRounds = 2 ** 20

/** phpass’s portable hashes: `$P$` of WordPress before 6.8 and others, `$H$` of phpBB. MD5 over and over. */
export const phpass: Format = {
  name: 'phpass',
  read: (text) => {
    if (!/^\$[PH]\$/.test(text)) return null
    const [, cost = '', salt = '', digest = ''] =
      /^\$[PH]\$([./A-Za-z0-9])([!-~]{8})([./A-Za-z0-9]{22})$/.exec(text) ?? []
    const exponent = cost === '' ? -1 : alphabet.indexOf(cost)
    if (exponent < 7) return damaged
    if (2 ** exponent > mostRounds) return tooDear(`${mostRounds} rounds of MD5`)
    return {
      verify: async (password) => {
        const bytes = Buffer.from(password)
        const first = hash('md5', Buffer.concat([Buffer.from(salt), bytes]), 'buffer')
        const last = await inSlices(2 ** exponent, first, (before) =>
          hash('md5', Buffer.concat([before, bytes]), 'buffer'),
        )
        return isSame(encoded(last), digest)
      },
    }
  },
}

/** Three bytes as four letters, the lowest bits first. */
function encoded(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const part = bytes.subarray(at, at + 3)
    const value = part.readUIntLE(0, part.length)
    for (let letter = 0; letter <= part.length; letter += 1) {
      text += alphabet[(value >> (6 * letter)) & 63] ?? ''
    }
  }
  return text
}
