import type { GrantStore } from '../grants'
import { listConnectedClients } from './connected-clients'
import type { Database } from './database'
import type { GrantWrites } from './grant-writes'
import type { PreparedReads } from './prepared-reads'
import { ofOwner } from './refusals'
import { clientOf, clientParts } from './rows'
import { isStorable } from './storable'

export function grantStore(
  database: Database,
  reads: PreparedReads,
  writes: GrantWrites,
): GrantStore {
  return {
    create: (grant, refreshToken) => ofOwner(writes.add(grant, refreshToken)),

    find: async (id) => (isStorable(id) ? reads.findGrant(id) : null),

    findByRefreshToken: async (hash) => (isStorable(hash) ? reads.findRefreshToken(hash) : null),

    rotateRefreshToken: async (hash, successor, at) =>
      isStorable(hash) && writes.consume('RefreshToken', hash, successor, at),

    extendRefreshToken: async (hash, expiresAt) => {
      if (isStorable(hash)) await writes.extend(hash, expiresAt)
    },

    revoke: async (id, at) => {
      if (!isStorable(id)) return
      await database.grant.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } })
    },

    listConnectedClients: async (userId, at) =>
      isStorable(userId) ? listConnectedClients(database, userId, at) : [],

    listClientsOfSessions: async (sessionIds) => {
      const sessionId = { in: sessionIds.filter(isStorable) }
      const rows = await database.client.findMany({
        where: { grants: { some: { sessionId } } },
        include: clientParts,
      })
      return rows.map(clientOf).sort((a, b) => a.name.localeCompare(b.name))
    },

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
