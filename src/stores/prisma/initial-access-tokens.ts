import type { InitialAccessTokenStore } from '../initial-access-tokens'
import type { Database } from './database'
import { isStorable } from './storable'

export function initialAccessTokenStore(database: Database): InitialAccessTokenStore {
  return {
    create: async (token) => {
      await database.initialAccessToken.create({ data: { ...token } })
    },

    find: async (hash) =>
      isStorable(hash) ? database.initialAccessToken.findUnique({ where: { hash } }) : null,

    list: (at) =>
      database.initialAccessToken.findMany({
        where: { expiresAt: { gt: at } },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      }),

    use: async (hash, at) => {
      if (!isStorable(hash)) return false
      const { count } = await database.initialAccessToken.updateMany({
        where: { hash, expiresAt: { gt: at }, usesLeft: { gt: 0 } },
        data: { usesLeft: { decrement: 1 } },
      })
      return count === 1
    },

    remove: async (id) => {
      if (isStorable(id)) await database.initialAccessToken.deleteMany({ where: { id } })
    },
  }
}
