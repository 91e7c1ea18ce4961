import { SqliteError, type Database as Connection } from 'better-sqlite3'
import type { SessionStore } from '../sessions'
import type { CommitQueue } from './commit-queue'
import { joinList } from './rows'

/** Adds sessions to SQLite, past Prisma: the one write of every sign-in that waits for the disk. */
export function sqliteCreateSession(
  connection: Connection,
  commits: CommitQueue,
): SessionStore['create'] {
  const add = connection.prepare<[row: object]>(`
    INSERT INTO "Session" ("id", "sessionToken", "userId", "authTime", "amr", "createdAt", "lastSeenAt", "expires",
      "absoluteExpiresAt", "address", "userAgent")
    VALUES ($id, $sessionToken, $userId, $authTime, $amr, $createdAt, $lastSeenAt, $expires, $absoluteExpiresAt,
      $address, $userAgent)`)
  const goOn = connection.prepare<[row: object]>(`
    UPDATE "Session" SET "sessionToken" = $sessionToken, "authTime" = $authTime, "amr" = $amr,
      "createdAt" = $createdAt, "lastSeenAt" = $lastSeenAt, "expires" = $expires,
      "absoluteExpiresAt" = $absoluteExpiresAt, "address" = $address, "userAgent" = $userAgent
    WHERE "id" = $id AND "userId" = $userId AND "sessionToken" = $replaces`)

  return async (session, tokenHash, replacesTokenHash) => {
    const { expiresAt, amr, address, userAgent, id, userId } = session
    const row = {
      ...{ id, userId, address, userAgent, amr: joinList(amr), sessionToken: tokenHash },
      authTime: session.authTime.getTime(),
      createdAt: session.createdAt.getTime(),
      lastSeenAt: session.lastSeenAt.getTime(),
      expires: expiresAt.getTime(),
      absoluteExpiresAt: session.absoluteExpiresAt.getTime(),
    }
    try {
      const { changes } = await commits.write(() =>
        replacesTokenHash === null
          ? add.run(row)
          : goOn.run({ ...row, replaces: replacesTokenHash }),
      )
      return changes === 1
    } catch (error) {
      if (isTakenOrAnOrphan(error)) return false
      throw error
    }
  }
}

const refusals = ['PRIMARYKEY', 'UNIQUE', 'FOREIGNKEY'].map((kind) => `SQLITE_CONSTRAINT_${kind}`)

const isTakenOrAnOrphan = (error: unknown): boolean =>
  error instanceof SqliteError && refusals.includes(error.code)
