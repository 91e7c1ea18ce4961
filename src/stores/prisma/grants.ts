import type { GrantStore } from '../grants'
import { listConnectedClients } from './connected-clients'
import type { Database } from './database'
import type { PreparedReads } from './prepared-reads'
import { splitList } from './rows'
import { isStorable } from './storable'

export function grantStore(database: Database, reads: PreparedReads): GrantStore {
  return {
    create: async (grant, refreshToken) => {
      const { id, clientId, userId, sessionId, grantType, scope, createdAt, revokedAt } = grant
      const isOffline = splitList(scope).includes('offline_access')
      const add = database.grant.create({
        data: {
          ...{ id, clientId, userId, sessionId, grantType, scope, isOffline, createdAt, revokedAt },
          ...(refreshToken && {
            refreshTokens: {
              create: {
                hash: refreshToken.hash,
                createdAt: refreshToken.createdAt,
                expiresAt: refreshToken.expiresAt,
              },
            },
          }),
        },
      })
      if (sessionId === null) {
        await add
        return
      }
      await database.$transaction([
        // Waits for whoever is ending the session, or makes them wait and find the grant.
        database.$executeRaw`UPDATE "Session" SET "userId" = "userId" WHERE "id" = ${sessionId}`,
        add,
        database.$executeRaw`UPDATE "Grant" SET "revokedAt" = "createdAt" WHERE "id" = ${id}
          AND NOT EXISTS (SELECT 1 FROM "Session" WHERE "id" = ${sessionId})`,
      ])
    },

    findByRefreshToken: async (hash) => (isStorable(hash) ? reads.findRefreshToken(hash) : null),

    extendRefreshToken: async (hash, expiresAt) => {
      if (!isStorable(hash)) return
      await database.refreshToken.updateMany({
        where: { hash, expiresAt: { lt: expiresAt } },
        data: { expiresAt },
      })
    },

    revoke: async (id, at) => {
      if (!isStorable(id)) return
      await database.grant.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } })
    },

    listConnectedClients: async (userId, at) =>
      isStorable(userId) ? listConnectedClients(database, userId, at) : [],

    countUsers: async (clientId, at) => {
      if (!isStorable(clientId)) return 0
      const [row] = await database.$queryRaw<{ users: bigint }[]>`
        SELECT COUNT(DISTINCT g."userId") AS "users" FROM "Grant" g
        WHERE g."clientId" = ${clientId} AND g."revokedAt" IS NULL AND EXISTS (
          SELECT 1 FROM "RefreshToken" r WHERE r."grantId" = g."id" AND r."expiresAt" > ${at})`
      return Number(row?.users ?? 0)
    },
  }
}
