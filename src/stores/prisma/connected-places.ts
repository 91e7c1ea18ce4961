import type { ConnectedPlace } from '@/model/broker-grant'
import type { Database } from './database'
import { upstreamOf } from './upstreams'

export async function listConnectedPlaces(
  database: Database,
  userId: string,
  at: Date,
): Promise<readonly ConnectedPlace[]> {
  const places = await database.brokerGrant.groupBy({
    by: ['audience', 'upstreamId'],
    where: { userId, revokedAt: null, expiresAt: { gt: at } },
    _min: { createdAt: true },
    _max: { createdAt: true, answeredAt: true },
    orderBy: [{ audience: 'asc' }, { upstreamId: 'asc' }],
  })
  const upstreams = await database.upstream.findMany({
    where: { id: { in: [...new Set(places.map(({ upstreamId }) => upstreamId))] } },
  })
  return places.flatMap(({ audience, upstreamId, _min, _max }) => {
    const upstream = upstreams.find(({ id }) => id === upstreamId)
    if (!upstream || !_min.createdAt || !_max.createdAt) return []
    const lastUsedAt = latest(_max.createdAt, _max.answeredAt)
    return [{ audience, upstream: upstreamOf(upstream), since: _min.createdAt, lastUsedAt }]
  })
}

/** The later of two times, of which one may never have come. */
export const latest = (one: Date, other: Date | null): Date =>
  other !== null && other > one ? other : one
