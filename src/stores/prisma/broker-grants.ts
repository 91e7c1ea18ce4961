import type { BrokerAnswer, BrokerGrant } from '@/model/broker-grant'
import type { BrokerGrantStore } from '../broker-grants'
import { listConnectedPlaces } from './connected-places'
import type { Database } from './database'
import type { BrokerGrant as BrokerGrantRow } from './generated/sqlite/client'
import { ofOwner } from './refusals'
import { userOf } from './rows'
import { isStorable } from './storable'
import { upstreamOf } from './upstreams'

const answerOf = ({
  sealedAnswer,
  answeredFor,
  answeredAt,
}: BrokerGrantRow): BrokerAnswer | null =>
  sealedAnswer !== null && answeredFor !== null && answeredAt !== null
    ? { sealed: sealedAnswer, answeredFor, answeredAt }
    : null

const answerColumns = (answer: BrokerAnswer | null) => ({
  sealedAnswer: answer?.sealed ?? null,
  answeredFor: answer?.answeredFor ?? null,
  answeredAt: answer?.answeredAt ?? null,
})

const grantOf = (row: BrokerGrantRow): BrokerGrant => ({
  id: row.id,
  upstreamId: row.upstreamId,
  userId: row.userId,
  audience: row.audience,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
  generation: row.generation,
  confirmed: row.confirmed,
  sealedUpstream: row.sealedUpstream,
  answer: answerOf(row),
})

const noLease = { leaseId: null, leaseUntil: null }

/** Whoever holds a lease on it cannot write any more. */
export const revokedBrokerGrant = (at: Date) => ({
  revokedAt: at,
  ...noLease,
  ...answerColumns(null),
})

export function brokerGrantStore(database: Database): BrokerGrantStore {
  return {
    create: async ({ answer, ...grant }) => {
      const data = { ...grant, ...answerColumns(answer) }
      await ofOwner(database.brokerGrant.create({ data }))
    },

    find: async (id) => {
      if (!isStorable(id)) return null
      const row = await database.brokerGrant.findUnique({
        where: { id },
        include: { user: true, upstream: true },
      })
      return (
        row && { grant: grantOf(row), user: userOf(row.user), upstream: upstreamOf(row.upstream) }
      )
    },

    lease: async (id, lease, at) => {
      if (!isStorable(id)) return false
      const { count } = await database.brokerGrant.updateMany({
        where: {
          id,
          revokedAt: null,
          confirmed: { lte: lease.generation },
          OR: [{ leaseUntil: null }, { leaseUntil: { lte: at } }],
        },
        data: { leaseId: lease.id, leaseUntil: lease.until },
      })
      return count === 1
    },

    keep: async (id, lease, sealedUpstream) => {
      if (!isStorable(id)) return false
      const { count } = await database.brokerGrant.updateMany({
        where: { id, leaseId: lease.id },
        data: { sealedUpstream, leaseUntil: lease.until },
      })
      return count === 1
    },

    renew: async (id, leaseId, { answer, ...renewal }) => {
      if (!isStorable(id)) return false
      const { count } = await database.brokerGrant.updateMany({
        where: { id, leaseId },
        data: { ...renewal, ...answerColumns(answer), ...noLease },
      })
      return count === 1
    },

    release: async (id, leaseId) => {
      if (!isStorable(id)) return
      await database.brokerGrant.updateMany({ where: { id, leaseId }, data: noLease })
    },

    revoke: async (id, at) => {
      if (!isStorable(id)) return
      await database.brokerGrant.updateMany({
        where: { id, revokedAt: null },
        data: revokedBrokerGrant(at),
      })
    },

    listPlaces: async (userId, at) =>
      isStorable(userId) ? listConnectedPlaces(database, userId, at) : [],

    revokePlace: async (userId, { audience, upstreamId }, at) => {
      if (![userId, audience, upstreamId].every(isStorable)) return
      await database.brokerGrant.updateMany({
        where: { userId, audience, upstreamId, revokedAt: null },
        data: revokedBrokerGrant(at),
      })
    },
  }
}
