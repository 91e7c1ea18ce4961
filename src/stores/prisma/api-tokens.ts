import type { ApiTokenStore } from '../api-tokens'
import type { Database } from './database'
import type { PreparedReads } from './prepared-reads'
import { unlessReferenceIsMissing } from './refusals'
import { clientOf, clientParts, userOf } from './rows'
import { isStorable } from './storable'

/** The part of a batch that ends all of a user's, of a client's, or of one for the other. */
export const deleteApiTokens = (
  database: Database,
  of: { readonly userId?: string; readonly clientId?: string },
) =>
  [
    database.apiRefreshToken.deleteMany({ where: of }), // with the tokens that they made
    database.apiToken.deleteMany({ where: of }),
  ] as const

export function apiTokenStore(database: Database, reads: PreparedReads): ApiTokenStore {
  return {
    create: async (token) => {
      const create = database.apiToken.create({ data: token })
      return unlessReferenceIsMissing(create.then(() => true))
    },

    find: async (hash) => (isStorable(hash) ? reads.findApiToken(hash) : null),

    delete: async (hash) => {
      if (!isStorable(hash)) return false
      return (await database.apiToken.deleteMany({ where: { hash } })).count === 1
    },

    createRefreshToken: async (token) => {
      const create = database.apiRefreshToken.create({ data: token })
      return unlessReferenceIsMissing(create.then(() => true))
    },

    findRefreshToken: async (hash) => {
      if (!isStorable(hash)) return null
      const row = await database.apiRefreshToken.findUnique({
        where: { hash },
        include: { user: true, client: { include: clientParts } },
      })
      if (!row) return null
      const { user, client, ...refreshToken } = row
      return { refreshToken, user: userOf(user), client: clientOf(client) }
    },

    noteUse: async (refreshTokenId, at) => {
      if (!isStorable(refreshTokenId)) return
      const where = { id: refreshTokenId }
      await database.apiRefreshToken.updateMany({ where, data: { usedAt: at } })
    },

    listRefreshTokens: async (userId) =>
      isStorable(userId)
        ? database.apiRefreshToken.findMany({
            where: { userId },
            orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          })
        : [],

    deleteRefreshTokens: async (userId, clientId) => {
      if (!isStorable(userId) || !isStorable(clientId)) return 0
      return (await database.apiRefreshToken.deleteMany({ where: { userId, clientId } })).count
    },
  }
}
