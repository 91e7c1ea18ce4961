import { sqltag as sql } from '@prisma/client/runtime/client'
import type { DeviceCode } from '@/model/device-code'
import type { DeviceCodeStore } from '../device-codes'
import type { Database } from './database'
import { grantColumns, revokeIfSessionIsGone } from './grant-writes'
import type { GrantWrites } from './grant-writes'
import { isAdded, ofOwner, unlessReferenceIsMissing } from './refusals'
import { isStorable } from './storable'

/** What a device that asks too early has to wait longer, for good: seconds (RFC 8628 §3.5). */
export const slowDown = 5

export function deviceCodeStore(
  database: Database,
  { consume }: GrantWrites,
  poll: DeviceCodeStore['poll'],
): DeviceCodeStore {
  const undecided = (hash: string, at: Date) => ({ hash, state: 'pending', expiresAt: { gt: at } })
  const read = (row: object | null) => row as DeviceCode | null // but for `state`, a text

  return {
    create: async (code) => {
      const { userCodeHash, createdAt } = code
      const ended = { userCodeHash, expiresAt: { lte: createdAt } }
      const replacement = database.$transaction([
        database.deviceCode.deleteMany({ where: ended }),
        database.deviceCode.create({ data: { ...code } }),
      ])
      return ofOwner(isAdded(replacement))
    },

    find: async (hash) =>
      isStorable(hash) ? read(await database.deviceCode.findUnique({ where: { hash } })) : null,

    findByUserCode: async (userCodeHash) =>
      isStorable(userCodeHash)
        ? read(await database.deviceCode.findUnique({ where: { userCodeHash } }))
        : null,

    poll: async (hash, at) => (isStorable(hash) ? poll(hash, at) : 'too-early'),

    allow: async (hash, grant, at) => {
      if (!isStorable(hash)) return false
      const decision = database.$transaction([
        database.grant.create({ data: grantColumns(grant) }),
        revokeIfSessionIsGone(database, grant.id, grant.sessionId),
        database.deviceCode.updateMany({
          where: { ...undecided(hash, at), clientId: grant.clientId },
          data: { state: 'allowed', grantId: grant.id },
        }),
        database.grant.deleteMany({ where: { id: grant.id, deviceCodes: { none: {} } } }),
      ])
      return unlessReferenceIsMissing(decision.then(([, , { count }]) => count === 1))
    },

    deny: async (hash, at) => {
      if (!isStorable(hash)) return false
      const { count } = await database.deviceCode.updateMany({
        where: undecided(hash, at),
        data: { state: 'denied' },
      })
      return count === 1
    },

    redeem: async (hash, refreshToken, at) =>
      isStorable(hash) && consume('DeviceCode', hash, refreshToken, at),
  }
}

/** On PostgreSQL, in one statement: whoever waits for another's looks at the row anew. */
export const pollDevice =
  (database: Database): DeviceCodeStore['poll'] =>
  async (hash, at) => {
    const moment = sql`CAST(${at} AS TIMESTAMPTZ)`
    const [row] = await database.$queryRaw<{ isInTime: boolean }[]>`
      WITH "before" AS (
        SELECT "hash", "lastPolledAt" IS NULL
          OR "lastPolledAt" + "interval" * INTERVAL '1 second' <= ${moment} AS "isInTime"
        FROM "DeviceCode" WHERE "hash" = ${hash} FOR UPDATE)
      UPDATE "DeviceCode" d SET "lastPolledAt" = ${moment},
        "interval" = d."interval" + CASE WHEN b."isInTime" THEN 0 ELSE ${slowDown} END
      FROM "before" b WHERE d."hash" = b."hash" RETURNING b."isInTime"`
    return row?.isInTime ? 'in-time' : 'too-early'
  }
