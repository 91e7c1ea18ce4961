import type { PushedRequestStore } from '../pushed-requests'
import type { Database } from './database'
import { ofOwner } from './refusals'
import { isStorable } from './storable'

export function pushedRequestStore(database: Database): PushedRequestStore {
  return {
    create: async (request) => {
      await ofOwner(database.pushedRequest.create({ data: { ...request } }))
    },

    find: async (hash) =>
      isStorable(hash) ? database.pushedRequest.findUnique({ where: { hash } }) : null,

    consume: async (hash, at) => {
      if (!isStorable(hash)) return false
      const { count } = await database.pushedRequest.updateMany({
        where: { hash, consumedAt: null },
        data: { consumedAt: at },
      })
      return count === 1
    },
  }
}
