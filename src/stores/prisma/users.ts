import type { NewUser } from '@/model/user'
import type { UserStore } from '../users'
import type { Database } from './database'
import { endSessions } from './end-sessions'
import type { PreparedReads } from './prepared-reads'
import { userOf } from './rows'
import { isStorable } from './storable'
import { isAdded } from './refusals'

export function userStore(database: Database, reads: PreparedReads): UserStore {
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
    find,

    findByLogin: async (key) => {
      if (!isStorable(key)) return null
      return key.includes('@') ? reads.findUserByEmail(key) : reads.findUserByUsernameKey(key)
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
      await database.$transaction([
        database.password.upsert({
          where: { userId },
          create: { userId, ...password },
          update: password,
        }),
        ...endSessions(database, userId, exceptSessionId, at),
      ])
    },

    setDisabled: async (id, disabledAt) => {
      if (!isStorable(id)) return
      await database.$transaction([
        database.user.updateMany({ where: { id }, data: { disabledAt } }),
        ...(disabledAt ? [database.session.deleteMany({ where: { userId: id } })] : []),
      ])
    },
  }
}
