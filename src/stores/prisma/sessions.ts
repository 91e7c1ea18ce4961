import type { SessionStore } from '../sessions'
import type { Database } from './database'
import { endSessions } from './end-sessions'
import type { PreparedReads } from './prepared-reads'
import { isAdded } from './refusals'
import { joinList, sessionOf } from './rows'
import { isStorable } from './storable'

export const createSession =
  (database: Database): SessionStore['create'] =>
  (session, tokenHash, replacesTokenHash) => {
    const { expiresAt, amr, ...rest } = session
    const data = { ...rest, sessionToken: tokenHash, amr: joinList(amr), expires: expiresAt }
    const add = database.session.create({ data })
    if (replacesTokenHash === null || !isStorable(replacesTokenHash)) return isAdded(add)
    const where = { sessionToken: replacesTokenHash }
    return isAdded(database.$transaction([database.session.deleteMany({ where }), add]))
  }

export function sessionStore(
  database: Database,
  reads: PreparedReads,
  create: SessionStore['create'],
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
      const [{ count }] = await database.$transaction([
        database.session.deleteMany({ where: { id, userId } }),
        database.grant.updateMany({
          where: { sessionId: id, userId, isOffline: false, revokedAt: null },
          data: { revokedAt: at },
        }),
      ])
      return count === 1
    },

    endAll: async (userId, exceptSessionId, at) => {
      await database.$transaction(endSessions(database, userId, exceptSessionId, at))
    },
  }
}
