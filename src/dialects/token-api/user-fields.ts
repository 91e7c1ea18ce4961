// Reads what administrators write about a user, by the rules of the users room.
import type { Profile, UserUpdate } from '@/model/user'
import { readEmail } from '@/users/email'
import type { PasswordProblem } from '@/users/password'
import { line } from '@/users/profile-fields'
import type { RegistrationProblems } from '@/users/register'
import { readUsername, type UsernameProblem } from '@/users/username'

import { TokenApiError } from './api'
import { clearableText, type Fields, invalid, optionalText } from './fields'

/** `firstname` and `lastname`, and the claims that they are — OpenID Connect Core §5.1. */
const claimOf = { firstname: 'given_name', lastname: 'family_name' } as const
const nameFields = ['firstname', 'lastname'] as const

/**
 * A profile with the names that were sent: null or empty takes one away, and one that was left out stays.
 * @throws {TokenApiError} `invalid_request`
 */
export function readNames(current: Profile, fields: Fields, at: Date): Profile {
  const sent = nameFields.flatMap((name) => {
    const text = clearableText(fields, name)
    return text === undefined ? [] : [[claimOf[name], readName(name, text)] as const]
  })
  if (sent.every(([claim, value]) => (current[claim] ?? null) === value)) return current
  const told = new Map<string, unknown>(Object.entries(current))
  for (const [claim, value] of sent) {
    if (value === null) told.delete(claim)
    else told.set(claim, value)
  }
  return { ...Object.fromEntries(told), updated_at: Math.floor(at.getTime() / 1000) }
}

function readName(field: string, text: string | null): string | null {
  const read = line(text ?? '')
  if ('value' in read) return read.value
  throw invalid(field, nameSentences[read.problem === 'too-long' ? 'too-long' : 'bad-character'])
}

const nameSentences = {
  'too-long': 'A name has at most 100 characters.',
  'bad-character': 'A name has no control characters and none that turn its direction.',
} as const

/** @throws {TokenApiError} `invalid_request` */
export function readNewUsername(
  fields: Fields,
): Required<Pick<UserUpdate, 'username' | 'usernameKey'>> | null {
  const text = optionalText(fields, 'username')
  if (text === null) return null
  const read = readUsername(text)
  if (!read.ok) throw invalid('username', sentenceOf('username', read.reason))
  return { username: read.username, usernameKey: read.key }
}

/** Undefined: it was left out; null: none any more. @throws {TokenApiError} `invalid_request` */
export function readNewEmail(fields: Fields): string | null | undefined {
  const text = clearableText(fields, 'email_address')
  if (text === undefined || text === null) return text
  const email = readEmail(text)
  if (email === null) throw invalid('email_address', sentenceOf('email_address', 'not-an-email'))
  return email
}

/** What the users room says against somebody new, in this dialect's words. */
export function refusalOf({ username, email, password }: RegistrationProblems): TokenApiError {
  if (username === 'taken') return taken('username')
  if (username) return invalid('username', sentenceOf('username', username))
  if (email === 'taken') return taken('email_address')
  if (email) return invalid('email_address', sentenceOf('email_address', email))
  return invalid('password', sentenceOf('password', password ?? 'missing'))
}

export const taken = (field: 'username' | 'email_address'): TokenApiError =>
  new TokenApiError('conflict', `The ${field} is taken.`, { field })

type Problem = UsernameProblem | PasswordProblem | 'not-an-email'

export const sentenceOf = (field: string, problem: Problem): string =>
  sentences[problem].replace('{field}', field)

const sentences: Readonly<Record<Problem, string>> = {
  missing: 'The {field} is missing.',
  'too-short': 'The {field} is too short: a password has at least 8 characters, a username 2.',
  'too-long': 'The {field} is too long: a password has at most 256 characters, a username 64.',
  'too-common': 'The {field} is one of the most common ones.',
  'same-as-username': 'The {field} is the username.',
  'not-a-username':
    'The {field} must begin with a letter or digit and hold only letters, digits, dots, dashes and underscores.',
  'not-an-email': 'The {field} is not an e-mail address.',
}
