import { join, raw, sqltag as sql } from '@prisma/client/runtime/client'
import type { Sql } from '@prisma/client/runtime/client'
import type { UserQuery, UserStore } from '../users'
import { readUser, userColumns } from './columns'
import type { UserColumns } from './columns'
import type { Database } from './database'
import { isStorable } from './storable'

/** What the two databases say differently of texts. Both are made to lower and to sort by bytes, whatever their locale is. */
export type TextWords = {
  /** Whether one text is in another, as they are. */
  readonly contains: (text: Sql, part: string) => Sql
  /** With its ASCII letters in lower case. */
  readonly lower: (text: Sql) => Sql
  /** Of a user: the claim's text. */
  readonly claim: (name: string) => Sql
  readonly byBytes: Sql
}

export const sqliteText: TextWords = {
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  lower: (text) => sql`lower(${text})`,
  claim: (name) => sql`u."profile" ->> ${name}`,
  byBytes: sql`COLLATE BINARY`,
}

export const postgresqlText: TextWords = {
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  lower: (text) => sql`lower(${text} COLLATE "C")`,
  claim: (name) => sql`(CAST(u."profile" AS JSON) ->> ${name})`,
  byBytes: sql`COLLATE "C"`,
}

const names = ['name', 'given_name', 'family_name', 'middle_name', 'nickname']

/**
 * What is looked for in names of which only the ASCII letters are in lower case: as it is, with capitals at the
 * beginning of words, and with capitals all over ("émile" finds "Émile" and "ÉMILE").
 */
export const capitalizations = (search: string): readonly string[] => {
  const foreign = /[^\0-\x7f]/gu
  const initial = /(?<![\p{L}\p{M}])[^\0-\x7f]/gu
  const capital = (letter: string) => letter.toUpperCase()
  return [...new Set([search, search.replace(initial, capital), search.replace(foreign, capital)])]
}

/** As it is within a text in JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** A profile is only taken apart when what is looked for is somewhere in it. */
const matches = ({ contains, lower, claim }: TextWords, search: string): Sql => {
  const inNames = capitalizations(search).map((each) => {
    const somewhere = contains(lower(sql`u."profile"`), inJson(each))
    const inOne = names.map((name) => contains(lower(claim(name)), each))
    return sql`(${somewhere} AND (${join(inOne, ' OR ')}))`
  })
  const inLogins = [sql`u."usernameKey"`, sql`u."email"`].map((text) => contains(text, search))
  return join([...inLogins, ...inNames], ' OR ')
}

const columnOf = { username: 'usernameKey', email: 'email', createdAt: 'createdAt' } as const

const orderOf = ({ byBytes }: TextWords, { order, direction }: UserQuery): Sql => {
  const column = raw(`u."${columnOf[order]}"`)
  const way = raw(direction === 'asc' ? 'ASC' : 'DESC')
  const sorted = order === 'createdAt' ? column : sql`${column} ${byBytes}`
  return sql`${sorted} ${way} NULLS LAST, u."id" ${byBytes} ${way}`
}

export const searchUsers =
  (database: Database, words: TextWords): UserStore['search'] =>
  async (query) => {
    const { search, limit, offset } = query
    const total = database.user.count()
    if (search !== null && !isStorable(search)) return { users: [], total: await total, found: 0 }
    const condition = search === null ? sql`TRUE` : matches(words, search)
    const [rows, counted] = await Promise.all([
      database.$queryRaw<UserColumns[]>`
        SELECT ${raw(userColumns)} FROM "User" u WHERE ${condition}
        ORDER BY ${orderOf(words, query)} LIMIT ${limit} OFFSET ${offset}`,
      search === null
        ? null
        : database.$queryRaw<{ found: bigint | number }[]>`
            SELECT COUNT(*) AS "found" FROM "User" u WHERE ${condition}`,
    ])
    const all = await total
    return {
      users: rows.map(readUser),
      total: all,
      found: counted ? Number(counted[0]?.found) : all,
    }
  }
