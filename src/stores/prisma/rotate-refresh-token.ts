import type { GrantStore } from '../grants'
import type { Database } from './database'

type RotateRefreshToken = GrantStore['rotateRefreshToken']

/** On SQLite: a batch holds the write lock from its first word, so that nobody gets in between. */
export const rotateInBatch =
  (database: Database): RotateRefreshToken =>
  async (hash, { hash: successorHash, grantId, createdAt, expiresAt }, at) => {
    const [, count] = await database.$transaction([
      database.$executeRaw`
        INSERT INTO "RefreshToken" ("hash", "grantId", "createdAt", "expiresAt")
        SELECT ${successorHash}, "grantId", ${createdAt}, ${expiresAt} FROM "RefreshToken"
        WHERE "hash" = ${hash} AND "grantId" = ${grantId} AND "consumedAt" IS NULL`,
      database.$executeRaw`
        UPDATE "RefreshToken" SET "consumedAt" = ${at}
        WHERE "hash" = ${hash} AND "grantId" = ${grantId} AND "consumedAt" IS NULL`,
    ])
    return count === 1
  }

/** On PostgreSQL: who waits for another's update looks at the row anew, and has then nothing to insert. */
export const rotateInStatement =
  (database: Database): RotateRefreshToken =>
  async (hash, { hash: successorHash, grantId, createdAt, expiresAt }, at) => {
    const count = await database.$executeRaw`
      WITH "consumed" AS (
        UPDATE "RefreshToken" SET "consumedAt" = ${at}
        WHERE "hash" = ${hash} AND "grantId" = ${grantId} AND "consumedAt" IS NULL RETURNING "grantId")
      INSERT INTO "RefreshToken" ("hash", "grantId", "createdAt", "expiresAt")
      SELECT ${successorHash}, "grantId", ${createdAt}, ${expiresAt} FROM "consumed"`
    return count === 1
  }
