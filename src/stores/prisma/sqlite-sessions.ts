import { SqliteError, type Database as Connection } from 'better-sqlite3'
import type { SessionStore } from '../sessions'
import { joinList } from './rows'
import type { TransactionGate } from './transaction-lock'

/**
 * Adds sessions to SQLite, past Prisma: the one write of every sign-in that waits for the disk.
 *
 * @param connection  its commits are on the disk when they are answered
 */
export function sqliteCreateSession(
  connection: Connection,
  gate: TransactionGate,
): SessionStore['create'] {
  const remove = connection.prepare<[tokenHash: string]>(
    'DELETE FROM "Session" WHERE "sessionToken" = ?',
  )
  const add = connection.prepare<[row: object]>(`
    INSERT INTO "Session" ("id", "sessionToken", "userId", "authTime", "amr", "createdAt", "lastSeenAt", "expires",
      "absoluteExpiresAt", "address", "userAgent")
    VALUES ($id, $sessionToken, $userId, $authTime, $amr, $createdAt, $lastSeenAt, $expires, $absoluteExpiresAt,
      $address, $userAgent)`)
  const replace = connection.transaction((replacesTokenHash: string, row: object) => {
    remove.run(replacesTokenHash)
    add.run(row)
  })

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
      await gate.whenFree(() => {
        if (replacesTokenHash === null) add.run(row)
        else replace.immediate(replacesTokenHash, row)
      })
      return true
    } catch (error) {
      if (isTaken(error)) return false
      throw error
    }
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof SqliteError &&
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE'].includes(error.code)
