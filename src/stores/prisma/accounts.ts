import type { Account } from '@/model/upstream'
import type { AccountStore, NewUpstreamUser } from '../accounts'
import type { Database } from './database'
import type { Account as AccountRow } from './generated/sqlite/client'
import { isAdded, ofOwner } from './refusals'
import type { RowLocks } from './row-locks'
import { userOf } from './rows'
import { isStorable } from './storable'

/** Names every field: next-auth's columns stay behind. */
const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  userId: row.userId,
  issuer: row.provider,
  subject: row.providerAccountId,
  upstreamId: row.upstreamId,
  email: row.email,
  linkedAt: row.linkedAt ?? new Date(0), // one that next-auth has made
  usedAt: row.usedAt,
})

/** next-auth has a kind for each account; whether it was OpenID Connect or not is the upstream's business here. */
const type = 'oauth'

export function accountStore(database: Database, locks: RowLocks): AccountStore {
  const rowOf = (issuer: string, subject: string) => ({
    provider_providerAccountId: { provider: issuer, providerAccountId: subject },
  })

  /** The account first: who takes it at the same time takes name and e-mail with it. */
  const whatIsTaken = async ({ id, usernameKey, email }: NewUpstreamUser, account: Account) => {
    const row = rowOf(account.issuer, account.subject)
    if (await database.account.findUnique({ where: row })) return 'account-taken'
    if (await database.user.findUnique({ where: { usernameKey } })) return 'username-taken'
    if (email && (await database.user.findUnique({ where: { email } }))) return 'email-taken'
    throw new Error(`The user ${id} could not be added, and nothing of it is taken`)
  }

  return {
    find: async (issuer, subject) => {
      if (!isStorable(issuer) || !isStorable(subject)) return null
      const where = rowOf(issuer, subject)
      const row = await database.account.findUnique({ where, include: { user: true } })
      return row && { account: accountOf(row), user: userOf(row.user) }
    },

    listOfUser: async (userId) => {
      if (!isStorable(userId)) return []
      const rows = await database.account.findMany({
        where: { userId },
        orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(accountOf)
    },

    countByUpstream: async () => {
      const counts = await database.account.groupBy({ by: ['upstreamId'], _count: { _all: true } })
      return new Map(
        counts.flatMap(({ upstreamId, _count }) =>
          upstreamId === null ? [] : [[upstreamId, _count._all] as const],
        ),
      )
    },

    link: async ({ id, userId, issuer, subject, upstreamId, email, linkedAt, usedAt }) => {
      const insert = database.$executeRaw`
        INSERT INTO "Account" ("id", "userId", "type", "provider", "providerAccountId", "upstreamId",
          "email", "linkedAt", "usedAt")
        VALUES (${id}, ${userId}, ${type}, ${issuer}, ${subject}, ${upstreamId}, ${email}, ${linkedAt}, ${usedAt})
        ON CONFLICT ("provider", "providerAccountId") DO UPDATE
        SET "upstreamId" = excluded."upstreamId", "email" = excluded."email"
        WHERE "Account"."userId" = excluded."userId"`
      return (await ofOwner(insert)) === 1 ? 'linked' : 'taken'
    },

    createUser: async (user, account) => {
      const { issuer, subject, id, upstreamId, email, linkedAt, usedAt } = account
      const create = database.user.create({
        data: {
          id: user.id,
          username: user.username,
          usernameKey: user.usernameKey,
          email: user.email,
          emailVerified: user.emailVerifiedAt,
          profile: JSON.stringify(user.profile),
          createdAt: user.createdAt,
          accounts: {
            create: {
              ...{ id, type, provider: issuer, providerAccountId: subject },
              ...{ upstreamId, email, linkedAt, usedAt },
            },
          },
        },
      })
      return (await isAdded(create)) ? 'created' : whatIsTaken(user, account)
    },

    touch: async (id, email, at) => {
      if (!isStorable(id)) return
      const data = { usedAt: at, ...(email !== null && { email }) }
      await database.account.updateMany({ where: { id }, data })
    },

    unlink: async (userId, id) => {
      if (!isStorable(userId) || !isStorable(id)) return 'unknown'
      const another = { id: { not: id }, upstream: { disabledAt: null, isBroker: null } }
      const hasAnotherWay = {
        OR: [{ password: { isNot: null } }, { accounts: { some: another } }],
      }
      const [, { count }, left] = await database.$transaction([
        // Else two callers, each of whom leaves the other's account, leave none.
        database.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId} ${locks.forUpdate}`,
        database.account.deleteMany({ where: { id, userId, user: hasAnotherWay } }),
        database.account.count({ where: { id, userId } }),
      ])
      if (count === 1) return 'unlinked'
      return left === 1 ? 'last' : 'unknown'
    },
  }
}
