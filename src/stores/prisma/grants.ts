import type { GrantStore } from '../grants'
import { addGrant } from './add-grant'
import { listConnectedClients } from './connected-clients'
import type { Database } from './database'
import type { PreparedReads } from './prepared-reads'
import { isStorable } from './storable'

export function grantStore(
  database: Database,
  reads: PreparedReads,
  rotateRefreshToken: GrantStore['rotateRefreshToken'],
): GrantStore {
  return {
    create: async (grant, refreshToken) => {
      if (!refreshToken) return addGrant(database, grant, {})
      const { grantId: _, ...token } = refreshToken
      return addGrant(database, grant, { refreshTokens: { create: token } })
    },

    find: async (id) => (isStorable(id) ? reads.findGrant(id) : null),

    findByRefreshToken: async (hash) => (isStorable(hash) ? reads.findRefreshToken(hash) : null),

    addRefreshToken: async (refreshToken) => {
      await database.refreshToken.create({ data: { ...refreshToken } })
    },

    rotateRefreshToken: async (hash, successor, at) =>
      isStorable(hash) && rotateRefreshToken(hash, successor, at),

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
          SELECT 1 FROM "RefreshToken" r WHERE r."grantId" = g."id" AND r."consumedAt" IS NULL
            AND r."expiresAt" > ${at})`
      return Number(row?.users ?? 0)
    },
  }
}
