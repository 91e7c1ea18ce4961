import type { ConsentStore } from '../consents'
import type { Database } from './database'
import { isStorable } from './storable'

export function consentStore(database: Database): ConsentStore {
  return {
    find: async (userId, clientId) => {
      if (!isStorable(userId) || !isStorable(clientId)) return null
      return database.consent.findUnique({ where: { userId_clientId: { userId, clientId } } })
    },

    save: async ({ userId, clientId, scope, createdAt, updatedAt }) => {
      await database.consent.upsert({
        where: { userId_clientId: { userId, clientId } },
        create: { userId, clientId, scope, createdAt, updatedAt },
        update: { scope, updatedAt },
      })
    },

    withdraw: async (userId, clientId, at) => {
      if (!isStorable(userId) || !isStorable(clientId)) return
      await database.$transaction([
        database.consent.deleteMany({ where: { userId, clientId } }),
        database.grant.updateMany({
          where: { userId, clientId, revokedAt: null },
          data: { revokedAt: at },
        }),
      ])
    },
  }
}
