import type { ImportedUser } from '@/model/user'
import type { UserStore } from '../users'
import type { Database } from './database'
import { isAdded } from './refusals'
import type { RowOf, RowsOf } from './many-rows'
import { isStorable } from './storable'

/** For people who move in by the hundred. */
export function importedUsers(
  database: Database,
  rows: RowsOf,
): Pick<UserStore, 'findTaken' | 'createMany'> {
  const include = { password: { select: { hash: true } } }

  return {
    findTaken: async (usernameKeys, emails) => {
      // Not in one: SQLite takes at most 999 values in a statement.
      const [byName, byEmail] = await Promise.all([
        database.user.findMany({
          where: { usernameKey: { in: usernameKeys.filter(isStorable) } },
          include,
        }),
        database.user.findMany({ where: { email: { in: emails.filter(isStorable) } }, include }),
      ])
      const rows = new Map([...byName, ...byEmail].map((row) => [row.id, row]))
      return [...rows.values()].map(({ id, usernameKey, email, password }) => ({
        id,
        usernameKey,
        email,
        passwordHash: password?.hash ?? null,
      }))
    },

    createMany: async (users) => {
      const passwords = users.filter(({ passwordHash }) => passwordHash !== null)
      return isAdded(
        database.$transaction([
          database.$executeRaw`
            INSERT INTO "User" ("id", "username", "usernameKey", "email", "emailVerified", "profile", "createdAt", "disabledAt",
              "isAdministrator")
            SELECT r."id", r."username", r."usernameKey", r."email", r."emailVerified", r."profile", r."createdAt", r."disabledAt",
              FALSE
            FROM ${rows(users.map(userRow), userTypes)}`,
          database.$executeRaw`
            INSERT INTO "Password" ("userId", "hash", "changedAt")
            SELECT r."userId", r."hash", r."changedAt" FROM ${rows(passwords.map(passwordRow), passwordTypes)}`,
        ]),
      )
    },
  }
}

const userTypes = {
  id: 'TEXT',
  username: 'TEXT',
  usernameKey: 'TEXT',
  email: 'TEXT',
  emailVerified: 'TIMESTAMPTZ',
  profile: 'TEXT',
  createdAt: 'TIMESTAMPTZ',
  disabledAt: 'TIMESTAMPTZ',
} as const

const userRow = (user: ImportedUser): RowOf<typeof userTypes> => ({
  id: user.id,
  username: user.username,
  usernameKey: user.usernameKey,
  email: user.email,
  emailVerified: user.emailVerifiedAt,
  profile: JSON.stringify(user.profile),
  createdAt: user.createdAt,
  disabledAt: user.disabledAt,
})

const passwordTypes = { userId: 'TEXT', hash: 'TEXT', changedAt: 'TIMESTAMPTZ' } as const

const passwordRow = (user: ImportedUser): RowOf<typeof passwordTypes> => ({
  userId: user.id,
  hash: user.passwordHash,
  changedAt: user.createdAt,
})
