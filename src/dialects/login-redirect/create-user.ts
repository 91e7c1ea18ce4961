import { contextOf } from '@/oauth/context'
import type { Handler, Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'
import { attemptKeys, registrationLimit } from '@/sign-in/limits'
import { registerUser, type RegistrationProblems } from '@/users/register'

import { ApiError, jsonEndpoint, type Fields } from './api'

/** `POST /api/users`: registers a user, when self-registration is on. */
export const createUser: Handler = jsonEndpoint(async (fields, request, provider) => {
  const { settings, stores, passwords, now } = provider
  if (!settings.selfRegistration) {
    throw new ApiError('registration_closed', 'Self-registration is switched off on this server.')
  }
  const typed = {
    username: textOf(fields, 'username'),
    email: textOf(fields, 'email'),
    password: textOf(fields, 'password'),
  }
  await countRegistration(request, provider)
  const outcome = await registerUser(typed, { email: 'optional' }, stores, passwords, now())
  if (!outcome.ok) throw refusalOf(outcome.problems)
  const { id, username } = outcome.user
  const body = { user_id: id, username, status_code: 201, error: null, success: true }
  return json(body, 201)
})

/** A missing field is told apart from a wrong one later, by its name. */
function textOf(fields: Fields, name: string): string {
  const value = fields[name] ?? ''
  if (typeof value === 'string') return value
  throw new ApiError('invalid_field', `${name} must be a text.`, { field: name })
}

async function countRegistration(request: Request, { stores, now }: Provider): Promise<void> {
  const at = now()
  const key = attemptKeys.registration(contextOf(request).address)
  const windowEndsAt = new Date(at.getTime() + registrationLimit.windowSeconds * 1000)
  const [count] = await stores.attempts.count([{ key, windowEndsAt }], at)
  if (count && count.count > registrationLimit.attempts) {
    const seconds = Math.ceil((count.windowEndsAt.getTime() - at.getTime()) / 1000)
    throw new ApiError('too_many_attempts', 'Too many users were registered from here.', {
      retryAfterSeconds: Math.max(1, seconds),
    })
  }
}

function refusalOf(problems: RegistrationProblems): ApiError {
  const [field = 'username', problem = 'missing'] = Object.entries(problems)[0] ?? []
  return problem === 'taken'
    ? new ApiError('taken', `The ${field} is taken.`, { field })
    : new ApiError('invalid_field', sentences[problem].replace('{field}', field), { field })
}

type Problem = Exclude<NonNullable<RegistrationProblems[keyof RegistrationProblems]>, 'taken'>

const sentences: Readonly<Record<Problem, string>> = {
  missing: 'The {field} is missing.',
  'too-short': 'The {field} is too short: a password has at least 8 characters, a username 2.',
  'too-long': 'The {field} is too long: a password has at most 256 characters, a username 64.',
  'too-common': 'The password is one of the most common ones.',
  'same-as-username': 'The password is the username.',
  'not-a-username':
    'The username must begin with a letter or digit and hold only letters, digits, dots, dashes and underscores.',
  'not-an-email': 'The email is not an e-mail address.',
}
