// The users room: what a user, a username, an e-mail address and a password may be, and how one comes to be. It knows
// nothing of sessions or of who may register.
import type { PasswordHasher } from '@/crypto/password-hasher'
import { randomId } from '@/crypto/random'
import type { NewUser, Profile } from '@/model/user'
import type { UserStore } from '@/stores/users'

import { readEmail } from './email'
import { findPasswordProblem, type PasswordProblem } from './password'
import { readUsername, type UsernameProblem } from './username'

export type RegistrationFields = {
  readonly username: string
  readonly email: string
  readonly password: string
}

export type RegistrationProblems = {
  readonly username?: UsernameProblem | 'taken'
  readonly email?: 'missing' | 'not-an-email' | 'taken'
  readonly password?: PasswordProblem
}

export type Registered =
  | { readonly ok: true; readonly user: NewUser }
  | { readonly ok: false; readonly problems: RegistrationProblems }

export type RegistrationRules = {
  /** The page asks for an address, the JSON API does not. */
  readonly email: 'required' | 'optional'
}

/** Registers a user. Refuses with every problem of every field at once. @throws {PasswordHasherBusy} */
export const registerUser = (
  fields: RegistrationFields,
  rules: RegistrationRules,
  stores: { readonly users: UserStore },
  passwords: PasswordHasher,
  at: Date,
): Promise<Registered> =>
  register(fields, rules, passwords, at, (user, hash) => stores.users.create(user, hash))

/**
 * Registers a user whom somebody else knows already, with what is told of them, in one write.
 * @throws {PasswordHasherBusy}
 */
export const registerKnownUser = (
  fields: RegistrationFields,
  profile: Profile,
  stores: { readonly users: UserStore },
  passwords: PasswordHasher,
  at: Date,
): Promise<Registered> =>
  register(fields, { email: 'optional' }, passwords, at, async (user, passwordHash) => {
    const known = { ...user, profile, passwordHash, emailVerifiedAt: null, disabledAt: null }
    if (await stores.users.createMany([known])) return 'created'
    const taken = await stores.users.findTaken([user.usernameKey], [])
    return taken.length > 0 ? 'username-taken' : 'email-taken'
  })

/**
 * Registers the first administrator; `closed` when there is one, however many try at once.
 * @throws {PasswordHasherBusy}
 */
export const registerFirstAdministrator = (
  fields: RegistrationFields,
  stores: { readonly users: UserStore },
  passwords: PasswordHasher,
  at: Date,
): Promise<Registered | 'closed'> =>
  register(fields, { email: 'required' }, passwords, at, (user, hash) =>
    stores.users.createFirstAdministrator(user, hash),
  )

async function register<Outcome extends string>(
  fields: RegistrationFields,
  rules: RegistrationRules,
  passwords: PasswordHasher,
  at: Date,
  create: (user: NewUser, hash: string) => Promise<Outcome>,
): Promise<Registered | Exclude<Outcome, 'created' | 'username-taken' | 'email-taken'>> {
  const name = readUsername(fields.username)
  const email = readEmail(fields.email)
  const isEmailMissing = fields.email.trim() === ''
  const passwordProblem = await findPasswordProblem(fields.password, fields.username)
  const problems: RegistrationProblems = {
    ...(!name.ok && { username: name.reason }),
    ...(isEmailMissing
      ? rules.email === 'required' && { email: 'missing' as const }
      : email === null && { email: 'not-an-email' as const }),
    ...(passwordProblem && { password: passwordProblem }),
  }
  if (!name.ok || Object.keys(problems).length > 0) return { ok: false, problems }

  const user: NewUser = {
    id: randomId(),
    username: name.username,
    usernameKey: name.key,
    email,
    createdAt: at,
  }
  const outcome = await create(user, await passwords.hash(fields.password))
  if (outcome === 'created') return { ok: true, user }
  if (outcome === 'username-taken') return { ok: false, problems: { username: 'taken' } }
  if (outcome === 'email-taken') return { ok: false, problems: { email: 'taken' } }
  return outcome as Exclude<Outcome, 'created' | 'username-taken' | 'email-taken'>
}
