import type { Grant } from '@/model/grant'
import type { Database } from './database'
import type { Prisma } from './generated/sqlite/client'
import { splitList } from './rows'

type WhatItGave = Pick<Prisma.GrantUncheckedCreateInput, 'refreshTokens' | 'authorizationCodes'>

/** Adds a grant and what it gave, in one commit; as revoked when its session has ended meanwhile. */
export async function addGrant(
  database: Database,
  grant: Grant,
  whatItGave: WhatItGave,
): Promise<void> {
  const { id, clientId, userId, sessionId, grantType, scope, createdAt, revokedAt } = grant
  const isOffline = splitList(scope).includes('offline_access')
  const authentication = grant.authentication && JSON.stringify(grant.authentication)
  const add = database.grant.create({
    data: {
      ...{ id, clientId, userId, sessionId, grantType, scope, isOffline, createdAt, revokedAt },
      authentication,
      ...whatItGave,
    },
  })
  if (sessionId === null) {
    await add
    return
  }
  await database.$transaction([
    // Waits for whoever is ending the session, or makes them wait and find the grant.
    database.$executeRaw`UPDATE "Session" SET "userId" = "userId" WHERE "id" = ${sessionId}`,
    add,
    database.$executeRaw`UPDATE "Grant" SET "revokedAt" = "createdAt" WHERE "id" = ${id}
      AND NOT EXISTS (SELECT 1 FROM "Session" WHERE "id" = ${sessionId})`,
  ])
}
