import type { SigningKey } from '@/model/signing-key'
import type { SigningKeyStore } from '../signing-keys'
import type { Database } from './database'
import { isAdded } from './refusals'

export function signingKeyStore(database: Database): SigningKeyStore {
  return {
    list: async (at) => {
      const rows = await database.signingKey.findMany({
        where: { expiresAt: { gt: at } },
        orderBy: [{ generation: 'asc' }, { alg: 'asc' }],
      })
      return rows.map((row) => ({ ...row, alg: row.alg as SigningKey['alg'] }))
    },

    create: async (key) => isAdded(database.signingKey.create({ data: { ...key } })),
  }
}
