import { createHmac, hash } from 'node:crypto'
import { verify } from '@node-rs/bcrypt'

import { damaged, type Format, tooDear } from './format'

const mostCost = 16

/** What stands before bcrypt's own hash, and what was hashed in place of the password. */
const wrappings: readonly {
  readonly prefix: string
  readonly hashed: (password: string) => string
}[] = [
  { prefix: 'bcrypt_sha256$', hashed: (password) => hash('sha256', password, 'hex') }, // Django
  { prefix: 'bcrypt$', hashed: (password) => password }, // Django
  // WordPress since 6.8, `wp_check_password`
  {
    prefix: '$wp',
    hashed: (password) => createHmac('sha384', 'wp-sha384').update(password).digest('base64'),
  },
  { prefix: '', hashed: (password) => password },
]

/** bcrypt as OpenBSD and PHP write it, and as WordPress and Django wrap it. */
export const bcrypt: Format = {
  name: 'bcrypt',
  read: (text) => {
    const wrapping = wrappings.find(({ prefix }) => text.startsWith(`${prefix}$2`))
    if (!wrapping) return null
    const inner = text.slice(wrapping.prefix.length)
    if (/^\$2x?\$/.test(inner)) {
      return { problem: 'is of a bcrypt that had a mistake ($2$, $2x$), which is not taken' }
    }
    const [, cost] = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(inner) ?? []
    if (cost === undefined || Number(cost) < 4) return damaged
    if (Number(cost) > mostCost) return tooDear(`bcrypt’s cost ${mostCost}`)
    const hashed = canonical(inner)
    return { verify: (password) => verify(wrapping.hashed(password), hashed) }
  },
}

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Salt and digest end within a letter. What some write into the bits that are left over means nothing, and is refused. */
const canonical = (text: string): string =>
  text.slice(0, 28) + cleared(text, 28, 0b110000) + text.slice(29, 59) + cleared(text, 59, 0b111100)

const cleared = (text: string, at: number, bits: number): string =>
  alphabet[alphabet.indexOf(text.charAt(at)) & bits] ?? ''
