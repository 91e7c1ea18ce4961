import type { ExchangePolicy } from '@/model/client'

import { checked, flag, json, type Keys, listOf, mappingOf, type Reader, text } from './readers'

/** In the dashboard an app's id stands in an address, and in Basic before a colon. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/

export const id = checked((value) =>
  idPattern.test(value)
    ? null
    : 'wants up to 128 letters, digits, ".", "_", "~" or "-", and begins with a letter or a digit',
)

/** Its hash is quick to compute, so what it hides must not be guessable. */
export const secret = checked((value) =>
  /^[!-~]{16,256}$/.test(value)
    ? null
    : 'wants 16 to 256 ASCII characters without a space: only a hash is kept, and from that a short one could be guessed',
)

/** SHA-256 as it is stored, base64url; or in hexadecimal, as command lines print it. */
export const secretHash: Reader<string> = (value, spot) => {
  const read = text(value, spot)
  if (read === null) return null
  if (/^[A-Za-z0-9_-]{43}$/.test(read)) return read
  if (/^[0-9a-fA-F]{64}$/.test(read)) return Buffer.from(read, 'hex').toString('base64url')
  return spot.refuse('wants a SHA-256, as 43 characters of base64url or 64 of hexadecimal')
}

export const atMostTwo =
  (reader: Reader<readonly string[]>): Reader<readonly string[]> =>
  (value, spot) => {
    const read = reader(value, spot)
    return read && read.length > 2 ? spot.refuse('an app has at most two secrets') : read
  }

export const line = checked((value) =>
  /\p{Cc}/u.test(value) ? 'holds a line break or another control character' : null,
)

export const jwkSet: Reader<string> = (value, spot) => {
  const read = json(value, spot)
  return read && JSON.stringify(read)
}

export const exchangeKeys = {
  subject_clients: {
    read: listOf(checked((value) => (/^[!-~]{1,256}$/.test(value) ? null : 'is no client id'))),
    means: 'Ids of the apps whose users’ tokens it may exchange, beside its own.',
    standard: 'none',
  },
  impersonation: { read: flag, means: 'Tokens that are the person’s alone.', standard: 'false' },
  delegation: { read: flag, means: 'Tokens that name who acts, by `act`.', standard: 'false' },
} satisfies Keys

export const exchange: Reader<ExchangePolicy> = (value, spot) => {
  const read = mappingOf(exchangeKeys)(value, spot)
  return (
    read && {
      subjectClients: read.subject_clients ?? [],
      impersonation: read.impersonation ?? false,
      delegation: read.delegation ?? false,
    }
  )
}
