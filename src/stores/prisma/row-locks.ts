import { empty, sqltag as sql } from '@prisma/client/runtime/client'
import type { Sql } from '@prisma/client/runtime/client'

/**
 * What PostgreSQL is told at the end of a read, so that others wait. On SQLite there is nothing to say: there is one
 * writer, and a batch is it from its first word.
 */
export type RowLocks = {
  /** Whoever adds a row that points to this one waits, too. */
  readonly forUpdate: Sql
  /** The client stays until this is done; one that goes meanwhile is not found. */
  readonly forKeyShareOfClient: Sql
  /** Leaves out what somebody else has taken. */
  readonly forUpdateSkipLocked: Sql
  /** A statement of its own: until the batch is done, nobody else adds, changes or removes an upstream. */
  readonly upstreamsAlone: Sql
}

export const postgresqlLocks: RowLocks = {
  forUpdate: sql`FOR UPDATE`,
  forKeyShareOfClient: sql`FOR KEY SHARE OF c`,
  forUpdateSkipLocked: sql`FOR UPDATE SKIP LOCKED`,
  upstreamsAlone: sql`LOCK TABLE "Upstream" IN SHARE ROW EXCLUSIVE MODE`,
}

export const sqliteLocks: RowLocks = {
  forUpdate: empty,
  forKeyShareOfClient: empty,
  forUpdateSkipLocked: empty,
  upstreamsAlone: sql`UPDATE "Upstream" SET "position" = "position" WHERE 0`,
}
