import { profileKeys } from './profile-keys'
import { checked, flag, type Keys, text } from './readers'

/** It is the `sub` of every token: whatever another server called the person may stay. */
const id = checked((value) =>
  /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(value)
    ? null
    : 'wants up to 128 letters, digits, ".", "_", "~" or "-", and begins with a letter or a digit',
)

/** What an argon2id hash may cost: KiB, passes and lanes. Whoever signs in pays it. */
const most = { m: 1_048_576, t: 32, p: 32 } as const

const passwordHash = checked((value) => {
  if (/^\$2[abxy]?\$/.test(value)) {
    return 'is a bcrypt hash, which Portico does not check. Leave it out, and let the person choose a new password'
  }
  const [, m, t, p] =
    /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})\$[A-Za-z0-9+/]{11,128}\$[A-Za-z0-9+/]{16,128}$/.exec(
      value,
    ) ?? []
  if (m === undefined) return 'wants an argon2id hash: $argon2id$v=19$m=…,t=…,p=…$…$…'
  const isAffordable = Number(m) <= most.m && Number(t) <= most.t && Number(p) <= most.p
  return isAffordable ? null : `costs more than m=${most.m},t=${most.t},p=${most.p}`
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
    means: 'The same as an argon2id hash, in the PHC string format.',
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
