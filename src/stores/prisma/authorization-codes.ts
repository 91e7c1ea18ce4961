import type { AuthorizationCodeStore } from '../authorization-codes'
import { addGrant } from './add-grant'
import type { Database } from './database'
import type { PreparedReads } from './prepared-reads'
import { isStorable } from './storable'

export function authorizationCodeStore(
  database: Database,
  reads: PreparedReads,
): AuthorizationCodeStore {
  return {
    create: async (grant, { grantId: _, ...code }) =>
      addGrant(database, grant, { authorizationCodes: { create: code } }),

    find: async (hash) => (isStorable(hash) ? reads.findAuthorizationCode(hash) : null),

    consume: async (hash, at) => {
      if (!isStorable(hash)) return false
      const { count } = await database.authorizationCode.updateMany({
        where: { hash, consumedAt: null },
        data: { consumedAt: at },
      })
      return count === 1
    },
  }
}
