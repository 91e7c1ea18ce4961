import type { ConnectedClient } from '@/model/grant'
import type { Database } from './database'
import { clientOf, clientParts, splitList } from './rows'

/** The condition under which a grant lives: until it is revoked or its newest refresh token ends. */
const alive = (at: Date) => ({
  revokedAt: null,
  refreshTokens: { some: { consumedAt: null, expiresAt: { gt: at } } },
})

type Use = Pick<ConnectedClient, 'scope' | 'since' | 'lastUsedAt'> & { readonly clientId: string }

export async function listConnectedClients(
  database: Database,
  userId: string,
  at: Date,
): Promise<readonly ConnectedClient[]> {
  const found = await Promise.all([
    findConsents(database, userId),
    findLiveGrants(database, userId, at),
    findApiTokens(database, userId),
  ])
  const uses = found.flat()
  const clients = await database.client.findMany({
    where: { id: { in: [...new Set(uses.map(({ clientId }) => clientId))] } },
    include: clientParts,
  })
  return clients
    .map((row) => ({
      client: clientOf(row),
      ...sum(uses.filter(({ clientId }) => clientId === row.id)),
    }))
    .sort((a, b) => a.client.name.localeCompare(b.client.name))
}

async function findConsents(database: Database, userId: string): Promise<readonly Use[]> {
  const rows = await database.consent.findMany({ where: { userId } })
  return rows.map(({ clientId, scope, createdAt, updatedAt }) => ({
    clientId,
    scope,
    since: createdAt,
    lastUsedAt: updatedAt,
  }))
}

/** One for each scope of a client, however many grants there are. */
async function findLiveGrants(
  database: Database,
  userId: string,
  at: Date,
): Promise<readonly Use[]> {
  const groups = await database.grant.groupBy({
    by: ['clientId', 'scope'],
    where: { userId, ...alive(at) },
    _min: { createdAt: true },
    _max: { createdAt: true },
  })
  return groups.flatMap(({ clientId, scope, _min, _max }) =>
    _min.createdAt && _max.createdAt
      ? [{ clientId, scope, since: _min.createdAt, lastUsedAt: _max.createdAt }]
      : [],
  )
}

/** Refresh tokens of the token API, which knows no scopes. */
async function findApiTokens(database: Database, userId: string): Promise<readonly Use[]> {
  const groups = await database.apiRefreshToken.groupBy({
    by: ['clientId'],
    where: { userId },
    _min: { createdAt: true },
    _max: { createdAt: true, usedAt: true },
  })
  return groups.flatMap(({ clientId, _min, _max }) => {
    const lastUsedAt = _max.usedAt ?? _max.createdAt
    return _min.createdAt && lastUsedAt
      ? [{ clientId, scope: '', since: _min.createdAt, lastUsedAt }]
      : []
  })
}

const sum = (uses: readonly Use[]) => ({
  scope: [...new Set(uses.flatMap(({ scope }) => splitList(scope)))].join(' '),
  since: new Date(Math.min(...uses.map(({ since }) => since.getTime()))),
  lastUsedAt: new Date(Math.max(...uses.map(({ lastUsedAt }) => lastUsedAt.getTime()))),
})
