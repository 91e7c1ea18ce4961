import type { AuthorizationCodeStore } from '../authorization-codes'
import type { GrantWrites } from './grant-writes'
import type { PreparedReads } from './prepared-reads'
import { ofOwner } from './refusals'
import { isStorable } from './storable'

export function authorizationCodeStore(
  reads: PreparedReads,
  writes: GrantWrites,
): AuthorizationCodeStore {
  return {
    create: (grant, code) => ofOwner(writes.add(grant, code)),

    find: async (hash) => (isStorable(hash) ? reads.findAuthorizationCode(hash) : null),

    redeem: async (hash, refreshToken, at) =>
      isStorable(hash) && writes.consume('AuthorizationCode', hash, refreshToken, at),
  }
}
