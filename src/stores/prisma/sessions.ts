import type { SessionStore } from '../sessions'
import type { Database } from './database'
import { endSessions, revokeAccess } from './end-sessions'
import type { PreparedReads } from './prepared-reads'
import { isAdded, unlessReferenceIsMissing } from './refusals'
import type { RowLocks } from './row-locks'
import { joinList, sessionOf } from './rows'
import { isStorable } from './storable'

export const createSession =
  (database: Database): SessionStore['create'] =>
  async (session, tokenHash, replacesTokenHash) => {
    const { id, userId, expiresAt, amr, ...rest } = session
    const data = { ...rest, sessionToken: tokenHash, amr: joinList(amr), expires: expiresAt }
    if (replacesTokenHash === null) {
      const create = database.session.create({ data: { id, userId, ...data } })
      return unlessReferenceIsMissing(isAdded(create))
    }
    if (!isStorable(replacesTokenHash)) return false
    const where = { id, userId, sessionToken: replacesTokenHash }
    return (await database.session.updateMany({ where, data })).count === 1
  }

export function sessionStore(
  database: Database,
  reads: PreparedReads,
  create: SessionStore['create'],
  locks: RowLocks,
): SessionStore {
  return {
    create,

    findByTokenHash: async (tokenHash) =>
      isStorable(tokenHash) ? reads.findSession(tokenHash) : null,

    listOfUser: async (userId, at) => {
      if (!isStorable(userId)) return []
      const rows = await database.session.findMany({
        where: { userId, expires: { gt: at } },
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
      })
      return rows.map(sessionOf)
    },

    touch: async (id, lastSeenAt, expiresAt) => {
      await database.session.updateMany({
        where: { id, lastSeenAt: { lte: lastSeenAt } },
        data: { lastSeenAt, expires: expiresAt },
      })
    },

    end: async (userId, id, at) => {
      if (!isStorable(id)) return false
      const [, , { count }] = await database.$transaction([
        ...endSessions(database, locks, userId, { only: id }, at),
        database.grant.updateMany({
          where: { sessionId: id, userId, isOffline: false, revokedAt: null },
          data: { revokedAt: at },
        }),
      ])
      return count === 1
    },

    endAll: async (userId, exceptSessionId, at) => {
      await database.$transaction([
        ...endSessions(database, locks, userId, { allBut: exceptSessionId }, at),
        ...revokeAccess(database, userId, exceptSessionId, at),
      ])
    },
  }
}
