import { hasCode, isOfKind } from './refusals'

/** PostgreSQL's own word (appendix A), and Prisma's for it. */
const deadlockCodes = ['40P01', 'P2034']

const isDeadlock = (error: unknown): boolean =>
  deadlockCodes.some((code) => hasCode(error, code)) || isOfKind(error, 'TransactionWriteConflict')

/** Of two who wait for each other one goes on, so a second time is seldom needed, and a third never in practice. */
const mostAttempts = 5

/**
 * Writes again what PostgreSQL has given up so that somebody else can go on: nothing of it was done. Who uses up a code or a
 * refresh token holds its row and needs its grant; who deletes a client or a user holds the grant and needs what goes
 * with it.
 */
export async function despiteDeadlocks<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write()
    } catch (error) {
      if (attempt === mostAttempts || !isDeadlock(error)) throw error
    }
  }
}
