import { recognizeHash } from '@/crypto/foreign-hashes/recognize'
import { randomId } from '@/crypto/random'
import type { ImportedUser, Profile } from '@/model/user'
import { readEmail } from '@/users/email'
import { readUsername } from '@/users/username'

import { claimNames, profileKeys, type Told } from '../file/profile-keys'
import { pathText, type Problem, type Spot, topOf } from '../file/problems'
import { usernameSentences } from '../file/sentences'
import { addressParts, readColumns } from './columns'
import type { Entry } from './entries'
import { usernamesFor } from './usernames'
import { dateOf, flagOf, wordOf } from './values'

/** Somebody who may move in, as far as the entry alone can tell. */
export type Person = {
  readonly at: string
  readonly user: ImportedUser
  /** The first that is free is taken. One: as the entry says; more: made of the e-mail address. */
  readonly usernames: readonly string[]
  readonly hasOwnId: boolean
  readonly notes: readonly string[]
}

export type ReadPerson =
  | { readonly ok: true; readonly person: Person; readonly unknown: readonly string[] }
  | { readonly ok: false; readonly username: string; readonly reasons: readonly string[] }

type Values = Readonly<Record<string, unknown>>

/** Reads one entry. Every reason against it is said at once, and none holds a password or its hash. */
export function readPerson(entry: Entry, at: Date): ReadPerson {
  if ('problem' in entry) return { ok: false, username: '', reasons: [entry.problem] }
  const { values, twice, unknown } = readColumns(entry.values)
  const problems: Problem[] = []
  const spot = topOf(problems)
  for (const name of twice) spot.at(name).refuse('is said twice, and not the same')

  const email = emailOf(values, spot)
  const usernames = usernamesOf(values, email, spot)
  const id = idOf(values, spot)
  const createdAt = pastOf(values, 'created_at', at, spot) ?? at
  const emailVerifiedAt = verifiedAt(values, email, at, spot)
  const disabledAt = disabledSince(values, at, spot)
  const password = passwordOf(values, spot)
  const profile = profileOf(values, spot)
  const [username = ''] = usernames
  if (problems.length > 0) {
    const reasons = problems.map(({ path, message }) => `${pathText(path)} ${message}`)
    return { ok: false, username, reasons }
  }
  const user = {
    ...{ id: id ?? randomId(), username, usernameKey: readKey(username), email, createdAt },
    ...{ emailVerifiedAt, disabledAt, profile, passwordHash: password.hash },
  }
  const notes = [
    ...password.notes,
    ...(disabledAt === null ? [] : ['disabled']),
    ...(usernames.length > 1 ? ['the username is made of the e-mail address'] : []),
  ]
  const person = { at: entry.at, user, usernames, hasOwnId: id !== null, notes }
  return { ok: true, person, unknown }
}

const readKey = (username: string): string => {
  const read = readUsername(username)
  return read.ok ? read.key : ''
}

function emailOf({ email }: Values, spot: Spot): string | null {
  if (email === undefined) return null
  const read = typeof email === 'string' ? readEmail(email) : null
  return read ?? spot.at('email').refuse('is no complete e-mail address')
}

/** Where the e-mail address is the username too, or there is none, one is made of it. */
function usernamesOf(
  { username, email: written }: Values,
  email: string | null,
  spot: Spot,
): readonly string[] {
  const isAddress = typeof username === 'string' && email !== null && readEmail(username) === email
  if (username === undefined || isAddress) {
    if (email !== null) return usernamesFor(email)
    if (written === undefined) spot.at('username').refuse('is missing, and so is email')
    return []
  }
  const text = wordOf(username)
  const read = readUsername(text)
  if (read.ok) return [read.username]
  spot.at('username').refuse(usernameSentences[read.reason])
  return recognizeHash(text) === null ? [text.slice(0, 100)] : [] // columns that were mixed up
}

function idOf({ id }: Values, spot: Spot): string | null {
  if (id === undefined) return null
  const text = wordOf(id)
  if (/^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(text)) return text
  return spot.at('id').refuse('wants up to 128 letters, digits, ".", "_", "~" or "-"')
}

function pastOf(values: Values, name: string, now: Date, spot: Spot): Date | null {
  const value = values[name]
  const date = value === undefined ? null : dateOf(value)
  if (date === undefined) {
    return spot.at(name).refuse('is no date: write 2024-12-31T23:59:59Z, or UNIX time')
  }
  return date !== null && date > now ? spot.at(name).refuse('lies in the future') : date
}

function verifiedAt(values: Values, email: string | null, now: Date, spot: Spot): Date | null {
  const { email_verified: said, email: written } = values
  const flag = said === undefined ? undefined : flagOf(said)
  if (said !== undefined && flag === undefined) {
    return spot.at('email_verified').refuse('wants true or false')
  }
  const date = pastOf(values, 'email_verified_at', now, spot)
  const verified = flag === false ? null : (date ?? (flag ? now : null))
  if (verified === null || email !== null) return verified
  return written === undefined ? spot.at('email_verified').refuse('wants an email') : null
}

function disabledSince(values: Values, now: Date, spot: Spot): Date | null {
  const flags = ['disabled', 'enabled'].map((name) => {
    const flag = values[name] === undefined ? null : flagOf(values[name])
    return flag === undefined ? spot.at(name).refuse('wants true or false') : flag
  })
  const [isDisabled, isEnabled] = flags
  return isDisabled === true || isEnabled === false ? now : null
}

/** Django and `/etc/shadow` write `!` or `*` for a password that nobody has. */
function passwordOf(
  { password_hash: hash }: Values,
  spot: Spot,
): { readonly hash: string | null; readonly notes: readonly string[] } {
  const without = { hash: null, notes: ['without a password'] }
  if (hash === undefined) return without
  const text = wordOf(hash)
  if (/^[!*]/.test(text) && !/^\*[0-9A-F]{40}$/.test(text)) return without
  const found = recognizeHash(text)
  if (found && found.problem === undefined) return { hash: text, notes: [found.format] }
  spot.at('password_hash').refuse(found?.problem ?? 'is no hash of a kind that is known')
  return { hash: null, notes: [] }
}

function profileOf(values: Values, spot: Spot): Profile {
  const told = claimNames.flatMap((claim) => {
    const value = values[claim]
    if (value === undefined) return []
    const isFlag = claim === 'phone_number_verified'
    const typed = isFlag ? (flagOf(value) ?? value) : claim === 'address' ? value : asText(value)
    const read = profileKeys[claim].read(typed, spot.at(claim))
    return read === null ? [] : [[claim, read] as const]
  })
  const address = profileKeys.address.read(addressOf(values), spot.at('address'))
  const profile = Object.fromEntries(told) as Partial<Told>
  const hasParts = address !== null && Object.keys(address).length > 0
  return hasParts && profile.address === undefined ? { ...profile, address } : profile
}

const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value)

const addressOf = (values: Values): Values =>
  Object.fromEntries(
    addressParts.flatMap((part) =>
      values[part] === undefined ? [] : [[part, asText(values[part])]],
    ),
  )
