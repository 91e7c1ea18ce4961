import { setImmediate } from 'node:timers/promises'
import { raw, sqltag as sql } from '@prisma/client/runtime/client'
import type { Sql } from '@prisma/client/runtime/client'
import type { Database } from './database'

const dayMs = 24 * 60 * 60 * 1000

/** Rows that go in one statement: few enough that nobody waits for it. */
const batchSize = 500

/** How long after its creation a grant without refresh tokens is kept: access tokens that name it have long ended. */
export const grantRetentionMs = 400 * dayMs

/** How long a revoked grant is kept, so that a late use is told from a made-up one. */
export const revokedGrantRetentionMs = 30 * dayMs

/** How long after its code's end a grant is kept that nobody has redeemed: nothing was ever given for it. */
export const unredeemedGrantRetentionMs = dayMs

/** How long a delivery is kept, delivered or given up, for the client's developer to see. */
export const deliveryRetentionMs = 30 * dayMs

/** How long an ended device's code or pushed request is kept, so that it is told from a made-up one. */
export const requestRetentionMs = dayMs

/** How long an ended link is kept, so that its page can say that it has ended. */
export const linkRetentionMs = dayMs

/**
 * Removes what has ended, batch by batch; others get their turn in between. Answers how many rows went, without what
 * goes with a grant: its codes and refresh tokens. A used code stays as long as its grant, and a used
 * refresh token until its end, so that a second use is known for what it is.
 */
export async function sweep(database: Database, at: Date): Promise<number> {
  const before = (ms: number) => new Date(at.getTime() - ms)
  const hasNoToken = sql`NOT EXISTS (SELECT 1 FROM "RefreshToken" r WHERE r."grantId" = "Grant"."id")`
  const isUnredeemed = (
    table: string,
  ) => sql`"id" IN (SELECT a."grantId" FROM ${raw(`"${table}"`)} a
    WHERE a."consumedAt" IS NULL AND a."expiresAt" <= ${before(unredeemedGrantRetentionMs)})`
  const ended: readonly [table: string, key: string, condition: Sql][] = [
    ['Session', 'id', sql`"expires" <= ${at}`],
    ['RefreshToken', 'hash', sql`"expiresAt" <= ${at}`],
    ['Grant', 'id', sql`"revokedAt" <= ${before(revokedGrantRetentionMs)}`],
    ['Grant', 'id', sql`"createdAt" <= ${before(grantRetentionMs)} AND ${hasNoToken}`],
    ['Grant', 'id', sql`${isUnredeemed('AuthorizationCode')} AND ${hasNoToken}`],
    ['Grant', 'id', sql`${isUnredeemed('DeviceCode')} AND ${hasNoToken}`],
    ['Attempt', 'key', sql`"windowEndsAt" <= ${at}`],
    ['OneTimeLink', 'hash', sql`"expiresAt" <= ${before(linkRetentionMs)}`],
    ['PushedRequest', 'hash', sql`"expiresAt" <= ${before(requestRetentionMs)}`],
    ['DeviceCode', 'hash', sql`"expiresAt" <= ${before(requestRetentionMs)}`],
    ['UsedId', 'key', sql`"expiresAt" <= ${at}`],
    ['LogoutDelivery', 'id', sql`"createdAt" <= ${before(deliveryRetentionMs)}`],
    ['InitialAccessToken', 'id', sql`"expiresAt" <= ${at}`],
    ['SigningKey', 'kid', sql`"expiresAt" <= ${at}`],
    ['BrokerGrant', 'id', sql`"expiresAt" <= ${at}`],
    ['ApiToken', 'hash', sql`"expiresAt" <= ${at}`],
    ['VerificationToken', 'token', sql`"expires" <= ${at}`],
  ]
  let total = 0
  for (const [table, key, condition] of ended) {
    total += await removeInBatches(database, raw(`"${table}"`), raw(`"${key}"`), condition)
  }
  return total
}

async function removeInBatches(
  database: Database,
  table: Sql,
  key: Sql,
  condition: Sql,
): Promise<number> {
  for (let total = 0; ;) {
    const count = await database.$executeRaw`
      DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ${batchSize})`
    total += count
    await setImmediate()
    if (count < batchSize) return total
  }
}
