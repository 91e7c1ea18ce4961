import { readEmail } from '@/users/email'
import { readUsername } from '@/users/username'

import { claimNames, type Told } from './profile-keys'
import type { Spot } from './problems'
import { type Entry, readMapping } from './readers'
import { usernameSentences } from './sentences'
import { userKeys } from './user-keys'

export type Claims = { readonly [Claim in keyof Told]?: Told[Claim] | null }

/** A person as the file wants it. What is undefined stays as it is, and null takes away. */
export type WantedUser = {
  readonly id: string | undefined
  readonly spot: Spot
  readonly username: string
  readonly usernameKey: string
  readonly email: string | null | undefined
  readonly isEmailVerified: boolean | undefined
  readonly password: string | undefined
  readonly passwordHash: string | undefined
  readonly isAdministrator: boolean | undefined
  readonly isDisabled: boolean | undefined
  readonly claims: Claims
}

/** Reads one entry of `users`. Null: it cannot be used, and the reasons were said. */
export function readUserEntry(value: unknown, spot: Spot): WantedUser | null {
  const read = readMapping(value, userKeys, spot)
  if (!read) return null
  const { entry, broken } = read
  const name = readName(entry.username ?? null, broken.has('username'), spot)
  const isEmailGood = checkEmail(entry, spot)
  const isPasswordGood = checkPasswords(entry, spot)
  if (!name || !isEmailGood || !isPasswordGood || broken.size > 0) return null
  return {
    id: entry.user_id ?? undefined,
    spot,
    ...name,
    email: typeof entry.email === 'string' ? readEmail(entry.email) : entry.email,
    isEmailVerified: entry.email_verified ?? undefined,
    password: entry.password ?? undefined,
    passwordHash: entry.password_hash ?? undefined,
    isAdministrator: entry.administrator ?? undefined,
    isDisabled: entry.disabled ?? undefined,
    claims: claimsOf(entry),
  }
}

type UserEntry = Entry<typeof userKeys>

function readName(
  username: string | null,
  isBroken: boolean,
  spot: Spot,
): { readonly username: string; readonly usernameKey: string } | null {
  if (username === null) return isBroken ? null : spot.refuse('username is missing')
  const read = readUsername(username)
  if (!read.ok) return spot.at('username').refuse(usernameSentences[read.reason])
  return { username: read.username, usernameKey: read.key }
}

function checkEmail({ email, email_verified: isVerified }: UserEntry, spot: Spot): boolean {
  const isWrong = typeof email === 'string' && readEmail(email) === null
  if (isWrong) spot.at('email').refuse('is no complete e-mail address')
  const isOfNothing = isVerified === true && email === null
  if (isOfNothing) spot.at('email_verified').refuse('wants an email')
  return !isWrong && !isOfNothing
}

function checkPasswords({ password, password_hash: hash }: UserEntry, spot: Spot): boolean {
  const areBoth = typeof password === 'string' && typeof hash === 'string'
  if (areBoth) spot.at('password_hash').refuse('stands beside password: one of the two')
  return !areBoth
}

const claimsOf = (entry: UserEntry): Claims =>
  Object.fromEntries(
    claimNames.flatMap((claim) => (entry[claim] === undefined ? [] : [[claim, entry[claim]]])),
  )
