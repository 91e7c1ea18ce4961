import type { ConnectedClient } from '@/model/grant'
import { latest } from './connected-places'
import type { Database } from './database'
import { clientOf, clientParts, splitList } from './rows'

/** The condition under which a grant lives: until it is revoked or its newest refresh token ends. */
const alive = (at: Date) => ({
  revokedAt: null,
  refreshTokens: { some: { consumedAt: null, expiresAt: { gt: at } } },
})

type Use = Omit<ConnectedClient, 'client'> & { readonly clientId: string }

const apiTokens = { scope: '', holdsApiTokens: true }

export async function listConnectedClients(
  database: Database,
  userId: string,
  at: Date,
): Promise<readonly ConnectedClient[]> {
  const found = await Promise.all([
    findConsents(database, userId),
    findLiveGrants(database, userId, at),
    findApiRefreshTokens(database, userId),
    findApiTokens(database, userId, at),
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
    holdsApiTokens: false,
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
      ? [
          {
            clientId,
            scope,
            holdsApiTokens: false,
            since: _min.createdAt,
            lastUsedAt: _max.createdAt,
          },
        ]
      : [],
  )
}

/** Refresh tokens of the token API, which knows no scopes. */
async function findApiRefreshTokens(database: Database, userId: string): Promise<readonly Use[]> {
  const groups = await database.apiRefreshToken.groupBy({
    by: ['clientId'],
    where: { userId },
    _min: { createdAt: true },
    _max: { createdAt: true, usedAt: true },
  })
  return groups.flatMap(({ clientId, _min, _max }) =>
    _min.createdAt && _max.createdAt
      ? [
          {
            ...apiTokens,
            clientId,
            since: _min.createdAt,
            lastUsedAt: latest(_max.createdAt, _max.usedAt),
          },
        ]
      : [],
  )
}

/** Tokens of the token API that live: an app may have them without a refresh token, for up to a year. */
async function findApiTokens(
  database: Database,
  userId: string,
  at: Date,
): Promise<readonly Use[]> {
  const groups = await database.apiToken.groupBy({
    by: ['clientId'],
    where: { userId, clientId: { not: null }, expiresAt: { gt: at } },
    _min: { createdAt: true },
    _max: { createdAt: true },
  })
  return groups.flatMap(({ clientId, _min, _max }) =>
    clientId !== null && _min.createdAt && _max.createdAt
      ? [{ ...apiTokens, clientId, since: _min.createdAt, lastUsedAt: _max.createdAt }]
      : [],
  )
}

const sum = (uses: readonly Use[]) => ({
  scope: [...new Set(uses.flatMap(({ scope }) => splitList(scope)))].join(' '),
  holdsApiTokens: uses.some(({ holdsApiTokens }) => holdsApiTokens),
  since: new Date(Math.min(...uses.map(({ since }) => since.getTime()))),
  lastUsedAt: new Date(Math.max(...uses.map(({ lastUsedAt }) => lastUsedAt.getTime()))),
})
