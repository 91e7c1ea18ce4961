import type { OneTimeLink } from '@/model/one-time-link'
import type { OneTimeLinkStore } from '../one-time-links'
import type { Database } from './database'
import { isStorable } from './storable'

export function oneTimeLinkStore(database: Database): OneTimeLinkStore {
  return {
    create: async ({ hash, purpose, userId, createdAt, expiresAt, consumedAt }) => {
      await database.$transaction([
        database.oneTimeLink.updateMany({
          where: { purpose, userId, consumedAt: null },
          data: { consumedAt: createdAt },
        }),
        database.oneTimeLink.create({
          data: { hash, purpose, userId, createdAt, expiresAt, consumedAt },
        }),
      ])
    },

    find: async (hash) => {
      if (!isStorable(hash)) return null
      const row = await database.oneTimeLink.findUnique({ where: { hash } })
      return row && { ...row, purpose: row.purpose as OneTimeLink['purpose'] }
    },

    consume: async (hash, at) => {
      if (!isStorable(hash)) return false
      const { count } = await database.oneTimeLink.updateMany({
        where: { hash, consumedAt: null, expiresAt: { gt: at } },
        data: { consumedAt: at },
      })
      return count === 1
    },
  }
}
