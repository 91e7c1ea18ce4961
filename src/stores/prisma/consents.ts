import type { ConsentStore } from '../consents'
import { deleteApiTokens } from './api-tokens'
import type { Database } from './database'
import type { PreparedReads } from './prepared-reads'
import { unlessReferenceIsMissing } from './refusals'
import { isStorable } from './storable'

export function consentStore(database: Database, reads: PreparedReads): ConsentStore {
  const withdrawn = async (of: { userId?: string; clientId: string }, at: Date) => {
    await database.$transaction([
      database.consent.deleteMany({ where: of }),
      database.grant.updateMany({ where: { ...of, revokedAt: null }, data: { revokedAt: at } }),
      ...deleteApiTokens(database, of),
    ])
  }

  return {
    find: async (userId, clientId) => {
      if (!isStorable(userId) || !isStorable(clientId)) return null
      return reads.findConsent(userId, clientId)
    },

    save: async ({ userId, clientId, scope, createdAt, updatedAt }) => {
      const upsert = database.consent.upsert({
        where: { userId_clientId: { userId, clientId } },
        create: { userId, clientId, scope, createdAt, updatedAt },
        update: { scope, updatedAt },
      })
      await unlessReferenceIsMissing(upsert.then(() => true))
    },

    withdraw: async (userId, clientId, at) => {
      if (isStorable(userId) && isStorable(clientId)) await withdrawn({ userId, clientId }, at)
    },

    withdrawAll: async (clientId, at) => {
      if (isStorable(clientId)) await withdrawn({ clientId }, at)
    },
  }
}
