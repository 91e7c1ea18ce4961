// The sign-in room: proves who somebody is by password, within limits that are counted in the database. It begins no
// session. An unknown user, a wrong password and a disabled user get one answer after the same work.
import type { PasswordHasher } from '@/crypto/password-hasher'
import type { Password, User } from '@/model/user'
import type { AttemptStore } from '@/stores/attempts'
import type { UserStore } from '@/stores/users'

import { attemptKeys, signInLimits, type Limit } from './limits'

export type PasswordProof = {
  /** A username or an e-mail address, as typed. */
  readonly login: string
  readonly password: string
  readonly address: string
  /** Names this browser when this user has signed in with it before. */
  readonly knownBrowserOf: (userId: string) => string | null
}

export type PasswordOutcome =
  | { readonly ok: true; readonly user: User; readonly passwordChangedAt: Date }
  | { readonly ok: false; readonly reason: 'wrong-credentials' }
  | { readonly ok: false; readonly reason: 'too-many-attempts'; readonly retryAfterSeconds: number }

type Rooms = {
  readonly stores: { readonly users: UserStore; readonly attempts: AttemptStore }
  readonly passwords: PasswordHasher
}

/** What logins are compared by: a username's key and an e-mail's form agree on it. */
export const loginKey = (login: string): string =>
  login.normalize('NFKC').trim().toLowerCase().normalize('NFKC')

/**
 * Counts the attempt first and takes it back after a success, so that no race gets more tries than the limit.
 * @throws {PasswordHasherBusy}
 */
export async function signInWithPassword(
  proof: PasswordProof,
  { stores, passwords }: Rooms,
  at: Date,
): Promise<PasswordOutcome> {
  const login = loginKey(proof.login).slice(0, 320)
  const found = await stores.users.findByLogin(login)
  const limited = limitsOf(login, proof.address, found && proof.knownBrowserOf(found.user.id))
  const keys = limited.map(({ key }) => key)

  const counts = await stores.attempts.count(
    limited.map(({ key, limit }) => ({ key, windowEndsAt: after(at, limit.windowSeconds) })),
    at,
  )
  const exceeded = counts.filter(
    (count, index) => count.count > (limited[index]?.limit.attempts ?? 0),
  )
  if (exceeded.length > 0) {
    const until = Math.max(...exceeded.map((count) => count.windowEndsAt.getTime()))
    await stores.attempts.forgive(keys) // what is refused is no attempt, and uses up nobody else's count
    const retryAfterSeconds = Math.max(1, Math.ceil((until - at.getTime()) / 1000))
    return { ok: false, reason: 'too-many-attempts', retryAfterSeconds }
  }

  const isRight = await verified(passwords, found?.password?.hash ?? null, proof.password, () =>
    stores.attempts.forgive(keys),
  )
  if (!found?.password || !isRight || found.user.disabledAt !== null) {
    return { ok: false, reason: 'wrong-credentials' }
  }
  await stores.attempts.forgive(keys)
  await rehash(found.password, proof.password, { stores, passwords })
  return { ok: true, user: found.user, passwordChangedAt: found.password.changedAt }
}

/**
 * Replaces a hash that another server made, or that is of another cost, now that its password is known. Of a password that
 * is changed meanwhile nothing is replaced. Where it fails, the next sign-in tries again.
 */
async function rehash(
  { userId, hash }: Password,
  password: string,
  { stores, passwords }: Rooms,
): Promise<void> {
  if (passwords.isCurrent(hash)) return
  try {
    await stores.users.rehashPassword(userId, hash, await passwords.hash(password))
  } catch {
    return // the person has proved who they are, and signs in
  }
}

/**
 * Whether the password that was proved is still the one. Asked after a session or grant was made from it: a password
 * that was changed meanwhile has ended everything else, and this must not be left over.
 */
export async function isStillProven(
  { user, passwordChangedAt }: Extract<PasswordOutcome, { ok: true }>,
  users: UserStore,
): Promise<boolean> {
  const password = await users.findPassword(user.id)
  return password?.changedAt.getTime() === passwordChangedAt.getTime()
}

/** A password longer than any that can be set is wrong without being hashed whole; the work is done all the same. */
async function verified(
  passwords: PasswordHasher,
  hash: string | null,
  password: string,
  onBusy: () => Promise<void>,
): Promise<boolean> {
  const isPlausible = password.length <= 1024
  try {
    return await passwords.verify(isPlausible ? hash : null, password.slice(0, 1024))
  } catch (cause) {
    await onBusy() // nothing was tried
    throw cause
  }
}

/** An address that is barred is barred for strangers; a person's own browser has its own count. */
function limitsOf(
  login: string,
  address: string,
  knownBrowser: string | null,
): readonly { key: string; limit: Limit }[] {
  if (knownBrowser !== null) {
    const key = attemptKeys.knownBrowser(login, knownBrowser)
    return [{ key, limit: signInLimits.knownBrowser }]
  }
  return [
    {
      key: attemptKeys.accountFromAddress(login, address),
      limit: signInLimits.accountFromAddress,
    },
    { key: attemptKeys.account(login), limit: signInLimits.account },
    { key: attemptKeys.address(address), limit: signInLimits.address },
  ]
}

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)
