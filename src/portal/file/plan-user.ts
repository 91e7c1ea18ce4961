import { randomId, randomSecret } from '@/crypto/random'
import type { NewUser, Profile, User, UserUpdate } from '@/model/user'
import type { UserWithPassword } from '@/stores/users'
import { findPasswordProblem } from '@/users/password'

import { claimNames } from './profile-keys'
import { sharedId } from './read-file'
import { passwordSentences } from './sentences'
import { isAlike, line, type Planned, type Rooms, type Step } from './step'
import type { WantedUser } from './user-entry'

/** What is to be done for a person, and the id that the person has or gets. */
export type PlannedUser = { readonly id: string; readonly planned: Planned }

/** Compares an entry with who is there. Writes nothing; problems are said at the entry. */
export async function planUser(wanted: WantedUser, rooms: Rooms): Promise<PlannedUser> {
  const { users } = rooms.stores
  const byName = await users.findByLogin(wanted.usernameKey)
  const existing = wanted.id === undefined ? byName : await findById(wanted.id, rooms)
  const id = existing?.user.id ?? wanted.id ?? randomId()
  const isFree = await checkFree(wanted, id, byName, rooms)
  const password = await readPassword(wanted, existing, rooms)
  if (!isFree || !password) return { id, planned: null }
  const planned = existing
    ? planChange(wanted, existing.user, password, rooms)
    : planNew(wanted, id, password, rooms)
  return { id, planned }
}

async function findById(id: string, { stores }: Rooms): Promise<UserWithPassword | null> {
  const user = await stores.users.find(id)
  return user && { user, password: await stores.users.findPassword(id) }
}

/** Whether nobody else has what is unique. */
async function checkFree(
  { id: wantedId, email, spot }: WantedUser,
  id: string,
  byName: UserWithPassword | null,
  { stores }: Rooms,
): Promise<boolean> {
  const isNameTaken = byName !== null && byName.user.id !== id
  if (isNameTaken) {
    spot.at('username').refuse(`is that of another person, whose user_id is ${byName.user.id}`)
  }
  const byEmail = typeof email === 'string' ? await stores.users.findByLogin(email) : null
  const isEmailTaken = byEmail !== null && byEmail.user.id !== id
  if (isEmailTaken) spot.at('email').refuse(`is that of the user ${byEmail.user.username}`)
  const isApp = wantedId !== undefined && (await stores.clients.find(wantedId)) !== null
  if (isApp) spot.at('user_id').refuse(sharedId)
  return !isNameTaken && !isEmailTaken && !isApp
}

/** `same`: nothing is to be done. `hash`: makes the one that is to be stored. */
type NewPassword = { readonly isSame: boolean; readonly hash: () => Promise<string> }

async function readPassword(
  { username, password, passwordHash, spot }: WantedUser,
  existing: UserWithPassword | null,
  { passwords }: Rooms,
): Promise<NewPassword | null> {
  const stored = existing?.password?.hash ?? null
  if (passwordHash !== undefined) {
    // What another server made was replaced by ours at a sign-in.
    const isReplaced =
      stored !== null && passwords.isCurrent(stored) && !passwords.isCurrent(passwordHash)
    const isSame = passwordHash === stored || isReplaced
    return { isSame, hash: () => Promise.resolve(passwordHash) }
  }
  if (password === undefined) {
    const hash = () => passwords.hash(randomSecret()) // which nobody knows
    return { isSame: existing !== null, hash }
  }
  if (stored !== null && (await passwords.verify(stored, password))) {
    return { isSame: true, hash: () => Promise.resolve(stored) }
  }
  const problem = await findPasswordProblem(password, username)
  if (problem !== null) return spot.at('password').refuse(passwordSentences[problem])
  return { isSame: false, hash: () => passwords.hash(password) }
}

function planNew(wanted: WantedUser, id: string, password: NewPassword, rooms: Rooms): Step {
  const { username, usernameKey } = wanted
  const { users } = rooms.stores
  const hasNone = wanted.password === undefined && wanted.passwordHash === undefined
  const notes = [
    ...(wanted.isDisabled ? ['disabled'] : []),
    ...(hasNone ? [`without a password: npm run recover -- ${username}`] : []),
  ]
  const more = notes.length === 0 ? '' : ` (${notes.join('; ')})`
  return {
    lines: [line('created', 'user', username, more)],
    run: async () => {
      const at = rooms.now()
      const user: NewUser = {
        id,
        username,
        usernameKey,
        email: wanted.email ?? null,
        createdAt: at,
      }
      const outcome = await users.create(user, await password.hash())
      if (outcome !== 'created') throw new Error(`user ${username}: ${outcome} in the meantime`)
      const fresh: User = { ...user, ...newcomer }
      const { values } = changesOf(wanted, fresh, at)
      const { profile: { updated_at: _, ...profile } = {}, ...rest } = values
      await users.update(id, { ...rest, profile })
      if (wanted.isDisabled) await users.setDisabled(id, at)
      return []
    },
  }
}

const newcomer = {
  emailVerifiedAt: null,
  profile: {},
  isAdministrator: false,
  disabledAt: null,
} as const

function planChange(wanted: WantedUser, user: User, password: NewPassword, rooms: Rooms): Planned {
  const { users } = rooms.stores
  const { username, isDisabled } = wanted
  const isOther = isDisabled !== undefined && isDisabled !== (user.disabledAt !== null)
  const keys = [
    ...changesOf(wanted, user, rooms.now()).keys,
    ...(password.isSame ? [] : [wanted.password === undefined ? 'password_hash' : 'password']),
  ]
  if (keys.length === 0 && !isOther) return 'unchanged'
  const note = password.isSame ? '' : ' (signed out everywhere)'
  return {
    lines: [
      ...(keys.length > 0
        ? [line('changed', 'user', username, `: ${keys.join(', ')}${note}`)]
        : []),
      ...(isOther ? [line(isDisabled ? 'disabled' : 'enabled', 'user', username)] : []),
    ],
    run: async () => {
      const at = rooms.now()
      const { values } = changesOf(wanted, user, at)
      if (Object.keys(values).length > 0) {
        const outcome = await users.update(user.id, values)
        if (outcome !== 'updated') throw new Error(`user ${username}: ${outcome} in the meantime`)
      }
      if (!password.isSame) await users.changePassword(user.id, await password.hash(), at, null)
      if (isOther) await users.setDisabled(user.id, isDisabled ? at : null)
      return []
    },
  }
}

/** What is to be replaced, and the keys that say so. */
function changesOf(
  wanted: WantedUser,
  user: User,
  at: Date,
): { readonly values: UserUpdate; readonly keys: readonly string[] } {
  const { username, usernameKey, email = user.email, isAdministrator } = wanted
  const isEmailNew = email !== user.email
  const wasVerified = user.emailVerifiedAt !== null
  const isVerified = email !== null && (wanted.isEmailVerified ?? (wasVerified && !isEmailNew))
  const isNameNew = username !== user.username
  const isVerifiedNew = isVerified !== wasVerified
  const claims = claimNames.filter(
    (claim) => claim in wanted.claims && !isAlike(wanted.claims[claim], user.profile[claim]),
  )
  const isRaised = isAdministrator !== undefined && isAdministrator !== user.isAdministrator
  const isTold = isNameNew || isEmailNew || isVerifiedNew || claims.length > 0
  return {
    keys: [
      ...(isNameNew ? ['username'] : []),
      ...(isEmailNew ? ['email'] : []),
      ...(isVerifiedNew ? ['email_verified'] : []),
      ...(isRaised ? ['administrator'] : []),
      ...claims,
    ],
    values: {
      ...(isNameNew && { username, usernameKey }),
      ...(isEmailNew && { email }),
      ...((isVerifiedNew || (isEmailNew && isVerified)) && {
        emailVerifiedAt: isVerified ? at : null,
      }),
      ...(isRaised && { isAdministrator }),
      ...(isTold && { profile: profileOf(wanted, user, at) }),
    },
  }
}

/** The claims that stay, and those of the file over them. */
function profileOf({ claims }: WantedUser, { profile }: User, at: Date): Profile {
  const all = Object.entries({ ...profile, ...claims })
  const told: Profile = Object.fromEntries(all.filter(([, value]) => value !== null))
  return { ...told, updated_at: Math.floor(at.getTime() / 1000) }
}
