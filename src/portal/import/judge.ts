import { usernameKey } from '@/users/username'
import type { UserStore } from '@/stores/users'

import type { Finding } from './finding'
import type { Person } from './person'
import type { Twins } from './twins'

type There = Awaited<ReturnType<UserStore['findTaken']>>[number]

/** Who is there, by what is unique. */
export type Taken = {
  readonly byName: ReadonlyMap<string, There>
  readonly byEmail: ReadonlyMap<string, There>
}

/** What is to become of an entry; the person only where they are to be added. */
export type Judged = { readonly finding: Finding; readonly person: Person | null }

/** Compares somebody with who is there and with who came before in the file. */
export function judge(
  wanted: Person,
  taken: Taken,
  twins: Twins,
  apps: ReadonlySet<string>,
): Judged {
  const person = withFreeName(wanted, taken, twins)
  const { at, user, notes } = person
  const outcome = (outcome: Finding['outcome'], reasons: readonly string[]): Judged => ({
    finding: { at, outcome, name: user.username, reasons },
    person: outcome === 'imported' ? person : null,
  })
  const before = twins.add(person)
  if (before.length > 0) return outcome('duplicate', before)

  const byName = taken.byName.get(user.usernameKey)
  const byEmail = user.email === null ? undefined : taken.byEmail.get(user.email)
  const same = byName && byName.email === user.email ? byName : undefined
  if (same) return outcome('there already', sinceThen(same, person))
  const reasons = [
    ...(byName ? ['username is that of somebody with another e-mail address'] : []),
    ...(byEmail ? [`email is that of the user ${byEmail.usernameKey}`] : []),
    ...(apps.has(user.id)
      ? ['id is that of an app: a token of the one could pass for one of the other']
      : []),
  ]
  return reasons.length > 0 ? outcome('conflict', reasons) : outcome('imported', notes)
}

/** Where the name is made of the address: that of who has the address already, or the first that nobody has. */
function withFreeName(person: Person, taken: Taken, twins: Twins): Person {
  const { user, usernames } = person
  if (usernames.length === 1) return person
  const there = user.email === null ? undefined : taken.byEmail.get(user.email)
  if (there) return named(person, there.usernameKey)
  const isFree = (name: string) =>
    !taken.byName.has(usernameKey(name)) && !twins.hasUsername(usernameKey(name))
  return named(person, usernames.find(isFree) ?? user.username)
}

const named = (person: Person, username: string): Person => ({
  ...person,
  user: { ...person.user, username, usernameKey: usernameKey(username) },
})

const sinceThen = ({ passwordHash }: There, { user }: Person): readonly string[] =>
  passwordHash === user.passwordHash
    ? []
    : [
        'the password is not as in the file: it was used or changed since, or it is another person’s',
      ]
