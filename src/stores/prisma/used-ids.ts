import type { UsedIdStore } from '../used-ids'
import type { Database } from './database'
import { isStorable } from './storable'

export function usedIdStore(database: Database): UsedIdStore {
  return {
    use: async (key, expiresAt) => {
      if (!isStorable(key)) return false
      const count = await database.$executeRaw`
        INSERT INTO "UsedId" ("key", "expiresAt") VALUES (${key}, ${expiresAt}) ON CONFLICT DO NOTHING`
      return count === 1
    },
  }
}
