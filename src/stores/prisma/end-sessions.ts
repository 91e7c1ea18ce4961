import type { Database } from './database'

/**
 * The part of a batch that ends the user's sessions but one, and revokes the grants not given in it. The sessions go
 * first: a grant that is being added in one of them locks it, and so is either seen here or finds it gone.
 */
export const endSessions = (
  database: Database,
  userId: string,
  exceptSessionId: string | null,
  at: Date,
) => [
  database.session.deleteMany({
    where: { userId, ...(exceptSessionId !== null && { id: { not: exceptSessionId } }) },
  }),
  database.grant.updateMany({
    where: {
      userId,
      revokedAt: null,
      // In SQL, `not` alone passes over the grants of no session.
      ...(exceptSessionId !== null && {
        OR: [{ sessionId: null }, { sessionId: { not: exceptSessionId } }],
      }),
    },
    data: { revokedAt: at },
  }),
]
