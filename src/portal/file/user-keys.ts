import { recognizeHash } from '@/crypto/foreign-hashes/recognize'

import { profileKeys } from './profile-keys'
import { checked, flag, type Keys, text } from './readers'

/** It is the `sub` of every token: whatever another server called the person may stay. */
const id = checked((value) =>
  /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(value)
    ? null
    : 'wants up to 128 letters, digits, ".", "_", "~" or "-", and begins with a letter or a digit',
)

const passwordHash = checked((value) => {
  const found = recognizeHash(value)
  return found ? (found.problem ?? null) : 'is no hash of a kind that is known'
})

const asItIs = 'as it is'

/** Every key of a person, in the order in which an export writes them. */
export const userKeys = {
  user_id: {
    read: id,
    means: 'Who it is, in every token’s `sub`. With it a username can be changed.',
    standard: 'found by the username; a new person’s is made',
  },
  username: { read: text, means: 'What the person signs in with.', standard: '(needed)' },
  email: { read: text, means: 'E-mail address.', standard: asItIs },
  email_verified: {
    read: flag,
    means: 'Whether it was proved to be the person’s.',
    standard: 'as it is; `false` for a new address',
  },
  password: {
    read: text,
    means: 'Another one than before ends every session of the person, and every app’s access.',
    standard: 'as it is; a new person has none and needs `npm run recover`',
  },
  password_hash: {
    read: passwordHash,
    means:
      'The same as a hash: argon2id, or as another server made it. One of the latter counts until the person has signed in, which replaces it.',
    standard: asItIs,
  },
  administrator: { read: flag, means: 'Looks after all apps.', standard: asItIs },
  disabled: {
    read: flag,
    means: '`true`: cannot sign in, and no app’s token of the person works.',
    standard: asItIs,
  },
  ...profileKeys,
} satisfies Keys
