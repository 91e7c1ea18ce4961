import type { NewUser } from '@/model/user'
import type { UserStore } from '../users'
import type { Database } from './database'
import { despiteDeadlocks } from './deadlocks'
import { endSessions, revokeAccess } from './end-sessions'
import { importedUsers } from './imported-users'
import type { RowsOf } from './many-rows'
import type { PreparedReads } from './prepared-reads'
import type { RowLocks } from './row-locks'
import { userOf } from './rows'
import { isStorable } from './storable'
import { isAdded, ofOwner } from './refusals'
import { searchUsers } from './user-search'
import type { TextWords } from './user-search'

export function userStore(
  database: Database,
  reads: PreparedReads,
  locks: RowLocks,
  text: TextWords,
  rows: RowsOf,
): UserStore {
  const find: UserStore['find'] = async (id) => {
    const row = isStorable(id) ? await database.user.findUnique({ where: { id } }) : null
    return row && userOf(row)
  }

  const insert = (user: NewUser, passwordHash: string, founder: object) =>
    isAdded(
      database.user.create({
        data: {
          id: user.id,
          username: user.username,
          usernameKey: user.usernameKey,
          email: user.email,
          createdAt: user.createdAt,
          ...founder,
          password: { create: { hash: passwordHash, changedAt: user.createdAt } },
        },
      }),
    )

  const whatIsTaken = async ({ id, usernameKey, email }: NewUser) => {
    if (await database.user.findUnique({ where: { usernameKey } })) return 'username-taken'
    if (email && (await database.user.findUnique({ where: { email } }))) return 'email-taken'
    throw new Error(`The user ${id} could not be added, and neither name nor e-mail is taken`)
  }

  return {
    ...importedUsers(database, rows),

    search: searchUsers(database, text),

    find,

    findByLogin: async (key) => {
      if (!isStorable(key)) return null
      return key.includes('@') ? reads.findUserByEmail(key) : reads.findUserByUsernameKey(key)
    },

    list: async (afterId, limit) => {
      if (afterId !== null && !isStorable(afterId)) return []
      const rows = await database.user.findMany({
        where: afterId === null ? {} : { id: { gt: afterId } },
        include: { password: true },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return rows.map((row) => ({ user: userOf(row), password: row.password }))
    },

    update: async (id, { emailVerifiedAt, profile, ...values }) => {
      if (!isStorable(id)) return 'unknown'
      const data = {
        ...values,
        ...(profile && { profile: JSON.stringify(profile) }),
        ...(emailVerifiedAt !== undefined && { emailVerified: emailVerifiedAt }),
      }
      if (Object.keys(data).length === 0) return (await find(id)) ? 'updated' : 'unknown'
      const replaced: { rows?: number } = {}
      const replace = database.user.updateMany({ where: { id }, data })
      if (await isAdded(replace.then(({ count }) => (replaced.rows = count)))) {
        return replaced.rows === 1 ? 'updated' : 'unknown'
      }
      const { usernameKey } = values
      const isNameTaken =
        usernameKey !== undefined &&
        (await database.user.count({ where: { usernameKey, id: { not: id } } })) > 0
      return isNameTaken ? 'username-taken' : 'email-taken'
    },

    findPassword: async (userId) => (isStorable(userId) ? reads.findPassword(userId) : null),

    create: async (user, passwordHash) =>
      (await insert(user, passwordHash, {})) ? 'created' : whatIsTaken(user),

    createFirstAdministrator: async (user, passwordHash) => {
      const founder = { isAdministrator: true, firstAdministrator: 'first' }
      if (await insert(user, passwordHash, founder)) return 'created'
      const isClosed = await database.user.findUnique({ where: { firstAdministrator: 'first' } })
      return isClosed ? 'closed' : whatIsTaken(user)
    },

    hasAdministrator: async () =>
      (await database.user.findFirst({ where: { isAdministrator: true } })) !== null,

    changePassword: async (userId, passwordHash, at, exceptSessionId) => {
      const password = { hash: passwordHash, changedAt: at }
      const change = database.$transaction([
        ...endSessions(database, locks, userId, { allBut: exceptSessionId }, at),
        ...revokeAccess(database, userId, exceptSessionId, at),
        database.password.upsert({
          where: { userId },
          create: { userId, ...password },
          update: password,
        }),
      ])
      await ofOwner(change)
    },

    rehashPassword: async (userId, from, to) => {
      if (!isStorable(userId)) return false
      const { count } = await database.password.updateMany({
        where: { userId, hash: from },
        data: { hash: to },
      })
      return count === 1
    },

    delete: async (id, at) => {
      if (!isStorable(id)) return false
      const remove = () =>
        database.$transaction([
          database.$queryRaw`SELECT 1 FROM "User" WHERE "isAdministrator" ORDER BY "id" ${locks.forUpdate}`,
          ...endSessions(database, locks, id, { allBut: null }, at),
          database.$executeRaw`
            DELETE FROM "User" WHERE "id" = ${id} AND (NOT "isAdministrator" OR EXISTS (
              SELECT 1 FROM "User" o WHERE o."isAdministrator" AND o."disabledAt" IS NULL AND o."id" <> ${id}))`,
        ])
      const [, , , , count] = await despiteDeadlocks(remove)
      return count === 1
    },

    setDisabled: async (id, disabledAt) => {
      if (!isStorable(id)) return
      const set = database.user.updateMany({ where: { id }, data: { disabledAt } })
      if (!disabledAt) {
        await set
        return
      }
      const sessions = endSessions(database, locks, id, { allBut: null }, disabledAt)
      await database.$transaction([...sessions, set])
    },
  }
}
