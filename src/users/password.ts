import { usernameKey } from './username'

export type PasswordProblem =
  'missing' | 'too-short' | 'too-long' | 'too-common' | 'same-as-username'

export const passwordLength = { least: 8, most: 256 } as const

/**
 * Whether a password may be chosen: 8 to 256 characters, none of the most common ones, not the username; no rule of
 * composition. Compared as typed. Null: it may.
 */
export async function findPasswordProblem(
  password: string,
  username: string,
): Promise<PasswordProblem | null> {
  const length = Array.from(password).length
  if (length === 0) return 'missing'
  if (length < passwordLength.least) return 'too-short'
  if (length > passwordLength.most) return 'too-long'
  const lowerCase = password.toLowerCase()
  if (usernameKey(password) === usernameKey(username)) return 'same-as-username'
  return (await commonPasswords()).has(lowerCase) ? 'too-common' : null
}

let common: Promise<ReadonlySet<string>> | undefined

/** Read when the first password is chosen: a portal where nobody registers does not hold it. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
    const longEnough = dictionary['passwords-common'].filter(
      (word) => word.length >= passwordLength.least,
    )
    return new Set(longEnough)
  })
  return common
}
